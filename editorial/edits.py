"""The board's own changes to an item, written into the history of its round (Điều 6 khoản 3 điểm đ)."""

from datetime import datetime

from django.db import transaction

from editorial import approval
from editorial.models.submissions import StepKind, SubmissionState
from editorial.steps import locked, record_step


@transaction.atomic
def record_edit(page, *, by, at: datetime) -> None:
    """Note that `by` changed the item while it is checked: one step for all they save before the next act.

    The editor saves by itself every few seconds; each version stays in the item's versions, the history names the act.
    """
    submission = approval.open_submission_of(page)
    if submission is None or submission.state != SubmissionState.CHECKING:
        return
    submission = locked(submission)
    newest = submission.steps.order_by("at", "pk").last()
    saved = submission.page.latest_revision
    if saved is None or saved.user_id != by.pk or newest.revision_id == saved.pk:
        return
    if newest.kind == StepKind.EDITED and newest.by_id == by.pk:
        return
    record_step(submission, StepKind.EDITED, by=by, at=at)
