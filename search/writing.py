"""Writing entries: the rows, the terms, the numbers, the words, and the note that something changed; one transaction.

All of it is derived, and a publication must not fail for it. The terms of an old entry can only be taken out of SQLite's index as
they were put in: if rows and terms have come to differ, the old terms are left, the new entry is written beside them, the log
says so, and `index_search` makes the terms anew from the rows.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from django.db import DatabaseError, connections, transaction

from search import changes, statistics, words
from search.insert_rows import insert_objects, insert_rows
from search.models import SearchEntry, SearchFacet, SearchFollower, SearchNumber, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.numbers import keys_of_number, whole_keys
from search.term_index import PAGES, PASSAGES
from search.terms import packed, terms_of_page, terms_of_passage, tokens_of, unpacked

if TYPE_CHECKING:
    from search.entries import EntryTexts, PassageText

logger = logging.getLogger("cchc.search")

MAIN = "default"
_ROWS = 1_000
# A row of this name says that terms are left over from entries that are gone.
_OUT_OF_STEP = "terms_out_of_step"


def write_texts(texts: "Sequence[tuple[int, EntryTexts]]", *, using: str = MAIN) -> None:
    """Write entries, by page id, in place of what was there."""
    if not texts:
        return
    page_ids = [pk for pk, _ in texts]
    with transaction.atomic(using=using):
        changes.hold(using=using)
        _replace(page_ids, texts, using=using)
        statistics.recount_if_due(using=using)
        changes.note(page_ids, using=using)


def remove_entries(page_ids: Iterable[int], *, using: str = MAIN) -> None:
    """Take pages out of the index; those that are not in it are no matter."""
    entries = SearchEntry.objects.using(using).filter(pk__in=list(page_ids))
    if not entries.exists():
        return
    with transaction.atomic(using=using):
        changes.hold(using=using)
        page_ids = list(entries.values_list("pk", flat=True))
        _replace(page_ids, (), using=using)
        changes.note(page_ids, using=using)


def mend_terms(*, using: str = MAIN) -> bool:
    """Make both term indexes anew from the rows, if they are known to differ; say whether they did."""
    known = SearchFollower.objects.using(using).filter(name=_OUT_OF_STEP)
    if not known.exists():
        return False
    connection = connections[using]
    with transaction.atomic(using=using):
        changes.hold(using=using)
        PASSAGES.empty(connection)
        PAGES.empty(connection)
        ids = list(SearchEntry.objects.using(using).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), _ROWS):
            entries, passages = _rows_of(ids[start : start + _ROWS], using=using)
            page_rows, passage_rows = _term_rows(entries, passages)
            PASSAGES.add(connection, passage_rows)
            PAGES.add(connection, page_rows)
        # One page stands for all: at another place in the log no process goes by the lists it holds in memory.
        changes.note(ids[:1], using=using)
        known.delete()
    return True


def _replace(page_ids: list[int], texts: "Sequence[tuple[int, EntryTexts]]", *, using: str) -> None:
    """Take out the entries of these pages and put in the new ones; as much of it as the index bears."""
    if _is_done(lambda: (_take_out(page_ids, using=using), _put_in(texts, using=using)), page_ids, using=using):
        return
    SearchFollower.objects.using(using).get_or_create(name=_OUT_OF_STEP)
    rows_only = lambda: _take_out(page_ids, using=using, with_terms=False)  # noqa: E731
    anew = lambda: (rows_only(), _clear(page_ids, using=using), _put_in(texts, using=using))  # noqa: E731
    if not _is_done(anew, page_ids, using=using):
        # What was published is not found until it is written again; what was withdrawn must not be found.
        _is_done(rows_only, page_ids, using=using)


def _clear(page_ids: list[int], *, using: str) -> None:
    connection = connections[using]
    for page_id in page_ids:
        PAGES.clear(connection, page_id, page_id)
        PASSAGES.clear(connection, page_id * PASSAGES_PER_PAGE, (page_id + 1) * PASSAGES_PER_PAGE - 1)


def _is_done(act: Callable[[], object], page_ids: list[int], *, using: str) -> bool:
    """Do it, or leave everything as it was and say so in the log."""
    try:
        with transaction.atomic(using=using):
            act()
    except DatabaseError as error:
        logger.error("cchc.search.out_of_step error=%s pages=%s", type(error).__name__, page_ids)
        return False
    return True


def _put_in(texts: "Sequence[tuple[int, EntryTexts]]", *, using: str) -> None:
    if not texts:
        return
    connection = connections[using]
    entries, passages, facets, numbers = [], [], [], []
    counted: Counter[str] = Counter()
    for page_id, text in texts:
        entry = _entry(page_id, text)
        entries.append(entry)
        pieces = [_passage(page_id, place, piece) for place, piece in enumerate(_pieces(text))]
        passages.extend(pieces)
        facets.extend(
            {"entry_id": page_id, **vars(value), "label": normalize("NFC", value.label)} for value in text.facets
        )
        whole = whole_keys(text.number)
        keys = keys_of_number(text.number)
        numbers.extend({"entry_id": page_id, "key": key, "is_whole": key in whole} for key in keys)
        counted.update(words.words_in(entry, pieces))
    for rows in (entries, passages):
        insert_objects(rows, type(rows[0])._meta.local_concrete_fields, using=using)
    insert_rows(SearchFacet, facets, using=using)
    insert_rows(SearchNumber, numbers, using=using)
    page_rows, passage_rows = _term_rows(entries, passages)
    PASSAGES.add(connection, passage_rows)
    PAGES.add(connection, page_rows)
    words.count(counted, using=using)


def _rows_of(page_ids: list[int], *, using: str) -> tuple[list[SearchEntry], list[SearchPassage]]:
    entries = list(SearchEntry.objects.using(using).filter(pk__in=page_ids))
    passages = SearchPassage.objects.using(using).filter(entry__in=[entry.pk for entry in entries])
    return entries, list(passages.order_by("pk"))


def _take_out(page_ids: list[int], *, using: str, with_terms: bool = True) -> None:
    entries, passages = _rows_of(page_ids, using=using)
    if not entries:
        return
    if with_terms:
        page_rows, passage_rows = _term_rows(entries, passages)
        PASSAGES.remove(connections[using], passage_rows)
        PAGES.remove(connections[using], page_rows)
    _take_out_rows(entries, passages, using=using)


def _take_out_rows(entries: list[SearchEntry], passages: list[SearchPassage], *, using: str) -> None:
    of_these = {"entry__in": [entry.pk for entry in entries]}
    by_page: dict[int, list[SearchPassage]] = {}
    for passage in passages:
        by_page.setdefault(passage.entry_id, []).append(passage)
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update(words.words_in(entry, by_page.get(entry.pk, [])))
    words.count(Counter({word: -count for word, count in counted.items()}), using=using)
    for model in (SearchFacet, SearchNumber, SearchPassage):
        model.objects.using(using).filter(**of_these)._raw_delete(using)
    SearchEntry.objects.using(using).filter(pk__in=of_these["entry__in"])._raw_delete(using)


def _entry(page_id: int, text: "EntryTexts") -> SearchEntry:
    return SearchEntry(
        page_id=page_id,
        title=normalize("NFC", text.title),
        number=normalize("NFC", text.number),
        summary=normalize("NFC", text.summary),
        dated_on=text.dated_on,
        name_tokens=packed(tokens_of(text.title, text.number if text.number != text.title else "", text.summary)),
    )


def _pieces(text: "EntryTexts") -> "Iterable[PassageText]":
    """Return the passages; a page of none but its title and summary is found by these, as a passage without text."""
    from search.entries import PassageText

    kept = list(islice(text.passages, PASSAGES_PER_PAGE - 1))
    rest = "\n".join(piece.text for piece in text.passages[PASSAGES_PER_PAGE - 1 :])
    return [*kept, PassageText(text=rest)] if rest else kept or [PassageText(text=text.summary)]


def _passage(page_id: int, place: int, piece: "PassageText") -> SearchPassage:
    return SearchPassage(
        id=page_id * PASSAGES_PER_PAGE + place,
        entry_id=page_id,
        anchor=piece.anchor,
        heading=normalize("NFC", piece.heading),
        text=normalize("NFC", piece.text),
        file_page=piece.file_page,
        tokens=packed(tokens_of(piece.heading, piece.text)),
    )


def _term_rows(entries: list[SearchEntry], passages: list[SearchPassage]):
    """Return what the two term indexes hold of these: (number, terms) of pages and of passages."""
    names = {entry.pk: unpacked(entry.name_tokens) for entry in entries}
    tokens: dict[int, list[np.ndarray]] = {pk: [] for pk in names}
    passage_rows = []
    for passage in passages:
        own = unpacked(passage.tokens)
        tokens[passage.entry_id].append(own)
        passage_rows.append((passage.pk, terms_of_passage(names[passage.entry_id], own)))
    return [(pk, terms_of_page(names[pk], tokens[pk])) for pk in names], passage_rows
