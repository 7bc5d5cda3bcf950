"""Letters without their marks, one for one: what is found in the bare text is cut out of the printed one at the same place."""

import re
import unicodedata
from functools import lru_cache

_LOOK_ALIKES = {"Ð": "d", "ð": "d", "Ɖ": "d", "đ": "d", "Đ": "d", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-"}
_UPPER, _LOWER = re.compile(r"[^\W\d_]"), re.compile(r"\s+")


@lru_cache(maxsize=4096)
def _bare_letter(letter: str) -> str:
    if letter in _LOOK_ALIKES:
        return _LOOK_ALIKES[letter]
    return (unicodedata.normalize("NFKD", letter.lower())[:1] or letter) if letter.isalnum() else letter


def bare(text: str) -> str:
    """Return a text in small letters without marks, as long as it was."""
    return "".join(map(_bare_letter, text))


def key(text: str) -> str:
    """Return what two printings of the same words share: bare letters and figures, single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", bare(text)))


def is_capital(text: str) -> bool:
    """Whether a text is set in capitals; a letter or two that a scan has garbled do not matter."""
    letters = _UPPER.findall(text)
    small = sum(letter.islower() for letter in letters)
    return len(letters) >= 2 and small <= len(letters) // 12


def one_line(text: str) -> str:
    return _LOWER.sub(" ", text).strip()


def capital_end(text: str) -> str:
    """Return the words in capitals that a line ends with, after what a stamp left before them."""
    words = text.split()
    kept: list[str] = []
    while words and words[-1].strip(".,:;_|").isupper() and not re.search(r"\d", words[-1]):
        kept.insert(0, words.pop())
    return " ".join(kept)
