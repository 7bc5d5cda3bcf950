"""Reading the public listings newest first, a slice at a time, at the same cost however long they are.

A slice is found by the place of its edge (moment and page), never by counting: there are no totals and no page numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from agencies.models import Agency, AgencyKind
from editorial.models.listing import PublicListing
from editorial.models.media import SiteImage
from editorial.models.pages import ContributedPage

SLICE_LENGTH = 15
THUMBNAILS = ("fill-320x200|format-webp", "fill-320x200|format-jpeg")  # what a row of a list draws
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Edge:
    """The place of an item in a listing; written in addresses as microseconds since 1970, a hyphen, and its page."""

    published_at: datetime
    page_id: int

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // timedelta(microseconds=1)}-{self.page_id}"

    @classmethod
    def read(cls, text: str) -> "Edge | None":
        """Return the edge an address names; None where it names none."""
        microseconds, _, page_id = text.partition("-")
        if not (microseconds.isdecimal() and page_id.isdecimal() and len(text) < 40):
            return None
        try:
            return cls(_EPOCH + timedelta(microseconds=int(microseconds)), int(page_id))
        except OverflowError:
            return None


@dataclass(frozen=True)
class Slice:
    """Part of a listing: its items, and the edges from which older and newer ones follow, where there are any."""

    items: Sequence[ContributedPage]
    older_than: Edge | None = None
    newer_than: Edge | None = None


def listing_of(section_id: int, *, agency: Agency | None = None, level: str = "") -> QuerySet[PublicListing]:
    rows = PublicListing.objects.filter(section_id=section_id)
    if agency:
        rows = rows.filter(agency=agency)
    return rows.filter(level=level) if level else rows


def slice_of(
    rows: QuerySet[PublicListing],
    *,
    before: Edge | None = None,
    after: Edge | None = None,
    length: int = SLICE_LENGTH,
) -> Slice:
    """Return the newest items, those next older than `before`, or those next newer than `after`."""
    if after:
        found = list(_newer(rows, after).order_by("published_at", "page_id")[: length + 1])
        shown, has_older, has_newer = found[:length][::-1], True, len(found) > length
    else:
        found = list((_older(rows, before) if before else rows).order_by("-published_at", "-page_id")[: length + 1])
        shown, has_older, has_newer = found[:length], len(found) > length, before is not None
    if not shown:
        return Slice(items=[])
    return Slice(
        items=items_of(shown),
        older_than=_edge(shown[-1]) if has_older else None,
        newer_than=_edge(shown[0]) if has_newer else None,
    )


def items_of(rows: Sequence[PublicListing]) -> list[ContributedPage]:
    """Return the items of the rows in their order, with agency and lead image, by a fixed number of queries."""
    ids = [row.page_id for row in rows]
    pages = {page.pk: page for page in Page.objects.live().filter(pk__in=ids).defer_streamfields().specific()}
    agencies = Agency.objects.in_bulk({page.agency_id for page in pages.values()})
    image_ids = {page.lead_image_id for page in pages.values() if page.lead_image_id}
    images = SiteImage.objects.prefetch_renditions(*THUMBNAILS).in_bulk(image_ids) if image_ids else {}
    for page in pages.values():
        page.agency = agencies[page.agency_id]
        page.lead_image = images.get(page.lead_image_id)
    return [pages[pk] for pk in ids if pk in pages]


def agencies_listed(section_id: int) -> QuerySet[Agency]:
    """Return the agencies that have something public in the section, in the order of their names."""
    own = PublicListing.objects.filter(section_id=section_id, agency=OuterRef("pk"))
    return Agency.objects.filter(Exists(own))


def levels_listed(section_id: int) -> list[AgencyKind]:
    """Return the levels of which the section has something public."""
    rows = PublicListing.objects.filter(section_id=section_id)
    # One row of the section, asked about each level: as many looks into the index, whatever the section's size.
    questions = {f"has_{level}": Exists(rows.filter(level=level)) for level in AgencyKind.values}
    answers = rows.order_by().annotate(**questions).values(*questions)[:1]
    return [level for level in AgencyKind for answer in answers if answer[f"has_{level}"]]


def _older(rows: QuerySet[PublicListing], edge: Edge) -> QuerySet[PublicListing]:
    same_moment = Q(published_at=edge.published_at, page_id__lt=edge.page_id)
    # The plain bound lets the database start in the index at the edge.
    return rows.filter(Q(published_at__lt=edge.published_at) | same_moment, published_at__lte=edge.published_at)


def _newer(rows: QuerySet[PublicListing], edge: Edge) -> QuerySet[PublicListing]:
    same_moment = Q(published_at=edge.published_at, page_id__gt=edge.page_id)
    return rows.filter(Q(published_at__gt=edge.published_at) | same_moment, published_at__gte=edge.published_at)


def _edge(row: PublicListing) -> Edge:
    return Edge(row.published_at, row.page_id)
