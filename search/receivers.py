"""What Django announces: one call each."""

from wagtail.models import Page

from search import pages


def on_page_saved(sender, instance, raw=False, **kwargs) -> None:
    if issubclass(sender, Page) and not raw:
        pages.refresh_entries([instance.pk])
