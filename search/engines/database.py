"""Candidates from the database's own term index, SQLite's FTS5 or PostgreSQL's GIN.

Long lists are what costs: the words that most passages have. They are left unread; what is rare in a question says where to
look, and ranking then counts every word.
"""

from dataclasses import dataclass

import numpy as np

from search.changes import Place
from search.engines import held_lists, packed
from search.models.entries import PASSAGES_PER_PAGE
from search.questions import ReadQuestion
from search.statistics import Statistics
from search.terms import name_terms, pair_terms, syllable_terms

# How many rows may be read for one question, over all lists; the rarest word's list is read whatever its length.
MOST_ROWS = 20_000
MOST_TERMS = 80
NAME_WORTH = 0.3
# So many candidates are read and ranked in full.
WEIGHED = 250
# And so many of a question of many words where the lists of all of them were read, which orders the candidates better.
WEIGHED_OF_MANY_WORDS = 150
MANY_WORDS = 8


@dataclass(frozen=True)
class Candidates:
    """Passages that may answer, the likeliest first; `weighed` says how many of them must be read to find the best ten."""

    ids: np.ndarray
    weighed: int = WEIGHED


def number_to_weigh(asked: ReadQuestion, *, of_many_words: int) -> int:
    """Return how many candidates are read and ranked in full: of a question of many words, so many."""
    return WEIGHED if asked.tokens.size < MANY_WORDS else of_many_words


class DatabaseEngine:
    """The index that is always kept, whatever other engine there is."""

    def __init__(self, connection) -> None:
        self.connection = connection
        self.name = connection.vendor

    def candidates(
        self,
        asked: ReadQuestion,
        counted: Statistics,
        *,
        within: np.ndarray | None,
        limit: int,
        at: Place | None = None,
    ) -> Candidates:
        """Return the likeliest passages, of the pages `within` (all pages if None).

        `at` is how far the log of changes was read before: lists read since then may be taken from memory.
        """
        try:
            held = packed.current(self.connection, at=at)
            if held is not None:
                return self._of_packed(held, asked, counted, within=within, limit=limit)
        except packed.Replaced:
            pass  # this once by the term index alone
        terms, weights = self._terms(asked, counted)
        lists = held_lists.read(self.connection, terms.tolist(), at=at)
        if not lists:
            return Candidates(np.zeros(0, np.int64))
        ids, worth = _summed(lists, weights)
        if within is not None:
            kept = np.isin(ids // PASSAGES_PER_PAGE, within)
            ids, worth = ids[kept], worth[kept]
        return Candidates(_likeliest(ids, worth, limit))

    def _of_packed(
        self, held: packed.Packed, asked: ReadQuestion, counted: Statistics, *, within: np.ndarray | None, limit: int
    ) -> Candidates:
        terms, weights = self._terms(asked, counted, packed=held.passages.terms)
        worth = packed.worth(held, terms.tolist(), weights.tolist())
        if within is not None:
            is_within = np.zeros(held.pages.numbers.size, bool)
            is_within[held.pages.places_of(within)] = True
            worth[~is_within[held.passages.page_places]] = 0
        found = np.flatnonzero(worth)
        return Candidates(
            _likeliest(held.passages.numbers[found], worth[found], limit),
            number_to_weigh(asked, of_many_words=WEIGHED_OF_MANY_WORDS),
        )

    def _terms(
        self, asked: ReadQuestion, counted: Statistics, *, packed: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the terms to be read, rarest first, and what each is worth; the packed ones cost nothing."""
        gap = np.zeros(1, np.uint32)
        tokens = np.concatenate([part for one in (asked.tokens, *asked.expansions) for part in (one, gap)])
        own = np.unique(np.concatenate([syllable_terms(tokens), pair_terms(tokens)]))
        frequencies = counted.frequencies(own)
        weights = counted.weights(own)
        order = np.argsort(frequencies, kind="stable")
        is_packed = np.isin(own, [] if packed is None else packed)
        within_budget = np.cumsum(np.where(is_packed, 0, frequencies)[order]) <= MOST_ROWS
        within_budget[:1] = True
        chosen = order[within_budget][:MOST_TERMS]
        if own.size <= 12:  # a few words: those that stand in a name come first
            names = name_terms(own)
            return np.concatenate([own[chosen], names]), np.concatenate([weights[chosen], NAME_WORTH * weights])
        return own[chosen], weights[chosen]


def _likeliest(ids: np.ndarray, worth: np.ndarray, limit: int) -> np.ndarray:
    if len(ids) > limit:
        likely = worth >= np.partition(worth, -limit)[-limit]
        ids, worth = ids[likely], worth[likely]
    return ids[np.lexsort((-ids, -worth))[:limit]]


def _summed(lists: list[np.ndarray], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return every row of the lists once, in rising order, and the sum of the weights of the lists that it is in."""
    everything = np.concatenate(lists)
    order = np.argsort(everything, kind="stable")  # quick where it finds rising parts, as each list is one
    rising = everything[order]
    is_first = np.ones(rising.size, bool)
    is_first[1:] = rising[1:] != rising[:-1]
    each = np.repeat(weights, [len(rows) for rows in lists])
    return rising[is_first], np.bincount(np.cumsum(is_first) - 1, each[order], int(is_first.sum()))
