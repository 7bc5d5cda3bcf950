"""The search as a screen: what an address asks, what was found, and the addresses one step away.

Whoever shows a search (the page of all, the register of documents) calls `search_context`, and includes the templates
`search/includes/*.html`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format

from search import spelling
from search.addresses import (
    BY_RELEVANCE,
    DAY,
    FACETS,
    MOST_PAGES,
    OLDEST_FIRST,
    ORDER_LABELS,
    TEXT,
    SearchAddress,
    read_address,
)
from search.asking import FacetCount, Order, SearchAnswer, SearchQuestion, answer
from search.results import rows_of

RESULTS_PER_PAGE = 20
CHOICES_SHOWN = 8
_ORDERS = {BY_RELEVANCE: Order.RELEVANCE, OLDEST_FIRST: Order.OLDEST}


@dataclass(frozen=True)
class Choice:
    """A step from this state to another: a value to add or take away, an order, a page."""

    label: str
    query: str
    is_chosen: bool = False
    count: int | None = None
    is_gap: bool = False


@dataclass(frozen=True)
class FacetBox:
    """One facet with its values: those shown at once, and the rest."""

    name: str
    heading: str
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_open: bool


def search_context(
    request: HttpRequest,
    *,
    path: str,
    facets: Sequence[str] = tuple(FACETS),
    fixed: Mapping[str, tuple[str, ...]] | None = None,
) -> dict:
    """Return what the templates of a search show for this address.

    `path` is the address without its parameters, `facets` those that a reader may narrow by, `fixed` the values that always
    hold here and no address carries.
    """
    today = timezone.localdate()
    address = read_address(request.GET, facets=facets)
    on = address.on or today
    question = question_of(address, on=on, fixed=fixed or {})
    found = answer(question)
    meant = spelling.better(question, found) if address.text else ""
    last_page = max(1, min(MOST_PAGES, -(-found.total // RESULTS_PER_PAGE)))
    return {
        "path": path,
        "all_path": reverse("search"),
        "address": address,
        "on": on,
        "today": today,
        "total": found.total,
        "total_in_words": number_format(found.total, force_grouping=True),
        "is_loose": found.is_loose,
        "is_past_the_end": address.page > last_page,
        "rows": rows_of(found.hits, text=address.text, on=on, request=request),
        "boxes": [box for name in facets if (box := _box(name, found, address))],
        "complaints": [*address.complaints, *_unknown(address, found)],
        **_ways_on(address, found, last_page=last_page, meant=meant, fixed=fixed or {}),
    }


def _ways_on(
    address: SearchAddress, found: SearchAnswer, *, last_page: int, meant: str, fixed: Mapping[str, tuple[str, ...]]
) -> dict:
    """Return the addresses that lead on from this one: fewer facets, another order, other pages, what was meant, the feed."""
    return {
        "last_page": Choice(str(last_page), address.on_page(last_page).query()),
        "chips": chips(address, found),
        "orders": _orders(address),
        "turns": turns(address, last_page),
        "better": Choice(meant, address.asking(meant).query()) if meant else None,
        "plain_query": address.without_facets().query(),
        "hidden": [pair for pair in replace(address, page=1).parameters() if pair[0] not in {TEXT, DAY}],
        "feed_query": replace(address, page=1, order="", chosen={**fixed, **address.chosen}).query(),
    }


def question_of(
    address: SearchAddress, *, on: date, fixed: Mapping[str, tuple[str, ...]], size: int = RESULTS_PER_PAGE
) -> SearchQuestion:
    """Return the question that an address puts to the index."""
    return SearchQuestion(
        text=address.text,
        chosen={**address.chosen, **fixed},
        order=_ORDERS.get(address.order_in_force, Order.NEWEST),
        start=(address.page - 1) * size,
        size=size,
        on=on,
    )


def chips(address: SearchAddress, found: SearchAnswer) -> list[Choice]:
    """Return each value that is chosen, and the address without it."""
    return [
        Choice(
            f"{FACETS[facet][1]}: {_label(found.facets.get(facet, ()), value)}", address.toggled(facet, value).query()
        )
        for facet, values in address.chosen.items()
        for value in values
    ]


def turns(address: SearchAddress, last_page: int) -> list[Choice]:
    """Return the pages of results that are linked: the first, the last, and those about this one."""
    if last_page == 1:
        return []
    here = min(address.page, last_page)
    near = sorted({1, last_page, *range(max(1, here - 2), min(last_page, here + 2) + 1)})
    links: list[Choice] = []
    for page, before in zip(near, [0, *near], strict=False):
        if page - before > 1:
            links.append(Choice("…", "", is_gap=True))
        links.append(Choice(str(page), address.on_page(page).query(), is_chosen=page == address.page))
    return links


def _box(name: str, found: SearchAnswer, address: SearchAddress) -> FacetBox | None:
    counts = [count for count in found.facets.get(name, ()) if count.count or count.is_chosen]
    if not counts:
        return None
    choices = [_choice(name, count, address) for count in counts]
    if name != "year":  # years stand in their own order
        choices.sort(key=lambda choice: not choice.is_chosen)
    shown = max(CHOICES_SHOWN, len(address.chosen.get(name, ())))
    return FacetBox(
        name=name,
        heading=FACETS[name][1],
        shown=tuple(choices[:shown]),
        more=tuple(choices[shown:]),
        is_open=name in address.chosen or name in {"category", "type", "year", "effect"},
    )


def _choice(name: str, count: FacetCount, address: SearchAddress) -> Choice:
    return Choice(count.label, address.toggled(name, count.value).query(), count.is_chosen, count.count)


def _orders(address: SearchAddress) -> list[Choice]:
    names = [name for name in ORDER_LABELS if address.text or name != BY_RELEVANCE]
    here = address.order_in_force
    return [Choice(ORDER_LABELS[name], address.sorted_by(name).query(), is_chosen=name == here) for name in names]


def _label(counts: Sequence[FacetCount], value: str) -> str:
    return next((count.label for count in counts if count.value == value), value)


def _unknown(address: SearchAddress, found: SearchAnswer) -> list[str]:
    """Return a sentence for each value chosen that nothing found has."""
    return [
        f"Không có kết quả nào mang giá trị “{value}” ở bộ lọc {FACETS[facet][1]}."
        for facet, values in address.chosen.items()
        for value in values
        if not any(count.value == value and count.count for count in found.facets.get(facet, ()))
    ]
