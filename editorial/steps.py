"""The history of a round: one row an act, written under the lock of its submission."""

from datetime import datetime

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from agencies.models import Post
from agencies.standing import standing_of
from editorial.models.submissions import StepKind, Submission, SubmissionStep


def locked(submission: Submission) -> Submission:
    """Return the submission as it stands now, locked until the transaction ends: acts that race wait, then see.

    The page is locked first, as the editor's doors do: one order everywhere, or two acts could wait for each other.
    """
    lock_page(submission.page_id)
    return Submission.objects.select_for_update(of=("self",)).select_related("page").get(pk=submission.pk)


def lock_page(page_id: int) -> None:
    if connection.features.has_select_for_update:  # on SQLite a transaction holds the whole database from its beginning
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {Page._meta.db_table} WHERE id = %s FOR UPDATE", [page_id])  # noqa: S608


def record_step(
    submission: Submission, kind: StepKind, *, by, at: datetime, note: str = "", authority: str = ""
) -> None:
    """Write one act into the round's history, on the item's newest version."""
    new_step(submission, kind, by=by, at=at, note=note, authority=authority).save(force_insert=True)


def new_step(
    submission: Submission, kind: StepKind, *, by, at: datetime, note: str = "", authority: str = ""
) -> SubmissionStep:
    """Return one act for the round's history, still to be written."""
    return SubmissionStep(
        submission=submission,
        kind=kind,
        at=at,
        by=by,
        authority=authority or _authority_of(by, at),
        revision_id=submission.page.latest_revision_id,
        note=note,
    )


def _authority_of(user, at: datetime) -> str:
    standing = standing_of(user, on=timezone.localdate(at))
    appointment = (
        standing.board_appointment or standing.contributing_appointment or standing.appointment_to(Post.UNIT_HEAD)
    )
    return appointment.authority if appointment else ""
