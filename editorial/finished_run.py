"""The end of a round's workflow: what Wagtail leaves when its last task is approved, in two changes and a row of its log.

Wagtail validates each row anew and asks for each of its keys; here they were read under the round's lock a moment before.
Its signals are sent as it sends them.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import task_approved, workflow_approved

from editorial.judged import Judgement
from editorial.page_log import entry_of
from editorial.writes import Writes


def finish_run(judgement: Judgement, writes: Writes, *, by, at: datetime) -> PageLogEntry:
    """Leave to `writes` that the step and the run are approved; return the entry for the log, still to be written."""
    run = judgement.submission.workflow_state
    step = run.current_task_state
    if run.status != WorkflowState.STATUS_IN_PROGRESS or step.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied  # as Wagtail does; the round would have said so before
    step.workflow_state, step.finished_by = run, by
    writes.change(step, status=TaskState.STATUS_APPROVED, finished_at=at, finished_by_id=by.pk, comment="")
    writes.change(run, status=WorkflowState.STATUS_APPROVED)
    task = {"id": step.task.pk, "title": step.task.name}
    workflow = {"id": run.workflow.pk, "title": run.workflow.name, "status": step.status, "task_state_id": step.pk}
    data = {"workflow": {**workflow, "task": task, "next": None}, "comment": ""}
    return entry_of(judgement.version, "wagtail.workflow.approve", judgement.revision, by=by, at=at, data=data)


def announce_run(judgement: Judgement, *, by) -> None:
    """Tell whoever listens to Wagtail that the run and its last task are approved, once the item is public."""
    run = judgement.submission.workflow_state
    workflow_approved.send(sender=type(run), instance=run, user=by)
    step = run.current_task_state.specific
    task_approved.send(sender=type(step), instance=step, user=by)
