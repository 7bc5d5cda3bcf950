"""What follows a publication: its indexes, and the mail to the officer. None of it is the publication or its record.

Whoever approves does not wait for it. A row in the publication's own transaction says that it is due; a thread of the process
does it some moments after the commit. What a process that died has left is done after the next publication, by the next
process that begins to answer, or by `manage.py follow_publications`.
"""

import logging
import threading
import time

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction

from editorial import notifications
from editorial.models.following import PublicationToFollow
from editorial.models.submissions import Submission
from search.later import write_indexes

logger = logging.getLogger("cchc")

# The answer goes out first, and publications that come together are followed together.
PAUSE = 0.1


def leave_word(submission: Submission) -> None:
    """Say that this publication is to be followed. Call within its transaction."""
    PublicationToFollow.objects.create(page_id=submission.page_id, submission=submission)
    if settings.PUBLICATIONS_FOLLOWED_LATER:
        transaction.on_commit(follower.wake, robust=True)
    else:
        follow_all()


def follow_all() -> tuple[int, int]:
    """Follow every publication that waits, each in a transaction of its own; return how many, and how many could not be."""
    done = failed = last = 0
    while PublicationToFollow.objects.filter(pk__gt=last).exists():
        with transaction.atomic():
            row = _next(after=last)
            if row is None:  # another process has it
                break
            last = row.pk
            is_done = _follow(row)
        done, failed = done + is_done, failed + (not is_done)
    return done, failed


def _next(*, after: int) -> PublicationToFollow | None:
    rows = PublicationToFollow.objects.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk__gt=after).select_related("submission").first()


def _follow(row: PublicationToFollow) -> bool:
    try:
        with transaction.atomic():
            page = write_indexes(row.page_id)
    except Exception as error:
        # The publication stands; its row waits for the next turn, and the others are not held up.
        logger.error("cchc.publication.not_followed", extra={"page": row.page_id, "error": type(error).__name__})
        return False
    row.delete()
    if page.live:  # else it was withdrawn meanwhile, and the officer was told so
        notifications.published(row.submission)
    return True


class Follower:
    """The thread that follows publications while there are any; a process that ends by itself waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_called = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        with self._lock:
            self._is_called = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="following")
                self._thread.start()

    def _run(self) -> None:
        while self._takes_call():
            time.sleep(PAUSE)
            close_old_connections()
            try:
                follow_all()
            except Exception as error:  # the database is away; the rows wait
                logger.error("cchc.publication.not_followed", extra={"error": type(error).__name__})
        connection.close()

    def _takes_call(self) -> bool:
        with self._lock:
            called, self._is_called = self._is_called, False
            if not called:
                self._thread = None
            return called


follower = Follower()


def follow_what_was_left(**kwargs) -> None:
    """Receiver of request_finished: once in each process, look for what an earlier one has left."""
    request_finished.disconnect(dispatch_uid=_LEFT)
    if settings.PUBLICATIONS_FOLLOWED_LATER:
        follower.wake()


_LEFT = "cchc_follow_what_was_left"


def install() -> None:
    request_finished.connect(follow_what_was_left, dispatch_uid=_LEFT)
