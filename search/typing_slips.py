"""What a word may have been meant to be: typing left undone by an input method (telex, VNI), and slips of one letter.

Pure. Words are folded: without marks, in small letters. What of it is a word at all, the index's own vocabulary says.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LETTERS = "abcdeghiklmnopqrstuvxy"  # of Vietnamese words without marks
_VOWELS = frozenset("aeiouy")
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TELEX_TONES = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT}
_VNI_TONES = {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT}
_VNI_SHAPES = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306")}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

DECODED, SWAPPED, DOUBLED, NEAR, MISSING, EXTRA, OTHER, JOINED = range(8)


@dataclass(frozen=True)
class Meant:
    """A word that may have been meant: folded, how it came to be mistyped, and its marks where the typing tells them.

    `form` is as `analysis.marked_form` has it; a word that was two run together has a space between them.
    """

    folded: str
    slip: int
    form: str = ""


def meanings(word: str) -> list[Meant]:
    """Return what `word` may have been meant to be, each once, the likeliest kind of slip first."""
    found: dict[str, Meant] = {}
    for decoded in (from_telex(word), from_vni(word)):
        if decoded:
            found[decoded.folded] = decoded
    if word.isalpha():
        for meant in sorted(_one_letter_off(word), key=lambda meant: meant.slip):
            found.setdefault(meant.folded, meant)
    found.pop(word, None)
    return list(found.values())


def from_telex(word: str) -> Meant | None:
    """Return the syllable that telex keys spell: "hanhf" is hành, "ddoois" is đối, "nuwowcs" is nước."""
    letters, tone = _without_tone(word, _TELEX_TONES)
    letters, stroke = _stroke(letters)
    shaped = "".join(_telex_shapes(letters))
    if not tone and not stroke and shaped == word:
        return None
    return _meant(shaped, tone, stroke)


def from_vni(word: str) -> Meant | None:
    """Return the syllable that VNI keys spell: "hanh2" is hành, "d9o6i1" is đối."""
    if word.isalpha() or word.isdigit() or not word[0].isalpha():
        return None
    letters, tone = _without_tone(word, _VNI_TONES)
    stroke = "9" in letters and letters.startswith("d")
    letters = letters.replace("9", "", 1) if stroke else letters
    for key, (vowels, mark) in _VNI_SHAPES.items():
        if key in letters:
            letters = letters.replace(key, "")
            letters = "".join(letter + mark if letter in vowels else letter for letter in letters)
    if any(letter.isdigit() for letter in letters):
        return None
    return _meant(letters, tone, stroke)


def _without_tone(word: str, tones: dict[str, str]) -> tuple[str, str]:
    """Return the word without its last tone key that stands after a vowel, and the tone."""
    first = next((place for place, letter in enumerate(word) if letter in _VOWELS), len(word))
    for place in range(len(word) - 1, first, -1):
        if word[place] in tones:
            return word[:place] + word[place + 1 :], tones[word[place]]
    return word, ""


def _stroke(letters: str) -> tuple[str, bool]:
    """Return the letters with the second d of đ gone, wherever it was typed, and whether there was one."""
    place = letters.find("d", 1)
    if not letters.startswith("d") or place < 0:
        return letters, False
    return letters[:place] + letters[place + 1 :], True


def _telex_shapes(letters: str) -> Iterator[str]:
    """Yield the letters with aa, ee, oo and w made the marks they stand for."""
    doubled = next((vowel for vowel in "aeo" if letters.count(vowel) == 2), "")
    has_horn = "w" in letters[1:]
    vowels = [letter for letter in letters if letter in _VOWELS]
    seen, before = False, ""
    for letter in letters:
        if letter == doubled:
            if not seen:
                yield letter + "\u0302"
            seen = True
        elif has_horn and letter == "w":
            if before not in "aou":
                yield "u\u031b"  # w alone is ư
        elif has_horn and letter == "a" and "u" not in vowels:
            yield "a\u0306"
        elif has_horn and letter in "ou":
            yield letter + "\u031b"
        else:
            yield letter
        before = letter


def _meant(shaped: str, tone: str, stroke: bool) -> Meant | None:
    folded = "".join(letter for letter in shaped if not unicodedata.combining(letter))
    if not folded.isascii() or not _VOWELS.intersection(folded):
        return None
    form = ("đ" + shaped[1:] if stroke else shaped) + tone
    return Meant(folded, DECODED, form)


def _one_letter_off(word: str) -> Iterator[Meant]:
    for place in range(len(word)):
        rest = word[place + 1 :]
        is_doubled = place > 0 and word[place] == word[place - 1]
        yield Meant(word[:place] + rest, DOUBLED if is_doubled else EXTRA)
        if rest:
            yield Meant(word[:place] + rest[0] + word[place] + rest[1:], SWAPPED)
            yield Meant(f"{word[: place + 1]} {rest}", JOINED)
        for letter in LETTERS:
            yield Meant(word[:place] + letter + rest, NEAR if _are_near(word[place], letter) else OTHER)
    for place in range(len(word) + 1):
        for letter in LETTERS:
            yield Meant(word[:place] + letter + word[place:], MISSING)


def _are_near(one: str, other: str) -> bool:
    """Say whether two letters lie side by side on a keyboard."""
    places = [(row, keys.find(letter)) for letter in (one, other) for row, keys in enumerate(_ROWS) if letter in keys]
    if len(places) < 2:
        return False
    (row, place), (other_row, other_place) = places
    return abs(row - other_row) <= 1 and abs(place - other_place) <= 1


_SYLLABLE = re.compile(
    r"(?:qu|gi|ngh?|nh|kh|ph|th|tr|ch|gh|[bcdghklmnprstvx])?"
    r"(?:a(?:ch?|[imoptuy]|n[gh]?)?|e(?:ch?|[mopt]|n[gh]?|u)?|i(?:a|ch?|[mptu]|nh?|e(?:[cmptu]|ng?))?|"
    r"o(?:[cimpt]|ng?|a(?:ch?|[imoty]|n[gh]?)?|e[nt]?|o(?:c|ng))?|u(?:[cimptu]|ng?|a(?:n?g?|[ty])|e(?:ch|nh)?|"
    r"o(?:[cimptu]|ng?)|y(?:a|ch|[tu]|nh?|e[nt])?)?|y(?:e[mntu])?)"
)


def is_syllable(folded: str) -> bool:
    """Say whether a word without marks may be a Vietnamese syllable as it stands."""
    return bool(_SYLLABLE.fullmatch(folded))
