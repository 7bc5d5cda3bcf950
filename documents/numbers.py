"""The number and notation of a document: 517/QĐ-SNV, 04/2022/QĐ-UBND, 68/2014/QH13 (NĐ 30/2020, phụ lục III).

Pure. Numbers are kept as printed; two that differ only in spaces, capitals, leading zeros or wrong letters are the same
number, and have the same `key`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters that look like ours and are not: Icelandic Eth, African D, Cyrillic, Greek, full-width signs come by NFKC; and what
# TCVN3 and VNI keep Đ as, where the rest of a number has no letter to know them by.
_LOOK_ALIKES = str.maketrans(
    "ÐðƉɖ§ÑАВЕЅІЈКМНОРСТУХаеоросухТΑΒΕΗΙΚΜΝΟΡΤΥΧ",
    "ĐđĐđĐĐABESIJKMHOPCTYXaeopocyxTABEHIKMNOPTYX",
)
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad\u02d7_]")
_SLASHES = re.compile("[\u2044\u2215\\\\]")
_LEAD = re.compile(r"^.*?\b(?:số|so)\s*[:.]?\s*(?=\d)", re.IGNORECASE | re.DOTALL)
_EDGES = " .,;:'\"“”‘’*[]…"
_FOOTNOTE = re.compile(r"\(\d{1,2}\)$")
# 517/QĐ-SNV, 66.5/2025/NQ-CP, 08a/2010/TT-BTP, 23-L/CTN, 119-CP, 1830 QĐ-UBND; 35/2002/QĐ.UBNDT until some years ago
_SHAPE = re.compile(
    r"^(?P<sequence>\d{1,6}(?:\.\d{1,3})?[A-Za-zĐđ]?)"
    r"(?:(?P<separator>[/-])(?P<year>(?:19|20)\d\d)(?=[/-]))?"
    r"[/ -](?P<notation>(?=[^\d\s])[^\W_](?:[\w&/\-() ]|\.(?=[A-ZĐ]))*)$"
)

# What the notation of a document may begin with: NĐ 30/2020 phụ lục III, and the normative types.
TYPE_CODES = (
    *("NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ"),
    *("BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL"),
    *("NĐ", "TT", "TTLT", "NQLT", "VBHN", "L", "LCT", "PL"),
)


@dataclass(frozen=True)
class DocumentNumber:
    """A number as printed, in its parts. `type_code` is empty for an official letter and for acts of the National Assembly."""

    text: str
    sequence: str
    year: int | None
    type_code: str
    issuer_code: str

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber | None":
        """Return the number that `text` is, or None where it is none: a bare figure, a date, a word."""
        text = normalise(text)
        match = _SHAPE.match(text)
        if match is None:
            return None
        type_code, issuer_code = _parts_of(match["notation"])
        year = int(match["year"]) if match["year"] else None
        return cls(text=text, sequence=match["sequence"], year=year, type_code=type_code, issuer_code=issuer_code)

    @property
    def key(self) -> str:
        return key_of(self.text)

    @property
    def sort_key(self) -> tuple[int, float, str]:
        """Order by year, then by the running number."""
        figure = re.match(r"\d+(?:\.\d+)?", self.sequence)
        return (self.year or 0, float(figure[0]) if figure else 0.0, self.key)


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Return a number as it should have been typed: one form of letters, no stray spaces, marks or words around it."""
    text = unicodedata.normalize("NFKC", text or "").translate(_LOOK_ALIKES)
    text = _SLASHES.sub("/", _DASHES.sub("-", text.replace("\u200b", "").replace("\ufeff", "")))
    text = " ".join(text.split())
    text = _LEAD.sub("", text)
    text = _FOOTNOTE.sub("", text.strip(_EDGES))
    text = re.sub(r"\s*([/-])\s*", r"\1", text.strip(_EDGES))
    # "1830 QĐ-UBND": the slash was forgotten.
    text = re.sub(r"^(\d{1,6}[a-zđ]?) (?=[A-ZĐ][A-Za-zĐđ]*[-/])", r"\1/", text)
    return re.sub(r"\s*&\s*", "&", text).rstrip("/-")


def key_of(text: str) -> str:
    """Return what two spellings of one number share: plain letters and figures, parts joined by "-", no leading zeros."""
    plain = slug_of(text)
    return re.sub(r"^0+(?=\d)", "", plain)


@lru_cache(maxsize=4096)
def slug_of(text: str) -> str:
    """Return the number for an address, as printed: 04/2022/QĐ-UBND becomes 04-2022-qd-ubnd."""
    text = normalise(text).replace("Đ", "D").replace("đ", "d").replace("&", "")
    letters = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()
    letters = re.sub(r"(?<=[a-z]) (?=[a-z])", "", letters)
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _folded(code: str) -> str:
    return code.upper().replace("Đ", "D")


# "HĐ" is a contract and "HD" a guideline: exact letters are asked first, folded ones only where they mean one thing.
_EXACT = {code: code for code in TYPE_CODES}
_BY_CAPITALS = {code.upper(): code for code in TYPE_CODES}
_BY_FOLD = {
    fold: next(code for code in TYPE_CODES if _folded(code) == fold)
    for fold in {_folded(code) for code in TYPE_CODES}
    if sum(_folded(code) == fold for code in TYPE_CODES) == 1
}


def type_code_of(token: str) -> str:
    """Return the abbreviation of a type that this part of a notation is, in its official letters; "" if it is none."""
    return _EXACT.get(token) or _BY_CAPITALS.get(token.upper()) or _BY_FOLD.get(_folded(token)) or ""


def _parts_of(notation: str) -> tuple[str, str]:
    """Return type and issuer of a notation: QĐ-SNV, UBND-KT, QH13, L/CTN, TTLT-BTC-BQP."""
    head, _, rest = re.sub(r"[/.]", "-", notation).partition("-")
    code = type_code_of(head.strip())
    if code:
        return code, rest.strip("- ")
    return "", notation.strip()
