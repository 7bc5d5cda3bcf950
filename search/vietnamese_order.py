"""The order of Vietnamese words, as a dictionary has it: a ă â … d đ e ê …, and among words alike by their tones.

The same order in both databases, under one name: PostgreSQL has it from ICU, SQLite is taught it when a connection opens.
Made for lists that a person reads, such as registers; the great tables are ordered by date.
"""

import unicodedata
from functools import lru_cache

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.functions import Collate

COLLATION = "vi-x-icu"

_LETTERS = {letter: number for number, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple:
    """Return what orders a text: its letters first, then its tones, then small before capital."""
    signs = [_place_and_tone(sign) for sign in unicodedata.normalize("NFC", text)]
    return tuple(place for place, _ in signs), tuple(tone for _, tone in signs), text.swapcase()


@lru_cache(maxsize=4096)
def _place_and_tone(sign: str) -> tuple[tuple, int]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((mark for mark in parts if mark in _TONES), "")
    letter = unicodedata.normalize("NFC", parts.replace(tone, "")).lower() if tone else sign.lower()
    # Signs and figures stand before letters, foreign letters after them.
    place = (1, _LETTERS[letter], "") if letter in _LETTERS else (2 if letter.isalpha() else 0, 0, letter)
    return place, _TONES.get(tone, 0)


def by_name(field: str = "name") -> OrderBy:
    """Return the expression that orders rows by a name the Vietnamese way."""
    return Collate(F(field), COLLATION).asc()


def compare(one: str, other: str) -> int:
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


def teach(connection, **kwargs) -> None:
    """Give a new SQLite connection the order that PostgreSQL has by itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare)
