"""Words as numbers: what the index holds, and what ranking counts with.

A token is 32 bits: 24 of the folded word, 8 of the marks it is written with (0: none). A text is its tokens in order, with
`GAP` where two parts meet. A term is what can be looked up: a folded syllable, a folded pair of syllables, or one of these in
a name (of the page or of the passage). Numbers are hashes: two words in some thousands share one, which costs a candidate that
ranking then puts where it belongs.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from search.analysis import WORD, fold, marked_form, marked_words

GAP = 0
FOLDED = np.uint32(8)
_NAME_SALT = np.uint32(0x5BD1E995)
_EXACT_SALT = np.uint32(0x1B873593)
_PAIR = np.uint32(0x80000000)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031bđ"  # as marked_form takes letters apart


@lru_cache(maxsize=200_000)
def token(word: str) -> int:
    """Return the token of one written word, in small letters."""
    folded = "".join(WORD.findall(fold(word)))
    return folded_number(folded) << 8 | _marks(marked_form(word))


def _marks(form: str) -> int:
    """Return the marks of a word in 8 bits: its tone in three, and whether it has â, ă, ơ, đ or both ư and ơ in one each.

    Spelt out, not hashed: "mà" and "mạ" must never be taken for one.
    """
    tone = next((place for place, mark in enumerate(_TONES, 1) if mark in form), 0)
    shapes = sum(1 << place for place, mark in enumerate(_SHAPES) if mark in form)
    two_horns = form.count(_SHAPES[2]) > 1
    return tone << 5 | two_horns << 4 | shapes


@lru_cache(maxsize=200_000)
def folded_number(folded: str) -> int:
    """Return the 24 bits of a folded word, never `GAP`."""
    return zlib.crc32(folded.encode()) % 0xFFFFFF + 1


def tokens_of(*parts: str) -> np.ndarray:
    """Return the tokens of a text's parts in order, a gap between each two."""
    numbers: list[int] = []
    for place, part in enumerate(parts):
        if place:
            numbers.append(GAP)
        numbers.extend(map(token, marked_words(part)))
    return np.array(numbers, dtype=np.uint32)


def packed(tokens: np.ndarray) -> bytes:
    return tokens.astype("<u4").tobytes()


def unpacked(data: bytes | memoryview) -> np.ndarray:
    return np.frombuffer(data, dtype="<u4")


@dataclass(frozen=True)
class Texts:
    """The tokens of several texts, one after the other, and how many each has."""

    tokens: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, packed_texts: Sequence[bytes | memoryview]) -> "Texts":
        lengths = np.fromiter(map(len, packed_texts), np.int64, len(packed_texts)) // 4
        return cls(unpacked(b"".join(packed_texts)), lengths)

    @property
    def starts(self) -> np.ndarray:
        return np.cumsum(self.lengths) - self.lengths


def syllable_terms(tokens: np.ndarray) -> np.ndarray:
    """Return the term of each token that is not a gap, in order."""
    folded = tokens >> FOLDED
    return folded[folded != GAP]


def pair_terms(tokens: np.ndarray) -> np.ndarray:
    """Return the terms of the pairs, in order; none straddles a gap."""
    folded = tokens >> FOLDED
    first, second = folded[:-1], folded[1:]
    return mixed(first, second)[(first != GAP) & (second != GAP)]


def mixed(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return one number for each two, in the upper half of the 32 bits, where no syllable is."""
    with np.errstate(over="ignore"):
        number = (first * np.uint32(0x9E3779B1)) ^ (second * np.uint32(0x85EBCA77))
        number ^= number >> np.uint32(15)
        return (number * np.uint32(0xC2B2AE3D)) | _PAIR


def name_terms(terms: np.ndarray) -> np.ndarray:
    """Return the terms that say the same words stand in a name."""
    return mixed(terms, np.full_like(terms, _NAME_SALT))


def exact_terms(tokens: np.ndarray) -> np.ndarray:
    """Return a number for each word as it is written, apart from those of folded words and pairs."""
    return mixed(tokens, np.full_like(tokens, _EXACT_SALT))


def exact_pair_terms(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return mixed(exact_terms(first), second)


def counted_terms(tokens: np.ndarray) -> np.ndarray:
    """Return every term of a passage whose frequency ranking asks for, each once: folded and as written."""
    words = tokens[tokens != GAP]
    first, second = tokens[:-1], tokens[1:]
    is_pair = (first != GAP) & (second != GAP)
    written = exact_pair_terms(first[is_pair], second[is_pair])
    return np.unique(np.concatenate([words >> FOLDED, pair_terms(tokens), exact_terms(words), written]))


def terms_of_passage(name_tokens: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """Return every term by which a passage may be found, each once: its own words, its heading's, its page's name."""
    gaps = np.flatnonzero(tokens == GAP)
    heading = tokens[: gaps[0]] if gaps.size else tokens[:0]
    everything = np.concatenate([name_tokens, tokens[:0], [np.uint32(GAP)], tokens]).astype(np.uint32)
    names = np.concatenate([name_tokens, [np.uint32(GAP)], heading]).astype(np.uint32)
    return np.unique(
        np.concatenate(
            [
                syllable_terms(everything),
                pair_terms(everything),
                name_terms(np.concatenate([syllable_terms(names), pair_terms(names)])),
            ]
        )
    )


def terms_of_page(name_tokens: np.ndarray, passages: Iterable[np.ndarray]) -> np.ndarray:
    """Return the folded syllables that stand anywhere in a page, each once."""
    return np.unique(syllable_terms(np.concatenate([name_tokens, *passages])))
