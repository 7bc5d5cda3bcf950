"""Candidates from the database's own term index, SQLite's FTS5 or PostgreSQL's GIN.

Long lists are what costs: the words that most passages have. They are left unread; what is rare in a question says where to
look, and ranking then counts every word.
"""

from dataclasses import dataclass

import numpy as np

from search.models.entries import PASSAGES_PER_PAGE
from search.questions import ReadQuestion
from search.statistics import Statistics
from search.term_index import PASSAGES
from search.terms import name_terms, pair_terms, syllable_terms

# How many rows may be read for one question, over all lists; the rarest word's list is read whatever its length.
MOST_ROWS = 20_000
MOST_TERMS = 80
NAME_WORTH = 0.3


@dataclass(frozen=True)
class Candidates:
    """Passages that may answer, the likeliest first."""

    ids: np.ndarray


class DatabaseEngine:
    """The index that is always kept, whatever other engine there is."""

    def __init__(self, connection) -> None:
        self.connection = connection
        self.name = connection.vendor

    def candidates(
        self, asked: ReadQuestion, counted: Statistics, *, within: np.ndarray | None, limit: int
    ) -> Candidates:
        """Return the likeliest passages, of the pages `within` (all pages if None)."""
        terms, weights = self._terms(asked, counted)
        lists = PASSAGES.rows_with_each(self.connection, terms.tolist())
        if not lists:
            return Candidates(np.zeros(0, np.int64))
        ids, places = np.unique(np.concatenate(lists), return_inverse=True)
        worth = np.bincount(places, np.repeat(weights, [len(rows) for rows in lists]), len(ids))
        if within is not None:
            kept = np.isin(ids // PASSAGES_PER_PAGE, within)
            ids, worth = ids[kept], worth[kept]
        order = np.lexsort((-ids, -worth))[:limit]
        return Candidates(ids[order])

    def _terms(self, asked: ReadQuestion, counted: Statistics) -> tuple[np.ndarray, np.ndarray]:
        """Return the terms to be read, rarest first, and what each is worth."""
        gap = np.zeros(1, np.uint32)
        tokens = np.concatenate([part for one in (asked.tokens, *asked.expansions) for part in (one, gap)])
        own = np.unique(np.concatenate([syllable_terms(tokens), pair_terms(tokens)]))
        frequencies = counted.frequencies(own)
        weights = counted.weights(own)
        order = np.argsort(frequencies, kind="stable")
        within_budget = np.cumsum(frequencies[order]) <= MOST_ROWS
        within_budget[:1] = True
        chosen = order[within_budget][:MOST_TERMS]
        if own.size <= 12:  # a few words: those that stand in a name come first
            names = name_terms(own)
            return np.concatenate([own[chosen], names]), np.concatenate([weights[chosen], NAME_WORTH * weights])
        return own[chosen], weights[chosen]
