"""All that one screen needs to judge a round: the version at hand, its clock, its changes, its rounds and questions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from wagtail.models import Page, Revision

from editorial.calendars import working_calendar
from editorial.deadlines import DeadlineExplanation, DeadlineKind, Urgency, explain, urgency, urgency_sentence
from editorial.differences import FieldChange, changes_between
from editorial.grounds import ChecklistItem
from editorial.models.submissions import Submission, SubmissionState, SubmissionStep, VerificationRequest


@dataclass(frozen=True)
class Clock:
    """The due date of a round, how it stands, and each day that led to it."""

    urgency: Urgency
    words: str
    explanation: DeadlineExplanation
    # The register of exceptions changed since the due date was stored, and the date has not been moved yet.
    differs_from_calendar: bool


@dataclass(frozen=True)
class Comparison:
    """What changed since an earlier version, and which version that is in words."""

    title: str
    since: Revision
    changes: list[FieldChange]


@dataclass(frozen=True)
class Dossier:
    """One round as the board reads it."""

    submission: Submission
    page: Page
    revision: Revision
    version: Page
    clock: Clock
    comparisons: list[Comparison]
    rounds: list[Submission]
    checklist: list[tuple[str, bool]]


def dossier_of(submission: Submission, *, on: date) -> Dossier:
    """Gather the round as it stands on `on`; a closed round is shown at the version it closed on."""
    page = submission.page.specific
    revision = submission.closed_revision or page.get_latest_revision()
    version = revision.as_object()
    return Dossier(
        submission=submission,
        page=page,
        revision=revision,
        version=version,
        clock=_clock(submission, on=on),
        comparisons=_comparisons(submission, page, revision, version),
        rounds=_rounds(submission),
        checklist=[(str(item.label), item.value in submission.checklist) for item in ChecklistItem],
    )


def _clock(submission: Submission, *, on: date) -> Clock:
    calendar = working_calendar()
    explanation = explain(DeadlineKind(submission.deadline_kind), starts_on=submission.starts_on, calendar=calendar)
    return Clock(
        urgency=urgency(submission.due_on, on=on, calendar=calendar),
        words=urgency_sentence(submission.due_on, on=on, calendar=calendar),
        explanation=explanation,
        differs_from_calendar=explanation.due_on != submission.due_on,
    )


def _comparisons(submission: Submission, page: Page, revision: Revision, version: Page) -> list[Comparison]:
    """Compare with what the reader knows: the last round, what is public, and what was sent in this round."""
    earlier: dict[int, str] = {}
    previous = submission.previous
    if previous and previous.closed_revision_id and previous.state != SubmissionState.PUBLISHED:
        earlier[previous.closed_revision_id] = f"So với lần trình {previous.round_number}"
    if page.live and page.live_revision_id and submission.is_open:
        earlier.setdefault(page.live_revision_id, "So với bản đang công khai")
    earlier.setdefault(submission.submitted_revision_id, "Ban Biên tập đã sửa trong lần trình này")
    earlier.pop(revision.pk, None)
    found = Revision.objects.filter(pk__in=earlier).select_related("user").in_bulk()
    comparisons = [
        Comparison(title, found[pk], changes_between(found[pk].as_object(), version)) for pk, title in earlier.items()
    ]
    return [
        comparison
        for comparison in comparisons
        if comparison.changes or comparison.since.pk != submission.submitted_revision_id
    ]


def _rounds(submission: Submission) -> list[Submission]:
    """Return this round and those before it, newest first, each with its steps and questions."""
    return list(
        Submission.objects.filter(page_id=submission.page_id, round_number__lte=submission.round_number)
        .select_related("agency")
        .prefetch_related(
            Prefetch("steps", queryset=SubmissionStep.objects.select_related("by")),
            Prefetch(
                "verification_requests",
                queryset=VerificationRequest.objects.select_related("agency", "asked_by", "answered_by"),
            ),
            "due_date_changes",
        )
        .order_by("-round_number")
    )
