"""Numbers of documents as people type them: `qd 517 snv`, `517-qd-snv` and `QĐ 517` all ask for 517/QĐ-SNV.

A number is a sequence, perhaps a year, and codes (of type and issuer). Someone who asks gives the sequence and some of the
rest, in any order; a key is one such choice, in one order.
"""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import combinations, takewhile

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
    ("van", "ban", "hop", "nhat"): "vbhn",
}
# What people call a document whose number has no code for its type; left out where a figure follows.
CALLED = {("cong", "van"), ("van", "ban"), ("luat",), ("bo", "luat"), ("lenh",), ("cv",)}
# So many of a number's words may be left out in any choice; of a number of thirteen ministries people type the first, or all.
MOST_CODES = 6
YEAR = re.compile(r"(19|20)\d\d")
SEQUENCE = re.compile(r"0*(\d+)([a-z]?)")
# Typed without anything between: a sequence and the code after it ("517qd", "68qh13"), a code of a type and the figure after it.
_RUN_TOGETHER = re.compile(r"(\d+)([a-z]{2,}\d*)")
_TYPE_AND_FIGURE = re.compile(
    rf"({'|'.join([*TYPE_WORDS.values(), 'nqlt', 'lct', 'sl'])})(\d+(?:[a-z](?![a-z]))?)([a-z]*)"
)
# A sequence and a year in one figure: "52026qd" may be 5/2026.
_WITH_YEAR = re.compile(r"(\d{1,4})((?:19|20)\d\d)")
_LONGEST = 8
# A number longer than that is meant only where it begins with its sequence, or is all that was typed.
_LONGEST_WHOLE = 24


def keys_of_number(number: str) -> tuple[str, ...]:
    """Return every key by which a document of this number may be asked for; the whole ones first."""
    whole, rest = _whole_and_rest(number)
    return tuple(dict.fromkeys([*whole, *rest]))


def whole_keys(number: str) -> tuple[str, ...]:
    """Return the keys that leave nothing of this number out: its parts in one order, and its codes run together as printed."""
    return tuple(dict.fromkeys(_whole_and_rest(number)[0]))


def _whole_and_rest(number: str) -> tuple[list[str], list[str]]:
    words = [_figure(word) for word in _parts(folded_words(number))]
    place = next((place for place, word in enumerate(words) if SEQUENCE.fullmatch(word)), None)
    if place is None:
        return [], []
    rest = list(dict.fromkeys(words[:place] + words[place + 1 :]))
    figures = list(takewhile(lambda word: word[0].isdigit(), rest))  # 66.20/2026/NQ-CP has one more
    year = next((word for word in figures if YEAR.fullmatch(word)), "")
    codes = [word for word in rest if word != year]
    years = list(dict.fromkeys((year, "")))
    chosen = [
        _key(words[place], [*([one] if one else []), *some])
        for one in years
        for count in range(min(len(codes), MOST_CODES), -1, -1)
        for some in combinations(codes[:MOST_CODES], count)
    ]
    letters = rest[len(figures) :]
    joined = [
        in_order([words[place], *(figure for figure in figures if figure != year or one)], letters[:end])
        for one in years
        for end in range(len(letters), 0, -1)
    ]
    return [*joined[:1], _key(words[place], rest)], [*joined[1:], *chosen]


def number_keys(text: str) -> dict[str, int]:
    """Return the keys that may be meant in what was typed, the fullest first, and of how many different words each is.

    A sequence alone only where it is all.
    """
    words = [_figure(word) for word in _with_codes(folded_words(text))]
    found: dict[str, tuple[int, int]] = {}
    for start in range(len(words) if any(word[0].isdigit() for word in words) else 0):
        most = _LONGEST_WHOLE if not start or SEQUENCE.fullmatch(words[start]) else _LONGEST
        for end in range(start + 1, min(start + most, len(words)) + 1):
            is_all = end - start == len(words)
            for key in _keys_of_run(words[start:end], is_all=is_all):
                # Who types "QĐ 5/QĐ-UBND" says QĐ once.
                found[key] = max(found.get(key, (0, 0)), (len(set(words[start:end])), len(key)))
    return {key: words for key, (words, _) in sorted(found.items(), key=lambda one: one[1], reverse=True)}


def words_of_all(text: str) -> int:
    """Return of how many different words a number is that is all that was typed, what it is called included."""
    return len({_figure(word) for word in _with_codes(folded_words(text), called=())})


def _with_codes(words: list[str], *, called: Container[tuple[str, ...]] = CALLED) -> Iterator[str]:
    """Yield the words with types written out replaced by their codes; "số" is left out, and what a document is `called`."""
    place = 0
    while place < len(words):
        for length in (4, 2, 1):
            these = tuple(words[place : place + length])
            if these in TYPE_WORDS:
                yield TYPE_WORDS[these]
                place += length
                break
            if these in called and _is_figure(words[place + length : place + length + 2]):
                place += length
                break
        else:
            yield from _parts(words[place : place + 1])
            place += 1


def _is_figure(words: list[str]) -> bool:
    """Say whether a number follows: "công văn 517", "luật số 57"."""
    return bool(words) and (words[0][0].isdigit() or (len(words) > 1 and words[0] == "so" and words[1][0].isdigit()))


def _parts(words: list[str]) -> Iterator[str]:
    """Yield the words of a number as they are compared: "số" left out, what was run together taken apart."""
    for word in words:
        apart = _RUN_TOGETHER.fullmatch(word) or _TYPE_AND_FIGURE.fullmatch(word)
        if apart:
            yield from filter(None, apart.groups())
        elif word not in {"so", "ky", "hieu"}:
            yield word


def _keys_of_run(words: list[str], *, is_all: bool) -> list[str]:
    """Return the keys of a run of words that is a number and nothing else: one for each figure that may be its sequence."""
    digits = [place for place, word in enumerate(words) if word[0].isdigit() and SEQUENCE.fullmatch(word)]
    if not digits or (len(digits) == len(words) and not is_all):
        return []  # within other words "7/2020" is a month
    keys = [_key(words[place], words[:place] + words[place + 1 :]) for place in digits]
    return list(dict.fromkeys([*_keys_in_order(words), *keys]))


def _keys_in_order(words: list[str]) -> list[str]:
    """Return the keys in order that these words, a sequence, perhaps a year, and codes, may mean."""
    figures = list(takewhile(lambda word: word[0].isdigit(), words))
    codes = words[len(figures) :]
    if not figures or not codes or not SEQUENCE.fullmatch(figures[0]):
        return []
    keys = [in_order(figures, codes)]
    if len(figures) == 1 and (apart := _WITH_YEAR.fullmatch(figures[0])):
        keys.append(in_order(apart.groups(), codes))
    return keys


def in_order(figures: Iterable[str], codes: Iterable[str]) -> str:
    """Return the key that has the codes run together, and all as it is printed: whoever types so leaves out what is between."""
    return ":".join([*figures, "".join(codes)])


def is_in_order(key: str) -> bool:
    return ":" in key


def _key(sequence: str, rest: Iterable[str]) -> str:
    """Return a number's sequence and its other parts in one order, whatever the order they were written in."""
    return " ".join([sequence, *sorted(set(rest))])


def _figure(word: str) -> str:
    """Return a part of a number as it is compared: a figure without the noughts before it."""
    figure = SEQUENCE.fullmatch(word) if word[0].isdigit() else None
    return "".join(figure.groups()) if figure else word
