"""What lies on a person's desk today: each post sees what waits for it, in a number of queries that does not grow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from agencies.models import Agency, Appointment, Post
from agencies.standing import Standing, standing_of
from agencies.succession import agencies_spoken_for
from editorial import approval
from editorial.calendars import working_calendar
from editorial.deadlines import Urgency, due_on, urgency, urgency_sentence
from editorial.models.archive import ContributedType, PublicationRecord
from editorial.models.delegations import ApprovalDelegation
from editorial.models.submissions import OPEN_STATES, Submission, SubmissionState, VerificationRequest
from editorial.working_days import WorkingCalendar
from search.vietnamese_order import by_name

ROWS_SHOWN = 10
PUBLISHED_SHOWN = 5
DELEGATION_ENDS_SOON = timedelta(days=3)


@dataclass(frozen=True)
class DueSubmission:
    """A round in moderation with the state of its clock."""

    submission: Submission
    urgency: Urgency
    words: str


@dataclass(frozen=True)
class DueDraft:
    """A draft with the clock that already runs from its event or date of issue; no clock while that date is missing."""

    page: Page
    due_on: date | None
    urgency: Urgency | None
    words: str


@dataclass(frozen=True)
class ContributorsDesk:
    """What a focal officer, or a member who gathers news, works on."""

    of_agency: bool
    drafts: list[DueDraft]
    returned: list[Submission]
    waiting: list[DueSubmission]
    waiting_count: int
    late_count: int
    soon_count: int
    published: list[Submission]


@dataclass(frozen=True)
class BoardDesk:
    """What a member of the board has to check."""

    mine: list[DueSubmission]
    mine_count: int
    unassigned: list[DueSubmission]
    unassigned_count: int
    late_count: int


@dataclass(frozen=True)
class DecidersDesk:
    """What waits for approval, and who may approve."""

    waiting: list[DueSubmission]
    waiting_count: int
    delegations: list[ApprovalDelegation]
    ending_soon: list[ApprovalDelegation]
    obstacles: list[str]


@dataclass(frozen=True)
class Desk:
    """One person's desk on one day; a part is None where their posts do not open it."""

    standing: Standing
    contributions: ContributorsDesk | None = None
    confirmations: list[DueSubmission] | None = None
    verifications: list[VerificationRequest] = field(default_factory=list)
    board: BoardDesk | None = None
    decisions: DecidersDesk | None = None
    agencies_without_officer: list[Agency] | None = None

    @property
    def has_post(self) -> bool:
        return bool(self.standing.appointments)


def desk_of(user, *, on: date) -> Desk:
    """Gather what waits for `user` on `on`."""
    standing = standing_of(user, on=on)
    calendar = working_calendar()
    contributes = standing.contributing_appointment is not None
    agencies = _agencies_of(standing, Post.FOCAL_OFFICER, Post.UNIT_HEAD)
    return Desk(
        standing=standing,
        contributions=_contributions(standing, calendar) if contributes else None,
        confirmations=_confirmations(standing, calendar) if standing.holds(Post.UNIT_HEAD) else None,
        verifications=_verifications(agencies) if agencies else [],
        board=_board(standing, calendar) if standing.holds(Post.BOARD_MEMBER, Post.BOARD_DEPUTY) else None,
        decisions=_decisions(standing, calendar) if standing.holds(Post.BOARD_HEAD, Post.BOARD_DEPUTY) else None,
        agencies_without_officer=(
            agencies_without_focal_officer(on=on) if standing.holds(Post.ADMINISTRATOR) or user.is_superuser else None
        ),
    )


def _agencies_of(standing: Standing, *posts: Post) -> set[int]:
    found: set[int] = set()
    for appointment in standing.appointments:
        if appointment.post in posts:
            found |= agencies_spoken_for(appointment.agency, on=standing.on)
    return found


def _with_clock(
    submissions: Iterable[Submission], *, on: date, calendar: WorkingCalendar, shown: int = ROWS_SHOWN
) -> list[DueSubmission]:
    return [
        DueSubmission(
            submission,
            urgency(submission.due_on, on=on, calendar=calendar),
            urgency_sentence(submission.due_on, on=on, calendar=calendar),
        )
        for submission in submissions.by_due_date().with_people()[:shown]
    ]


def _own_submissions(standing: Standing):
    """The rounds of the officer's agency; a member of the board sees the ones they sent themselves."""
    if standing.holds(Post.FOCAL_OFFICER):
        return Submission.objects.filter(agency_id__in=_agencies_of(standing, Post.FOCAL_OFFICER))
    return Submission.objects.filter(submitted_by_id=standing.user.pk)


def _contributions(standing: Standing, calendar: WorkingCalendar) -> ContributorsDesk:
    on = standing.on
    own = _own_submissions(standing)
    # Rounds in moderation are few: the clock of each is read, so that the counts agree with the words in the table.
    waiting = _with_clock(own.open(), on=on, calendar=calendar, shown=200)
    return ContributorsDesk(
        of_agency=standing.holds(Post.FOCAL_OFFICER),
        drafts=_drafts_with_clock(standing, calendar),
        returned=list(own.returned().with_people().order_by("-closed_at", "-pk")[:ROWS_SHOWN]),
        waiting=waiting[:ROWS_SHOWN],
        waiting_count=len(waiting),
        late_count=sum(row.urgency == Urgency.LATE for row in waiting),
        soon_count=sum(row.urgency == Urgency.DUE_SOON for row in waiting),
        published=list(
            own.filter(state=SubmissionState.PUBLISHED)
            .exclude(next_round__state=SubmissionState.PUBLISHED)  # an item sent again stands once, by its newest text
            .with_people()
            .order_by("-closed_at", "-pk")[:PUBLISHED_SHOWN]
        ),
    )


def _drafts_with_clock(standing: Standing, calendar: WorkingCalendar) -> list[DueDraft]:
    on = standing.on
    rows = []
    pages = list(drafts_of(standing)[:ROWS_SHOWN])
    # At most one query for each type of page, whatever the number of drafts.
    items = {item.pk: item for item in Page.objects.filter(pk__in=[page.pk for page in pages]).specific()}
    for page in pages:
        item = items[page.pk]
        starts_on = None if page.live else item.get_deadline_start()
        due = starts_on and due_on(item.get_deadline_kind(), starts_on=starts_on, calendar=calendar)
        if due:
            words = urgency_sentence(due, on=on, calendar=calendar)
            rows.append(DueDraft(page, due, urgency(due, on=on, calendar=calendar), words))
        else:
            rows.append(DueDraft(page, None, None, ""))
    return rows


def drafts_of(standing: Standing):
    """Return the pages with a version that was never sent: the person's own and, for an officer, their agency's officers'."""
    owners = Q(owner_id=standing.user.pk)
    officer = standing.appointment_to(Post.FOCAL_OFFICER)
    if officer:
        colleagues = Appointment.objects.to_posts(Post.FOCAL_OFFICER).filter(agency_id=officer.agency_id)
        owners |= Q(owner_id__in=colleagues.values("user_id"))
    rounds = Submission.objects.filter(page_id=OuterRef("pk"))
    waits_or_came_back = rounds.filter(
        Q(state__in=OPEN_STATES) | Q(state=SubmissionState.RETURNED, next_round__isnull=True)
    )
    on_record = PublicationRecord.objects.filter(page_id=OuterRef("pk"))
    return (
        Page.objects.filter(owners, content_type_id__in=ContributedType.objects.values("content_type_id"))
        .filter(Q(live=True, has_unpublished_changes=True) | (Q(live=False) & ~Exists(on_record)))
        .exclude(Exists(waits_or_came_back))
        .select_related("content_type", "owner")
        .order_by("-latest_revision_created_at", "-pk")
    )


def _confirmations(standing: Standing, calendar: WorkingCalendar) -> list[DueSubmission]:
    agencies = _agencies_of(standing, Post.UNIT_HEAD)
    waiting = Submission.objects.awaiting_confirmation().filter(agency_id__in=agencies)
    return _with_clock(waiting, on=standing.on, calendar=calendar, shown=50)


def _verifications(agencies: set[int]) -> list[VerificationRequest]:
    return list(
        VerificationRequest.objects.filter(
            agency_id__in=agencies, answered_at=None, submission__state__in=OPEN_STATES
        ).select_related("submission", "submission__page", "agency", "asked_by")[:ROWS_SHOWN]
    )


def _board(standing: Standing, calendar: WorkingCalendar) -> BoardDesk:
    checking = Submission.objects.awaiting_check()
    mine, unassigned = checking.assigned_to(standing.user), checking.unassigned()
    return BoardDesk(
        mine=_with_clock(mine, on=standing.on, calendar=calendar),
        mine_count=mine.count(),
        unassigned=_with_clock(unassigned, on=standing.on, calendar=calendar),
        unassigned_count=unassigned.count(),
        late_count=checking.overdue(on=standing.on).count(),
    )


def _decisions(standing: Standing, calendar: WorkingCalendar) -> DecidersDesk:
    on = standing.on
    waiting = Submission.objects.awaiting_approval()
    delegations = list(ApprovalDelegation.objects.in_force(on=on).select_related("deputy", "granted_by"))
    obstacles: list[str] = []
    if not standing.holds(Post.BOARD_HEAD):
        delegations = [delegation for delegation in delegations if delegation.deputy_id == standing.user.pk]
        if not delegations:
            obstacles = approval.authority_obstacles(standing.user, category="", on=on)
    return DecidersDesk(
        waiting=_with_clock(waiting, on=on, calendar=calendar),
        waiting_count=waiting.count(),
        delegations=delegations,
        ending_soon=[delegation for delegation in delegations if delegation.ends_on <= on + DELEGATION_ENDS_SOON],
        obstacles=obstacles,
    )


def agencies_without_focal_officer(*, on: date) -> list[Agency]:
    """Return the agencies that have named no focal officer in post on `on` (Điều 7 khoản 1)."""
    officers = Appointment.objects.to_posts(Post.FOCAL_OFFICER).in_force(on=on)
    return list(Agency.objects.existing(on=on).exclude(pk__in=officers.values("agency_id")).order_by(by_name()))
