"""Acts in processes of their own, forked from the test: to be killed in the middle, or to run against each other."""

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

    def work() -> None:
        count = 0

        def step() -> None:
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

        def wrapper(execute, sql, params, many, context):
            step()
            return execute(sql, params, many, context)

        _before_commit(step)
        with connection.execute_wrapper(wrapper):
            act()
            step()

    _, status = os.waitpid(_in_child(work), 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == FINISHED, "the act itself failed"
    return False


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
