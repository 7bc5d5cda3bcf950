"""What of a text is shown with a hit, the words asked for marked in it."""

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import WORD, fold

SNIPPET = 260
# Further into a passage than this nothing is looked for: the best stretch of a very long one need not be found.
MOST_LETTERS = 5_000
_BEFORE = 40
_SPACE = re.compile(r"\s+")

Place = tuple[int, int, str]  # from, to, folded word


def marked(text: str, words: Collection[str]) -> SafeString:
    """Return the whole text as HTML, each of the folded `words` in it within <mark>; neighbours share one."""
    text = normalize("NFC", text)
    return _with_marks(text, _places(text, words))


def snippet(text: str, words: Collection[str]) -> SafeString:
    """Return as HTML the stretch of the text that has most different `words`, closest together."""
    text = _SPACE.sub(" ", normalize("NFC", text[:MOST_LETTERS])).strip()
    places = _places(text, words)
    start, end = _best_stretch(text, places)
    shown = _with_marks(
        text[start:end],
        [(one - start, other - start, word) for one, other, word in places if start <= one and other <= end],
    )
    return mark_safe(("… " if start else "") + shown + (" …" if end < len(text) else ""))  # noqa: S308 (escaped above)


def _places(text: str, words: Collection[str]) -> list[Place]:
    if not words:
        return []
    return [(*match.span(), folded) for match in WORD.finditer(text) if (folded := _folded(match[0])) in words]


# The words of a language are few: nearly every one has been folded before.
_folded = lru_cache(maxsize=100_000)(fold)


def _best_stretch(text: str, places: list[Place]) -> tuple[int, int]:
    """Return where a stretch of some `SNIPPET` letters begins and ends, at whole words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    best, start = (0, 0), 0
    within: Counter[str] = Counter()
    close, first = 0, 0
    for number, (place, end, word) in enumerate(places):
        within[word] += 1
        close += bool(number) and place - places[number - 1][1] <= 1
        while end - places[first][0] > SNIPPET - _BEFORE - 10 and first < number:
            within[places[first][2]] -= 1
            if not within[places[first][2]]:
                del within[places[first][2]]
            close -= places[first + 1][0] - places[first][1] <= 1
            first += 1
        if (len(within), close) > best:
            best, start = (len(within), close), places[first][0]
    start = max(0, start - _BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _with_marks(text: str, places: list[Place]) -> SafeString:
    joined: list[list[int]] = []
    for start, end, _ in places:
        if joined and start - joined[-1][1] <= 1:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    html, last = [], 0
    for start, end in joined:
        html += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*html, escape(text[last:])]))  # noqa: S308 (every part is escaped)
