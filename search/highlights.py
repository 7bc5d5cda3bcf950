"""What of a text is shown with a hit, the words asked for marked in it."""

import re
from collections.abc import Collection
from itertools import pairwise
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import WORD, fold

SNIPPET = 260
_SPACE = re.compile(r"\s+")


def marked(text: str, words: Collection[str]) -> SafeString:
    """Return the whole text as HTML, each of the folded `words` in it within <mark>; neighbours share one."""
    return _with_marks(normalize("NFC", text), _places(normalize("NFC", text), words))


def snippet(text: str, words: Collection[str], rare: Collection[str] = ()) -> SafeString:
    """Return as HTML the stretch of the text that says most about `words`, of which `rare` count double."""
    text = _SPACE.sub(" ", normalize("NFC", text)).strip()
    places = _places(text, words)
    start, end = _best_stretch(text, places, set(rare))
    cut = text[start:end]
    shown = _with_marks(cut, [(one - start, other - start, word) for one, other, word in places if start <= one < end])
    return mark_safe(("… " if start else "") + shown + (" …" if end < len(text) else ""))  # noqa: S308 (escaped above)


def _places(text: str, words: Collection[str]) -> list[tuple[int, int, str]]:
    found = []
    for match in WORD.finditer(text):
        folded = fold(match[0])
        if folded in words:
            found.append((match.start(), match.end(), folded))
    return found


def _best_stretch(text: str, places: list[tuple[int, int, str]], rare: set[str]) -> tuple[int, int]:
    """Return where a stretch of some `SNIPPET` letters begins and ends, at whole words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    best, start = -1, 0
    for number, (place, _, _) in enumerate(places):
        within = []
        for one, end, word in places[number : number + 60]:
            if end > place + SNIPPET - 40:
                break
            within.append((one, word))
        different = {word for _, word in within}
        close = sum(1 for (one, first), (other, _) in pairwise(within) if other - one <= len(first) + 3)
        worth = 4 * len(different) + 4 * len(different & rare) + close
        if worth > best:
            best, start = worth, place
    start = max(0, start - 40)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _with_marks(text: str, places: list[tuple[int, int, str]]) -> SafeString:
    joined: list[list[int]] = []
    for start, end, _ in places:
        if joined and not WORD.search(text[joined[-1][1] : start]) and start - joined[-1][1] <= 1:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    html, last = [], 0
    for start, end in joined:
        html += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*html, escape(text[last:])]))  # noqa: S308 (every part is escaped)
