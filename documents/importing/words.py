"""The words of a cell as they should have been typed: one form of letters, no stray signs, capitals where a title begins."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

# Marks of a web page only: "<một cửa>" are words.
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|hr|li|ol|td|th|tr|ul|div|img|sub|sup|font|span|table|tbody|strong|h[1-6]|o:p)\b[^<>]*>",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:v/v|về\s+v/v)\s*:?\s*", re.IGNORECASE)
# Letters of other alphabets that print like ours: Icelandic Eth and African D for Đ.
_WRONG_LETTERS = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_QUOTES = "\"'“”‘’"
# Signs that do not print: control characters but tab and new line, joiners, marks of direction, halves of pairs.
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
LONGEST_URL = 1_000
_SHORT = 80


def plain(value: object) -> str:
    """Return the text of a cell: NFC, without marks of HTML or signs that do not print; lines are kept."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, (plain(part) for part in value)))
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet's 517.0
    text = unicodedata.normalize("NFC", str(value)).translate(_WRONG_LETTERS)
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return _UNPRINTED.sub("", text).strip()


def line(value: object) -> str:
    """Return the text of a cell on one line."""
    if value is None:
        return ""
    # Types, bodies and signers are the same in row after row.
    return _short_line(value) if isinstance(value, str) and len(value) <= _SHORT else _on_one_line(value)


def _on_one_line(value: object) -> str:
    return " ".join(plain(value).split())


_short_line = lru_cache(maxsize=4096)(_on_one_line)


def sentence(value: object) -> str:
    """Return an abstract or a title: it begins with a capital, "V/v" is written out, no full stop at its end."""
    text = line(value)
    if text.count('"') % 2:
        text = text.strip(_QUOTES + " ")
    text = _ABOUT.sub("Về việc ", text).rstrip(" .;,")
    return text[:1].upper() + text[1:]


def person(value: object) -> str:
    """Return a name; one in capitals only is written as names are: TRẦN QUỐC TUẤN becomes Trần Quốc Tuấn."""
    text = line(value)
    if text.isupper():
        return " ".join(word[:1] + word[1:].lower() for word in text.split(" "))
    return text


def cut(text: str, longest: int) -> str:
    """Return `text` within `longest` letters, cut between words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;.-") + "…"


def link(value: object) -> str:
    """Return a web address with its signs written as addresses are. Raises ValueError where it is none."""
    text = line(value)
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        raise ValueError(text)
    address = quote(text, safe=":/?#[]@!$&'()*+,;=%~")
    if len(address) > LONGEST_URL:
        raise ValueError(text)
    return address
