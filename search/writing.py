"""Writing entries: the rows, the terms, the numbers, the words, and the note that something changed; one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np
from django.db import connections, transaction

from search import changes, statistics, words
from search.models import SearchEntry, SearchFacet, SearchNumber, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.numbers import keys_of_number
from search.term_index import PAGES, PASSAGES
from search.terms import packed, terms_of_page, terms_of_passage, tokens_of, unpacked

if TYPE_CHECKING:
    from search.entries import EntryTexts, PassageText

MAIN = "default"
_ROWS = 1_000


def write_texts(texts: "Sequence[tuple[int, EntryTexts]]", *, using: str = MAIN) -> None:
    """Write entries, by page id, in place of what was there."""
    if not texts:
        return
    page_ids = [pk for pk, _ in texts]
    with transaction.atomic(using=using):
        changes.hold(using=using)
        _take_out(page_ids, using=using)
        _put_in(texts, using=using)
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
        _take_out(page_ids, using=using)
        changes.note(page_ids, using=using)


def _put_in(texts: "Sequence[tuple[int, EntryTexts]]", *, using: str) -> None:
    connection = connections[using]
    entries, passages, facets, numbers = [], [], [], []
    counted: Counter[str] = Counter()
    for page_id, text in texts:
        entry = _entry(page_id, text)
        entries.append(entry)
        pieces = [_passage(page_id, place, piece) for place, piece in enumerate(_pieces(text))]
        passages.extend(pieces)
        facets.extend(
            SearchFacet(entry_id=page_id, **{**vars(value), "label": normalize("NFC", value.label)})
            for value in text.facets
        )
        keys = keys_of_number(text.number)
        numbers.extend(SearchNumber(entry_id=page_id, key=key, is_whole=not place) for place, key in enumerate(keys))
        counted.update(words.words_in(entry, pieces))
    _insert(SearchEntry, entries, using)
    _insert(SearchPassage, passages, using)
    _insert(SearchFacet, facets, using)
    _insert(SearchNumber, numbers, using)
    page_rows, passage_rows = _term_rows(entries, passages)
    PASSAGES.add(connection, passage_rows)
    PAGES.add(connection, page_rows)
    words.count(counted, using=using)


def _take_out(page_ids: list[int], *, using: str) -> None:
    connection = connections[using]
    entries = list(SearchEntry.objects.using(using).filter(pk__in=page_ids))
    if not entries:
        return
    of_these = {"entry__in": [entry.pk for entry in entries]}
    passages = list(SearchPassage.objects.using(using).filter(**of_these).order_by("pk"))
    page_rows, passage_rows = _term_rows(entries, passages)
    PASSAGES.remove(connection, passage_rows)
    PAGES.remove(connection, page_rows)
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


def _insert(model, rows: list, using: str) -> None:
    model.objects.using(using).bulk_create(rows, batch_size=_ROWS)
