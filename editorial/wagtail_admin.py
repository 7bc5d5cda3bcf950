"""Wagtail's admin as this site installs it."""

from wagtail.admin.apps import WagtailAdminAppConfig


class NewsroomAdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin without its own mails about workflows, with Vietnamese names for all its fields, and a menu that is kept.

    The newsroom writes its own mails (`notifications`).
    """

    default = False

    def ready(self) -> None:
        super().ready()
        from wagtail import signals
        from wagtail.models import TaskState, WorkflowState

        from editorial import admin_shell
        from editorial.form_words import name_the_fields

        name_the_fields()
        admin_shell.install()
        # Wagtail's own names for what it just connected; a test sees that none is left.
        signals.task_submitted.disconnect(
            sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
        )
        for signal, name in (
            (signals.workflow_submitted, "workflow_state_submitted_email_notification"),
            (signals.workflow_rejected, "workflow_state_rejected_email_notification"),
            (signals.workflow_approved, "workflow_state_approved_email_notification"),
        ):
            signal.disconnect(sender=WorkflowState, dispatch_uid=name)
