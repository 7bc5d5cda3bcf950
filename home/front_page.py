"""What the front page shows: ways in, the newest of each category, each with one click to the rest, and figures (R3.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page

from editorial.browsing import items_of, listing_of
from editorial.categories import InformationCategory
from editorial.models import ContributedPage, PublicListing
from home.navigation import Branch
from news.models import ResultsPage

NEWEST = 4
FIGURES = 2


@dataclass(frozen=True)
class Box:
    """A category on the front page. `section` is where the rest of it is; None while no section holds the category."""

    category: InformationCategory
    section: Page | None
    items: Sequence[ContributedPage]


@dataclass(frozen=True)
class Door:
    """A way in that many look for, with what is behind it."""

    title: str
    address: str
    words: str


@dataclass(frozen=True)
class Indicator:
    """A figure of the newest results that can be drawn, and the item that it stands in."""

    page: ResultsPage
    figure: StreamValue.StreamChild


def doors(shown: Sequence[Box]) -> list[Door]:
    """Return the ways in; a section that is not there has none."""
    sections = {box.category: box.section for box in shown if box.section}
    found = [Door("Tìm kiếm", reverse("search"), "Tin, bài và văn bản; gõ có dấu hay không dấu đều được.")]
    if register := sections.get(InformationCategory.DOCUMENT):
        words = "Tra theo số, ký hiệu, cơ quan ban hành, lĩnh vực, hiệu lực."
        found.insert(0, Door("Tra cứu văn bản", register.get_url(), words))
    if petitions := sections.get(InformationCategory.PETITION):
        words = "Câu hỏi của người dân, doanh nghiệp và câu trả lời của cơ quan."
        found.append(Door(petitions.title, petitions.get_url(), words))
    return [
        *found,
        Door("Dữ liệu mở", reverse("open_data"), "Tải về tin bài, văn bản, số liệu của Trang để sử dụng lại."),
    ]


def indicators(shown: Sequence[Box]) -> list[Indicator]:
    """Return the first chart of each of the newest results, by one query."""
    newest = [item.pk for box in shown if box.category == InformationCategory.RESULTS for item in box.items]
    pages = ResultsPage.objects.in_bulk(newest) if newest else {}
    found = []
    for page in (pages[pk] for pk in newest if pk in pages):
        figure = next((block for block in page.figures if block.value.chart), None)
        if figure is not None:
            found.append(Indicator(page, figure))
        if len(found) == FIGURES:
            break
    return found


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
