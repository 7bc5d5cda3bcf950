"""Numbers of documents as people type them: `qd 517 snv`, `517-qd-snv` and `QĐ 517` all ask for 517/QĐ-SNV.

A number is a sequence, perhaps a year, and codes (of type and issuer). Someone who asks gives the sequence and some of the
rest, in any order; a key is one such choice, in one order.
"""

import re
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
MOST_CODES = 6
YEAR = re.compile(r"(19|20)\d\d")
SEQUENCE = re.compile(r"0*(\d+)([a-z]?)")
_LONGEST = 8


def keys_of_number(number: str) -> tuple[str, ...]:
    """Return every key by which a document of this number may be asked for; the whole one first."""
    words = folded_words(number)
    if not words or not SEQUENCE.fullmatch(words[0]):
        return ()
    year = words[1] if len(words) > 1 and YEAR.fullmatch(words[1]) else ""
    codes = sorted(set(words[2 if year else 1 :]))[:MOST_CODES]
    keys = [
        _key(words[0], chosen_year, chosen)
        for chosen_year in dict.fromkeys((year, ""))
        for count in range(len(codes), -1, -1)
        for chosen in combinations(codes, count)
    ]
    return tuple(dict.fromkeys(keys))


def number_keys(text: str) -> tuple[str, ...]:
    """Return the keys that may be meant in what was typed, the fullest first; a sequence alone only where it is all."""
    words = [*_with_codes(folded_words(text))]
    found: dict[str, int] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            for key in _keys_of_run(words[start:end], is_all=end - start == len(words)):
                found.setdefault(key, end - start)
    return tuple(sorted(found, key=lambda key: -found[key]))


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
            if words[place] not in {"so", "ky", "hieu"}:
                yield words[place]
            place += 1


def _keys_of_run(words: list[str], *, is_all: bool) -> list[str]:
    """Return the keys of a run of words that is a number and nothing else."""
    digits = [word for word in words if SEQUENCE.fullmatch(word)]
    codes = [word for word in words if word not in digits]
    if not 1 <= len(digits) <= 2 or len(codes) > MOST_CODES or len(set(codes)) < len(codes):
        return []
    if not codes and not is_all:
        return []  # within other words "7/2020" is a month
    if len(digits) == 1:
        return [_key(digits[0], "", sorted(codes))]
    orders = (digits, digits[::-1])
    return [_key(first, year, sorted(codes)) for first, year in orders if YEAR.fullmatch(year)]


def _key(sequence: str, year: str, codes) -> str:
    number, letter = SEQUENCE.fullmatch(sequence).groups()
    return " ".join([number + letter, *([year] if year else []), *codes])
