"""How common each term is: what says which words of a question tell pages apart.

Counted over the whole index, kept in one row, and held in memory by each process. It needs no exactness: a word is as telling
when the index has grown by a tenth. It is counted again while the index is small and grows, and by `index_search`.
"""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from django.db.models import Avg
from django.db.models.functions import Length

from search import changes
from search.changes import Place
from search.models import SearchEntry, SearchPassage, SearchStatistics
from search.terms import counted_terms, unpacked

SMALL_INDEX = 3_000
MOST_TERMS = 1_000_000
_BATCH = 2_000


@dataclass(frozen=True)
class Statistics:
    """A count of the index: of how many passages, how long, and of terms in how many of them."""

    pk: int
    passages: int
    mean_length: float
    mean_name_length: float
    terms: np.ndarray
    counts: np.ndarray

    def frequencies(self, terms: np.ndarray) -> np.ndarray:
        """Return in how many passages each term is, at least 1."""
        if not self.terms.size:
            return np.ones(len(terms))
        places = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[places] == terms, self.counts[places], _least_counted(self.passages) / 2)

    def weights(self, terms: np.ndarray) -> np.ndarray:
        """Return how telling each term is (BM25's idf)."""
        found = self.frequencies(terms)
        return np.log1p((max(self.passages, found.max(initial=0)) - found + 0.5) / (found + 0.5))


EMPTY = Statistics(0, 0, 1.0, 1.0, np.zeros(0, np.uint32), np.zeros(0, np.uint32))
_held: dict[str, tuple[Place, Statistics]] = {}
_lock = Lock()


def current(*, using: str, at: Place) -> Statistics:
    """Return the newest count; no query where the log of changes, read as far as `at`, is where it was."""
    known_at, held = _held.get(using, (Place(), EMPTY))
    if at == known_at != Place():
        return held
    # A count is noted in the log, so whoever reads it after the log holds at least the one that belongs there.
    newest = SearchStatistics.objects.using(using).order_by("-pk").values_list("pk", "passages", "mean_length").first()
    if newest is None:
        return EMPTY
    if (held.pk, held.passages, held.mean_length) != newest:
        row = SearchStatistics.objects.using(using).get(pk=newest[0])
        held = Statistics(
            row.pk,
            row.passages,
            row.mean_length,
            row.mean_name_length,
            np.frombuffer(row.terms, "<u4"),
            np.frombuffer(row.counts, "<u4"),
        )
    with _lock:
        _held[using] = (at, held)
    return held


def forget(*, using: str) -> None:
    _held.pop(using, None)


def recount_if_due(*, using: str) -> None:
    """Count again if the index is small and has grown by a quarter; a large one waits for `index_search`.

    Who writes notes it in the log afterwards.
    """
    # Whether it is small is all that is asked: counting a large one would make each publication as slow as the archive is long.
    number = SearchPassage.objects.using(using).order_by()[: SMALL_INDEX + 1].count()
    newest = SearchStatistics.objects.using(using).order_by("-pk").values_list("passages", flat=True).first() or 0
    if number <= SMALL_INDEX and not newest <= number <= newest * 1.25:
        _count_anew(using=using)


def recount(*, using: str) -> None:
    """Count the whole index and keep the result."""
    _count_anew(using=using)
    # One page stands for all: whoever holds a count in memory looks for a new one when the log has gone on.
    changes.note(SearchEntry.objects.using(using).order_by("pk").values_list("pk", flat=True)[:1], using=using)


def _count_anew(*, using: str) -> None:
    names = SearchEntry.objects.using(using).aggregate(mean=Avg(Length("name_tokens")))["mean"] or 0
    length = number = 0
    counted = _Counter()
    rows = SearchPassage.objects.using(using).values_list("tokens", flat=True)
    for data in rows.iterator(chunk_size=_BATCH):
        tokens = unpacked(data)
        length += tokens.size
        number += 1
        counted.add(counted_terms(tokens))
    terms, counts = counted.result()
    row = SearchStatistics(
        passages=number,
        mean_length=length / max(number, 1),
        mean_name_length=names / 4,
        terms=terms.astype("<u4").tobytes(),
        counts=counts.astype("<u4").tobytes(),
    )
    row.save(using=using, force_insert=True)
    SearchStatistics.objects.using(using).filter(pk__lt=row.pk).delete()


def _least_counted(passages: int) -> int:
    """Return in how many passages a term must be to be kept; of those in fewer, all count as equally rare."""
    return 1 if passages < 20_000 else 4


class _Counter:
    """Counts terms by passages, a batch at a time, in arrays: a dict of millions of pairs would not fit."""

    def __init__(self) -> None:
        self.waiting: list[np.ndarray] = []
        self.size = 0
        self.passages = 0
        self.terms = np.zeros(0, np.uint32)
        self.counts = np.zeros(0, np.int64)

    def add(self, terms: np.ndarray) -> None:
        self.passages += 1
        self.waiting.append(terms)
        self.size += terms.size
        if self.size > 4_000_000:
            self._gather()

    def _gather(self) -> None:
        if not self.waiting:
            return
        terms, counts = np.unique(np.concatenate(self.waiting), return_counts=True)
        everything = np.concatenate([self.terms, terms])
        self.terms, places = np.unique(everything, return_inverse=True)
        self.counts = np.bincount(places, weights=np.concatenate([self.counts, counts])).astype(np.int64)
        self.waiting, self.size = [], 0

    def result(self) -> tuple[np.ndarray, np.ndarray]:
        self._gather()
        kept = self.counts >= _least_counted(self.passages)
        terms, counts = self.terms[kept], self.counts[kept]
        if len(terms) > MOST_TERMS:
            kept = counts >= np.partition(counts, -MOST_TERMS)[-MOST_TERMS]
            terms, counts = terms[kept], counts[kept]
        return terms, counts
