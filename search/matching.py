"""Which pages match a question, and in which order."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from django.db import connections

from search import ranking
from search.changes import Place
from search.columns import Columns
from search.engines import choice, packed
from search.models import SearchEntry, SearchNumber, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.numbers import is_in_order
from search.questions import ReadQuestion
from search.statistics import Statistics
from search.term_index import PAGES
from search.terms import Texts

# The pages of so many passages are what a loose question finds. Further down hardly anything answers: of the questions of the
# Zalo challenge 98 in 100 have their article among the first hundred.
LOOSE = 250
# Where pages must have every word, more are asked for: a server may offer some that lack one.
OFFERED = 500
# A page asked for by its number comes before any that only shares words with the question.
NUMBER_BONUS = 1_000.0
PART_NUMBER_BONUS = 10.0
# So much more earns a number that was named whole, and one whose parts stand in it in the order they were named in.
WHOLE, IN_ORDER = 0.1, 0.05
# A whole number of so many parts names its document in a sentence too: "… theo Nghị định số 30/2020/NĐ-CP …".
FEWEST_NAMING = 3
MOST_NUMBERED = 250
# A page that answers in two places answers better: so much of its second best passage counts for all of them.
SECOND = 0.2


class Numbered(NamedTuple):
    """What a page earns for its number; its day, where a number is all that was typed and the newest of that number is meant."""

    bonus: float = 0.0
    day: int = -1


@dataclass(frozen=True)
class Found:
    """What a question found: `pages` says yes or no for each page of the columns; passages ranked, the best first."""

    pages: np.ndarray
    is_loose: bool
    engine: str
    passage_ids: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    scores: np.ndarray = field(default_factory=lambda: np.zeros(0))

    @property
    def passage_pages(self) -> np.ndarray:
        return self.passage_ids // PASSAGES_PER_PAGE


def find(asked: ReadQuestion, held: Columns, counted: Statistics, *, engine, using: str) -> Found:
    """Return which pages match, and the best passages in order; `engine` offers the candidates."""
    if asked.is_empty:
        return Found(np.ones(held.pages.size, bool), False, engine.name)
    numbered = _pages_numbered(asked, held, using=using)
    strict = np.zeros(0, np.int64)
    if not asked.is_sentence:
        strict = _pages_with(asked, at=held.place, using=using)
    is_loose = not (strict.size or (numbered and not asked.is_sentence))
    candidates, engine_name = choice.candidates(
        engine,
        asked,
        counted,
        within=None if is_loose else strict,
        limit=LOOSE if is_loose else OFFERED,
        at=held.place,
        using=using,
    )
    pages = np.zeros(held.pages.size, bool)
    matched = np.concatenate([strict, candidates.ids // PASSAGES_PER_PAGE, np.array(list(numbered), np.int64)])
    pages[held.rows_of(matched)] = True
    ids, scores = _ranked(asked, candidates.ids[: candidates.weighed], numbered, counted, using=using)
    # What was not weighed follows in the order it was offered in.
    rest = candidates.ids[candidates.weighed :]
    ids, scores = np.concatenate([ids, rest]), np.concatenate([scores, np.zeros(rest.size)])
    return Found(pages, is_loose, engine_name, ids, scores)


def in_order(found: Found, narrowed: np.ndarray, held: Columns, *, order: str, until: int) -> np.ndarray:
    """Return the ids of the first `until` of the narrowed pages as they are listed: by their best passage, or by their day."""
    best = np.zeros(0, np.int64)
    if order == "relevance":
        ranked = held.rows_of(np.array(list(dict.fromkeys(found.passage_pages.tolist())), np.int64))
        best = ranked[narrowed[ranked]]
        if best.size >= until:
            return held.pages[best[:until]]
        narrowed = narrowed.copy()
        narrowed[best] = False
    return held.pages[np.concatenate([best, _by_day(np.flatnonzero(narrowed), held, order=order)])[:until]]


def _by_day(rows: np.ndarray, held: Columns, *, order: str) -> np.ndarray:
    days, pages = held.days[rows], held.pages[rows]
    if order == "oldest":
        # A page without a day is neither old nor new: it comes last in both.
        return rows[np.lexsort((pages, np.where(days == 0, 9_999_999, days)))]
    return rows[np.lexsort((-pages, -days))]


def _pages_with(asked: ReadQuestion, *, at: Place, using: str) -> np.ndarray:
    """Return the pages that have every word."""
    connection = connections[using]
    pages = None
    try:
        if lists := packed.current(connection, at=at):
            pages = packed.pages_with(lists, asked.groups)
    except packed.Replaced:
        pass
    return PAGES.rows_with_groups(connection, asked.groups) if pages is None else pages


def _pages_numbered(asked: ReadQuestion, held: Columns, *, using: str) -> "dict[int, Numbered]":
    """Return the pages that have a number that was asked for, the likeliest first.

    Only the fullest form that any page has counts; of those that have it, the number that leaves nothing out, in its own order.
    """
    if not asked.keys:
        return {}
    rows = SearchNumber.objects.using(using).filter(key__in=list(asked.keys))
    found = list(rows.values_list("entry_id", "key", "is_whole"))
    fullest = max((asked.keys[key] for _, key, _ in found), default=0)
    ids = np.unique(np.array([page for page, _, _ in found], np.int64))
    is_alone = fullest == asked.words_of_all
    shown = held.rows_of(ids)
    days = dict(zip(held.pages[shown].tolist(), held.days[shown].tolist(), strict=True))
    best: dict[int, Numbered] = {}
    for page, key, is_whole in found:
        if asked.keys[key] < fullest:
            continue
        is_named = not asked.is_sentence or is_alone or (is_whole and fullest >= FEWEST_NAMING)
        bonus = (NUMBER_BONUS if is_named else PART_NUMBER_BONUS) * (
            1.0 + WHOLE * is_whole + IN_ORDER * is_in_order(key)
        )
        best[page] = max(best.get(page, Numbered()), Numbered(bonus, days.get(page, 0) if is_alone else -1))
    return dict(sorted(best.items(), key=lambda one: (one[1], one[0]), reverse=True))


def rows_of(model, key: str, columns: str, ids: list[int], *, using: str) -> list[tuple]:
    """Read columns of these rows, which Django takes longer to prepare than the database to find."""
    if not ids:
        return []
    connection = connections[using]
    listed = ",".join(map(str, ids))
    # PostgreSQL reads one list of numbers sooner than a hundred numbers.
    those = f"= ANY('{{{listed}}}')" if connection.vendor == "postgresql" else f"IN ({listed})"
    sentence = f"SELECT {key}, {columns} FROM {model._meta.db_table} WHERE {key} {those}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return cursor.fetchall()


# Asked for with each passage: a join may read the names of all pages. A page may be withdrawn meanwhile: it has no name then, and
# is left out where hits are shown.
_TOKENS = f"tokens, (SELECT name_tokens FROM {SearchEntry._meta.db_table} WHERE page_id = entry_id)"  # noqa: S608


def _ranked(
    asked: ReadQuestion, ids: np.ndarray, numbered: dict[int, Numbered], counted: Statistics, *, using: str
) -> tuple[np.ndarray, np.ndarray]:
    firsts = [page * PASSAGES_PER_PAGE for page in list(numbered)[:MOST_NUMBERED]]
    wanted_ids = list(dict.fromkeys([*ids.tolist(), *firsts]))
    rows = rows_of(SearchPassage, "id", _TOKENS, wanted_ids, using=using)
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0)
    found = np.array([pk for pk, _, _ in rows], np.int64)
    pages, first, name_of = np.unique(found // PASSAGES_PER_PAGE, return_index=True, return_inverse=True)
    parts = [asked.tokens, *asked.expansions]
    scores = ranking.scores(
        ranking.wanted(parts, counted, asked.short_forms),
        Texts.of([tokens for _, tokens, _ in rows]),
        Texts.of([rows[place][2] or b"" for place in first.tolist()]),
        name_of,
        counted,
    )
    bonus, days = np.array([numbered.get(page, Numbered()) for page in pages.tolist()])[name_of].T
    scores = scores + SECOND * _second_best(scores, name_of)[name_of] + bonus
    order = np.lexsort((-found, -scores, -days, -np.where(days >= 0, bonus, 0)))
    return found[order], scores[order]


def _second_best(scores: np.ndarray, page_of: np.ndarray) -> np.ndarray:
    """Return the second highest score of each page, 0 where it has one passage; `page_of` says which each score is of."""
    rising = np.lexsort((scores, page_of))
    own = page_of[rising]
    second = np.zeros(own[-1] + 1)
    has_two = own[1:] == own[:-1]
    second[own[1:][has_two]] = scores[rising[:-1][has_two]]  # the last written is the one below the highest
    return second
