"""Which passage answers best: BM25 over syllables and over pairs of syllables, the same on every engine.

A word in a heading or in the page's name counts as several in the text, before anything is weighed: so a passage that lacks a
word which its document's name has is as good as one that repeats it. The numbers were found on questions of the Zalo challenge
over 69,697 articles; decision 0010 has what each is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.statistics import Statistics
from search.terms import FOLDED, GAP, Texts, exact_pair_terms, exact_terms, mixed

K1 = 1.0
B = 0.7
# Pairs are half as many again as syllables where both agree, and need less repeating to convince.
PAIRS = 0.6
PAIR_K1 = 0.6 * K1
HEADING_WORDS, HEADING_PAIRS = 2.0, 1.0
NAME_WORDS, NAME_PAIRS = 3.0, 2.0
NAME_LENGTH = 2.0
# A pair in the heading says, beside all that, what the passage is about.
HEADING_BONUS = 0.1
HEADING_LENGTH = 12.0
# What a syllable counts that was meant as typed and stands there with other marks.
OTHER_MARKS = 0.1
# From which share of its syllables on a question is one typed with marks; some syllables have none.
MARKED = 0.4
# Which share of the places must agree on the marks of a word typed without.
LIKELY = 0.6
# How common a word must be as typed, beside all that is folded like it, to be meant so.
LEFT_OUT = 0.05
_MARKS = np.uint32(0xFF)
_LOW = np.uint32(0xFFFF)


@dataclass(frozen=True)
class Wanted:
    """The different words and pairs of a question, and how telling each is."""

    folded: np.ndarray  # sorted
    tokens: np.ndarray  # as typed
    is_exact: np.ndarray  # whether it is meant as typed
    weights: np.ndarray
    pair_table: np.ndarray  # [first word, second word] -> number of the pair, -1 if not asked
    pair_words: np.ndarray  # the two words of each pair, by number
    pairs: np.ndarray  # as typed, two tokens each
    is_exact_pair: np.ndarray
    pair_weights: np.ndarray
    # (short, words, pairs): where the short form stands, its words and their pairs stand as well.
    short_forms: tuple[tuple[int, np.ndarray, np.ndarray], ...] = ()


def wanted(
    parts: Sequence[np.ndarray], statistics: Statistics, short_forms: Sequence[tuple[int, np.ndarray]] = ()
) -> Wanted:
    """Return what to look for: `parts` are the question and what else says its words, short forms and long ones."""
    tokens = np.concatenate([part for one in parts for part in (one, np.zeros(1, np.uint32))])
    typed = tokens[tokens != GAP]
    folded, first = np.unique(typed >> FOLDED, return_index=True)
    words = typed[first]
    has_marks = np.mean(typed & _MARKS != 0) >= MARKED
    exact = _are_exact(words, statistics, has_marks=bool(has_marks))
    table, pairs = _pairs(tokens, folded)
    stand_for = []
    for short, long in short_forms:
        own = np.searchsorted(folded, long >> FOLDED)
        stand_for.append((int(np.searchsorted(folded, short)), np.unique(own), np.unique(table[own[:-1], own[1:]])))
    return _weighed(folded, words, exact, table, pairs, statistics, tuple(stand_for))


def _pairs(tokens: np.ndarray, folded: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return which pair each two of the words are, and the pairs as they are typed first."""
    is_pair = (tokens[:-1] != GAP) & (tokens[1:] != GAP)
    pairs = np.stack([tokens[:-1][is_pair], tokens[1:][is_pair]], axis=1)
    first, second = np.searchsorted(folded, pairs >> FOLDED).T
    _, typed_first = np.unique(first * len(folded) + second, return_index=True)
    table = np.full((len(folded), len(folded)), -1, np.int64)
    table[first[typed_first], second[typed_first]] = np.arange(typed_first.size)
    return table, pairs[typed_first]


def _weighed(folded, words, exact, table, pairs, statistics: Statistics, short_forms) -> Wanted:
    pair_words = np.searchsorted(folded, pairs >> FOLDED)
    exact_pairs = exact[pair_words]
    weights = np.where(exact, statistics.weights(exact_terms(words)), statistics.weights(folded))
    weights[[short for short, _, _ in short_forms]] = 0.0  # its long form counts in its place
    return Wanted(
        folded=folded,
        tokens=words,
        is_exact=exact,
        weights=weights,
        pair_table=table,
        pair_words=pair_words,
        pairs=pairs,
        is_exact_pair=exact_pairs,
        pair_weights=np.where(
            exact_pairs.all(axis=1),
            statistics.weights(exact_pair_terms(pairs[:, 0], pairs[:, 1])),
            statistics.weights(mixed(pairs[:, 0] >> FOLDED, pairs[:, 1] >> FOLDED)),
        ),
        short_forms=short_forms,
    )


def _are_exact(words: np.ndarray, statistics: Statistics, *, has_marks: bool) -> np.ndarray:
    """Say of each word whether it is meant as typed: it has marks, or none are left out where the others have theirs.

    Someone who types "cải cach" has left out a mark: "cach" as such hardly ever stands anywhere.
    """
    if not has_marks:
        return words & _MARKS != 0
    common = statistics.frequencies(exact_terms(words)) >= LEFT_OUT * statistics.frequencies(words >> FOLDED)
    return (words & _MARKS != 0) | common


def scores(asked: Wanted, passages: Texts, names: Texts, name_of: np.ndarray, statistics: Statistics) -> np.ndarray:
    """Return the score of each passage; `name_of` says which of `names` is its page's."""
    if not passages.lengths.size:
        return np.zeros(0)
    if not asked.is_exact.any():
        asked = _with_likely_marks(asked, np.concatenate([passages.tokens, names.tokens]), statistics)
    text, heading = count_with_heading(asked, passages)
    name = count(asked, names)
    length = text.lengths + NAME_LENGTH * name.lengths[name_of]
    usual = statistics.mean_length + NAME_LENGTH * statistics.mean_name_length
    norm = (1 - B + B * length / max(usual, 1.0))[:, None]
    words = text.words + HEADING_WORDS * heading.words + NAME_WORDS * name.words[name_of]
    pairs = text.pairs + HEADING_PAIRS * heading.pairs + NAME_PAIRS * name.pairs[name_of]
    about = heading.pairs / (heading.pairs + 1.2 * (0.25 + 0.75 * heading.lengths / HEADING_LENGTH)[:, None])
    return (
        words / (words + K1 * norm) @ asked.weights
        + PAIRS * (pairs / (pairs + PAIR_K1 * norm) @ asked.pair_weights)
        + HEADING_BONUS * (about @ asked.pair_weights)
    )


def _with_likely_marks(asked: Wanted, tokens: np.ndarray, statistics: Statistics) -> Wanted:
    """Return the question as it was likely meant: each word with the marks it mostly has where its pairs stand.

    "kiem soat vien" alone says little of what "kiem" is; beside "soat" it hardly ever is anything but "kiểm".
    """
    hits, word = _hits(asked, tokens)
    at = np.flatnonzero(np.diff(hits) == 1)
    pair = asked.pair_table[word[at], word[at + 1]]
    at, pair = at[pair >= 0], pair[pair >= 0]
    places = np.concatenate([at, at + 1])
    votes = np.tile(asked.pair_weights[pair], 2)
    forms, form_of = np.unique(
        word[places].astype(np.uint64) << np.uint64(32) | tokens[hits[places]].astype(np.uint64), return_inverse=True
    )
    number = np.bincount(form_of, votes, len(forms))
    form_word, form_token = (forms >> np.uint64(32)).astype(np.int64), (forms & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    words, exact = asked.tokens.copy(), asked.is_exact.copy()
    for one in np.unique(form_word):
        mine = np.flatnonzero(form_word == one)
        best = mine[number[mine].argmax()]
        if number[best] >= LIKELY * number[mine].sum():
            words[one], exact[one] = form_token[best], True
    return _weighed(
        asked.folded, words, exact, asked.pair_table, words[asked.pair_words], statistics, asked.short_forms
    )


@dataclass(frozen=True)
class Counted:
    """How often each wanted word and pair stands in each text: a row for each text."""

    words: np.ndarray
    pairs: np.ndarray
    lengths: np.ndarray


def count(asked: Wanted, texts: Texts) -> Counted:
    return _counted(asked, texts, ())[0]


def count_with_heading(asked: Wanted, texts: Texts) -> tuple[Counted, Counted]:
    """Return what the texts have, and what of it stands before the gap that every passage has after its heading."""
    lengths, starts = texts.lengths, texts.starts
    gaps = np.flatnonzero(texts.tokens == GAP)
    if not gaps.size:
        gaps = np.zeros(1, np.int64)
    ends = np.maximum(gaps[np.minimum(np.searchsorted(gaps, starts), gaps.size - 1)], starts)
    heads = np.where(ends < starts + lengths, ends - starts, 0)
    return _counted(asked, texts, heads)


def _counted(asked: Wanted, texts: Texts, heads: Sequence[int]) -> tuple[Counted, ...]:
    """Count in whole texts and, where `heads` says how long each heading is, in the headings."""
    tokens, lengths, starts = texts.tokens, texts.lengths, texts.starts
    hits, word = _hits(asked, tokens)
    text = np.searchsorted(starts + lengths, hits, side="right")
    worth = _worth(asked.tokens[word], asked.is_exact[word], tokens[hits])
    at = np.flatnonzero((np.diff(hits) == 1) & (text[:-1] == text[1:]))
    pair = asked.pair_table[word[at], word[at + 1]]
    at, pair = at[pair >= 0], pair[pair >= 0]
    # As typed for this pair, which may differ from the same word elsewhere in the question.
    first = _worth(asked.pairs[pair, 0], asked.is_exact_pair[pair, 0], tokens[hits[at]])
    second = _worth(asked.pairs[pair, 1], asked.is_exact_pair[pair, 1], tokens[hits[at + 1]])
    pair_worth = np.minimum(first, second)

    def table(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, width: int) -> np.ndarray:
        found = np.bincount(rows * width + columns, values, lengths.size * width)
        return found.reshape(lengths.size, width).astype(np.float64, copy=False)  # of nothing it makes whole numbers

    words, pairs = len(asked.folded), len(asked.pairs)
    whole = Counted(table(text, word, worth, words), table(text[at], pair, pair_worth, pairs), lengths)
    if not len(heads):
        return (_spelt_out(asked, whole),)
    in_head = hits < (starts + heads)[text]
    pair_in_head = in_head[at + 1] if at.size else np.zeros(0, bool)
    heading = Counted(
        table(text[in_head], word[in_head], worth[in_head], words),
        table(text[at][pair_in_head], pair[pair_in_head], pair_worth[pair_in_head], pairs),
        np.asarray(heads),
    )
    return _spelt_out(asked, whole), _spelt_out(asked, heading)


def _spelt_out(asked: Wanted, counted: Counted) -> Counted:
    """Count each short form as the words it stands for: who writes BHYT has written "bảo hiểm y tế"."""
    for short, words, pairs in asked.short_forms:
        counted.words[:, words] += counted.words[:, [short]]
        counted.pairs[:, pairs] += counted.words[:, [short]]
    return counted


def _hits(asked: Wanted, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where wanted words stand in the tokens, and which."""
    folded = tokens >> FOLDED
    # Most tokens are none of the wanted: a table over half their bits says so of nearly all of them at once.
    possible = np.zeros(1 << 16, bool)
    possible[asked.folded & _LOW] = True
    hits = np.flatnonzero(possible[folded & _LOW])
    word = np.minimum(np.searchsorted(asked.folded, folded[hits]), len(asked.folded) - 1)
    is_hit = asked.folded[word] == folded[hits]
    return hits[is_hit], word[is_hit]


def _worth(typed: np.ndarray, is_exact: np.ndarray, found: np.ndarray) -> np.ndarray:
    return np.where(~is_exact | (typed == found), 1.0, OTHER_MARKS)
