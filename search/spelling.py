"""“Ý bạn là …”: what was probably meant, from the words and the marks of the public pages themselves.

Where pages were found for words without marks, the marks come from those pages. Where none has all the words, each word that
no page has is read as what it may have been meant to be, and the whole is offered only if it finds more.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from search.analysis import fold, folded_words, marked_form, marked_words
from search.asking import Hit, SearchAnswer, SearchQuestion, answer
from search.models import SearchWord
from search.typing_slips import DECODED, JOINED, Meant, is_syllable, meanings

_TAG = re.compile(r"<[^>]*>")
_MOST_MENDED = 5
_LONGEST_WORD = 14
# A word that so few pages have is mistrusted, if another is so many times commoner: it may be a slip in a text.
_FEW, _MANY_TIMES = 2, 50
# People ask with them and official texts hardly have them: they are no slips of commoner words.
_ASKING = {
    "ai",
    "sao",
    "gi",
    "nao",
    "dau",
    "may",
    "bao",
    "lau",
    "khi",
    "the",
    "vay",
    "chua",
    "duoc",
    "lam",
    "toi",
    "minh",
}
_COST = {DECODED: -100.0, JOINED: 3.0}


def better(question: SearchQuestion, found: SearchAnswer) -> str:
    """Return what was probably meant instead of the question's words; empty where nothing better is known."""
    if found.total and not found.is_loose:
        return _marked_as_found(question.text, found.hits)
    mended = _mended(question.text)
    if mended is None:
        return _marked_as_found(question.text, found.hits)
    folded, marked, is_surely_a_slip = mended
    again = answer(replace(question, text=folded, start=0, size=10))
    if not again.total or (again.is_loose and found.total):
        return ""
    whole = _marked_as_found(folded, again.hits)
    return whole or (_marked_in_parts(folded.split(), marked.split(), again.hits) if is_surely_a_slip else "")


def _marked_as_found(text: str, hits: Sequence[Hit]) -> str:
    """Return the words with the marks they have, one after the other, in most of what was found; only for words without."""
    words = folded_words(text)
    if not words or words != marked_words(text):
        return ""
    forms: Counter[str] = Counter()
    for hit in hits:
        for passage in (hit.title, *(part for shown in hit.passages for part in (shown.heading, shown.snippet))):
            written = marked_words(unescape(_TAG.sub("", str(passage))))
            folded = [fold(word) for word in written]
            forms.update(
                " ".join(written[place : place + len(words)])
                for place in range(len(folded) - len(words) + 1)
                if folded[place : place + len(words)] == words
            )
    for form, _ in forms.most_common():
        if form.split() != words:
            return form
    return ""


def _marked_in_parts(folded: list[str], marked: list[str], hits: Sequence[Hit]) -> str:
    """Return the words with the marks that the longest runs of them have in what was found; else those they were given."""
    if len(folded) != len(marked):
        return " ".join(marked)
    shown: list[str] = []
    while len(shown) < len(folded):
        start = len(shown)
        runs = (_marked_as_found(" ".join(folded[start:end]), hits) for end in range(len(folded), start + 1, -1))
        shown += next(filter(None, runs), marked[start]).split()
    return " ".join(shown)


def _mended(text: str) -> tuple[str, str, bool] | None:
    """Return the words with the unknown ones mended, folded and with their likeliest marks; None where nothing is mended.

    And whether each was surely a slip: of what may be a syllable ("khai sinh" where no page has "sinh") only a phrase that
    stands in what is found can tell.
    """
    written = marked_words(text)
    known = _rows_of({fold(word) for word in written})
    doubtful = [
        word
        for word in dict.fromkeys(written)
        if len(word) <= _LONGEST_WORD
        and not word.isdigit()
        and fold(word) not in _ASKING
        and _documents(known.get(fold(word), [])) <= _FEW
    ][:_MOST_MENDED]
    options = {word: meanings(fold(word)) for word in doubtful}
    rows = _rows_of({part for meant in options.values() for one in meant for part in one.folded.split()})
    instead = {}
    for word in doubtful:
        if best := _best(options[word], rows, now=_documents(known.get(fold(word), []))):
            instead[word] = best
    if not instead:
        return None
    folded = " ".join(instead[word].folded if word in instead else fold(word) for word in written)
    marked = " ".join(_with_marks(instead[word], rows) if word in instead else word for word in written)
    return folded, marked, not any(is_syllable(fold(word)) for word in instead)


def _rows_of(folded: set[str]) -> dict[str, list[SearchWord]]:
    """Return the words of the index by their folded forms, the commonest first."""
    found: dict[str, list[SearchWord]] = {}
    for row in SearchWord.objects.filter(folded__in=folded).order_by("-documents", "marked"):
        found.setdefault(row.folded, []).append(row)
    return found


def _documents(rows: list[SearchWord]) -> int:
    return sum(row.documents for row in rows)


def _best(options: list[Meant], rows: dict[str, list[SearchWord]], *, now: int) -> Meant | None:
    """Return the option that is likeliest by its slip and by how many pages have it."""
    scored = []
    for meant in options:
        pages = min(_documents(rows.get(part, [])) for part in meant.folded.split())
        if pages and pages >= now * _MANY_TIMES:
            scored.append((_COST.get(meant.slip, meant.slip * 0.4) - math.log(pages), meant.folded, meant))
    return min(scored)[2] if scored else None


def _with_marks(meant: Meant, rows: dict[str, list[SearchWord]]) -> str:
    """Return the word as most pages write it; as the keys tell, where they do."""
    for row in rows.get(meant.folded, []):
        if meant.form and marked_form(row.marked) == meant.form:
            return row.marked
    return " ".join(rows[part][0].marked for part in meant.folded.split())
