"""Which passage answers best: BM25 over syllables and pairs of syllables, with what a heading and a name are worth.

The same sum on every engine, over the few hundred passages that the engine offers. A syllable typed with marks counts in full
where it stands with these marks, and for a part of it elsewhere; typed without, it counts alike everywhere.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from search.statistics import Statistics
from search.terms import GAP, mixed

K1 = 1.2
B = 0.75
PAIRS = 1.0
HEADING_PAIRS = 0.3
NAME_PAIRS = 0.3
OTHER_MARKS = 0.4


@dataclass(frozen=True)
class Wanted:
    """The different words and pairs of a question, ready to be looked for in tokens."""

    folded: np.ndarray  # sorted
    tokens: np.ndarray  # the token typed for each, 0 marks if it was typed both ways
    weights: np.ndarray
    pair_table: np.ndarray  # [first, second] -> number of the pair, -1 if not asked
    pair_tokens: np.ndarray
    pair_weights: np.ndarray


def wanted(parts: list[np.ndarray], statistics: Statistics) -> Wanted:
    """Return what to look for: `parts` are the question and what stands for its words."""
    tokens = np.concatenate([part for one in parts for part in (one, np.zeros(1, np.uint32))])
    words = tokens[tokens != GAP]
    folded, first = np.unique(words >> np.uint32(8), return_index=True)
    table = np.full((len(folded), len(folded)), -1, np.int64)
    found = []
    for one, other in pairwise(tokens):
        if one != GAP and other != GAP:
            place = tuple(np.searchsorted(folded, [one >> np.uint32(8), other >> np.uint32(8)]))
            if table[place] < 0:
                table[place] = len(found)
                found.append((one, other))
    pair_tokens = np.array(found, np.uint32).reshape(-1, 2)
    pair_numbers = mixed(pair_tokens[:, 0] >> np.uint32(8), pair_tokens[:, 1] >> np.uint32(8))
    return Wanted(
        folded, words[first], statistics.weights(folded), table, pair_tokens, statistics.weights(pair_numbers)
    )


def scores(
    asked: Wanted, passages: list[np.ndarray], names: list[np.ndarray], name_of: np.ndarray, statistics: Statistics
) -> np.ndarray:
    """Return the score of each passage; `name_of` says which of `names` is its page's."""
    if not passages:
        return np.zeros(0)
    text = _counted(asked, passages, statistics.mean_length)
    headings = _counted(asked, [_heading(tokens) for tokens in passages], 12.0)
    name = _counted(asked, names, statistics.mean_name_length)
    return (
        text.words
        + PAIRS * text.pairs
        + HEADING_PAIRS * headings.pairs
        + NAME_PAIRS * (name.words + name.pairs)[name_of]
    )


@dataclass(frozen=True)
class Counted:
    """BM25 of each text, over the words and over the pairs."""

    words: np.ndarray
    pairs: np.ndarray


def _heading(tokens: np.ndarray) -> np.ndarray:
    gaps = np.flatnonzero(tokens == GAP)
    return tokens[: gaps[0]] if gaps.size else tokens[:0]


def _counted(asked: Wanted, texts: list[np.ndarray], mean_length: float) -> Counted:
    lengths = np.array([text.size for text in texts])
    tokens = np.concatenate(texts) if texts else np.zeros(0, np.uint32)
    of_text = np.repeat(np.arange(len(texts)), lengths)
    number = len(asked.folded)
    folded = tokens >> np.uint32(8)
    word = np.minimum(np.searchsorted(asked.folded, folded), number - 1)
    is_hit = asked.folded[word] == folded
    norm = K1 * (1 - B + B * lengths / max(mean_length, 1.0))

    hits = np.flatnonzero(is_hit)
    worth = _worth(asked.tokens[word[hits]], tokens[hits])
    words = np.bincount(of_text[hits] * number + word[hits], worth, len(texts) * number).reshape(-1, number)

    count = len(asked.pair_tokens)
    if not count:
        return Counted(_saturated(words, norm) @ asked.weights, np.zeros(len(texts)))
    first = hits[:-1][(np.diff(hits) == 1)] if hits.size else hits
    first = first[of_text[first] == of_text[first + 1]]
    pair = asked.pair_table[word[first], word[first + 1]]
    first, pair = first[pair >= 0], pair[pair >= 0]
    worth = np.minimum(
        _worth(asked.pair_tokens[pair, 0], tokens[first]), _worth(asked.pair_tokens[pair, 1], tokens[first + 1])
    )
    pairs = np.bincount(of_text[first] * count + pair, worth, len(texts) * count).reshape(-1, count)
    return Counted(_saturated(words, norm) @ asked.weights, _saturated(pairs, norm) @ asked.pair_weights)


def _worth(typed: np.ndarray, found: np.ndarray) -> np.ndarray:
    has_no_marks = (typed & np.uint32(0xFF)) == 0
    return np.where(has_no_marks | (typed == found), 1.0, OTHER_MARKS)


def _saturated(numbers: np.ndarray, norm: np.ndarray) -> np.ndarray:
    return numbers * (K1 + 1) / (numbers + norm[:, None])
