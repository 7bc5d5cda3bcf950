"""The facets of every public page in arrays, in the memory of each process: counting them over any set takes milliseconds.

Held true by the log of changes, which each question reads first. A hundred thousand pages take some ten megabytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock

import numpy as np

from search import changes
from search.changes import Place
from search.models import SearchEntry, SearchFacet

_ALWAYS_FROM, _ALWAYS_TO = 0, 9_999_999
_MOST_FOLLOWED = 5_000


@dataclass(frozen=True)
class Columns:
    """Pages in rising order with their days, and their facets: one element of `row_…` for each value of a page."""

    place: Place = field(default_factory=Place)
    pages: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    days: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    row_pages: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    row_values: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    row_first: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    row_last: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int32))
    codes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)

    def rows_of(self, page_ids: np.ndarray) -> np.ndarray:
        """Return which elements of `pages` these are; ids that are no public page's are left out."""
        if not self.pages.size:
            return np.zeros(0, np.int64)
        places = np.minimum(np.searchsorted(self.pages, page_ids), self.pages.size - 1)
        return places[self.pages[places] == page_ids]

    def chosen(self, name: str, values: Iterable[str], *, on: date) -> np.ndarray:
        """Say of each page whether it has one of these values of a facet on that day."""
        codes = [self.codes[name, value] for value in values if (name, value) in self.codes]
        rows = np.isin(self.row_values, codes) & self._true_on(on)
        result = np.zeros(self.pages.size, bool)
        result[self._row_places[rows]] = True
        return result

    def counts(self, within: np.ndarray, *, on: date) -> np.ndarray:
        """Return for each code of a value how many of the pages `within` (a yes or no for each) have it on that day."""
        rows = within[self._row_places] & self._true_on(on) if self.row_pages.size else []
        return np.bincount(self.row_values[rows], minlength=len(self.codes)) if len(rows) else np.zeros(len(self.codes))

    @cached_property
    def _row_places(self) -> np.ndarray:
        """Which element of `pages` each row's page is: the same for every question."""
        # A look into a table of all numbers takes a twentieth of looking each up.
        places = np.zeros(int(self.pages[-1]) + 1 if self.pages.size else 0, np.int32)
        places[self.pages] = np.arange(self.pages.size, dtype=np.int32)
        return places[self.row_pages]

    def _true_on(self, on: date) -> np.ndarray:
        day = on.toordinal()
        return (self.row_first <= day) & (day <= self.row_last)


_held: dict[str, Columns] = {}
_lock = Lock()


def current(*, using: str) -> Columns:
    """Return the columns as the database is now; one query where nothing has changed."""
    held = _held.get(using, Columns())
    news = changes.since(held.place, using=using)
    if not news.is_whole and not news.page_ids:
        return held
    if news.is_whole or len(news.page_ids) > _MOST_FOLLOWED:
        fresh = _with_rows(Columns(), news.place, None, using=using)
    else:
        fresh = _with_rows(_without(held, news.page_ids), news.place, news.page_ids, using=using)
    with _lock:
        _held[using] = fresh
    return fresh


def forget(*, using: str) -> None:
    _held.pop(using, None)


def _without(held: Columns, page_ids) -> Columns:
    kept = ~np.isin(held.pages, page_ids)
    kept_rows = ~np.isin(held.row_pages, page_ids)
    return Columns(
        held.place,
        held.pages[kept],
        held.days[kept],
        held.row_pages[kept_rows],
        held.row_values[kept_rows],
        held.row_first[kept_rows],
        held.row_last[kept_rows],
        held.codes,
        held.labels,
    )


def _with_rows(base: Columns, place: Place, page_ids, *, using: str) -> Columns:
    """Return `base` with the rows of these pages (None: of all) as the database has them."""
    entries = SearchEntry.objects.using(using)
    facets = SearchFacet.objects.using(using)
    if page_ids is not None:
        entries, facets = entries.filter(pk__in=page_ids), facets.filter(entry__in=page_ids)
    pages = list(entries.values_list("pk", "dated_on"))
    ids = np.concatenate([base.pages, np.array([pk for pk, _ in pages], np.int64)])
    days = np.concatenate([base.days, np.array([day.toordinal() if day else 0 for _, day in pages], np.int32)])
    order = np.argsort(ids, kind="stable")  # quick where nearly all are in order
    codes, labels = dict(base.codes), dict(base.labels)
    new_rows = []
    for pk, name, value, label, first, last in facets.values_list(
        "entry_id", "name", "value", "label", "first_day", "last_day"
    ).iterator(chunk_size=5_000):
        code = codes.setdefault((name, value), len(codes))
        labels[code] = label
        first_day = first.toordinal() if first else _ALWAYS_FROM
        new_rows.append((pk, code, first_day, last.toordinal() if last else _ALWAYS_TO))
    added = np.array(new_rows, np.int64).reshape(-1, 4)
    return Columns(
        place,
        ids[order],
        days[order],
        np.concatenate([base.row_pages, added[:, 0]]),
        np.concatenate([base.row_values, added[:, 1].astype(np.int32)]),
        np.concatenate([base.row_first, added[:, 2].astype(np.int32)]),
        np.concatenate([base.row_last, added[:, 3].astype(np.int32)]),
        codes,
        labels,
    )
