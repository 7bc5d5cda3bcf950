"""Wagtail's workflow as the regulation has it: two steps. Its finish is in `finish.py`."""

from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from editorial.models.tasks import HeadApprovalTask, MemberCheckTask

WORKFLOW_NAME = "Kiểm tra và phê duyệt"
_WAGTAILS_OWN = "Moderators approval"


def ensure_workflow(root_page) -> Workflow:
    """Set up the two steps on everything under `root_page`; safe to run again."""
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW_NAME, defaults={"active": True})
    steps = [
        (MemberCheckTask, "Kiểm tra của thành viên Ban Biên tập"),
        (HeadApprovalTask, "Phê duyệt của Trưởng ban Biên tập"),
    ]
    for order, (task_type, name) in enumerate(steps):
        task = task_type.objects.first() or task_type.objects.create(name=name)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.update_or_create(page=root_page, defaults={"workflow": workflow})
    _put_away_wagtails_own()
    return workflow


def _put_away_wagtails_own() -> None:
    """Wagtail's first migration leaves a workflow in English that nothing here follows; lists offer it all the same."""
    Workflow.objects.filter(name=_WAGTAILS_OWN, workflow_states__isnull=True).delete()
    Task.objects.filter(name=_WAGTAILS_OWN, task_states__isnull=True).delete()
