"""What is shown of each page found: where it is, what it is, and the passages of it that answer.

All of it comes from the index's own tables and the page's address, so nothing here knows any type of page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from search.asking import Hit, PassageHit
from search.models import SearchEntry, SearchFacet
from search.numbers import keys_of_number, number_keys

MOST_PASSAGES = 3
# The facets that are shown as facts of a page, in this order.
_FACTS = ("type", "issuer", "agency", "category")


@dataclass(frozen=True)
class PassageRow:
    """A passage that answers, and where it stands."""

    url: str
    heading: str
    snippet: SafeString
    file_page: int | None


@dataclass(frozen=True)
class ResultRow:
    """One page found, as a reader sees it; `title` is its name with marks round the words asked for."""

    page_id: int
    url: str
    name: str
    title: SafeString
    number: str
    dated_on: date | None
    facts: tuple[str, ...]
    effect: str
    effect_value: str
    summary: str
    passages: tuple[PassageRow, ...]
    is_number_asked: bool


def rows_of(hits: Sequence[Hit], *, text: str, on: date, request: HttpRequest) -> list[ResultRow]:
    """Return what is shown of these hits, in their order, by a fixed number of queries.

    A hit whose page is public no more (a search server may be a moment behind) is left out.
    """
    ids = [hit.page_id for hit in hits]
    entries = SearchEntry.objects.defer("name_tokens").in_bulk(ids)
    pages = Page.objects.live().in_bulk(list(entries))
    labels = _labels(list(entries), on=on)
    asked = set(number_keys(text)) if text else set()
    return [
        _row(hit, entries[hit.page_id], url=pages[hit.page_id].get_url(request), labels=labels, asked=asked)
        for hit in hits
        if hit.page_id in pages
    ]


def _labels(ids: list[int], *, on: date) -> dict[int, dict[str, SearchFacet]]:
    """Return, by page and facet, the first value that is true on `on`."""
    true_on_day = (Q(first_day=None) | Q(first_day__lte=on)) & (Q(last_day=None) | Q(last_day__gte=on))
    rows = SearchFacet.objects.filter(true_on_day, entry_id__in=ids, name__in=[*_FACTS, "effect"]).order_by("pk")
    found: dict[int, dict[str, SearchFacet]] = {}
    for row in rows:
        found.setdefault(row.entry_id, {}).setdefault(row.name, row)
    return found


def _row(hit: Hit, entry: SearchEntry, *, url: str, labels: dict, asked: set[str]) -> ResultRow:
    of_page = labels.get(hit.page_id, {})
    effect = of_page.get("effect")
    # A document says by its number and type what it is; of an item the category says it.
    names = [name for name in _FACTS if name in of_page and not (name in {"agency", "category"} and "type" in of_page)]
    return ResultRow(
        page_id=hit.page_id,
        url=url,
        name=entry.title,
        title=hit.title or SafeString(entry.title),
        number=entry.number,
        dated_on=entry.dated_on,
        facts=tuple(dict.fromkeys(of_page[name].label for name in names)),
        effect=effect.label if effect else "",
        effect_value=effect.value if effect else "",
        summary=entry.summary,
        passages=tuple(_passage(passage, url) for passage in hit.passages[:MOST_PASSAGES]),
        is_number_asked=bool(asked) and not asked.isdisjoint(keys_of_number(entry.number)),
    )


def _passage(passage: PassageHit, url: str) -> PassageRow:
    return PassageRow(
        url=f"{url}#{passage.anchor}" if passage.anchor else url,
        heading=passage.heading,
        snippet=passage.snippet,
        file_page=passage.file_page,
    )
