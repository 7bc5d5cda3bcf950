"""Acts in processes of their own, forked from the test: to be killed in the middle, or to run against each other."""

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable

from django.db import connection, connections

from editorial.views.screens import attempt

FINISHED, FAILED = 0, 1


def _in_child(work: Callable[[], None]) -> int:
    """Fork; the child opens a connection of its own and never returns into pytest."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(FINISHED)
    finally:
        os._exit(FAILED)


def killed_before(number: int, act: Callable[[], None]) -> bool:
    """Carry out `act`, killed where it would send its statement `number` (a commit counts); say whether it got that far."""
    return _killed(act, lambda count, _: count == number)


def killed_at_the_commit(act: Callable[[], None]) -> bool:
    """Carry out `act`, killed where it would commit for the first time; say whether it got that far."""
    return _killed(act, lambda _, is_commit: is_commit)


def looked_at(act: Callable[[], None], look: Callable[[int], None], *, first: int, killed_at: int) -> bool:
    """Carry out `act`, and `look` at what it has left of itself before its statements from `first` on, killed at `killed_at`.

    It stands still while it is looked at: a death there would leave what is seen, since what is not committed dies with it.
    """
    waits_read, waits_write = os.pipe()
    goes_read, goes_write = os.pipe()

    def dies(count: int, _: bool) -> bool:
        if count >= first:
            os.write(waits_write, b"x")
            os.read(goes_read, 1)
        return count == killed_at

    pid = _in_child(lambda: _step_by_step(act, dies))
    os.close(waits_write)
    count = first
    with contextlib.closing(connection):
        while os.read(waits_read, 1):
            look(count)
            count += 1
            os.write(goes_write, b"x")
    for end in (waits_read, goes_read, goes_write):
        os.close(end)
    return _was_killed(pid)


def _killed(act: Callable[[], None], dies: Callable[[int, bool], bool]) -> bool:
    return _was_killed(_in_child(lambda: _step_by_step(act, dies)))


def _was_killed(pid: int) -> bool:
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == FINISHED, "the act itself failed"
    return False


def _step_by_step(act: Callable[[], None], dies: Callable[[int, bool], bool]) -> None:
    count = 0

    def step(*, is_commit: bool = False) -> None:
        nonlocal count
        count += 1
        if dies(count, is_commit):
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapper(execute, sql, params, many, context):
        step()
        return execute(sql, params, many, context)

    _before_commit(lambda: step(is_commit=True))
    with connection.execute_wrapper(wrapper):
        act()
        step()


def _before_commit(step: Callable[[], None]) -> None:
    connection.ensure_connection()
    commit = connection._commit

    def stepping_commit() -> None:
        step()
        commit()

    connection._commit = stepping_commit


def race(*acts: Callable[[], object]) -> list[list[str]]:
    """Carry out the acts at the same time, each slow to commit; return each one's sentences, empty for who won."""
    ready_read, ready_write = os.pipe()
    children = []
    for act in acts:
        read, write = os.pipe()
        pid = _in_child(lambda act=act, write=write: _run(act, ready_read, write))
        os.close(write)
        children.append((pid, read))
    os.write(ready_write, b"x" * len(acts))
    answers = []
    for pid, read in children:
        with os.fdopen(read) as pipe:
            answers.append(json.loads(pipe.read()))
        os.waitpid(pid, 0)
    return answers


def _run(act: Callable[[], object], ready: int, write: int) -> None:
    _before_commit(lambda: time.sleep(0.3))
    os.read(ready, 1)
    os.write(write, json.dumps(attempt(act)).encode())
