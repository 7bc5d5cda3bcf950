"""What Django and Wagtail announce: one call each."""

from wagtail.models import Page

from search import entries, pages, writing
from search.engines import choice
from search.later import is_left_for_later


def on_page_saved(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    if issubclass(sender, Page) and not raw and not is_left_for_later():
        pages.follow_save(instance, is_whole=update_fields is None)


def on_public_page_saved(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    # A save of single fields writes down that there is a new draft: the object then holds the draft, not what is public.
    if issubclass(sender, Page) and not raw and update_fields is None and not is_left_for_later():
        entries.follow_save(instance)


def on_page_deleted(sender, instance, **kwargs) -> None:
    if issubclass(sender, Page):
        writing.remove_entries([instance.pk])


def on_page_moved(sender, instance, **kwargs) -> None:
    entries.follow_move(instance)


def on_restriction_changed(sender, instance, **kwargs) -> None:
    entries.refresh_under(instance.page)


def on_index_changed(sender, using, **kwargs) -> None:
    choice.follow(using=using)
