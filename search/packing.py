"""Packing the long lists of the index: which passages and pages have a common term, a bit for each.

To read a word that most passages have out of the term index takes the database tens of milliseconds, and more as the archive
grows; packed, it is one row. A packing is made from the rows, while pages are published: what is published meanwhile stands in
the log after the place it was begun at, and whoever reads a packing reads what changed since then from the rows.
"""

from collections.abc import Iterator
from itertools import islice
from random import Random

import numpy as np
from django.db import transaction

from search import changes, posted
from search.models import SearchEntry, SearchPackedList, SearchPacking

# A list is long if it has one in so many of all passages or pages, but at least `LEAST`; shorter ones are quickly read.
SHARE = 128
LEAST = 500
# So many lists at most, the longest.
MOST_LISTS = 4_000
# From so many pages the lengths of lists are guessed.
SAMPLE = 8_000
_BATCH = 500
_ROWS = 200


def pack(*, using: str) -> None:
    """Pack the index as it is now, in place of an earlier packing."""
    place = changes.newest(using=using)
    ids = list(SearchEntry.objects.using(using).order_by("pk").values_list("pk", flat=True))
    of_pages, of_passages = (_Packed(terms) for terms in _terms_of_long_lists(ids, using=using))
    for part in _parts(ids, using=using):
        of_pages.add(part.pages, part.of_pages)
        of_passages.add(part.passages, part.of_passages)
    with transaction.atomic(using=using):
        changes.hold(using=using)
        old = list(SearchPacking.objects.using(using).values_list("pk", flat=True))
        if ids:
            _write(place, of_pages, of_passages, using=using)
        SearchPackedList.objects.using(using).filter(packing__in=old)._raw_delete(using)
        SearchPacking.objects.using(using).filter(pk__in=old)._raw_delete(using)
        # One page stands for all: who holds a packing looks for a new one when the log has gone on.
        changes.note(ids[:1], using=using)


def _write(place: changes.Place, of_pages: "_Packed", of_passages: "_Packed", *, using: str) -> None:
    packing = SearchPacking.objects.using(using).create(
        change=place.change,
        mark=place.mark,
        pages=of_pages.numbers.astype("<i8").tobytes(),
        passages=of_passages.numbers.astype("<i8").tobytes(),
        page_terms=of_pages.terms.astype("<u4").tobytes(),
        passage_terms=of_passages.terms.astype("<u4").tobytes(),
    )
    for is_of_pages, packed in ((True, of_pages), (False, of_passages)):
        rows = (
            SearchPackedList(packing=packing, is_of_pages=is_of_pages, term=term, rows=row)
            for term, row in packed.rows()
        )
        while some := list(islice(rows, _ROWS)):
            SearchPackedList.objects.using(using).bulk_create(some)


class _Packed:
    """Bits gathered for the terms of long lists, some thousand rows at a time."""

    ROWS = 4_096  # a multiple of eight

    def __init__(self, terms: np.ndarray) -> None:
        self.terms = terms
        self._numbers: list[np.ndarray] = []
        self._blocks: list[np.ndarray] = []
        self._bits = np.zeros((terms.size, self.ROWS), bool)
        self._filled = 0

    @property
    def numbers(self) -> np.ndarray:
        return np.concatenate([np.zeros(0, np.int64), *self._numbers])

    def add(self, numbers: np.ndarray, pairs: posted.Pairs) -> None:
        """Add the rows of these rising numbers and what stands in them."""
        for start in range(0, numbers.size, self.ROWS):
            self._add_some(numbers[start : start + self.ROWS], pairs)

    def _add_some(self, numbers: np.ndarray, pairs: posted.Pairs) -> None:
        room = self.ROWS - self._filled
        if numbers.size > room:
            self._add_some(numbers[:room], pairs)
            self._add_some(numbers[room:], pairs)
            return
        mine = pairs.where((pairs.rows >= numbers[0]) & (pairs.rows <= numbers[-1])) if numbers.size else posted.NOTHING
        at = np.minimum(np.searchsorted(self.terms, mine.terms), max(self.terms.size - 1, 0))
        if self.terms.size:
            is_long = self.terms[at] == mine.terms
            self._bits[at[is_long], self._filled + np.searchsorted(numbers, mine.rows[is_long])] = True
        self._numbers.append(numbers)
        self._filled += numbers.size
        if self._filled == self.ROWS:
            self._close()

    def _close(self) -> None:
        self._blocks.append(np.packbits(self._bits, axis=1))
        self._bits[:] = False
        self._filled = 0

    def rows(self) -> Iterator[tuple[int, bytes]]:
        if self._filled:
            self._close()
        for number, term in enumerate(self.terms.tolist()):
            yield term, b"".join(block[number].tobytes() for block in self._blocks)


def _parts(ids: list[int], *, using: str) -> Iterator[posted.Posted]:
    for start in range(0, len(ids), _BATCH):
        yield posted.read(ids[start : start + _BATCH], using=using)


def _terms_of_long_lists(ids: list[int], *, using: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the terms that many pages have, and those that many passages have, in rising order."""
    # At random: what an import made one after another may be alike at every so-many-th.
    sample = sorted(Random(0).sample(ids, min(SAMPLE, len(ids))))
    parts = list(_parts(sample, using=using))
    scale = max(len(ids), 1) / max(len(sample), 1)
    return (
        _common([part.of_pages for part in parts], sum(part.pages.size for part in parts), scale),
        _common([part.of_passages for part in parts], sum(part.passages.size for part in parts), scale),
    )


def _common(parts: list[posted.Pairs], number: int, scale: float) -> np.ndarray:
    # The same term twice in a row is counted once.
    once = [
        np.unique(part.terms.astype(np.uint64) << np.uint64(32) | _low(part.rows)) >> np.uint64(32) for part in parts
    ]
    terms, counts = np.unique(np.concatenate([np.zeros(0, np.uint64), *once]), return_counts=True)
    least = max(number * scale / SHARE, LEAST) / scale
    if terms.size > MOST_LISTS:
        least = max(least, np.partition(counts, -MOST_LISTS)[-MOST_LISTS])
    return terms[counts >= least].astype(np.uint32)


def _low(rows: np.ndarray) -> np.ndarray:
    """Return the low halves of rows' numbers, which tell rows of one part apart."""
    return rows.astype(np.uint64) & np.uint64(0xFFFFFFFF)
