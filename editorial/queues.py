"""The board's queues: which rounds wait for whom, soonest due first.

Every list starts from the rounds in moderation, which an index serves; closed rounds, however many, are never read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, TextChoices

from agencies.models import Appointment, Post
from agencies.standing import Standing
from editorial import approval
from editorial.deadlines import Urgency, urgency, urgency_sentence
from editorial.models.batches import BatchState, SubmissionBatch
from editorial.models.delegations import ApprovalDelegation
from editorial.models.submissions import Submission, SubmissionQuerySet, SubmissionState, VerificationRequest
from editorial.working_days import WorkingCalendar

CHECKING_POSTS = (Post.BOARD_MEMBER, Post.BOARD_DEPUTY)
DECIDING_POSTS = (Post.BOARD_HEAD, Post.BOARD_DEPUTY)

EVERYTHING = Q()
SHOWN_IN_A_ROW = (
    *("title", "category", "state", "round_number", "submitted_at", "due_on", "agency__name"),
    *(
        f"{person}__{name}"
        for person in ("assigned_to", "submitted_by")
        for name in ("last_name", "first_name", "username")
    ),
)


class Tab(TextChoices):
    """The lists of the queue; the value stands in the address."""

    MINE = "giao-cho-toi", "Giao cho tôi"
    UNASSIGNED = "chua-giao", "Chưa giao"
    APPROVING = "cho-phe-duyet", "Chờ phê duyệt"
    ALL = "tat-ca", "Tất cả đang xử lý"


@dataclass(frozen=True)
class QueueRow:
    """A round in the queue with the state of its clock."""

    submission: Submission
    urgency: Urgency
    words: str


def tabs_of(standing: Standing) -> list[Tab]:
    """Return the lists that the person's posts open, the one they need first at the front."""
    if not standing.is_on_board:
        return []
    tabs = [Tab.MINE] if standing.holds(*CHECKING_POSTS) else []
    if standing.holds(Post.BOARD_HEAD):
        tabs.insert(0, Tab.APPROVING)
    elif standing.holds(Post.BOARD_DEPUTY):
        tabs.append(Tab.APPROVING)
    return [*tabs, Tab.UNASSIGNED, Tab.ALL]


def opening_obstacles(standing: Standing) -> list[str]:
    """Return why the person has no queue today; empty means they have one."""
    if standing.is_on_board:
        return []
    return [approval.NO_POST_TODAY.format(posts="trong Ban Biên tập", deed="mở hàng chờ")]


def approval_notes(standing: Standing) -> list[str]:
    """Return what a Deputy should know about the list of approvals: no delegation today, or only some categories."""
    if standing.holds(Post.BOARD_HEAD) or not standing.holds(Post.BOARD_DEPUTY):
        return []
    in_force = _delegations(standing)
    if not in_force:
        return approval.authority_obstacles(standing.user, category="", on=standing.on)
    return [
        f"Anh/chị phê duyệt theo văn bản ủy quyền số {delegation.document_number}, phạm vi: {delegation.scope}, "
        f"đến hết ngày {delegation.ends_on:%d/%m/%Y}."
        for delegation in in_force
    ]


def conditions(standing: Standing) -> dict[Tab, Q]:
    """Return what a round in moderation must be to stand in each list of this person."""
    checking = Q(state=SubmissionState.CHECKING)
    on_board = Appointment.objects.to_posts(*CHECKING_POSTS, Post.BOARD_HEAD).in_force(on=standing.on)
    # Whose member has left the board waits for anybody: so says approval.checking_obstacles.
    nobody = Q(assigned_to=None) | ~Q(assigned_to__in=on_board.values("user_id"))
    found = {
        Tab.MINE: checking & Q(assigned_to_id=standing.user.pk),
        Tab.UNASSIGNED: checking & nobody,
        Tab.APPROVING: Q(state=SubmissionState.APPROVING) & _scope(standing),
        Tab.ALL: EVERYTHING,
    }
    return {tab: found[tab] for tab in tabs_of(standing)}


def _scope(standing: Standing) -> Q:
    """What the person may approve today: everything for the Head, what the delegations cover for the Deputy."""
    if standing.holds(Post.BOARD_HEAD) or not standing.holds(Post.BOARD_DEPUTY):
        return Q()
    covered = Q(pk__in=[])
    for delegation in _delegations(standing):
        covered |= Q(category__in=delegation.categories) if delegation.categories else ~Q(pk__in=[])
    return covered


def _delegations(standing: Standing) -> list[ApprovalDelegation]:
    return list(ApprovalDelegation.objects.in_force(on=standing.on).filter(deputy_id=standing.user.pk))


def batches_waiting(standing: Standing) -> list[SubmissionBatch]:
    """Return the batches that wait for somebody with the person's posts, the oldest first."""
    states = [BatchState.CHECKING] if standing.holds(*CHECKING_POSTS) else []
    states += [BatchState.APPROVING, BatchState.PUBLISHING] if standing.holds(*DECIDING_POSTS) else []
    return list(SubmissionBatch.objects.filter(state__in=states).order_by("submitted_at", "pk")[:20])


def waiting_in(condition: Q) -> SubmissionQuerySet:
    """Return the rounds in moderation that fit, soonest due first, with what a row shows."""
    unanswered = VerificationRequest.objects.filter(submission_id=OuterRef("pk"), answered_at=None)
    return (
        Submission.objects.open()
        .filter(condition)
        .annotate(is_being_verified=Exists(unanswered))
        .select_related("agency", "assigned_to", "submitted_by")
        .only(*SHOWN_IN_A_ROW)
        .by_due_date()
    )


def counts(found: dict[Tab, Q]) -> dict[Tab, int]:
    """Count every list in one query."""
    names = {tab: tab.name.lower() for tab in found}
    row = Submission.objects.open().aggregate(
        **{names[tab]: Count("pk", filter=condition or Q(pk__isnull=False)) for tab, condition in found.items()}
    )
    return {tab: row[name] for tab, name in names.items()}


def of_urgency(wanted: Urgency, *, on: date, calendar: WorkingCalendar) -> Q:
    """Return what a due date must be to stand so on `on`; agrees with `deadlines.urgency`."""
    # The second working day from now is the first that is not soon.
    not_soon_from = calendar.add_working_days(on, 2)
    match wanted:
        case Urgency.LATE:
            return Q(due_on__lt=on)
        case Urgency.DUE_SOON:
            return Q(due_on__gte=on, due_on__lt=not_soon_from)
        case Urgency.ON_TIME:
            return Q(due_on__gte=not_soon_from)


def narrowed(*, category: str, agency, urgency: str, on: date, calendar: WorkingCalendar) -> Q:
    """Return the condition of the filters that were set; an empty one narrows nothing."""
    condition = Q()
    if category:
        condition &= Q(category=category)
    if agency:
        condition &= Q(agency_id=agency.pk)
    if urgency:
        condition &= of_urgency(Urgency(urgency), on=on, calendar=calendar)
    return condition


def with_clock(submissions: Iterable[Submission], *, on: date, calendar: WorkingCalendar) -> list[QueueRow]:
    """Give each round the state of its clock on `on`."""
    return [row_of(submission, on=on, calendar=calendar) for submission in submissions]


def row_of(submission: Submission, *, on: date, calendar: WorkingCalendar) -> QueueRow:
    return QueueRow(
        submission,
        urgency(submission.due_on, on=on, calendar=calendar),
        urgency_sentence(submission.due_on, on=on, calendar=calendar),
    )
