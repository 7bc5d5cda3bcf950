"""What happens to a submission: each act checks, changes and records in one transaction, or changes nothing.

Every verb takes `by` (who), `at` (when, aware) and raises `Refused` with Vietnamese sentences.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import WorkflowState

from agencies.models import Post
from agencies.standing import Standing, standing_of
from agencies.succession import heads_agency
from editorial import approval, archiving, clock, deadlines, notifications, routing
from editorial.calendars import calendar_held
from editorial.finished_run import announce_run, finish_run
from editorial.grounds import ChecklistItem, Content, Origin, Purpose, RefusalGround
from editorial.judged import judged
from editorial.models.submissions import (
    ConfirmationKind,
    StepKind,
    Submission,
    SubmissionState,
)
from editorial.refusals import refuse_if
from editorial.sending import ALREADY_SENT, flat, submission_objections
from editorial.steps import lock_page, locked, record_step
from editorial.writes import Writes


@transaction.atomic
def submit(page, *, by, at: datetime) -> Submission:
    """Send the newest version of `page` for moderation, as "Trình duyệt" does."""
    lock_page(page.pk)
    refuse_if([ALREADY_SENT] if approval.open_submission_of(page) else [])
    with clock.held_at(at):
        state = page.get_workflow().start(page, by)
    return state.submission


@transaction.atomic
def open_submission(workflow_state: WorkflowState, *, by, at: datetime) -> Submission:
    """Open the round of a workflow that just started: due dates, confirmation, and the member it goes to."""
    page = workflow_state.content_object.specific.get_latest_revision().as_object()
    on = timezone.localdate(at)
    refuse_if(flat(submission_objections(page, by=by, on=on)))
    standing = standing_of(by, on=on)
    appointment = standing.contributing_appointment
    previous = Submission.objects.filter(page_id=page.pk).order_by("-pk").first()
    submission = Submission(
        page_id=page.pk,
        workflow_state=workflow_state,
        submitted_revision=page.get_latest_revision(),
        previous=previous,
        round_number=previous.round_number + 1 if previous else 1,
        state=SubmissionState.AWAITING_CONFIRMATION,
        title=page.title,
        category=page.category,
        agency=page.agency,
        submitted_by=by,
        submitted_under=appointment,
        submitted_at=at,
        deadline_kind=page.get_deadline_kind(),
        starts_on=page.get_deadline_start(),
        due_on=deadlines.due_on(
            page.get_deadline_kind(), starts_on=page.get_deadline_start(), calendar=calendar_held()
        ),
        confirmation_paper=page.confirmation_paper,
    )
    _confirm_at_once(submission, standing, at=at)
    submission.save()
    record_step(submission, StepKind.SUBMITTED, by=by, at=at, authority=appointment.authority)
    if submission.state == SubmissionState.CHECKING:
        _route(submission, at=at)
    else:
        notifications.awaits_confirmation(submission, at=at)
    return submission


def _confirm_at_once(submission: Submission, standing: Standing, *, at: datetime) -> None:
    """Confirm what needs nobody else: the board's own items, a scanned paper, or the unit's head who submits."""
    unit_head = heads_agency(standing, submission.agency)
    if submission.submitted_under.post != Post.FOCAL_OFFICER:
        _confirm(submission, ConfirmationKind.NOT_REQUIRED, by=None, under=None, at=None)
    elif submission.confirmation_paper_id:
        _confirm(submission, ConfirmationKind.PAPER, by=None, under=None, at=at)
    elif unit_head:
        _confirm(submission, ConfirmationKind.IN_SYSTEM, by=standing.user, under=unit_head, at=at)


def _confirm(submission: Submission, kind: ConfirmationKind, *, by, under, at: datetime | None) -> None:
    submission.confirmation = kind
    submission.confirmed_by = by
    submission.confirmed_under = under
    submission.confirmed_at = at
    submission.state = SubmissionState.CHECKING


def _route(submission: Submission, *, at: datetime) -> None:
    """Give a submission that reached the board to the member who looks after it (Điều 6 khoản 1 điểm b)."""
    notifications.arrived(submission, at=at)
    member = routing.member_for(submission, on=timezone.localdate(at))
    if member is None:
        return
    submission.assigned_to = member
    submission.save(update_fields=["assigned_to"])
    record_step(
        submission, StepKind.ASSIGNED, by=None, at=at, note=f"Giao {member} theo phân công.", authority="Tự động"
    )


@transaction.atomic
def confirm(submission: Submission, *, by, at: datetime) -> None:
    """The unit's head confirms what the unit sends (Điều 7 khoản 2 điểm a); it goes to the board."""
    submission = locked(submission)
    on = timezone.localdate(at)
    refuse_if(approval.confirmation_obstacles(submission, by, on=on))
    under = heads_agency(standing_of(by, on=on), submission.agency)
    _confirm(submission, ConfirmationKind.IN_SYSTEM, by=by, under=under, at=at)
    submission.save()
    record_step(submission, StepKind.CONFIRMED, by=by, at=at, authority=under.authority)
    _route(submission, at=at)


@transaction.atomic
def decline(submission: Submission, *, by, at: datetime, sentence: str) -> None:
    """The unit's head does not confirm: the item goes back to the officer with the reason."""
    submission = locked(submission)
    on = timezone.localdate(at)
    refuse_if(approval.confirmation_obstacles(submission, by, on=on))
    refuse_if([] if sentence.strip() else ["Ghi lý do không xác nhận để cán bộ đầu mối biết cần sửa gì."])
    submission.refusal_sentence = sentence.strip()
    under = heads_agency(standing_of(by, on=on), submission.agency)
    _end_round(
        submission, SubmissionState.RETURNED, StepKind.DECLINED, by=by, at=at, note=sentence.strip(), under=under
    )


@transaction.atomic
def classify(
    submission: Submission,
    *,
    by,
    at: datetime,
    origin: str,
    content: str,
    purpose: str,
    checklist: list[str],
    override_reason: str = "",
) -> None:
    """Record the origin, content and purpose, and the answers of the checklist (Điều 10 khoản 2, Điều 4).

    `override_reason` says why the item may go on with the warnings that its newest version has now, and with no others.
    """
    submission = locked(submission)
    refuse_if(approval.checking_obstacles(submission, by, on=timezone.localdate(at)))
    submission.origin = Origin(origin) if origin else ""
    submission.content = Content(content) if content else ""
    submission.purpose = Purpose(purpose) if purpose else ""
    submission.checklist = [ChecklistItem(item).value for item in checklist]
    _settle_warnings(submission, override_reason.strip())
    submission.assigned_to = submission.assigned_to or by
    submission.save()
    words = [submission.get_origin_display(), submission.get_content_display(), submission.get_purpose_display()]
    note = "; ".join(word for word in words if word)
    note = f"{note}. Bảng kiểm tra: {len(checklist)}/{len(ChecklistItem)}."
    record_step(submission, StepKind.CLASSIFIED, by=by, at=at, note=note + submission.overriding_words)


def _settle_warnings(submission: Submission, reason: str) -> None:
    submission.override_reason, submission.settled_warnings = reason, []
    if reason:
        submission.settled_warnings = [warning.key for warning in approval.unsettled_warnings(submission)]


@transaction.atomic
def forward(submission: Submission, *, by, to, at: datetime, note: str = "") -> None:
    """Hand the item to another member (Điều 6 khoản 3 điểm đ)."""
    submission = locked(submission)
    refuse_if(approval.forwarding_obstacles(submission, by, to=to, on=timezone.localdate(at)))
    submission.assigned_to = to
    submission.save(update_fields=["assigned_to"])
    record_step(submission, StepKind.FORWARDED, by=by, at=at, note=f"Chuyển {to}. {note}".strip())
    notifications.arrived(submission, at=at)


@transaction.atomic
def pass_on(submission: Submission, *, by, at: datetime) -> None:
    """Pass a checked item to the Head (Điều 10 khoản 2)."""
    submission = locked(submission)
    refuse_if(approval.passing_obstacles(submission, by, on=timezone.localdate(at)))
    submission.checked_by = by
    submission.checked_at = at
    submission.state = SubmissionState.APPROVING
    submission.save()
    record_step(submission, StepKind.PASSED, by=by, at=at)
    notifications.awaits_approval(submission, at=at)
    with clock.held_at(at):
        submission.workflow_state.current_task_state.specific.approve(user=by)


@transaction.atomic
def refuse(submission: Submission, *, by, at: datetime, ground: str, sentence: str) -> None:
    """Refuse by one of the six grounds and a sentence (Điều 6 khoản 3 điểm b); the provider sees both."""
    submission = locked(submission)
    on = timezone.localdate(at)
    refuse_if(refusal_objections(ground, sentence))
    if submission.state == SubmissionState.APPROVING:
        refuse_if(approval.decision_obstacles(submission, by, on=on))
        authority = approval.approval_authority(by, category=submission.category, on=on)
        submission.delegation, under = authority.delegation, authority.appointment
    else:
        refuse_if(approval.checking_obstacles(submission, by, on=on))
        under = standing_of(by, on=on).board_appointment
    submission.refusal_ground = RefusalGround(ground)
    submission.refusal_sentence = sentence.strip()
    note = f"{submission.get_refusal_ground_display()}: {submission.refusal_sentence}"
    _end_round(submission, SubmissionState.RETURNED, StepKind.RETURNED, by=by, at=at, note=note, under=under)


def refusal_objections(ground: str, sentence: str) -> list[str]:
    """Return what a refusal lacks; empty means it is complete."""
    sentences = []
    if ground not in RefusalGround.values:
        sentences.append("Chọn một trong sáu căn cứ trả lại của Điều 6 khoản 3 điểm b.")
    if not sentence.strip():
        sentences.append("Ghi một câu nêu rõ cần sửa hoặc bổ sung gì.")
    return sentences


def _end_round(
    submission: Submission, state: SubmissionState, step: StepKind, *, by, at: datetime, note: str, under
) -> None:
    submission.state = state
    submission.decided_by = by if state == SubmissionState.RETURNED else None
    submission.decided_under = under
    submission.closed_at = at
    submission.closed_revision_id = submission.page.latest_revision_id
    submission.save()
    delegation = submission.delegation
    record_step(
        submission, step, by=by, at=at, note=note, authority=delegation.authority if delegation else under.authority
    )
    notifications.returned(submission)
    workflow_state = submission.workflow_state
    task_state = workflow_state.current_task_state.specific
    # The run ends here: resumed, Wagtail would restart at the step that refused and skip the member's check.
    task_state.reject(user=by, update=False, comment=note)
    workflow_state.cancel(user=by)


@transaction.atomic
def approve(submission: Submission, *, by, at: datetime, seen_revision_id: int | None = None) -> None:
    """The Head, or the Deputy under a delegation in force, approves; the item is public in the same act."""
    judgement = judged(submission, by=by, at=at, seen_revision_id=seen_revision_id)
    with clock.held_at(at):
        writes = Writes()
        logged = [finish_run(judgement, writes, by=by, at=at)]
        archiving.publish_judged(judgement, writes, by=by, at=at, logged=logged)
        announce_run(judgement, by=by)


@transaction.atomic
def take_back(submission: Submission, *, by, at: datetime) -> None:
    """The officer takes the item back before it is decided."""
    submission = locked(submission)
    refuse_if(approval.taking_back_obstacles(submission, by, on=timezone.localdate(at)))
    with clock.held_at(at):
        submission.workflow_state.cancel(user=by)


@transaction.atomic
def record_cancellation(workflow_state: WorkflowState, *, by, at: datetime) -> None:
    """Close the round of a workflow that Wagtail cancelled, by whichever door."""
    submission = Submission.objects.open().filter(workflow_state=workflow_state).first()
    if submission is None:
        return
    submission.state = SubmissionState.CANCELLED
    submission.closed_at = at
    submission.closed_revision_id = submission.page.latest_revision_id
    submission.save()
    record_step(submission, StepKind.CANCELLED, by=by, at=at)
