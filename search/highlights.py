"""What of a text is shown with a hit, the words asked for marked in it.

In Vietnamese a word is mostly two syllables: who asks for "cải cách hành chính" is not served by every "hành" of "ban hành" being
marked. A syllable that stands beside its neighbour of the question somewhere in a text is marked there only beside one.
"""

from collections.abc import Collection
from html import escape
from itertools import pairwise
from unicodedata import normalize

from django.utils.safestring import SafeString, mark_safe

from search.analysis import WORD, fold

SNIPPET = 260
# Further into a passage than this nothing is looked for: the best stretch of a very long one need not be found.
MOST_LETTERS = 3_000
_BEFORE = 40

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
    if not words:
        return []
    found = [(*match.span(), match[0]) for match in WORD.finditer(text.translate(_LETTERS))]
    beside = {
        place
        for first, (one, other) in enumerate(pairwise(found))
        if (one[2], other[2]) in pairs
        for place in (first, first + 1)
    }
    paired = {found[place][2] for place in beside}
    return [one for place, one in enumerate(found) if place in beside or (one[2] in words and one[2] not in paired)]


class _Letters(dict):
    """Each letter folded, so that the places in a text stay what they are; one that folds into several is left as it is."""

    def __missing__(self, code: int) -> int:
        folded = fold(chr(code))
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


_LETTERS = _Letters()


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
