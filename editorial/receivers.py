"""What Wagtail and our registers announce: one call each."""

from editorial import calendar_changes, clock, listing, old_addresses, renditions, submissions


def on_workflow_cancelled(sender, instance, user, **kwargs) -> None:
    submissions.record_cancellation(instance, by=user, at=clock.now())


def on_page_moved(sender, instance, parent_page_before, parent_page_after, **kwargs) -> None:
    listing.follow_move(instance, parent_before=parent_page_before, parent_after=parent_page_after)


def on_address_moved(sender, instance, url_path_before, **kwargs) -> None:
    old_addresses.keep_for_withdrawn(instance, url_path_before=url_path_before)


def on_address_renamed(sender, instance, instance_before, **kwargs) -> None:
    old_addresses.keep_for_withdrawn(instance, url_path_before=instance_before.url_path)


def on_special_day_saved(sender, instance, **kwargs) -> None:
    calendar_changes.follow(instance, at=clock.now(), removed=False)


def on_special_day_deleted(sender, instance, **kwargs) -> None:
    calendar_changes.follow(instance, at=clock.now(), removed=True)


def on_items_published(sender, pages, **kwargs) -> None:
    renditions.make_after_commit(pages)


def on_page_published(sender, instance, **kwargs) -> None:
    if not getattr(instance, "is_contributed", False):  # items are announced by the newsroom itself
        renditions.make_after_commit([instance])
