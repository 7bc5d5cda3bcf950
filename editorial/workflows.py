"""Wagtail's workflow as the regulation has it: two steps. Its finish is in `finish.py`."""

from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from editorial.models.tasks import HeadApprovalTask, MemberCheckTask

WORKFLOW_NAME = "Kiểm tra và phê duyệt"


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
    return workflow
