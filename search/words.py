"""How many public pages have each word as it is written: kept with the index, for suggestions and spelling."""

from collections import Counter
from collections.abc import Iterable

from django.db import connections

from search.analysis import fold, marked_words
from search.models import SearchEntry, SearchPassage, SearchWord

_LONGEST = 24
_ROWS = 400


def words_in(entry: SearchEntry, passages: Iterable[SearchPassage]) -> set[str]:
    """Return the written words of a page that are words: letters only, none longer than a word is."""
    texts = [entry.title, entry.summary]
    for passage in passages:
        texts += [passage.heading, passage.text]
    found = set(marked_words(" ".join(texts)))
    return {word for word in found if len(word) <= _LONGEST and word.isalpha()}


def count(counted: Counter[str], *, using: str) -> None:
    """Add these numbers of pages, which may be negative, to the words' counts."""
    rows = sorted(counted.items())  # always in one order, so that two writers never wait for each other crosswise
    with connections[using].cursor() as cursor:
        for start in range(0, len(rows), _ROWS):
            batch = rows[start : start + _ROWS]
            sentence = (
                "INSERT INTO search_searchword (marked, folded, documents) VALUES "  # noqa: S608
                + ", ".join(["(%s, %s, %s)"] * len(batch))
                + " ON CONFLICT (marked) DO UPDATE SET documents = search_searchword.documents + excluded.documents"
            )
            cursor.execute(sentence, [value for word, number in batch for value in (word, fold(word)[:64], number)])
    if any(number < 0 for _, number in rows):
        SearchWord.objects.using(using).filter(documents__lte=0).delete()
