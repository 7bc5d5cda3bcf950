"""What Wagtail announces: one call each."""

from editorial import clock, listing, submissions


def on_workflow_cancelled(sender, instance, user, **kwargs) -> None:
    submissions.record_cancellation(instance, by=user, at=clock.now())


def on_page_moved(sender, instance, parent_page_before, parent_page_after, **kwargs) -> None:
    listing.follow_move(instance, parent_before=parent_page_before, parent_after=parent_page_after)
