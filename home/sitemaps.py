"""The map of the site for machines: every public page, in files by ranges of page numbers (R3.2b).

A page keeps its file for good, so a file changes only when a page in it does, and none is found by counting the ones before.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

SPAN = 5000
# Addresses that views of ours answer; in the first file.
OTHER_ADDRESSES = ("site_map", "feeds", "open_data")
CONTENT_TYPE = "application/xml"


@require_safe
def site_map_for_machines(request: HttpRequest) -> HttpResponse:
    """Answer with the one file, or with the list of files where there is more than one."""
    site = _site(request)
    files = _files(site)
    if len(files) < 2:
        return _one_file(request, site, files[0][0] if files else 0, with_others=True)
    rows = [(_full(site, reverse("sitemap_file", args=[number])), changed) for number, changed in files]
    return _answer(request, "sitemap_index.xml", "sitemaps", rows)


@require_safe
def site_map_file(request: HttpRequest, number: int) -> HttpResponse:
    site = _site(request)
    first = _pages(site).order_by("pk").values_list("pk", flat=True).first() or 0
    return _one_file(request, site, number, with_others=number == first // SPAN)


def _one_file(request: HttpRequest, site: Site, number: int, *, with_others: bool) -> HttpResponse:
    pages = _pages(site).filter(pk__gte=number * SPAN, pk__lt=(number + 1) * SPAN).order_by("pk")
    rows = [(page.get_full_url(request), page.last_published_at or page.latest_revision_created_at) for page in pages]
    if not rows:
        raise Http404
    if with_others:
        rows += [(_full(site, reverse(name)), None) for name in OTHER_ADDRESSES]
    return _answer(request, "sitemap.xml", "urlset", rows)


def _pages(site: Site) -> QuerySet[Page]:
    return site.root_page.get_descendants(inclusive=True).live().public()


def _files(site: Site) -> list[tuple[int, datetime | None]]:
    """Return the number of each file that holds a page, with the newest change in it, by one query."""
    changed = Max(Coalesce("last_published_at", "latest_revision_created_at"))
    return list(
        _pages(site)
        .order_by()
        .annotate(file=F("pk") / SPAN)
        .values("file")
        .annotate(changed=changed)
        .order_by("file")
        .values_list("file", "changed")
    )


def _answer(
    request: HttpRequest, template: str, name: str, rows: Iterable[tuple[str, datetime | None]]
) -> HttpResponse:
    entries = [{"location": location, "lastmod": changed, "last_mod": changed} for location, changed in rows]
    newest = max((entry["lastmod"] for entry in entries if entry["lastmod"]), default=None)
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    if newest:
        headers["Last-Modified"] = http_date(newest.timestamp())
    return TemplateResponse(request, template, {name: entries}, content_type=CONTENT_TYPE, headers=headers)


def _full(site: Site, path: str) -> str:
    return site.root_page.full_url.rstrip("/") + path


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site
