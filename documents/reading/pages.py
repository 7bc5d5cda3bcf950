"""A file's pages as they are kept: lines in Unicode, what was converted, and which pages are pictures of paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from documents.reading.pieces import Paragraph, RawPage, Run
from editorial.legacy_text import LegacyEncoding, convert, encodings_of, is_capital_font

# A page that pictures cover this much, with less text than this, is a scan: a signature's stamp is not its text.
SCAN_IMAGE_SHARE = 0.5
SCAN_TEXT_LETTERS = 350
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\uffff]")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]")


@dataclass(frozen=True)
class Line:
    """One line or paragraph. `is_capitals` says that its font draws capitals whatever was typed."""

    text: str
    is_capitals: bool = False
    confidence: float | None = None

    @property
    def as_drawn(self) -> str:
        return self.text.upper() if self.is_capitals else self.text


@dataclass(frozen=True)
class Page:
    """One page; a file without pages of its own has one.

    A recognised page was read from its picture; its `head_columns` are a second reading of the head, left and right.
    """

    lines: tuple[Line, ...] = ()
    is_scan: bool = False
    has_picture: bool = False
    is_recognised: bool = False
    head_columns: tuple[tuple[Line, ...], ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines).strip()


@dataclass(frozen=True)
class ReadText:
    """What a file says. `page_count` counts its real pages, 0 where the format has none; `pages` may be fewer."""

    pages: tuple[Page, ...]
    page_count: int = 0
    encodings: frozenset[LegacyEncoding] = frozenset()
    # A line before and after, for the officer to see that the conversion is right.
    converted_sample: tuple[tuple[str, str], ...] = field(default=())

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages).strip()

    @property
    def is_scan(self) -> bool:
        """Whether the paper's text is in pictures: most of its pages are scans."""
        scans = sum(page.is_scan for page in self.pages)
        return scans * 2 > len(self.pages)


_SAMPLE_LINES = 8


def read_pages(raw_pages: list[RawPage], *, page_count: int = 0) -> ReadText:
    """Return pages in Unicode: each run of each line is judged with its font and what stands round it."""
    runs = [run for page in raw_pages for paragraph in page.paragraphs for run in paragraph.runs]
    encodings = encodings_of([run.text for run in runs], [run.font for run in runs])
    by_run = {id(run): encoding for run, encoding in zip(runs, encodings, strict=True)}
    samples: list[tuple[str, str]] = []
    pages = []
    for page in raw_pages:
        lines = []
        for paragraph in page.paragraphs:
            line = _line(paragraph, by_run)
            lines.append(line)
            is_changed = any(by_run[id(run)] for run in paragraph.runs) and not paragraph.text.isascii()
            if is_changed and len(samples) < _SAMPLE_LINES:
                samples.append((_clean(paragraph.text), line.text))
        letters = sum(len(line.text) for line in lines)
        is_picture = page.image_share >= SCAN_IMAGE_SHARE
        is_scan = is_picture and letters < SCAN_TEXT_LETTERS
        pages.append(Page(tuple(lines), is_scan=is_scan, has_picture=is_picture))
    used = frozenset(
        encoding for run, encoding in zip(runs, encodings, strict=True) if encoding and not run.text.isascii()
    )
    return ReadText(tuple(pages), page_count, used, tuple(samples))


def _line(paragraph: Paragraph, by_run: dict) -> Line:
    text = "".join(convert(run.text, by_run[id(run)]) if by_run[id(run)] else run.text for run in paragraph.runs)
    lettered = [run for run in paragraph.runs if any(letter.isalpha() for letter in run.text)]
    return Line(
        _clean(text),
        is_capitals=bool(lettered) and all(_draws_capitals(run, by_run[id(run)]) for run in lettered),
        confidence=paragraph.confidence,
    )


def _draws_capitals(run: Run, encoding: LegacyEncoding | None) -> bool:
    return run.is_capitals or (encoding is not None and is_capital_font(run.font))


def _clean(text: str) -> str:
    # PDFium writes U+FFFE for a hyphen at the end of a line and goes on with the next line's word. Nobody cuts Vietnamese
    # words at hyphens, so it is one that was typed: QĐ-UBND.
    text = text.replace("\ufffe", "-")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROL.sub("", text))).rstrip()
