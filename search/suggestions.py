"""What is offered while a person types: ways to go on, and documents that are meant, all from public titles and numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connections
from django.http import HttpRequest
from wagtail.models import Page

from search import word_index
from search.analysis import fold, folded_words
from search.models import SearchEntry, SearchNumber
from search.numbers import number_keys

SHORTEST, LONGEST = 2, 120
MOST_PHRASES, MOST_PAGES = 4, 4
_TITLES_READ = 200
_FURTHER_WORDS = 4
_KEYS_ASKED = 6
# A phrase does not end with a word that asks for another.
_LEANING = {
    *("năm", "của", "và", "về", "tại", "cho", "trên", "các", "những", "theo", "với", "do", "số", "để", "trong", "từ"),
    *("đến", "là", "có", "được", "một", "ở", "thuộc"),
}
_WORD_OR_STOP = re.compile(r"[^\W_]+|[.,;:!?()\"“”/–-]")


@dataclass(frozen=True)
class Suggestion:
    """A way to go on: words to search for, or a page to go to at once (`url`)."""

    text: str
    url: str = ""
    note: str = ""


def suggestions(text: str, *, request: HttpRequest) -> list[Suggestion]:
    """Return what may be meant by what was typed so far, by a fixed number of queries; nothing for a single letter."""
    words = folded_words(text[:LONGEST])
    if sum(map(len, words)) < SHORTEST:
        return []
    numbered = _entries_numbered(text)
    titled = _entries_titled(words) if len(words[-1]) >= SHORTEST or len(words) > 1 else []
    phrases = continuations([entry.title for entry in titled], words)
    pages = list({entry.pk: entry for entry in [*numbered, *titled]}.values())[:MOST_PAGES]
    return [*map(Suggestion, phrases), *_pages(pages, request)]


def continuations(titles: Iterable[str], words: Sequence[str]) -> list[str]:
    """Return the phrases of the titles that begin with `words`, the last of them perhaps half typed; the commonest first."""
    counted: Counter[str] = Counter()
    for title in titles:
        counted.update(set(_phrases(title, words)))
    longest = {
        phrase: count
        for phrase, count in counted.items()
        if not any(other != phrase and other.startswith(f"{phrase} ") and counted[other] == count for other in counted)
    }
    order = sorted(longest, key=lambda phrase: (-longest[phrase], len(phrase), phrase))
    kept: dict[str, str] = {}
    for phrase in order:
        kept.setdefault(fold(phrase), phrase)
    typed = " ".join(words)
    return [phrase for phrase in kept.values() if phrase.lower() != typed][:MOST_PHRASES]


def _phrases(title: str, words: Sequence[str]) -> Iterator[str]:
    """Yield each run of the title that goes on from `words`, to the next stop and no further than some words."""
    parts = _WORD_OR_STOP.findall(title.lower() if title.isupper() else title)
    folded = [fold(part) for part in parts]
    length = len(words)
    for start in range(len(parts) - length + 1):
        if folded[start : start + length - 1] != list(words[:-1]) or not folded[start + length - 1].startswith(
            words[-1]
        ):
            continue
        for end in range(start + length, min(len(parts), start + length + _FURTHER_WORDS) + 1):
            if not parts[end - 1].isalnum():
                break
            if _is_whole(parts[start:end], parts[end] if end < len(parts) else ""):
                yield " ".join([_without_capital(parts[start : start + 2]), *parts[start + 1 : end]])


def _without_capital(first: list[str]) -> str:
    """Return the first word as it is written within a sentence: "Quy chế" loses its capital, "Sóc Trăng" and "UBND" do not."""
    word, following = first[0], first[1] if len(first) > 1 else ""
    return word if word.isupper() or following[:1].isupper() else word.lower()


def _is_whole(run: list[str], following: str) -> bool:
    """Say whether a run of a title's parts is a phrase, and not cut within a word or a name.

    Words are mostly of two syllables: an odd run is whole only where the title itself stops there.
    """
    is_within_name = run[-1][0].isupper() and following[:1].isupper()
    stops = not _goes_on(following)
    return _goes_on(run[-1]) and (stops or (len(run) % 2 == 0 and not is_within_name))


def _goes_on(part: str) -> bool:
    """Say whether a part of a title is a word that a phrase may end with."""
    return part.isalnum() and part.lower() not in _LEANING


def _entries_numbered(text: str) -> list[SearchEntry]:
    """Return the newest public documents whose number is meant, whole or as far as it is typed."""
    if not any(letter.isdigit() for letter in text):
        return []
    words = folded_words(text)
    keys = number_keys(text) or number_keys(" ".join(words[:-1]))  # the last word may be half typed: "517/qđ-sn"
    ids = SearchNumber.objects.filter(key__in=list(keys)[:_KEYS_ASKED]).values("entry_id")
    return list(SearchEntry.objects.defer("name_tokens").filter(pk__in=ids).order_by("-dated_on", "-pk")[:MOST_PAGES])


def _entries_titled(words: Sequence[str]) -> list[SearchEntry]:
    """Return the newest public pages whose title has every word, or a word that begins with it."""
    ids = word_index.newest_pages_with(list(words), connection=connections["default"], limit=_TITLES_READ)
    entries = SearchEntry.objects.defer("name_tokens").filter(pk__in=ids).order_by("-dated_on", "-pk")
    return [entry for entry in entries if _has_words(f"{entry.title} {entry.number}", words)]


def _has_words(text: str, words: Sequence[str]) -> bool:
    # The index of the newsroom also knows the titles of drafts; what the public is shown must stand in the public title.
    found = folded_words(text)
    return all(any(has.startswith(word) for has in found) for word in words)


def _pages(entries: Sequence[SearchEntry], request: HttpRequest) -> list[Suggestion]:
    pages = Page.objects.live().in_bulk([entry.pk for entry in entries])
    return [
        Suggestion(text=entry.title, url=pages[entry.pk].get_url(request), note=entry.number)
        for entry in entries
        if entry.pk in pages
    ]
