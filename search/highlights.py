"""What of a text is shown with a hit, the words asked for marked in it.

In Vietnamese a word is mostly two syllables: who asks for "cải cách hành chính" is not served by every "hành" of "ban hành" being
marked. A syllable that stands beside its neighbour of the question somewhere in a text is marked there only beside one.
"""

import re
from collections.abc import Collection, Sequence
from html import escape
from itertools import pairwise
from unicodedata import normalize

import numpy as np
from django.utils.safestring import SafeString

from search import word_places
from search.word_places import Pairs, Places

SNIPPET = 260
# Further into a passage than this nothing is looked for: the best stretch of a very long one need not be found.
MOST_LETTERS = 2_000
_BEFORE = 40
_UNSAFE = re.compile("[&<>\"']")
_SPAN = SNIPPET - _BEFORE - 10


def marked_and_snippets(
    titles: Sequence[str], texts: Sequence[str], words: Collection[str], pairs: Pairs = ()
) -> tuple[list[SafeString], list[SafeString]]:
    """Return as HTML the whole titles, and of each text the stretch that has most different `words`, closest together.

    Each of the folded words is within <mark>; neighbours share one.
    """
    titles = [normalize("NFC", title) for title in titles]
    texts = [_on_one_line(normalize("NFC", text[:MOST_LETTERS])) for text in texts]
    places = word_places.find([*titles, *texts], words, pairs)
    bounds = np.searchsorted(places.text, np.arange(len(titles) + len(texts) + 1)).tolist()
    starts, ends = places.start.tolist(), places.end.tolist()
    of_text = [list(zip(starts[a:b], ends[a:b], strict=True)) for a, b in pairwise(bounds)]
    densest = _densest(places, len(titles) + len(texts))[len(titles) :]
    return (
        [_with_marks(title, places) for title, places in zip(titles, of_text, strict=False)],
        [_snippet(*one) for one in zip(texts, of_text[len(titles) :], densest, strict=True)],
    )


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ").replace("\xa0", " ")


def _snippet(text: str, places: list[tuple[int, int]], densest: int) -> SafeString:
    start, end = _stretch(text, densest)
    shown = _with_marks(
        text[start:end], [(one - start, other - start) for one, other in places if start <= one and other <= end]
    )
    # Of many spaces one is shown; to make the whole text so takes thirty times as long.
    shown = " ".join(shown.split())
    return SafeString(("… " if start else "") + shown + (" …" if end < len(text) else ""))  # escaped above


def _stretch(text: str, densest: int) -> tuple[int, int]:
    """Return where a stretch of some `SNIPPET` letters begins and ends, at whole words."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    start = max(0, densest - _BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _densest(places: Places, texts: int) -> list[int]:
    """Return, for each text, where the stretch begins that has most different words, and most of them side by side."""
    begins = np.zeros(texts, np.int64)
    number = places.start.size
    if not number:
        return begins.tolist()
    # All texts on one line, further apart than a stretch is long.
    gap = places.end.max() + _SPAN + 2
    starts, ends = places.start + places.text * gap, places.end + places.text * gap
    all_places = np.arange(number)
    # The stretch that ends with a place begins with the first that is no further away; it has at least that place itself.
    first = np.minimum(np.searchsorted(starts, ends - _SPAN), all_places)
    last_seen = np.full((number, places.word.max() + 1), -1)
    last_seen[all_places, places.word] = all_places
    different = (np.maximum.accumulate(last_seen) >= first[:, None]).sum(axis=1)
    beside = np.cumsum(np.concatenate([[False], starts[1:] - ends[:-1] <= 1]))
    worth = different * (number + 1) + beside - beside[first]
    # Of equals the first in its text.
    order = np.lexsort((all_places, -worth, places.text))
    in_text, best = np.unique(places.text[order], return_index=True)
    begins[in_text] = places.start[first[order[best]]]
    return begins.tolist()


def _with_marks(text: str, places: list[tuple[int, int]]) -> SafeString:
    # Most texts have nothing to escape: to look once takes less than to escape each piece.
    safe = escape if _UNSAFE.search(text) else str
    html, last, end = [], 0, -2
    for start, next_end in places:
        if start - end > 1:
            if html:
                html += [safe(text[last:end]), "</mark>"]
                last = end
            html += [safe(text[last:start]), "<mark>"]
            last = start
        end = next_end
    if html:
        html += [safe(text[last:end]), "</mark>"]
        last = end
    return SafeString("".join([*html, safe(text[last:])]))  # every part is escaped
