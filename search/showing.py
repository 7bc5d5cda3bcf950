"""What of each hit is shown: its title and its best passages, what was asked for marked in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

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
# No further into a text than a snippet is looked for; the page's title with each passage, to ask once.
_TITLE = f"(SELECT title FROM {SearchEntry._meta.db_table} WHERE page_id = entry_id)"  # noqa: S608
_SHOWN = f"anchor, heading, substr(text, 1, {highlights.MOST_LETTERS}), file_page, {_TITLE}"


def hits(shown: Sequence[int], found: "Found", asked: ReadQuestion, *, using: str) -> "tuple[Hit, ...]":
    """Return the hits of one screen; one query."""
    from search.asking import Hit

    shown = [int(page) for page in shown]
    best, scores = _best_passages(shown, found)
    ids = [pk for passages in best.values() for pk in passages]
    passages = {pk: row for pk, *row in rows_of(SearchPassage, "id", _SHOWN, ids, using=using)}
    names = {pk // PASSAGES_PER_PAGE: title for pk, (*_, title) in passages.items()}
    # A page that was written anew meanwhile may have fewer passages than it had.
    names |= rows_of(SearchEntry, "page_id", "title", [page for page in shown if page not in names], using=using)
    shown = [page for page in shown if names.get(page) is not None]
    ids = [pk for page in shown for pk in best[page] if pk in passages]
    titles, snippets = highlights.marked_and_snippets(
        [names[page] for page in shown], [passages[pk][2] for pk in ids], asked.words, asked.pairs
    )
    shown_of_passage = {pk: _passage(passages[pk], snippet) for pk, snippet in zip(ids, snippets, strict=True)}
    return tuple(
        Hit(
            page_id=page,
            score=scores.get(page, 0.0),
            title=title,
            passages=tuple(shown_of_passage[pk] for pk in best[page] if pk in shown_of_passage),
        )
        for page, title in zip(shown, titles, strict=True)
    )


def _best_passages(shown: list[int], found: "Found") -> tuple[dict[int, list[int]], dict[int, float]]:
    """Return the passages to show of each page, and its score; a page that was not ranked shows how it begins."""
    best: dict[int, list[int]] = {page: [] for page in shown}
    scores: dict[int, float] = {}
    for passage, score in zip(found.passage_ids.tolist(), found.scores.tolist(), strict=True):
        page = passage // PASSAGES_PER_PAGE
        if page not in best:
            continue
        scores.setdefault(page, score)
        if not best[page] or (len(best[page]) < PASSAGES_SHOWN and score >= NEARLY * scores[page]):
            best[page].append(passage)
    return {page: found_in or [page * PASSAGES_PER_PAGE] for page, found_in in best.items()}, scores


def _passage(row: Sequence, snippet: SafeString):
    from search.asking import PassageHit

    anchor, heading, _, file_page, _ = row
    return PassageHit(anchor=anchor, heading=heading, snippet=snippet, file_page=file_page)
