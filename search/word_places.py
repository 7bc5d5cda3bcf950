"""Where the words asked for stand in texts: all texts of a screen are looked through at once.

A text is folded by one look into a table, letter by letter, so that the places in it stay what they are; its words are then
compared as numbers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from search.analysis import WORD, fold

_SPACE = ord(" ")
# All letters of Vietnamese and the signs that stand between them are below this.
_TABLED = 0x2200
# A word is as many of these as it has letters, each times its letter, summed. Longer ones begin with them anew.
_FACTORS = np.random.default_rng(517).integers(1, 2**63, 64, np.uint64) | np.uint64(1)

Pairs = Collection[tuple[str, str]]


@dataclass(frozen=True)
class Places:
    """Words that stand in texts, in their order: which text, from and to which letter of it, which of the words asked for."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    word: np.ndarray

    def where(self, those: np.ndarray) -> "Places":
        return Places(self.text[those], self.start[those], self.end[those], self.word[those])


def find(texts: Sequence[str], words: Collection[str], pairs: Pairs) -> Places:
    """Return where `words` stand that shall be marked.

    A word that stands beside its neighbour of the question, one of `pairs`, somewhere in a text counts there only beside one.
    """
    asked = sorted(words)
    codes, first = _folded(texts)
    starts, ends = _bounds(codes)
    if not asked or not starts.size:
        return Places(*np.zeros((4, 0), np.int64))
    known, number_of = _known(asked)
    numbers = _numbers(codes, starts, ends)
    at = np.minimum(np.searchsorted(known, numbers), known.size - 1)
    hits = np.flatnonzero(known[at] == numbers)
    text = np.searchsorted(first, starts[hits], side="right") - 1
    found = Places(text, starts[hits] - first[text], ends[hits] - first[text], number_of[at[hits]])
    return found.where(_to_be_marked(found, hits, _table_of(pairs, asked)))


def _to_be_marked(found: Places, hits: np.ndarray, is_pair: np.ndarray) -> np.ndarray:
    first, second = found.word[:-1], found.word[1:]
    follows = (np.diff(hits) == 1) & (found.text[1:] == found.text[:-1]) & is_pair[first, second]
    beside = np.zeros(hits.size, bool)
    beside[1:] = follows
    beside[:-1] |= follows
    has_neighbour = np.zeros((found.text.max(initial=0) + 1, len(is_pair)), bool)
    has_neighbour[found.text[beside], found.word[beside]] = True
    return beside | ~has_neighbour[found.text, found.word]


def _table_of(pairs: Pairs, asked: list[str]) -> np.ndarray:
    place = {word: number for number, word in enumerate(asked)}
    table = np.zeros((len(asked), len(asked)), bool)
    for one, other in pairs:
        if one in place and other in place:
            table[place[one], place[other]] = True
    return table


def _folded(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the letters of all texts, folded, a space for all else and after each text; and where each text begins."""
    codes = np.frombuffer(" ".join([*texts, ""]).encode("utf-32-le", "replace"), "<u4")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    table = _table()
    untabled = np.flatnonzero(codes >= table.size)
    folded = table[np.minimum(codes, table.size - 1)]
    folded[untabled] = [_folded_letter(code) for code in codes[untabled].tolist()]
    return folded, np.cumsum(lengths) - lengths


@cache
def _table() -> np.ndarray:
    return np.array([_folded_letter(code) for code in range(_TABLED)], "<u4")


@lru_cache(maxsize=20_000)
def _folded_letter(code: int) -> int:
    """Return a letter folded; one that folds into several is left as it is."""
    folded = fold(chr(code))
    letter = folded if len(folded) == 1 else chr(code)
    return ord(letter) if WORD.fullmatch(letter) else _SPACE


def _bounds(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each word begins and ends."""
    is_letter = np.zeros(codes.size + 2, np.int8)
    is_letter[1:-1] = codes != _SPACE
    edges = np.diff(is_letter)
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _numbers(codes: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return a number for each word, the same for the same word."""
    letters = codes[codes != _SPACE].astype(np.uint64)
    lengths = ends - starts
    firsts = np.cumsum(lengths) - lengths
    places = np.arange(letters.size) - np.repeat(firsts, lengths)
    return np.add.reduceat(letters * _FACTORS[places % _FACTORS.size], firsts)


def _known(asked: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of words, rising, and which word each is of."""
    codes = np.frombuffer(" ".join(asked).encode("utf-32-le", "replace"), "<u4")
    numbers = _numbers(codes, *_bounds(codes))
    order = np.argsort(numbers)
    return numbers[order], order
