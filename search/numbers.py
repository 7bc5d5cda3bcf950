"""Numbers of documents as people type them: `qd 517 snv`, `517-qd-snv` and `QĐ 517` all ask for 517/QĐ-SNV.

A number is a sequence, perhaps a year, and codes (of type and issuer). Someone who asks gives the sequence and some of the
rest, in any order; a key is one such choice, in one order.
"""

import re
from collections.abc import Iterable
from itertools import combinations

from search.analysis import folded_words

# The words of types that people write out where the number has a code (Nghị định 30/2020/NĐ-CP, Phụ lục III).
TYPE_WORDS = {
    ("nghi", "dinh"): "nd",
    ("nghi", "quyet"): "nq",
    ("quyet", "dinh"): "qd",
    ("thong", "tu"): "tt",
    ("thong", "tu", "lien", "tich"): "ttlt",
    ("chi", "thi"): "ct",
    ("ke", "hoach"): "kh",
    ("thong", "bao"): "tb",
    ("bao", "cao"): "bc",
    ("to", "trinh"): "ttr",
    ("huong", "dan"): "hd",
    ("chuong", "trinh"): "ctr",
    ("cong", "dien"): "cd",
    ("phap", "lenh"): "pl",
    ("quy", "che"): "qc",
    ("quy", "dinh"): "qyd",
    ("de", "an"): "da",
    ("phuong", "an"): "pa",
    ("giay", "moi"): "gm",
    ("bien", "ban"): "bb",
}
# So many of a number's words may be left out in any choice; of a number of thirteen ministries people type the first, or all.
MOST_CODES = 6
YEAR = re.compile(r"(19|20)\d\d")
SEQUENCE = re.compile(r"0*(\d+)([a-z]?)")
# A sequence typed without anything between it and the code: "517qd".
_RUN_TOGETHER = re.compile(r"(\d+)([a-z]{2,})")
_LONGEST = 8
# A number longer than that is meant only where it begins with its sequence, or is all that was typed.
_LONGEST_WHOLE = 24


def keys_of_number(number: str) -> tuple[str, ...]:
    """Return every key by which a document of this number may be asked for; the whole one first."""
    words = [_figure(word) for word in _parts(folded_words(number))]
    place = next((place for place, word in enumerate(words) if SEQUENCE.fullmatch(word)), None)
    if place is None:
        return ()
    rest = list(dict.fromkeys(words[:place] + words[place + 1 :]))
    year = next((word for word in rest[:1] if YEAR.fullmatch(word)), "")
    codes = [word for word in rest if word != year][:MOST_CODES]
    chosen = [
        _key(words[place], [*([chosen_year] if chosen_year else []), *some])
        for chosen_year in dict.fromkeys((year, ""))
        for count in range(len(codes), -1, -1)
        for some in combinations(codes, count)
    ]
    return tuple(dict.fromkeys([_key(words[place], rest), *chosen]))


def number_keys(text: str) -> tuple[str, ...]:
    """Return the keys that may be meant in what was typed, the fullest first; a sequence alone only where it is all."""
    words = [_figure(word) for word in _with_codes(folded_words(text))]
    found: dict[str, int] = {}
    for start in range(len(words) if any(word[0].isdigit() for word in words) else 0):
        most = _LONGEST_WHOLE if not start or SEQUENCE.fullmatch(words[start]) else _LONGEST
        for end in range(start + 1, min(start + most, len(words)) + 1):
            is_all = end - start == len(words)
            for key in _keys_of_run(words[start:end], is_all=is_all):
                found.setdefault(key, end - start)
    return tuple(sorted(found, key=lambda key: -found[key]))


def keys_of_all(text: str) -> tuple[str, ...]:
    """Return the keys that would be meant if what was typed is a number and nothing else."""
    words = [_figure(word) for word in _with_codes(folded_words(text))]
    return tuple(_keys_of_run(words, is_all=True)) if len(words) <= _LONGEST_WHOLE else ()


def _with_codes(words: list[str]):
    """Yield the words with types written out replaced by their codes, and "số" left out."""
    place = 0
    while place < len(words):
        for length in (4, 2):
            code = TYPE_WORDS.get(tuple(words[place : place + length]))
            if code:
                yield code
                place += length
                break
        else:
            yield from _parts(words[place : place + 1])
            place += 1


def _parts(words: list[str]):
    """Yield the words of a number as they are compared: "số" left out, what was run together taken apart."""
    for word in words:
        if apart := _RUN_TOGETHER.fullmatch(word):
            yield from apart.groups()
        elif word not in {"so", "ky", "hieu"}:
            yield word


def _keys_of_run(words: list[str], *, is_all: bool) -> list[str]:
    """Return the keys of a run of words that is a number and nothing else: one for each figure that may be its sequence."""
    digits = [place for place, word in enumerate(words) if word[0].isdigit() and SEQUENCE.fullmatch(word)]
    if not digits or (len(digits) == len(words) and not is_all):
        return []  # within other words "7/2020" is a month
    return list(dict.fromkeys(_key(words[place], words[:place] + words[place + 1 :]) for place in digits))


def _key(sequence: str, rest: Iterable[str]) -> str:
    """Return a number's sequence and its other parts in one order, whatever the order they were written in."""
    return " ".join([sequence, *sorted(set(rest))])


def _figure(word: str) -> str:
    """Return a part of a number as it is compared: a figure without the noughts before it."""
    figure = SEQUENCE.fullmatch(word) if word[0].isdigit() else None
    return "".join(figure.groups()) if figure else word
