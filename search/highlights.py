"""What of a text is shown with a hit, the words asked for marked in it.

In Vietnamese a word is mostly two syllables: who asks for "cải cách hành chính" is not served by every "hành" of "ban hành" being
marked. A syllable that stands beside its neighbour of the question somewhere in a text is marked there only beside one.
"""

from collections.abc import Collection
from functools import cache, lru_cache
from html import escape
from itertools import compress, count
from unicodedata import normalize

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from search.analysis import WORD, fold

SNIPPET = 260
# Further into a passage than this nothing is looked for: the best stretch of a very long one need not be found.
MOST_LETTERS = 3_000
_BEFORE = 40
_SPACE = ord(" ")
# All letters of Vietnamese and the signs that stand between them are below this; one look into a table folds a whole text.
_TABLED = 0x2200

Place = tuple[int, int, str]  # from, to, folded word
Pairs = Collection[tuple[str, str]]


def marked(text: str, words: Collection[str], pairs: Pairs = ()) -> SafeString:
    """Return the whole text as HTML, each of the folded `words` in it within <mark>; neighbours share one."""
    text = normalize("NFC", text)
    return _with_marks(text, _places(text, words, pairs))


def snippet(text: str, words: Collection[str], pairs: Pairs = ()) -> SafeString:
    """Return as HTML the stretch of the text that has most different `words`, closest together."""
    text = " ".join(normalize("NFC", text[:MOST_LETTERS]).split())
    places = _places(text, words, pairs)
    start, end = _best_stretch(text, places)
    shown = _with_marks(
        text[start:end],
        [(one - start, other - start, word) for one, other, word in places if start <= one and other <= end],
    )
    return mark_safe(("… " if start else "") + shown + (" …" if end < len(text) else ""))  # noqa: S308 (escaped above)


def _places(text: str, words: Collection[str], pairs: Pairs) -> list[Place]:
    """Return where `words` stand that shall be marked; `pairs` are of them."""
    if not words:
        return []
    folded = _folded(text)
    in_order = folded.split()
    hits = list(compress(count(), map(words.__contains__, in_order)))
    if not hits:
        return []
    beside = set()
    last, last_word = -2, ""
    for place in hits:
        word = in_order[place]
        if place - last == 1 and (last_word, word) in pairs:
            beside.update((last, place))
        last, last_word = place, word
    paired = {in_order[place] for place in beside}
    kept = [place for place in hits if place in beside or in_order[place] not in paired]
    starts, ends = _bounds(folded)
    chosen = [in_order[place] for place in kept]
    return list(zip(starts[kept].tolist(), ends[kept].tolist(), chosen, strict=True))


def _bounds(folded: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where each word begins and ends."""
    is_letter = np.zeros(len(folded) + 2, np.int8)
    is_letter[1:-1] = np.frombuffer(folded.encode("utf-32-le"), "<u4") != _SPACE
    edges = np.diff(is_letter)
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _folded(text: str) -> str:
    """Return the text with each letter folded and a space for all else, so that the places in it stay what they are."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), "<u4")
    table = _table()
    if codes.size and codes.max() >= table.size:
        return "".join([chr(_folded_letter(code)) for code in codes.tolist()])
    return table[codes].tobytes().decode("utf-32-le")


@cache
def _table() -> np.ndarray:
    return np.array([_folded_letter(code) for code in range(_TABLED)], "<u4")


@lru_cache(maxsize=20_000)
def _folded_letter(code: int) -> int:
    """Return a letter folded; one that folds into several is left as it is."""
    folded = fold(chr(code))
    letter = folded if len(folded) == 1 else chr(code)
    return ord(letter) if WORD.fullmatch(letter) else _SPACE


def _best_stretch(text: str, places: list[Place]) -> tuple[int, int]:
    """Return where a stretch of some `SNIPPET` letters begins and ends, at whole words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    start = _densest(places)
    start = max(0, start - _BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _densest(places: list[Place]) -> int:
    """Return where the stretch begins that has most different words, and most of them side by side."""
    most, most_close, start = 0, 0, 0
    within: dict[str, int] = {}
    different = close = first = 0
    span = SNIPPET - _BEFORE - 10
    last_end = -2
    sides = []
    for number, (place, end, word) in enumerate(places):
        known = within.get(word, 0)
        within[word] = known + 1
        different += not known
        is_beside = place - last_end <= 1
        sides.append(is_beside)
        close += is_beside
        last_end = end
        while end - places[first][0] > span and first < number:
            left = places[first][2]
            within[left] -= 1
            different -= not within[left]
            first += 1
            close -= sides[first]
        if different > most or (different == most and close > most_close):
            most, most_close, start = different, close, places[first][0]
    return start


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
