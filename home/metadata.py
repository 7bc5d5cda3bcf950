"""The descriptions of the pages that administrators arrange, and of addresses that are no page of the tree."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from wagtail.models import Page, Site

from documents.models import DocumentRegisterPage
from editorial.browsing import listing_of
from editorial.metadata import Metadata, Publisher, described
from home.models import HomePage, SectionPage, SiteIdentity
from home.navigation import Branch

# The day of Quyết định 517/QĐ-SNV: pages about the site that were never published by anybody are as old as its rules.
SITE_SINCE = date(2022, 12, 30)


@dataclass(frozen=True)
class Described:
    """What a view says of an address of its own; put into the context as `described`."""

    title: str
    description: str
    kind: str = "WebPage"


def publisher_of(identity: SiteIdentity, site: Site) -> Publisher:
    return Publisher(department=identity.department, site_name=identity.site_name, address=f"{site.root_page.full_url}")


def metadata_of(page: Page, publisher: Publisher) -> Metadata | None:
    """Return the description of a public page; None for a draft or what was taken off."""
    if not page.pk or not page.live:
        return None
    if hasattr(page, "get_metadata"):
        return page.get_metadata(publisher)
    is_front = isinstance(page, HomePage)
    title = publisher.site_name if is_front else page.title
    sentence = f"{page.title}: thông tin trên {publisher.site_name}."
    return Metadata(
        kind=_kind(page),
        title=title,
        creator=(publisher.department,),
        date=page.first_published_at or SITE_SINCE,
        modified=_last_change(page),
        description=described(page.search_description, getattr(page, "introduction", ""), sentence),
        publisher=publisher.department,
        identifier=page.full_url,
        subject=("Cải cách hành chính",) if is_front else ("Cải cách hành chính", page.title),
    )


def metadata_of_address(about: Described, request: HttpRequest, publisher: Publisher) -> Metadata:
    """Return the description of an address that a view answers, without what was asked in it."""
    return Metadata(
        kind=about.kind,
        title=about.title,
        creator=(publisher.department,),
        date=SITE_SINCE,
        description=described(about.description, about.title),
        publisher=publisher.department,
        identifier=f"{publisher.address.rstrip('/')}{request.path}",
        subject=("Cải cách hành chính", about.title),
    )


def trail_in(tree: Branch, page: Page) -> list[tuple[str, str]]:
    """Return title and full address of the pages above `page` in the public structure, read with the menu already."""
    above = [branch.page for branch in tree.walk() if page.path.startswith(branch.page.path) and branch.page != page]
    return [(step.title, step.full_url) for step in sorted(above, key=lambda step: step.depth)]


def _kind(page: Page) -> str:
    if isinstance(page, HomePage):
        return "WebSite"
    return "CollectionPage" if isinstance(page, (SectionPage, DocumentRegisterPage)) else "WebPage"


def _last_change(page: Page):
    """A list is as new as the newest item in it."""
    newest = listing_of(page.pk).order_by("-published_at", "-page_id").values_list("published_at", flat=True).first()
    return max((moment for moment in (newest, page.last_published_at) if moment), default=None)
