"""What a page gives to the index, and how it gets there: written with its publication, removed with its withdrawal.

A page class declares `search_texts() -> EntryTexts`. Whatever has it and is live and public has an entry, written in the
transaction of the save that made it so. A class whose pages are published by the hundred also declares
`search_texts_of(pages) -> list[EntryTexts]`, which asks the database for all of them at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page, PageViewRestriction

from search import writing


@dataclass(frozen=True)
class FacetValue:
    """One value of a page, by its slug and as people read it, true from the first to the last day."""

    name: str
    value: str
    label: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class PassageText:
    """A piece of a page that can answer by itself: an article, a part of an item, a page of a file."""

    anchor: str = ""
    heading: str = ""
    text: str = ""
    file_page: int | None = None


@dataclass(frozen=True)
class EntryTexts:
    """All that a page is found by."""

    title: str
    number: str = ""
    summary: str = ""
    dated_on: date | None = None
    facets: tuple[FacetValue, ...] = ()
    passages: tuple[PassageText, ...] = ()


def follow_save(page: Page) -> None:
    """Write or remove the entry of a page that was just saved whole, from what was saved."""
    if page.live and hasattr(page, "search_texts") and not _is_restricted(page):
        write_entries([page])
    else:
        writing.remove_entries([page.pk])


def refresh_entries(page_ids: Iterable[int]) -> int:
    """Write anew, from what the database holds, the entries of these pages; return how many have one."""
    page_ids = list(page_ids)
    pages = list(Page.objects.filter(pk__in=page_ids).live().public().specific())
    found = [page for page in pages if hasattr(page, "search_texts")]
    write_entries(found)
    writing.remove_entries(set(page_ids) - {page.pk for page in found})
    return len(found)


def write_entries(pages: Iterable[Page]) -> None:
    """Write the entries of live, public pages from these specific objects, whose texts are the published ones."""
    pages = list(pages)
    texts: dict[int, EntryTexts] = {}
    for page_type in dict.fromkeys(type(page) for page in pages):
        these = [page for page in pages if type(page) is page_type]
        for page, text in zip(these, _texts_of(page_type, these), strict=True):
            texts[page.pk] = text
    writing.write_texts([(page.pk, texts[page.pk]) for page in pages])


def _texts_of(page_type: type[Page], pages: list[Page]) -> list[EntryTexts]:
    if hasattr(page_type, "search_texts_of"):
        return page_type.search_texts_of(pages)
    return [page.search_texts() for page in pages]


def _is_restricted(page: Page) -> bool:
    return any(
        page.path.startswith(above) for above in PageViewRestriction.objects.values_list("page__path", flat=True)
    )


def refresh_under(page: Page) -> int:
    """Write anew or remove the entries of a page and all below it, as when it is closed to the public or opened again."""
    return refresh_entries(page.get_descendants(inclusive=True).values_list("pk", flat=True))


def follow_move(page: Page) -> None:
    """A page that comes under a section closed to the public, or leaves one, is found accordingly."""
    if PageViewRestriction.objects.exists():
        refresh_under(page)
