"""The head of an official paper cut into cells: issuer and number on the left, national title and date on the right.

NĐ 30/2020 sets them in two columns; files give the columns one after the other, mixed line by line, or both on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.numbers import DocumentNumber, normalise
from documents.reading.figures import with_figures
from documents.reading.marks import bare, is_capital, one_line
from documents.reading.pages import Line

LONGEST_HEAD = 90
_RULE = re.compile(r"^[\W_]*$")
# A stroke between columns; the one that a scan reads for a day left blank stays: "ngày | tháng 12".
_COLUMN_GAP = re.compile(r"\t+|\s{3,}|\s*\|\s*(?!th[aá]ng)")
_RUNNING_HEAD = re.compile(
    r"^\d*\s*cong bao\s*/|^van ban quy pham phap luat$|^phan (?:van ban|thu)\b|^trang \d+|^\d{1,4}$|^ky boi\b"
)
_TITLES = re.compile(
    r".?ong hoa xa hoi chu nghia viet ?nam|doc lap ?[-.\u2022·*]? ?tu do ?[-.\u2022·*]? ?hanh phuc|dang cong san viet nam|"
    r"doan (?:tncs|thanh nien cong san) ho chi minh"
)
_BODY = re.compile(
    r"^(?:c.n cu\b|\w{1,4},? cu luat\b|thuc hien\b|theo de nghi|xet\b|de trien khai|nham\b|trong thoi gian|sau khi xem xet|"
    r"dieu 1\b|chuong i\b|phan thu nhat|(?:quyet dinh|nghi dinh|quyet nghi|nghi quyet) ?:$|chinh phu ban hanh|quoc hoi ban hanh|"
    r"[i1]\. )"
)
_TOKEN = r"(?:[A-ZĐÐ]{2}[A-Za-zĐÐđ0-9&.]*|[A-ZĐÐ][a-zđ]{1,3}[A-ZĐÐ][A-Za-zĐđ0-9]*|[A-ZĐÐ](?![^\W\d_])|TTg)"
NUMBER = re.compile(
    rf"(?P<sequence>\d{{1,6}}(?:\.\d{{1,3}})?[A-Za-zđ]?)\s*(?P<year>[/-]\s*(?:19|20)\d\d\s*(?=[/-]))?(?P<slash>[/-]?)\s*"
    rf"(?P<notation>{_TOKEN}(?:(?:\s*[-/&]\s*|\.){_TOKEN})*)"
)
_BLANK_NUMBER = re.compile(r"S[ỐốÔôOo]\s*:\s{2,}(?=[/\d])")
_SO = re.compile(r"^\W*(?:[a-z]+ ){0,3}?s[o0]\s*[:.;,]?\s*(?=[\d.…_/\s#]|$)")
_SENTENCE = re.compile(r"\bngay\b.{6,40}\bcua\b")
_SLASHES = re.compile("[\u2044\u2215]")
# The stamp of the portal that took the paper in, printed across a scan's head.
_STAMP = re.compile(r"\W*c.ng th.ng t\w{1,2} \w{2,4} t. chinh ph.\W*|\W*cong van den\W*")
DATE = re.compile(
    r"ngay\s*(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})\s*(?:nam|nãm)\s*(?P<year>\d{4})(?P<more>\d*)"
    r"|ngay\s*(?P<day2>\d{1,2})\s*[/.-]\s*(?P<month2>\d{1,2})\s*[/.-]\s*(?P<year2>\d{4})(?P<more2>\d*)"
)
DATE_LINE = re.compile(r"^\W*(?P<place>(?:[^\W\d_]+[ .\-']*){1,6}?),?\.?\s*ngay\b")


@dataclass(frozen=True)
class Cell:
    """A piece of the head that stands by itself. `line` is the whole line it was printed in: the evidence."""

    text: str
    line: str
    confidence: float | None = None
    # Its figures were letters to the recogniser: what they are is a guess.
    is_guessed: bool = False

    @property
    def bare(self) -> str:
        return bare(self.text)

    @property
    def is_capital(self) -> bool:
        return is_capital(self.text)

    @property
    def is_title(self) -> bool:
        """Whether this is the national title or motto, or the Party's."""
        return bool(_TITLES.fullmatch(self.bare.strip(" .-_")))

    @property
    def is_rule(self) -> bool:
        return bool(_RULE.match(self.text))

    @property
    def begins_text(self) -> bool:
        """Whether the text begins here: "Căn cứ …", "Điều 1." A line that begins small goes on with the one before."""
        starts = re.search(r"[^\W_]", self.text)
        is_small = bool(starts) and starts[0].islower()
        return not is_small and not self.is_title and bool(_BODY.match(re.sub(r"^\W+", "", self.bare)))


@dataclass(frozen=True)
class Head:
    """The cells before the text begins; the places of number and national title among them, -1 where not found."""

    cells: tuple[Cell, ...]
    number_at: int
    title_at: int

    def before_number(self) -> tuple[Cell, ...]:
        end = self.number_at if self.number_at >= 0 else len(self.cells)
        return self.cells[:end]


def day_of(found: re.Match[str]) -> date | None:
    """Return the day that a match of `DATE` says; None where no calendar has it."""
    try:
        return date(*(int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day")))
    except ValueError:
        return None


def head_of(lines: Iterable[Line]) -> Head:
    """Return the head that these lines begin with."""
    cells = []
    for cell in _cells(lines):
        if cells and cell.begins_text:
            break
        cells.append(cell)
        if len(cells) >= LONGEST_HEAD:
            break
    number_at = next((index for index, cell in enumerate(cells) if number_cell(cell) is not None), -1)
    title_at = next((index for index, cell in enumerate(cells) if cell.is_title), -1)
    return Head(tuple(cells), number_at, title_at)


def number_cell(cell: Cell) -> str | None:
    """Return what follows "Số:" in a cell; None where the cell says no number."""
    found = _SO.match(cell.bare)
    if not found:
        return None
    rest = cell.text[found.end() :].strip()
    # "Thông tư số … ngày … của Bộ trưởng …" is a sentence: see titles.
    if re.match(r"\W*[a-z]", cell.bare[: found.end()].replace("so", "", 1)) and _SENTENCE.search(bare(rest)):
        return None
    # "Sở Văn hóa - Thể thao" says no number.
    if bare(rest)[:1].isalpha() and re.search(r"s[ở0ơớờợỡ]\b", cell.text[: found.end()], re.IGNORECASE):
        return None
    # "Số: 1234" of a stamp for incoming papers is no notation.
    has_notation = "/" in rest or "-" in rest or NUMBER.search(rest)
    return rest if has_notation else None


def number_in(text: str) -> DocumentNumber | None:
    """Return the number and notation that a text begins with, in its official letters."""
    # A scan reads one stroke twice: 51//2025/TT-BCA, 88/QĐĐ-TTg.
    text = re.sub(r"Đ{2,}", "Đ", re.sub(r"/\s*/+", "/", normalise_letters(text)))
    found = NUMBER.match(text.strip())
    return DocumentNumber.parse(normalise(one_line(found[0]))) if found else None


def normalise_letters(text: str) -> str:
    """Return a text with the letters of numbers made right, as long as it was or shorter, nothing stripped."""
    return "".join(normalise(letter) or letter for letter in _SLASHES.sub("/", text))


def _cells(lines: Iterable[Line]) -> Iterator[Cell]:
    for line in lines:
        text = _without_stamp(line.as_drawn.strip(" \r"), line)
        if _RULE.match(text) and len(text.strip()) > 2:
            yield Cell(text.strip(), text)
        if _RULE.match(text) or _RUNNING_HEAD.match(bare(text).strip()):
            continue
        for part in _COLUMN_GAP.split(_BLANK_NUMBER.sub("Số: ", text)):
            shown = part.strip() if line.confidence is None else with_figures(part.strip())
            for piece in _pieces(shown):
                if not _RULE.match(piece):
                    yield Cell(piece, one_line(text), line.confidence, piece not in part)


def _without_stamp(text: str, line: Line) -> str:
    if line.confidence is None:
        return text
    found = _STAMP.search(bare(text))
    return f"{text[: found.start()]} {text[found.end() :]}".strip() if found else text


def columns_of(text: str) -> list[str]:
    """Return what one line has of several columns, from left to right."""
    parts = _COLUMN_GAP.split(_BLANK_NUMBER.sub("Số: ", text))
    return [piece for part in parts for piece in _pieces(part.strip()) if piece]


def _pieces(text: str) -> Iterator[str]:
    """Yield what one line has of several columns: before and after a title, and before and after a number."""
    at = 0
    for title in _TITLES.finditer(bare(text)):
        yield from _number_and_rest(text[at : title.start()].strip())
        yield text[title.start() : title.end()]
        at = title.end()
    yield from _number_and_rest(text[at:].strip())


def _number_and_rest(text: str) -> Iterator[str]:
    plain = bare(text)
    says_number, date = re.search(r"\bs[o0]\s*[:.]|^\W*s[o0]\s*(?=\d)", plain), re.search(r"\bngay\b", plain)
    if not says_number or not date or date.start() < says_number.start():
        yield text
        return
    # A title in one sentence, "Nghị định của Chính phủ số … ngày … về việc …", stays whole.
    if says_number.start() > 12:
        yield text
        return
    number = NUMBER.search(text, says_number.end())
    end = number.end() if number and number.end() <= date.start() else None
    if end is None:
        place = re.search(r"(?:[^\W\d_]+\.?\s){0,3}[^\W\d_]+\s*,?\s*$", text[says_number.end() : date.start()])
        end = says_number.end() + place.start() if place else date.start()
    yield text[:end].strip()
    yield text[end:].strip(" _.-|")


def text_begins_at(lines: Sequence[Line]) -> int:
    """Return the place of the first line of the text, after the head; 0 where it cannot be told."""
    return next((index for index, line in enumerate(lines) if Cell(line.as_drawn.strip(), "").begins_text), 0)
