"""What Wagtail announces: one call each."""

from editorial import clock, submissions


def on_workflow_cancelled(sender, instance, user, **kwargs) -> None:
    submissions.record_cancellation(instance, by=user, at=clock.now())
