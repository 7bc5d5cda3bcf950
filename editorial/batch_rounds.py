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
from search.insert_rows import insert_objects, insert_rows, point_rows

Version = tuple[Page, Revision]


def finished_rounds(
    batch: SubmissionBatch, versions: Sequence[Version], *, authority: Authority, by, at: datetime
) -> list[Submission]:
    """Write the workflow and the round of each version, decided by `by` at `at`; return the rounds in the same order."""
    runs = _finished_workflows(batch, versions, by=by, at=at)
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
            workflow_state_id=run,
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
        for (page, revision), run in zip(versions, runs, strict=True)
    ]
    insert_objects(rounds)
    return rounds


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


def _finished_workflows(batch: SubmissionBatch, versions: Sequence[Version], *, by, at: datetime) -> list[int]:
    """Write the finished run of each version, with its two tasks; return the runs' keys in the same order."""
    workflow_of = lru_cache(lambda parent_path: _workflow_of(parent_path))
    base = ContentType.objects.get_for_model(Page)
    keys = insert_rows(
        WorkflowState,
        [
            {
                "base_content_type_id": base.pk,
                "content_type_id": page.content_type_id,
                "object_id": str(page.pk),
                "workflow_id": workflow_of(page.path[: -Page.steplen])[0].pk,
                "status": WorkflowState.STATUS_APPROVED,
                "requested_by_id": batch.submitted_by_id,
                "created_at": batch.submitted_at,
            }
            for page, _ in versions
        ],
        returns_keys=True,
    )
    tasks = [
        row
        for (page, revision), key in zip(versions, keys, strict=True)
        for row in _task_rows(batch, key, revision, workflow_of(page.path[: -Page.steplen])[1], by=by, at=at)
    ]
    task_keys = insert_rows(TaskState, tasks, returns_keys=True)
    point_rows(WorkflowState, "current_task_state", dict(zip(keys, task_keys[1::2], strict=True)))
    return keys


def _task_rows(batch: SubmissionBatch, run: int, revision: Revision, tasks: list, *, by, at: datetime) -> list[dict]:
    """Return the two approved tasks of a run: the check and the approval, each begun when the one before it was done."""
    check, approval = tasks
    acts = (
        (check, batch.checked_by_id, batch.submitted_at, batch.checked_at),
        (approval, by.pk, batch.checked_at, at),
    )
    return [
        {
            "workflow_state_id": run,
            "revision_id": revision.pk,
            "task_id": task.pk,
            "status": TaskState.STATUS_APPROVED,
            "started_at": begun,
            "finished_at": moment,
            "finished_by_id": person,
            "content_type_id": ContentType.objects.get_for_model(TaskState).pk,
        }
        for task, person, begun, moment in acts
    ]


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
    insert_rows(
        SubmissionStep,
        [
            {
                "submission_id": round_.pk,
                "kind": kind.value,
                "at": moment,
                "by_id": person,
                "authority": under,
                "revision_id": round_.closed_revision_id,
                "note": words + (round_.overriding_words if kind == StepKind.PASSED else ""),
            }
            for round_ in rounds
            for kind, person, moment, under, words in acts
        ],
    )


def log_publication(versions: Sequence[Version], *, by, at: datetime) -> None:
    """Write into Wagtail's log what it writes when one page is published."""
    insert_rows(
        PageLogEntry,
        [
            {
                "page_id": page.pk,
                "content_type_id": page.content_type_id,
                "label": page.title,
                "action": "wagtail.publish",
                "timestamp": at,
                "user_id": by.pk,
                "revision_id": revision.pk,
                "content_changed": True,
                "data": {},
            }
            for page, revision in versions
        ],
    )
