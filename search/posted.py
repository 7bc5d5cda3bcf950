"""Which terms stand where, read from the rows of many pages at once: pairs of a term and the number of a passage or page.

What `terms.terms_of_passage` and `terms_of_page` say of one, for who needs it of thousands. A pair may be given twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search.models import SearchEntry, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.terms import FOLDED, GAP, Texts, mixed, name_terms


@dataclass(frozen=True)
class Pairs:
    """Terms, and beside each the number of the row that has it."""

    terms: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, parts: "Iterable[Pairs]") -> "Pairs":
        parts = list(parts)
        return cls(np.concatenate([part.terms for part in parts]), np.concatenate([part.rows for part in parts]))

    def where(self, those: np.ndarray) -> "Pairs":
        return Pairs(self.terms[those], self.rows[those])


NOTHING = Pairs(np.zeros(0, np.uint32), np.zeros(0, np.int64))


@dataclass(frozen=True)
class Posted:
    """Pages and their passages, by number in rising order, and the terms of both."""

    pages: np.ndarray
    passages: np.ndarray
    of_pages: Pairs
    of_passages: Pairs

    def side(self, *, of_pages: bool) -> tuple[np.ndarray, Pairs]:
        return (self.pages, self.of_pages) if of_pages else (self.passages, self.of_passages)


EMPTY = Posted(np.zeros(0, np.int64), np.zeros(0, np.int64), NOTHING, NOTHING)


def replaced(known: Posted, page_ids: Sequence[int], fresh: Posted) -> Posted:
    """Return what is known with these pages as they are now; they may be gone."""

    def kept(pages: np.ndarray) -> np.ndarray:
        return ~np.isin(pages, page_ids)

    def without(pairs: Pairs, pages: np.ndarray) -> Pairs:
        return pairs.where(kept(pages))

    passages = known.passages[kept(known.passages // PASSAGES_PER_PAGE)]
    of_passages = without(known.of_passages, known.of_passages.rows // PASSAGES_PER_PAGE)
    return Posted(
        np.sort(np.concatenate([known.pages[kept(known.pages)], fresh.pages])),
        np.sort(np.concatenate([passages, fresh.passages])),
        Pairs.of([without(known.of_pages, known.of_pages.rows), fresh.of_pages]),
        Pairs.of([of_passages, fresh.of_passages]),
    )


def read(page_ids: Iterable[int], *, using: str) -> Posted:
    """Read these pages, those of them that are in the index; two queries."""
    entries = SearchEntry.objects.using(using).filter(pk__in=list(page_ids)).order_by("pk")
    names = list(entries.values_list("pk", "name_tokens"))
    found = SearchPassage.objects.using(using).filter(entry__in=[pk for pk, _ in names]).order_by("pk")
    rows = list(found.values_list("pk", "entry_id", "tokens"))
    if not rows:
        return EMPTY
    pages = np.array([pk for pk, _ in names], np.int64)
    passages = np.array([pk for pk, _, _ in rows], np.int64)
    page_of = np.searchsorted(pages, np.array([page for _, page, _ in rows], np.int64))
    in_names = _standing(Texts.of([tokens for _, tokens in names]), pages.size)
    in_texts = _standing(Texts.of([tokens for _, _, tokens in rows]), passages.size)
    headings = in_texts.pairs.where(in_texts.is_heading)
    # What stands in a page's name stands in each of its passages.
    of_name = Pairs.of([in_names.pairs, Pairs(name_terms(in_names.pairs.terms), in_names.pairs.rows)])
    inherited = _for_each_passage(of_name, page_of, pages.size)
    in_heading = Pairs(name_terms(headings.terms), headings.rows)
    everything = Pairs.of([in_texts.pairs, in_heading, inherited])
    syllables = in_texts.pairs.where(~in_texts.is_pair)
    of_page = Pairs.of([in_names.pairs.where(~in_names.is_pair), Pairs(syllables.terms, page_of[syllables.rows])])
    return Posted(
        pages, passages, Pairs(of_page.terms, pages[of_page.rows]), Pairs(everything.terms, passages[everything.rows])
    )


@dataclass(frozen=True)
class _Standing:
    """Syllables, then pairs, of texts; `rows` are places in the list of texts."""

    pairs: Pairs
    is_pair: np.ndarray
    is_heading: np.ndarray


def _standing(texts: Texts, number: int) -> _Standing:
    tokens, row = texts.tokens, np.repeat(np.arange(number), texts.lengths)
    folded = tokens >> FOLDED
    is_word = folded != GAP
    is_pair = is_word[:-1] & is_word[1:] & (row[:-1] == row[1:])
    ends = np.zeros(number, np.int64)  # of the heading; a text without a gap has none
    gaps = np.flatnonzero(~is_word)
    with_gap, first = np.unique(row[gaps], return_index=True)
    ends[with_gap] = gaps[first]
    is_heading = np.arange(tokens.size) < ends[row]
    return _Standing(
        Pairs(
            np.concatenate([folded[is_word], mixed(folded[:-1][is_pair], folded[1:][is_pair])]),
            np.concatenate([row[is_word], row[:-1][is_pair]]),
        ),
        np.repeat([False, True], [np.count_nonzero(is_word), np.count_nonzero(is_pair)]),
        np.concatenate([is_heading[is_word], is_heading[:-1][is_pair] & is_heading[1:][is_pair]]),
    )


def _for_each_passage(of_pages: Pairs, page_of: np.ndarray, pages: int) -> Pairs:
    """Return, for pairs of terms and pages, those of the terms and each page's passages, which stand together."""
    number = np.bincount(page_of, minlength=pages)
    first = np.cumsum(number) - number
    times = number[of_pages.rows]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return Pairs(np.repeat(of_pages.terms, times), np.repeat(first[of_pages.rows], times) + within)
