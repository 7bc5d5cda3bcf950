"""The register of special days changes: open due dates follow it, and the old ones stay on record (Điều 10 khoản 1)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import Post
from agencies.register_lock import sole_writer
from agencies.standing import standing_of
from editorial import clock, deadlines
from editorial.calendars import working_calendar
from editorial.models.calendar import CalendarException
from editorial.models.submissions import DueDateChange, StepKind, Submission, SubmissionStep
from editorial.working_days import SEED_EXCEPTIONS

BATCH = 500
AUTOMATIC = "Tự động"


def move_open_due_dates(*, at: datetime, reason: str, by=None) -> int:
    """Count the due date of every open submission anew, and return how many moved.

    Each that moves gets a `DueDateChange` and a step in its history; all of them or, on an error, none.
    """
    with sole_writer(CalendarException):
        moved = _moved_submissions()
        changes = [
            DueDateChange(submission=submission, old_due_on=old, new_due_on=submission.due_on, reason=reason, at=at)
            for submission, old in moved
        ]
        Submission.objects.bulk_update([submission for submission, _ in moved], ["due_on"], batch_size=BATCH)
        DueDateChange.objects.bulk_create(changes, batch_size=BATCH)
        SubmissionStep.objects.bulk_create(_steps(changes, by=by, at=at), batch_size=BATCH)
    return len(changes)


def _moved_submissions() -> list[tuple[Submission, date]]:
    """Return the open submissions whose due date the calendar now gives otherwise, with the new one set, and the old."""
    calendar = working_calendar()
    counted: dict[tuple[str, date], date] = {}
    moved = []
    for submission in Submission.objects.open().select_related("page").select_for_update(of=("self",)).order_by("pk"):
        key = (submission.deadline_kind, submission.starts_on)
        if key not in counted:
            counted[key] = deadlines.due_on(
                deadlines.DeadlineKind(submission.deadline_kind), starts_on=submission.starts_on, calendar=calendar
            )
        if counted[key] != submission.due_on:
            moved.append((submission, submission.due_on))
            submission.due_on = counted[key]
    return moved


def _steps(changes: list[DueDateChange], *, by, at: datetime) -> list[SubmissionStep]:
    authority = _authority_of(by, at=at)
    return [
        SubmissionStep(
            submission=change.submission,
            kind=StepKind.DUE_DATE_MOVED,
            at=at,
            by=by,
            authority=authority,
            revision_id=change.submission.page.latest_revision_id,
            note=f"Hạn {change.old_due_on:%d/%m/%Y} chuyển thành {change.new_due_on:%d/%m/%Y}: {change.reason}",
        )
        for change in changes
    ]


def _authority_of(user, *, at: datetime) -> str:
    if user is None:
        return AUTOMATIC
    appointment = standing_of(user, on=timezone.localdate(at)).appointment_to(Post.ADMINISTRATOR)
    return appointment.authority if appointment else ""


@transaction.atomic
def register_exception(exception: CalendarException, *, by, at: datetime) -> int:
    """Write a special day into the register, new or changed, and return how many open due dates it moved."""
    exception.registered_by = by
    with clock.held_at(at):
        exception.save()
    return count_moved(at)


@transaction.atomic
def strike_exception(exception: CalendarException, *, by, at: datetime) -> int:
    """Take a special day out of the register, and return how many open due dates that moved."""
    exception.registered_by = by
    with clock.held_at(at):
        exception.delete()
    return count_moved(at)


def count_moved(at: datetime) -> int:
    """Return how many due dates moved in the act of that moment."""
    return DueDateChange.objects.filter(at=at).count()


def follow(exception: CalendarException, *, at: datetime, removed: bool) -> int:
    """Move the due dates that a row, saved or deleted by whichever hand, changes."""
    deed = "bỏ khỏi lịch" if removed else "ghi vào lịch"
    reason = f"{deed} {exception} – {exception.legal_basis}"[:500]
    return move_open_due_dates(at=at, reason=reason, by=exception.registered_by)


def seed_calendar() -> None:
    """Register the special days known so far, where the register has no row for them; safe to run again."""
    for seed in SEED_EXCEPTIONS:
        CalendarException.objects.get_or_create(
            day=seed.date, defaults={"kind": seed.kind, "name": seed.name, "legal_basis": seed.legal_basis}
        )
