"""Cuts the text of a document into what people cite: its preamble, its articles (Điều n), its annexes.

Pure, over lines: the page shows the pieces and links them, the index finds them, both under the same anchors (#dieu-5).
A decision and the regulation it issues both count from Điều 1: the second Điều 1 has the anchor "dieu-1-2".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_ARTICLE = re.compile(r"^(?:Điều|ĐIỀU)\s+(?P<number>\d{1,3}[a-zđ]?)(?P<stop>\s*[.:]|\s*$)\s*(?P<title>.*)$")
_DIVISION = re.compile(
    r"^(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?:[IVXLC]{1,7}|\d{1,3}|(?:thứ|THỨ)\s+\S+)\b"
)
_ANNEX = re.compile(r"^(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?(?P<number>[IVXLC]{1,7}|\d{1,3}[a-z]?))?(?=\s*$|\s*[.:(–-])")
_ATTACHED = re.compile(
    r"^(?:QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN|HƯỚNG DẪN|DANH MỤC|QUY TRÌNH)$"
)
LONGEST_TITLE = 200
MOST_LINES_OF_A_NAME = 5


@dataclass(frozen=True)
class Line:
    """A line of a text: its words, and the page of the file it stands on, where it comes from a file."""

    text: str
    file_page: int | None = None


@dataclass(frozen=True)
class Piece:
    """A part of a document that can be named and linked. The preamble has no anchor and no label."""

    anchor: str = ""
    label: str = ""
    title: str = ""
    division: str = ""
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def heading(self) -> str:
        return f"{self.label}. {self.title}" if self.title and self.label else self.label or self.title

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def file_page(self) -> int | None:
        return self.lines[0].file_page if self.lines else None


@dataclass(frozen=True)
class _Start:
    """Where a piece begins: the line's place, and what the line says."""

    place: int
    anchor: str
    label: str
    title: str
    division: str


def lines_of(text: str, *, file_page: int | None = None) -> list[Line]:
    return [Line(" ".join(line.split()), file_page) for line in text.splitlines() if line.strip()]


def cut(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """Return the pieces of a document in their order: nothing of the text is left out."""
    lines = tuple(lines)
    starts = list(_starts(lines))
    places = [*(start.place for start in starts), len(lines)]
    pieces = [Piece(lines=lines[: places[0]])]
    for start, end in zip(starts, places[1:], strict=True):
        pieces.append(Piece(start.anchor, start.label, start.title, start.division, lines[start.place : end]))
    return tuple(piece for piece in pieces if piece.lines)


def anchors(texts: Iterable[str]) -> dict[int, str]:
    """Return, by its place, the anchor of each line that begins a piece; for marking them where they are shown."""
    lines = tuple(Line(" ".join(text.split())) for text in texts)
    return {start.place: start.anchor for start in _starts(lines)}


def articles(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that a table of contents names."""
    return [piece for piece in pieces if piece.anchor]


def _starts(lines: tuple[Line, ...]) -> Iterator[_Start]:
    taken: set[str] = set()
    division, last_number = "", 0
    for place, line in enumerate(lines):
        if _DIVISION.match(line.text) and len(line.text) <= LONGEST_TITLE:
            division = _with_name(lines, place)
            continue
        match = _ARTICLE.match(line.text)
        if match and _follows(match, last_number):
            last_number = int(re.match(r"\d+", match["number"])[0])
            label = f"Điều {match['number']}"
            yield _Start(place, _anchor(f"dieu-{match['number']}", taken), label, _title(match["title"]), division)
            continue
        annex = _ANNEX.match(line.text)
        if annex and len(line.text) <= LONGEST_TITLE:
            number = (annex["number"] or "").lower()
            label = f"Phụ lục {annex['number']}" if number else "Phụ lục"
            division, last_number = "", 0
            title = _title(line.text[annex.end() :].strip(" .:–-"))
            yield _Start(place, _anchor(f"phu-luc-{number}".rstrip("-"), taken), label, title, "")
        elif last_number and _ATTACHED.match(line.text):
            division, last_number = "", 0
            yield _Start(place, _anchor("kem-theo", taken), line.text, "", "")


def _follows(match: re.Match, last_number: int) -> bool:
    """Tell an article's head from words about one: "Điều 5 của Luật này" has no stop, and heads count upwards or begin anew."""
    number = int(re.match(r"\d+", match["number"])[0])
    if not match["stop"].strip() and match["title"]:
        return False
    return number in (1, last_number, last_number + 1) or (bool(match["stop"].strip()) and number > last_number)


def _anchor(wanted: str, taken: set[str]) -> str:
    wanted = wanted.replace("đ", "d")
    anchor, count = wanted, 1
    while anchor in taken:
        count += 1
        anchor = f"{wanted}-{count}"
    taken.add(anchor)
    return anchor


def _title(text: str) -> str:
    """Return the words after "Điều 5." where they are a title: short, and not a sentence of the text itself."""
    text = text.strip()
    return text if len(text) <= LONGEST_TITLE and not text.endswith((".", ";", ":", ",", "./.")) else ""


def _with_name(lines: tuple[Line, ...], place: int) -> str:
    """Return "Chương II. Tổ chức thực hiện": the name often stands on the lines below, in capitals, cut by the paper's edge."""
    head = lines[place].text
    name: list[str] = []
    for line in lines[place + 1 : place + 1 + MOST_LINES_OF_A_NAME]:
        if not _is_capital(line.text) or _DIVISION.match(line.text) or _ANNEX.match(line.text):
            break
        name.append(line.text)
    joined = " ".join(name)
    return f"{head}. {joined}" if joined and len(joined) <= LONGEST_TITLE else head


def _is_capital(text: str) -> bool:
    return text.upper() == text and any(letter.isalpha() for letter in text)
