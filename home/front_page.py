"""What the front page shows: the newest of each category and of the documents, each with one click to the rest (R3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from editorial.browsing import items_of, listing_of
from editorial.categories import InformationCategory
from editorial.models import ContributedPage, PublicListing
from home.navigation import Branch

NEWEST = 4


@dataclass(frozen=True)
class Box:
    """A category on the front page. `section` is where the rest of it is; None while no section holds the category."""

    category: InformationCategory
    section: Page | None
    items: Sequence[ContributedPage]


def boxes(tree: Branch) -> list[Box]:
    """Return a box for each category, in the regulation's order; as many queries for 100,000 items as for one."""
    newest = {category: list(_newest(tree.page, category)) for category in InformationCategory}
    items = {item.pk: item for item in items_of([row for rows in newest.values() for row in rows])}
    sections = _sections(tree)
    return [
        Box(category, sections.get(category), [items[row.page_id] for row in rows if row.page_id in items])
        for category, rows in newest.items()
    ]


def _newest(home_page: Page, category: InformationCategory) -> QuerySet[PublicListing]:
    return listing_of(home_page.pk).filter(category=category).order_by("-published_at", "-page_id")[:NEWEST]


def _sections(tree: Branch) -> dict[str, Page]:
    """Return, by category, the highest section in use that holds it."""
    found: dict[str, Page] = {}
    for branch in sorted(tree.walk(), key=lambda branch: branch.page.depth):
        if branch.category and not branch.is_retired:
            found.setdefault(branch.category, branch.page)
    return found
