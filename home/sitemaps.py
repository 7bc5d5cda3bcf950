"""The map of the site for machines: every public page, in files of at most `LIMIT` addresses (R3.2b)."""

from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as one_file
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap

LIMIT = 5000


class PublicPages(Sitemap):
    """Public pages in the order of the tree. Read from Wagtail's own table alone: no type of ours has addresses besides."""

    limit = LIMIT

    def items(self):
        root = self.get_wagtail_site().root_page
        return root.get_descendants(inclusive=True).live().public().order_by("path")


def site_map_for_machines(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """Answer with the one file, or with the list of files where there is more than one."""
    maps = {"trang": PublicPages(request)}
    if section is None and maps["trang"].paginator.num_pages > 1:
        return index(request, maps, sitemap_url_name="sitemap_file")
    return one_file(request, maps, section=section)
