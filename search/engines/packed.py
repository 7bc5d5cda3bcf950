"""The packed lists of the index in the memory of a process, and what changed since they were packed.

A passage or page has a place: those of the packing first, then those of pages that changed since, whose terms are read from the
rows. Of a page that changed, what the packing says counts no more.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

import numpy as np
from django.db import connections

from search import changes, posted
from search.changes import Place
from search.engines import repacking
from search.models import SearchEntry, SearchPackedList, SearchPacking
from search.models.entries import PASSAGES_PER_PAGE
from search.posted import Posted
from search.term_index import PAGES, PASSAGES, Groups, TermIndex

# Where more pages have changed, or are there and were never packed, the lists are packed anew; of more than the second number
# the term index is read until then.
MUCH_CHANGED = 500
MOST_CHANGED = 1_000
MOST_BYTES = 48 * 1024 * 1024


class Replaced(Exception):
    """The lists were packed anew while a question went by the earlier ones."""


class _Lists:
    """What is read of one packing: its lists by their terms, the longest unused given up first."""

    def __init__(self) -> None:
        self.page_places: np.ndarray | None = None  # of its passages, once asked for
        self._lists: OrderedDict[tuple[bool, int], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: tuple[bool, int]) -> bytes | None:
        with self._lock:
            row = self._lists.get(key)
            if row is not None:
                self._lists.move_to_end(key)
            return row

    def keep(self, key: tuple[bool, int], row: bytes) -> None:
        with self._lock:
            if key in self._lists:
                return
            self._lists[key] = row
            self._bytes += len(row)
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._lists.popitem(last=False)[1])


@dataclass(frozen=True)
class Packed:
    """One packing, and the pages that changed since, as at a place of the log."""

    number: int
    using: str
    made_at: Place
    at: Place
    page_numbers: np.ndarray
    passage_numbers: np.ndarray
    page_terms: np.ndarray
    passage_terms: np.ndarray
    lists: _Lists = field(default_factory=_Lists)
    changed_pages: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    changed: Posted = posted.EMPTY

    def followed(self, news: changes.News) -> "Packed":
        """Return the same with these changes; two queries."""
        if not news.page_ids:
            return replace(self, at=news.place)
        fresh = posted.read(news.page_ids, using=self.using)
        return replace(
            self,
            at=news.place,
            changed_pages=np.union1d(self.changed_pages, np.array(news.page_ids, np.int64)),
            changed=posted.replaced(self.changed, news.page_ids, fresh),
        )

    @cached_property
    def pages(self) -> "Side":
        return Side(PAGES, self.page_numbers, self.page_terms, self)

    @cached_property
    def passages(self) -> "Side":
        return Side(PASSAGES, self.passage_numbers, self.passage_terms, self)


class Side:
    """Pages, or passages: which of them have a term."""

    def __init__(self, index: TermIndex, numbers: np.ndarray, terms: np.ndarray, packed: Packed) -> None:
        self.index, self.terms, self.packed = index, terms, packed
        self.is_of_pages = index is PAGES
        changed, pairs = packed.changed.side(of_pages=self.is_of_pages)
        self.size = numbers.size
        self.numbers = np.concatenate([numbers, changed])
        page_of = self.numbers if self.is_of_pages else self.numbers // PASSAGES_PER_PAGE
        self.is_gone = np.zeros(self.numbers.size, bool)
        self.is_gone[: self.size] = _is_among(page_of[: self.size], packed.changed_pages)
        order = np.argsort(pairs.terms, kind="stable")
        self._changed_terms, self._changed_rows = pairs.terms[order], pairs.rows[order]

    @cached_property
    def page_places(self) -> np.ndarray:
        """Where the page of each passage stands among the pages."""
        pages, lists = self.packed.pages, self.packed.lists
        if lists.page_places is None:
            lists.page_places = np.searchsorted(
                self.packed.page_numbers, self.numbers[: self.size] // PASSAGES_PER_PAGE
            )
        changed = self.numbers[self.size :] // PASSAGES_PER_PAGE
        return np.concatenate([lists.page_places, pages.size + np.searchsorted(pages.numbers[pages.size :], changed)])

    def places_of(self, numbers: np.ndarray) -> np.ndarray:
        """Return where these stand; what is not there now is left out."""
        base, changed = self.numbers[: self.size], self.numbers[self.size :]
        in_base, in_changed = _found(base, numbers), self.size + _found(changed, numbers)
        return np.concatenate([in_base[~self.is_gone[in_base]], in_changed])

    def having(self, terms: Sequence[int]) -> dict[int, np.ndarray]:
        """Return for each term that is packed which have it, a one or a nought for each; one query at most."""
        packed = [term for term in terms if _found(self.terms, np.array([term], np.uint32)).size]
        rows = {term: self.packed.lists.get((self.is_of_pages, term)) for term in packed}
        if missing := [term for term, row in rows.items() if row is None]:
            rows |= self._read(missing)
        return {term: self._unpacked(term, row) for term, row in rows.items()}

    def _read(self, terms: list[int]) -> dict[int, bytes]:
        sentence = (
            f"SELECT term, rows FROM {SearchPackedList._meta.db_table} "  # noqa: S608 -- numbers, all of them ours
            f"WHERE packing_id = {self.packed.number} AND is_of_pages = %s AND term IN ({','.join(map(str, terms))})"
        )
        with connections[self.packed.using].cursor() as cursor:
            cursor.execute(sentence, [self.is_of_pages])
            found = {term: bytes(row) for term, row in cursor.fetchall()}
        if len(found) < len(terms):
            raise Replaced
        for term, row in found.items():
            self.packed.lists.keep((self.is_of_pages, term), row)
        return found

    def _unpacked(self, term: int, row: bytes) -> np.ndarray:
        has = np.zeros(self.numbers.size, np.uint8)
        has[: self.size] = np.unpackbits(np.frombuffer(row, np.uint8), count=self.size)
        has[self.is_gone] = 0
        wanted = np.uint32(term)
        first, last = (np.searchsorted(self._changed_terms, wanted, side=side) for side in ("left", "right"))
        has[self.size + _found(self.numbers[self.size :], self._changed_rows[first:last])] = 1
        return has


def pages_with(packed: Packed, groups: Groups) -> np.ndarray | None:
    """Return the pages that have, for each group, one of its alternatives whole; None where no word of it is common."""
    terms = list(dict.fromkeys(int(term) for group in groups for terms in group for term in terms))
    has = packed.pages.having(terms)
    if not has:
        return None
    short = [term for term in terms if term not in has]
    rows = packed.pages.index.rows_with_each(connections[packed.using], short)
    for term, numbers in zip(short, rows, strict=True):
        has[term] = np.zeros(packed.pages.numbers.size, np.uint8)
        has[term][packed.pages.places_of(numbers)] = 1
    found = np.ones(packed.pages.numbers.size, np.uint8)
    for group in groups:
        found &= np.bitwise_or.reduce([np.bitwise_and.reduce([has[int(term)] for term in terms]) for terms in group])
    return np.sort(packed.pages.numbers[found.view(bool)])


def worth(packed: Packed, terms: Sequence[int], weights: Sequence[float]) -> np.ndarray:
    """Return, for each place of a passage, the sum of the weights of those terms that it has."""
    side = packed.passages
    has = side.having(terms)
    short = [term for term in terms if term not in has]
    rows = dict(zip(short, side.index.rows_with_each(connections[packed.using], short), strict=True))
    total = np.zeros(side.numbers.size, np.float32)
    for term, weight in zip(terms, weights, strict=True):
        if term in has:
            total += has[term] * np.float32(weight)
        else:
            total[side.places_of(rows[term])] += np.float32(weight)
    return total


_held: dict[str, Packed] = {}
# Where there is nothing to go by, and as of which place of the log.
_without: dict[str, Place] = {}


def current(connection, *, at: Place | None) -> Packed | None:
    """Return the packing with what changed up to `at`, or later; None if there is none, or too much has changed since."""
    using = connection.alias
    if at is None or at == Place() or _without.get(using) == at:
        return None
    held = _held.get(using)
    if held is not None and held.at == at:
        return held
    newest = SearchPacking.objects.using(using).order_by("-pk").values_list("pk", "change", "mark").first()
    if newest is None:
        if SearchEntry.objects.using(using).order_by("pk")[MUCH_CHANGED:].exists():
            repacking.start(using=using)
        _without[using] = at
        return None
    number, made_at = newest[0], Place(*newest[1:])
    # A number alone may come again, once a backup was restored.
    if held is None or (held.number, held.made_at) != (number, made_at):
        held = _loaded(number, using=using)
    news = changes.since(held.at, using=using) if held else None
    number_changed = len(set(news.page_ids).union(held.changed_pages.tolist())) if news else 0
    if news and (news.is_whole or number_changed > MUCH_CHANGED):
        repacking.start(using=using)
    if news is None or news.is_whole or number_changed > MOST_CHANGED:
        _without[using] = at
        return None
    held = _held[using] = held.followed(news)
    return held


def _loaded(number: int, *, using: str) -> Packed | None:
    row = SearchPacking.objects.using(using).filter(pk=number).first()
    if row is None:
        return None
    made_at = Place(row.change, row.mark)
    return Packed(
        number,
        using,
        made_at,
        made_at,
        np.frombuffer(row.pages, "<i8"),
        np.frombuffer(row.passages, "<i8"),
        np.frombuffer(row.page_terms, "<u4"),
        np.frombuffer(row.passage_terms, "<u4"),
    )


def forget(*, using: str) -> None:
    _held.pop(using, None)
    _without.pop(using, None)


def _found(among: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Return where these numbers stand among the rising ones; those that do not are left out."""
    if not among.size:
        return np.zeros(0, np.int64)
    places = np.minimum(np.searchsorted(among, numbers), among.size - 1)
    return places[among[places] == numbers]


def _is_among(numbers: np.ndarray, some: np.ndarray) -> np.ndarray:
    """Say of each of the rising numbers whether it is one of a few."""
    result = np.zeros(numbers.size, bool)
    for first, last in zip(np.searchsorted(numbers, some), np.searchsorted(numbers, some, side="right"), strict=True):
        result[first:last] = True
    return result
