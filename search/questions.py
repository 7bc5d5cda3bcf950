"""A question as ranking and the indexes understand it: its words, what stands for them, the numbers it may name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

import numpy as np

from search.analysis import folded_words, pairs
from search.numbers import number_keys, words_of_all
from search.terms import FOLDED, folded_number, tokens_of

# Longer is a question in whole sentences, and so is what asks in so many words: no page needs to have every word of it.
LONGEST_STRICT = 8
_ASKING = re.compile(
    r"[?？]\s*$|\b(là gì|gồm những gì|là ai|ai là|ở đâu|thế nào|ra sao|bao nhiêu|bao lâu|bao giờ|khi nào|tại sao|vì sao|"
    r"hay không|la gi|gom nhung gi|o dau|the nao|ra sao|bao nhieu|bao lau|bao gio|khi nao|tai sao|vi sao|hay khong)\b"
)
# Of some words together, what begins or ends like this asks as well: "ai được …", "… cần giấy tờ gì".
_ASKING_AT_THE_EDGE = re.compile(r"^\W*ai\b|\b(gì|gi|nào|nao|làm sao|lam sao|thì sao|thi sao)\W*$")
FEWEST_ASKING = 5
MOST_WORDS = 64


@dataclass(frozen=True)
class ReadQuestion:
    """What was typed. `groups` asks of a page, for each word, all syllables of one of its alternatives."""

    tokens: np.ndarray
    expansions: tuple[np.ndarray, ...]
    short_forms: tuple[tuple[int, np.ndarray], ...]  # a folded word, and the words it stands for
    groups: tuple[tuple[tuple[int, ...], ...], ...]
    is_sentence: bool
    keys: dict[str, int]  # of numbers that it may name, the fullest first, and of how many words each is
    words_of_all: int  # of how many a number would be that is all that was typed
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]  # of words that stand side by side in it, or in what else says them
    texts: tuple[str, ...]  # folded, the question first, then what else says its words

    @property
    def is_empty(self) -> bool:
        return not self.tokens.size


def read(text: str, synonyms: Sequence[tuple[str, str]] = ()) -> ReadQuestion:
    """Read what was typed; `synonyms` are (short, long), each standing for the other."""
    words = folded_words(text)[:MOST_WORDS]
    register = tuple(synonyms)
    groups, expansions, said, short_forms = [], [], [], []
    place = 0
    while place < len(words):
        length, others = _stands_for(words[place:], register)
        own = tuple(folded_number(word) for word in words[place : place + length])
        alternatives = [tuple(map(folded_number, folded_words(other))) for other in others]
        if others:
            groups.append((own, *alternatives))
            expansions.extend(tokens_of(other) for other in others)
            short_forms.extend(_short_forms(tokens_of(" ".join(words[place : place + length])), others))
            said.extend(others)
        else:
            groups.extend(((number,),) for number in own)
        place += length
    texts = (words, *map(folded_words, said))
    return ReadQuestion(
        tokens=tokens_of(text)[:MOST_WORDS],
        expansions=tuple(expansions),
        short_forms=tuple(short_forms),
        groups=tuple(dict.fromkeys(groups)),
        is_sentence=len(groups) > LONGEST_STRICT or _asks(text, len(words)),
        keys=number_keys(" ".join(words)),
        words_of_all=words_of_all(" ".join(words)),
        words=frozenset(word for text in texts for word in text),
        pairs=frozenset(pair for text in texts for pair in pairs(text)),
        texts=tuple(" ".join(text) for text in texts),
    )


def _asks(text: str, words: int) -> bool:
    text = normalize("NFC", text).casefold()
    return bool(_ASKING.search(text) or (words >= FEWEST_ASKING and _ASKING_AT_THE_EDGE.search(text)))


def _short_forms(own: np.ndarray, others: list[str]) -> list[tuple[int, np.ndarray]]:
    """Return, of an expression and what else says it, each single word with the words it is short for."""
    found = []
    for other in map(tokens_of, others):
        short, long = (own, other) if own.size == 1 else (other, own)
        if short.size == 1 and long.size > 1:
            found.append((int(short[0] >> FOLDED), long))
    return found


def _stands_for(words: list[str], synonyms: tuple[tuple[str, str], ...]) -> tuple[int, list[str]]:
    """Return how many of the first words are one expression of the register, and what else says it."""
    longest, others = 1, []
    for known, other in _by_first_word(synonyms).get(words[0], ()):
        if len(known) < longest or tuple(words[: len(known)]) != known:
            continue
        others = [other] if len(known) > longest else [*others, other]
        longest = len(known)
    return longest, others


@lru_cache(maxsize=8)
def _by_first_word(synonyms: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return, by the first word, each expression and what else says it: the register is the same for every question."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for pair in synonyms:
        for this, other in (pair, pair[::-1]):
            if known := tuple(folded_words(this)):
                found.setdefault(known[0], []).append((known, other))
    return found
