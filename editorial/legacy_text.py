"""Recognise text in the encodings that came before Unicode, TCVN3 and VNI, and convert it (Quy chế 517, Điều 9 khoản 1).

A stretch is converted when its words are Vietnamese read that way and are not as they stand; the name of a font is a witness, not
the judge: documents keep `.VnTime` in their lists of fonts long after their text became Unicode. Case stays as typed: a capital
font draws other letters than it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from editorial.legacy_tables import TCVN3, VNI_ALONE, VNI_CIRCUMFLEX, VNI_ON_A, VNI_TONES
from editorial.vietnamese_syllables import is_vietnamese_syllable


class LegacyEncoding(StrEnum):
    """An encoding from before Unicode, by the name people know it by."""

    TCVN3 = "TCVN3"
    VNI = "VNI"

    @property
    def label(self) -> str:
        return "TCVN3 (ABC)" if self is LegacyEncoding.TCVN3 else "VNI"


@dataclass(frozen=True)
class ConvertedText:
    """A text as it is kept. `encodings` names what was converted; empty means that nothing was touched."""

    text: str
    encodings: frozenset[LegacyEncoding] = frozenset()


@dataclass(frozen=True)
class Witness:
    """How many marked words of a stretch are Vietnamese as they stand, and read as each encoding."""

    words: int
    as_is: int
    tcvn3: int
    vni: int
    has_unicode_letters: bool

    def read_as(self, encoding: LegacyEncoding) -> int:
        return self.tcvn3 if encoding is LegacyEncoding.TCVN3 else self.vni


# A legacy text has words whose share that converts well is at least this; names and abbreviations make up the rest.
_LEAST_SHARE = 0.6
# In a text that has Unicode letters elsewhere, fewer words than this are taken for a foreign name or a sign.
_LEAST_WORDS_IN_UNICODE_TEXT = 3
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–—…\u00a0]+")
_ABC_FONT = re.compile(r"^(?:\.[Vv][Nn][A-Za-z0-9]|Vn[A-Z][a-z])")
_VNI_FONT = re.compile(r"^vni[- ]", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_VNI_PAIR = re.compile(r"([aeouyôö])([ùøûõïâáàåãäêéèúüë])", re.IGNORECASE)
# PDFium takes the ư that ends a line for a hyphen, writes U+FFFE and goes on with the next line's word.
_BROKEN_AT_HORN = re.compile(r"(?<=[a-z])\ufffe(?=[^\W\d])")
# Where a file does not carry its font, the reader of PDFs writes a plain hyphen for it: tr-ëng.
_HYPHEN_FOR_HORN = re.compile(r"(?<![^\s(\"“'/])([bcdghklmnpqrstvx®]{1,3})-([^\s\d!-/:-@]{0,4})(?![^\W\d_])")
_SIGNS = frozenset("−∙•")


def encoding_of_font(font: str) -> LegacyEncoding | None:
    """Return the encoding that a font's name promises; None for fonts of Unicode and for fonts not known."""
    name = _SUBSET.sub("", font.strip())
    if _ABC_FONT.match(name):
        return LegacyEncoding.TCVN3
    return LegacyEncoding.VNI if _VNI_FONT.match(name) else None


def is_capital_font(font: str) -> bool:
    """Whether a font draws small letters as capitals: ABC's own with an H at the end, such as `.VnTimeH`."""
    name = _SUBSET.sub("", font.strip()).split(",")[0]
    return bool(_ABC_FONT.match(name)) and name.endswith("H")


def convert(text: str, encoding: LegacyEncoding) -> str:
    """Return a text of one encoding in Unicode, NFC."""
    return _from_tcvn3(text) if encoding is LegacyEncoding.TCVN3 else _from_vni(text)


def recognise(text: str, *, font: str = "") -> LegacyEncoding | None:
    """Return the encoding of one stretch of text, alone; None where it is Unicode, or where nothing tells."""
    return _judge(_witness(text), encoding_of_font(font), is_among_unicode=False)


def converted(text: str) -> ConvertedText:
    """Return a text of which no font is known, such as a paste, converted paragraph by paragraph."""
    lines = text.split("\n")
    encodings = encodings_of(lines, [""] * len(lines))
    if reads_well_in(lines, encodings) < 2:
        return ConvertedText(text)  # one word may be a foreign name, or a unit: µm
    kept = [convert(line, encoding) if encoding else line for line, encoding in zip(lines, encodings, strict=True)]
    return ConvertedText("\n".join(kept), frozenset(encoding for encoding in encodings if encoding))


def reads_well_in(stretches: Sequence[str], encodings: Sequence[LegacyEncoding | None]) -> int:
    """Return how many words of the stretches are Vietnamese when read in the encodings judged for them."""
    pairs = zip(stretches, encodings, strict=True)
    return sum(_witness(stretch).read_as(encoding) for stretch, encoding in pairs if encoding)


def legacy_warning(text: str) -> str:
    """Return a Vietnamese sentence where a text holds legacy letters; empty where it does not."""
    found = converted(text)
    if not found.encodings:
        return ""
    names = ", ".join(sorted(encoding.label for encoding in found.encodings))
    return (
        f"Văn bản gõ bằng bảng mã cũ {names}, không phải Unicode (Điều 9 khoản 1 yêu cầu Unicode TCVN 6909:2001). "
        f"Sau khi chuyển, phần đầu là: “{_beginning(found.text)}”."
    )


_ENCODINGS = tuple(LegacyEncoding)
_SHORT = 60


def encodings_of(stretches: Sequence[str], fonts: Sequence[str]) -> list[LegacyEncoding | None]:
    """Return the encoding of each stretch of one document, in order, with the names of their fonts where known.

    A stretch that reads equally well both ways follows what stands beside it in the same font.
    """
    witnesses = [_witness(stretch) for stretch in stretches]
    is_among_unicode = any(witness.has_unicode_letters for witness in witnesses)
    judged = [
        _judge(witness, encoding_of_font(font), is_among_unicode=is_among_unicode)
        for witness, font in zip(witnesses, fonts, strict=True)
    ]
    for index, witness in enumerate(witnesses):
        if judged[index] is None and witness.words and not witness.has_unicode_letters:
            at = _nearest(judged, witnesses, index)
            is_alike = at is not None and fonts[index] in ("", fonts[at])
            beside = judged[at] if is_alike else None
            if beside and witness.read_as(beside) >= witness.as_is:
                judged[index] = beside
    return judged


def _judge(witness: Witness, promised: LegacyEncoding | None, *, is_among_unicode: bool) -> LegacyEncoding | None:
    if witness.has_unicode_letters or not (witness.words or promised):
        return None
    if promised and (not witness.words or witness.read_as(promised) >= witness.as_is):
        return promised
    best = max(_ENCODINGS, key=witness.read_as)
    well = witness.read_as(best)
    least = _LEAST_WORDS_IN_UNICODE_TEXT if is_among_unicode else 1
    return best if well >= least and well > witness.as_is and well >= _LEAST_SHARE * witness.words else None


def _witness(text: str) -> Witness:
    # The cells of a register say the same in row after row.
    return _short_witness(text) if len(text) <= _SHORT else _counted(text)


def _counted(text: str) -> Witness:
    """Count the words that carry anything beyond ASCII, three ways."""
    marked = [] if text.isascii() else [word for word in _WORD.findall(text) if not word.isascii()]
    # A sign by itself is none: in a formula × would be read as "ì".
    read = [_readings(word) for word in marked if any(map(str.isalpha, word))]
    return Witness(
        words=len(read),
        as_is=sum(word[0] for word in read),
        tcvn3=sum(word[1] for word in read),
        vni=sum(word[2] for word in read),
        has_unicode_letters=any(word[3] for word in read),
    )


_short_witness = lru_cache(maxsize=4096)(_counted)


@lru_cache(maxsize=65536)
def _readings(word: str) -> tuple[bool, bool, bool, bool]:
    """Say whether a word is Vietnamese as it stands, as TCVN3, as VNI; and whether it holds letters of Unicode alone."""
    composed = unicodedata.normalize("NFC", word)
    return (
        is_vietnamese_syllable(composed),
        is_vietnamese_syllable(_from_tcvn3(word)),
        is_vietnamese_syllable(_from_vni(word)),
        any(map(_is_unicode_vietnamese, composed)),
    )


def _is_unicode_vietnamese(letter: str) -> bool:
    """Whether a letter of quốc ngữ lies where no byte of an old encoding leads."""
    return "\u1ea0" <= letter <= "\u1ef9" or letter in "ăĂđĐĩĨũŨơƠưƯ"


def _nearest(judged: list[LegacyEncoding | None], witnesses: list[Witness], index: int) -> int | None:
    """Return the place of the nearest stretch that was judged, looking back, then on; Unicode beside it ends the search."""
    for neighbours in (range(index - 1, -1, -1), range(index + 1, len(judged))):
        for other in neighbours:
            if judged[other]:
                return other
            if witnesses[other].has_unicode_letters:
                return None
    return None


def _from_tcvn3(text: str) -> str:
    letters = []
    text = _HYPHEN_FOR_HORN.sub(_horn_again, _BROKEN_AT_HORN.sub("\xad ", text))
    for index, letter in enumerate(text):
        if letter in _SIGNS and not _is_within_word(text, index):
            letters.append(letter)
        else:
            letters.append(TCVN3.get(letter, letter))
    return _with_capitals(text, "".join(letters))


def _horn_again(found: re.Match[str]) -> str:
    word = found[1] + "\xad" + found[2]
    return word if is_vietnamese_syllable("".join(TCVN3.get(letter, letter) for letter in word)) else found[0]


def _is_within_word(text: str, index: int) -> bool:
    """Whether a sign stands for a letter: one stands before it, or it begins a word written small."""
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if before.isalpha() or (before in TCVN3 and before not in _SIGNS):
        return text[index] != "−" or not after.isdigit()
    return text[index] == "−" and (after.islower() or (after in TCVN3 and after not in _SIGNS))


def _with_capitals(old: str, new: str) -> str:
    """Raise what a capital word holds in small letters: the old tables have no capitals with tones."""
    if old == new:
        return new
    spans = [found.span() for found in re.finditer(r"[^\W\d_]+", new)]
    loud = [_is_loud(old[start:end]) for start, end in spans]
    spoken = [
        is_loud is True and is_vietnamese_syllable(new[start:end])
        for is_loud, (start, end) in zip(loud, spans, strict=True)
    ]
    pieces, at = [], 0
    for index, (start, end) in enumerate(spans):
        word = new[start:end]
        beside = spoken[max(0, index - 1) : index] + spoken[index + 1 : index + 2]
        is_capital = loud[index] if loud[index] is not None else bool(beside) and all(beside)
        pieces += [new[at:start], word.upper() if is_capital else word]
        at = end
    return "".join([*pieces, new[at:]])


def _is_loud(word: str) -> bool | None:
    """Whether a word is written in capitals; None where one capital or no letter of its own leaves it open."""
    small = any("a" <= letter <= "z" for letter in word)
    capitals = sum("A" <= letter <= "Z" or letter in "¡¢£¤¥¦§" for letter in word)
    if small or not capitals:
        return False if small else None
    return True if capitals > 1 else None


def _from_vni(text: str) -> str:
    joined = _VNI_PAIR.sub(_vni_letter, text)
    return unicodedata.normalize("NFC", "".join(_vni_alone(letter) for letter in joined))


def _vni_letter(pair: re.Match[str]) -> str:
    base, mark = pair[1], pair[2].lower()
    small = base.lower()
    if mark in VNI_TONES:
        made = VNI_ALONE.get(small, small) + VNI_TONES[mark]
    elif mark in VNI_CIRCUMFLEX and small in "aeo":
        made = small + "\u0302" + VNI_CIRCUMFLEX[mark]
    elif mark in VNI_ON_A and small == "a":
        made = VNI_ON_A[mark]
    else:
        return pair[0]
    made = unicodedata.normalize("NFC", made)
    # Beyond Latin-1, so that the letters that stand alone are not looked up in it again.
    return _SHELTER.get(made, made) if base == small else _SHELTER.get(made.upper(), made.upper())


# Letters that VNI pairs make and that its table also gives another meaning alone: kept apart (NFD) until the text is whole.
_SHELTER = {letter: unicodedata.normalize("NFD", letter) for letter in "óòôÓÒÔ"}


def _vni_alone(letter: str) -> str:
    small = VNI_ALONE.get(letter.lower())
    if small is None:
        return letter
    return small if letter.islower() else small.upper()


def _beginning(text: str, length: int = 120) -> str:
    words: Iterable[str] = text.split()
    shown = " ".join(words)
    return shown if len(shown) <= length else shown[:length].rsplit(" ", 1)[0] + "…"
