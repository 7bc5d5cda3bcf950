"""What follows a publication: its indexes, and the mail to the officer. None of it is the publication or its record.

Whoever approves does not wait for it. A row in the publication's own transaction says that it is due; a thread of the process
does it some moments after the commit, and the row goes when the mail is out. What a process that died, or a mail server that
was away, has left is done after the next publication, by the next process that begins to answer, or by
`manage.py follow_publications`.
"""

import logging
import threading
import time
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.db.models import Q

from editorial import clock, notifications
from editorial.models.following import PublicationToFollow
from editorial.models.submissions import Submission
from editorial.writes import Writes
from search.later import write_indexes

logger = logging.getLogger("cchc")

# The answer goes out first, and publications that come together are followed together.
PAUSE = 0.1
# A mail that was begun and is not out after so long is begun again: its process died, or the mail server was away.
MAIL_AGAIN_AFTER = timedelta(minutes=10)
# After so long the officer has seen for themselves.
MAIL_NO_MORE_AFTER = timedelta(days=1)


def leave_word(submission: Submission, writes: Writes) -> None:
    """Say that this publication is to be followed, and send it with what else was left to `writes`, within its transaction."""
    writes.add([PublicationToFollow(page_id=submission.page_id, submission=submission)])
    writes.send()
    if settings.PUBLICATIONS_FOLLOWED_LATER:
        transaction.on_commit(follower.wake, robust=True)
    else:
        follow_all()


def follow_all() -> tuple[int, int]:
    """Follow every publication that waits, each in a transaction of its own; return how many, and how many could not be.

    Each mail is sent once that transaction is committed.
    """
    done = failed = last = 0
    for pk in _mails_due().values_list("pk", flat=True):
        transaction.on_commit(partial(_tell, pk), robust=True)
    while _to_index(after=last).exists():
        with transaction.atomic():
            row = _to_index(after=last).select_for_update(of=("self",), skip_locked=True).first()
            if row is None:  # another process has it
                break
            last = row.pk
            is_done = _index(row)
        done, failed = done + is_done, failed + (not is_done)
    return done, failed


def _to_index(*, after: int):
    return PublicationToFollow.objects.filter(pk__gt=after, indexed_at=None)


def _index(row: PublicationToFollow) -> bool:
    try:
        with transaction.atomic():
            write_indexes(row.page_id)
    except Exception as error:
        # The publication stands; its row waits for the next turn, and the others are not held up.
        logger.error("cchc.publication.not_followed", extra={"page": row.page_id, "error": type(error).__name__})
        return False
    row.indexed_at = clock.now()
    row.save(update_fields=["indexed_at"])
    transaction.on_commit(partial(_tell, row.pk), robust=True)
    return True


def _mails_due():
    """Return the publications whose mail nobody is sending."""
    begun = clock.now() - MAIL_AGAIN_AFTER
    return PublicationToFollow.objects.filter(Q(mail_taken_at=None) | Q(mail_taken_at__lt=begun)).exclude(
        indexed_at=None
    )


def _tell(pk: int) -> None:
    """Send the mail of a publication unless another process does, and take its row away when it is out."""
    now = clock.now()
    if not _mails_due().filter(pk=pk).update(mail_taken_at=now):
        return
    row = PublicationToFollow.objects.select_related("page", "submission").get(pk=pk)
    is_due = row.page.live  # else it was withdrawn meanwhile, and the officer was told so
    if is_due and not notifications.tell_published(row.submission) and now - row.indexed_at < MAIL_NO_MORE_AFTER:
        return
    row.delete()


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
