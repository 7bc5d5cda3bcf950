"""What of each hit is shown: its title and its best passages, what was asked for marked in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from search import highlights
from search.matching import rows_of
from search.models import SearchEntry, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.questions import ReadQuestion

if TYPE_CHECKING:
    from search.asking import Hit
    from search.matching import Found

PASSAGES_SHOWN = 3
# A further passage is shown where it answers nearly as well as the page's best.
NEARLY = 0.9


def hits(shown: Sequence[int], found: "Found", asked: ReadQuestion, *, using: str) -> "tuple[Hit, ...]":
    """Return the hits of one screen; two queries."""
    from search.asking import Hit

    shown = [int(page) for page in shown]
    best, scores = _best_passages(shown, found)
    entries = dict(rows_of(SearchEntry, "page_id", "title", shown, using=using))
    ids = [pk for passages in best.values() for pk in passages]
    # No further into a text than a snippet is looked for.
    shown_of = f"anchor, heading, substr(text, 1, {highlights.MOST_LETTERS}), file_page"
    passages = {pk: row for pk, *row in rows_of(SearchPassage, "id", shown_of, ids, using=using)}
    return tuple(
        Hit(
            page_id=page,
            score=scores.get(page, 0.0),
            title=highlights.marked(entries[page], asked.words, asked.pairs),
            passages=tuple(_passage(passages[pk], asked) for pk in best[page] if pk in passages),
        )
        for page in shown
        if page in entries
    )


def _best_passages(shown: list[int], found: "Found") -> tuple[dict[int, list[int]], dict[int, float]]:
    """Return the passages to show of each page, and its score; a page that was not ranked shows how it begins."""
    best: dict[int, list[int]] = {page: [] for page in shown}
    scores: dict[int, float] = {}
    at = np.flatnonzero(np.isin(found.passage_pages, shown))
    for passage, score in zip(found.passage_ids[at].tolist(), found.scores[at].tolist(), strict=True):
        page = passage // PASSAGES_PER_PAGE
        scores.setdefault(page, score)
        if not best[page] or (len(best[page]) < PASSAGES_SHOWN and score >= NEARLY * scores[page]):
            best[page].append(passage)
    return {page: found_in or [page * PASSAGES_PER_PAGE] for page, found_in in best.items()}, scores


def _passage(row: Sequence, asked: ReadQuestion):
    from search.asking import PassageHit

    anchor, heading, text, file_page = row
    return PassageHit(
        anchor=anchor,
        heading=heading,
        snippet=highlights.snippet(text, asked.words, asked.pairs),
        file_page=file_page,
    )
