"""The rounds of items that were approved in a batch: written finished, with who sent, checked and approved, and when.

A round is a fact of the archive: reports count rounds, and each record names its own. Those of a batch differ in one thing:
their time limit runs from the day the batch was sent, not from the issue of each old document, which no one could have met.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, TaskState, Workflow, WorkflowState

from editorial import deadlines
from editorial.approval import Authority
from editorial.batch_warnings import reasons_for, warnings_by_page
from editorial.calendars import working_calendar
from editorial.models.batches import SubmissionBatch
from editorial.models.submissions import ConfirmationKind, StepKind, Submission, SubmissionState, SubmissionStep

Version = tuple[Page, Revision]
ROWS = 500


def finished_rounds(
    batch: SubmissionBatch, versions: Sequence[Version], *, authority: Authority, by, at: datetime
) -> list[Submission]:
    """Write the workflow and the round of each version, decided by `by` at `at`; return the rounds in the same order."""
    states = _finished_workflows(batch, versions, by=by, at=at)
    previous = {
        round_.page_id: round_
        for round_ in Submission.objects.filter(page_id__in=[page.pk for page, _ in versions]).order_by("pk")
    }
    due = _due_dates(timezone.localdate(batch.submitted_at))
    warnings = warnings_by_page(batch, [page.pk for page, _ in versions])
    decision = {
        "decided_by": by,
        "decided_under": authority.appointment,
        "delegation": authority.delegation,
        "closed_at": at,
        "state": SubmissionState.PUBLISHED,
    }
    rounds = [
        Submission(
            page_id=page.pk,
            workflow_state=state,
            submitted_revision=revision,
            closed_revision=revision,
            previous=previous.get(page.pk),
            round_number=previous[page.pk].round_number + 1 if page.pk in previous else 1,
            title=page.title,
            category=page.category,
            agency_id=page.agency_id,
            deadline_kind=page.get_deadline_kind(),
            due_on=due(page.get_deadline_kind()),
            settled_warnings=[warning.key for warning in warnings[page.pk]],
            override_reason=reasons_for(batch, warnings[page.pk]),
            **_said_of_the_batch(batch),
            **decision,
        )
        for (page, revision), state in zip(versions, states, strict=True)
    ]
    return Submission.objects.bulk_create(rounds, batch_size=ROWS)


def _said_of_the_batch(batch: SubmissionBatch) -> dict:
    """Return what holds for every round of a batch: who sent and checked it, when, and how it was classified."""
    return {
        "submitted_by_id": batch.submitted_by_id,
        "submitted_under_id": batch.submitted_under_id,
        "submitted_at": batch.submitted_at,
        "starts_on": timezone.localdate(batch.submitted_at),
        "confirmation": ConfirmationKind.NOT_REQUIRED,
        "assigned_to_id": batch.checked_by_id,
        "origin": batch.origin,
        "content": batch.content,
        "purpose": batch.purpose,
        "checklist": batch.checklist,
        "checked_by_id": batch.checked_by_id,
        "checked_at": batch.checked_at,
    }


def _due_dates(starts_on: date):
    calendar = working_calendar()
    return lru_cache(lambda kind: deadlines.due_on(kind, starts_on=starts_on, calendar=calendar))


def _finished_workflows(
    batch: SubmissionBatch, versions: Sequence[Version], *, by, at: datetime
) -> list[WorkflowState]:
    workflow_of = lru_cache(lambda parent_path: _workflow_of(parent_path))
    base = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.bulk_create(
        [
            WorkflowState(
                base_content_type=base,
                content_type_id=page.content_type_id,
                object_id=str(page.pk),
                workflow=workflow_of(page.path[: -Page.steplen])[0],
                status=WorkflowState.STATUS_APPROVED,
                requested_by_id=batch.submitted_by_id,
            )
            for page, _ in versions
        ],
        batch_size=ROWS,
    )
    task_states = []
    for (page, revision), state in zip(versions, states, strict=True):
        check, approval = workflow_of(page.path[: -Page.steplen])[1]
        for task, person, moment in ((check, batch.checked_by_id, batch.checked_at), (approval, by.pk, at)):
            task_states.append(
                TaskState(
                    workflow_state=state,
                    revision=revision,
                    task=task,
                    status=TaskState.STATUS_APPROVED,
                    finished_at=moment,
                    finished_by_id=person,
                )
            )
    TaskState.objects.bulk_create(task_states, batch_size=ROWS)
    for state, last in zip(states, task_states[1::2], strict=True):
        state.current_task_state = last
        state.created_at = batch.submitted_at  # Django stamps a new row with its own clock
    WorkflowState.objects.bulk_update(states, ["current_task_state", "created_at"], batch_size=ROWS)
    return states


def _workflow_of(parent_path: str) -> tuple[Workflow, list]:
    workflow = Page.objects.get(path=parent_path).get_workflow()
    return workflow, list(workflow.tasks.all())


def record_steps(
    batch: SubmissionBatch, rounds: Sequence[Submission], *, authority: Authority, by, at: datetime
) -> None:
    """Write who sent, checked and approved into the history of each round."""
    note = f"Theo đợt “{batch}”."
    words = "; ".join([batch.get_origin_display(), batch.get_content_display(), batch.get_purpose_display()])
    acts = (
        (StepKind.SUBMITTED, batch.submitted_by_id, batch.submitted_at, batch.submitted_under.authority, note),
        (StepKind.PASSED, batch.checked_by_id, batch.checked_at, batch.checked_under.authority, f"{note} {words}."),
        (StepKind.APPROVED, by.pk, at, authority.words, note),
    )
    SubmissionStep.objects.bulk_create(
        [
            SubmissionStep(
                submission=round_,
                kind=kind,
                at=moment,
                by_id=person,
                authority=under,
                revision_id=round_.closed_revision_id,
                note=words + (round_.overriding_words if kind == StepKind.PASSED else ""),
            )
            for round_ in rounds
            for kind, person, moment, under, words in acts
        ],
        batch_size=ROWS,
    )


def log_publication(versions: Sequence[Version], *, by, at: datetime) -> None:
    """Write into Wagtail's log what it writes when one page is published."""
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=page.pk,
                content_type_id=page.content_type_id,
                label=page.title,
                action="wagtail.publish",
                timestamp=at,
                user=by,
                revision=revision,
                content_changed=True,
                data={},
            )
            for page, revision in versions
        ],
        batch_size=ROWS,
    )
