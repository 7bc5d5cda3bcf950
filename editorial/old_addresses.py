"""Old addresses of withdrawn items: Wagtail keeps those of public pages only, but a withdrawal is read at its address too."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site


def keep_for_withdrawn(page: Page, *, url_path_before: str) -> None:
    """Lead the old addresses of withdrawn items, `page` itself or under it, to where they stand now."""
    if url_path_before == page.url_path:
        return  # only the order changed
    withdrawn = Page.objects.descendant_of(page, inclusive=True).filter(live=False, publication_records__isnull=False)
    for site in Site.objects.select_related("root_page"):
        root_path = site.root_page.url_path
        if not url_path_before.startswith(root_path):
            continue
        for item in withdrawn.distinct().iterator():
            old_url_path = url_path_before + item.url_path[len(page.url_path) :]
            Redirect.objects.update_or_create(
                old_path=Redirect.normalise_path("/" + old_url_path[len(root_path) :]),
                site=site,
                defaults={"redirect_page": item, "automatically_created": True},
            )
