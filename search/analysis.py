"""How Vietnamese is folded and cut into words; every engine is given its words from here."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
_SHORT = 500
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# đ is a letter of its own to Unicode: taking marks off does not make a d of it. The Icelandic and the African letter that look
# like it in capitals (QÐ) come from old keyboards and from scans.
_STROKES = str.maketrans("đðɖ", "ddd")
_FOREIGN_STROKES = str.maketrans("ðɖ", "đđ")


def fold(text: str) -> str:
    """Return `text` in small letters without marks: "Đề án 517/QĐ-SNV" becomes "de an 517/qd-snv"."""
    # A title is folded for each index that it goes into.
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    folded = _folded_once(text)
    # Some letters give, once taken apart, others that can be taken apart or made small again.
    while not text.isascii() and (again := _folded_once(folded)) != folded:
        folded = again
    return folded


_folded_short = lru_cache(maxsize=1024)(_folded)


def _folded_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    return decomposed.translate(_WITHOUT_MARKS)


class _WithoutMarks(dict):
    """What becomes of each sign when marks are taken off; asked of Unicode once a sign, for a text is folded often."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


def folded_words(text: str) -> list[str]:
    """Return the words people type, in order: letters and digits, each run one word."""
    return WORD.findall(fold(text))


def marked_words(text: str) -> list[str]:
    """Return the words as they are written, in order, in small letters and one form of Unicode."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_FOREIGN_STROKES))


@lru_cache(maxsize=100_000)
def marked_form(word: str) -> str:
    """Return what makes a written word that word: its letters, their shapes and its tone, wherever the tone was put.

    "hòa" and "hoà" have one form, "hoa" another. A word without marks is its own form.
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_FOREIGN_STROKES))
    tones = "".join(letter for letter in decomposed if letter in TONES)
    return "".join(letter for letter in decomposed if letter not in TONES) + tones


def syllables(text: str) -> list[str]:
    """Return the folded syllables of a text, in order."""
    return folded_words(text)


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each word with the one that follows it: in Vietnamese the pair is what a word is elsewhere."""
    return list(pairwise(words))


def words_of(*texts: str) -> str:
    """Return the words of several texts as they are stored: each once, one space between."""
    return " ".join(dict.fromkeys(word for text in texts for word in folded_words(text)))
