"""Items read for open data: a fixed number of queries for a part of the list, and never what readers may not see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from editorial.models import ContributedPage, PublicationRecord, PublicListing, SiteImage
from editorial.open_facts import text_of_streams
from home.navigation import trail_to


def open_rows(rows: QuerySet[PublicListing]) -> QuerySet[PublicListing]:
    """Leave out what stands in a section that is not open to all; asked only where there is such a section."""
    if not PageViewRestriction.objects.exists():
        return rows
    return rows.filter(page__in=Page.objects.live().public())


def open_page(page_id: int) -> ContributedPage | None:
    page = Page.objects.live().public().filter(pk=page_id).first()
    item = page.specific if page else None
    return item if isinstance(item, ContributedPage) else None


def row_of(item: ContributedPage) -> dict[str, Any]:
    return {
        "id": item.pk,
        "category": str(item.category.value),
        "category_name": str(item.category.label),
        "title": item.title,
        "summary": item.summary,
        "address": item.full_url,
        "agency": {"slug": item.agency.slug, "name": item.agency.name},
        "level": getattr(item, "level", ""),
        "number": getattr(item, "number", ""),
        "published_at": item.first_published_at,
        "updated_at": item.last_published_at or item.first_published_at,
    }


def document_of(item: ContributedPage) -> dict[str, Any]:
    names = ("document_type", "issuing_body", "issued_on", "effective_on", "expires_on", "is_normative")
    return {**row_of(item), **{name: getattr(item, name) for name in (*names, "signed_by", "abstract")}}


def whole(item: ContributedPage, *, base: str) -> dict[str, Any]:
    """Return an item with its text, files and place; `base` is the site's address."""
    return {
        **row_of(item),
        "author": item.author_name,
        "source": item.source_name,
        "source_address": item.source_url,
        "facts": item.open_facts(),
        "text": text_of_streams(item),
        "figures": _figures(item),
        "files": _files(item, base=base),
        "sections": [{"id": page.pk, "title": page.title, "address": page.full_url} for page in trail_to(item)],
    }


def _figures(item: ContributedPage) -> list[dict[str, str]]:
    return [
        {"title": block.value["title"], "csv": f"{item.full_url}so-lieu/{block.id}.csv"}
        for block in getattr(item, "figures", ())
        if block.block_type == "figure"
    ]


def _files(item: ContributedPage, *, base: str) -> list[dict[str, Any]]:
    """Return the files of the version that is public, as its record names them."""
    record = PublicationRecord.objects.filter(page_id=item.pk, revision_id=item.live_revision_id).order_by("sequence")
    snapshots = record.values_list("files", flat=True).last() or []
    images = SiteImage.objects.in_bulk([file["id"] for file in snapshots if file["kind"] == "image"])
    return [
        {
            "name": file["filename"],
            "address": base.rstrip("/") + _address(file, images),
            "kind": file["kind"],
            "size": file["size"],
            "sha256": file["sha256"],
        }
        for file in snapshots
        if file["kind"] == "document" or file["id"] in images
    ]


def _address(file: dict[str, Any], images: dict[int, SiteImage]) -> str:
    if file["kind"] == "image":
        return reverse("stored_file", args=[images[file["id"]].file.name])
    return reverse("wagtaildocs_serve", args=[file["id"], file["filename"]])


def rows_of(items: Iterable[ContributedPage]) -> list[dict[str, Any]]:
    return [row_of(item) for item in items]
