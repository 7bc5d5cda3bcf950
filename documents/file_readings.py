"""Verbs on files: read one, go on with a scan page by page; and what was read so far.

A scan's first and last pages come first: they carry the fields. Each further call reads on where the last one stopped.
"""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from documents.models import FilePage, FileReading, LegalDocumentPage
from documents.models.readings import ReadingState
from documents.reading import recognising
from documents.reading.extraction import is_readable
from documents.reading.fields import read_fields
from documents.reading.isolation import as_page, extract_apart, recognise_apart
from documents.reading.pages import Line, Page, ReadText
from documents.reading.pieces import UnreadableFileError
from editorial.file_checks import shown_name
from editorial.models import SiteDocument
from search.entries import refresh_entries

logger = logging.getLogger("cchc")

NO_LETTERS = "tệp không có chữ nào"


def reading_of(document: SiteDocument) -> FileReading | None:
    return FileReading.objects.filter(document_id=document.pk).first()


def text_of(document: SiteDocument) -> str:
    """Return everything read from a file so far, its pages one after the other."""
    return "\n".join(FilePage.objects.filter(reading__document_id=document.pk).values_list("text", flat=True))


def read_file(document: SiteDocument, *, by, at: datetime, form_key=None) -> FileReading:
    """Read a file, unless it has been read; a scan's pictures are left for `read_on`. A broken file keeps its sentence."""
    if known := reading_of(document):
        return known
    values = {"document": document, "added_by": by, "read_at": at, **({"form_key": form_key} if form_key else {})}
    try:
        if not is_readable(document.file_extension):
            raise UnreadableFileError("hệ thống chỉ đọc được tệp PDF, DOCX, DOC và RTF")
        text = extract_apart(_content(document), document.file_extension)
        if not text.is_scan and not text.text:
            raise UnreadableFileError(NO_LETTERS)
    except UnreadableFileError as error:
        sentence = f"Không đọc được tệp “{shown_name(document.filename)}”: {error}."
        return _kept(FileReading(**values, state=ReadingState.UNREADABLE, obstacle=sentence), [])
    return _kept(*_reading_from(text, values, at))


def read_on(reading: FileReading, *, at: datetime, seconds: float) -> FileReading:
    """Recognise further pages of a scan until `seconds` have passed, one at least; finished where none is left."""
    if not reading.is_unfinished:
        return reading
    if not recognising.is_available():
        return _set_state(reading, ReadingState.AWAITING_PROGRAM, obstacle=recognising.ABSENT)
    content = _content(reading.document)
    stop_at = time.monotonic() + seconds
    while (number := next_page(reading)) is not None:
        _recognise(reading, content, number, at)
        if time.monotonic() >= stop_at:
            break
    if next_page(reading) is not None:
        return _set_state(reading, ReadingState.UNDER_WAY)
    with transaction.atomic():
        _set_state(reading, ReadingState.READ)
        _tell_search(reading)
    return reading


def next_page(reading: FileReading) -> int | None:
    """Return the number of the page to recognise next: the first, the last, then in order; None where none is left."""
    waiting = FilePage.objects.filter(reading=reading, awaits_recognition=True).order_by("number")
    numbers = list(waiting.values_list("number", flat=True))
    for wanted in (1, reading.page_count):
        if wanted in numbers:
            return wanted
    return numbers[0] if numbers else None


def pages_done(reading: FileReading) -> int:
    return FilePage.objects.filter(reading=reading, awaits_recognition=False).count()


def _reading_from(text: ReadText, values: dict, at: datetime) -> tuple[FileReading, list[FilePage]]:
    reading = FileReading(
        **values,
        state=ReadingState.READ,
        page_count=text.page_count,
        is_scan=text.is_scan,
        encodings=sorted(text.encodings),
        converted_sample=[list(pair) for pair in text.converted_sample],
    )
    if text.is_scan and not recognising.is_available():
        reading.state, reading.obstacle = ReadingState.AWAITING_PROGRAM, recognising.ABSENT
    elif any(page.is_scan for page in text.pages):
        reading.state = ReadingState.UNDER_WAY if recognising.is_available() else ReadingState.READ
    if not text.is_scan:
        reading.fields = _fields(list(text.pages), at)
    pages = [
        FilePage(number=number, text=page.text, awaits_recognition=page.is_scan)
        for number, page in enumerate(text.pages, 1)
    ]
    return reading, pages


def _kept(reading: FileReading, pages: list[FilePage]) -> FileReading:
    try:
        with transaction.atomic():
            reading.save()
            for page in pages:
                page.reading = reading
            FilePage.objects.bulk_create(pages)
            _tell_search(reading)
    except IntegrityError:
        # A press that raced this one has read the same file.
        return FileReading.objects.get(document_id=reading.document_id)
    logger.info("cchc.file.read", extra={"file_id": reading.document_id, "state": reading.state})
    return reading


def _tell_search(reading: FileReading) -> None:
    """Let public documents be found by what was read from their file after they were published."""
    pages = LegalDocumentPage.objects.live().filter(file_id=reading.document_id)
    refresh_entries(pages.values_list("pk", flat=True))


def _recognise(reading: FileReading, content: bytes, number: int, at: datetime) -> None:
    is_first = number == 1
    try:
        page = recognise_apart(content, number - 1, with_head=is_first)
    except UnreadableFileError as error:
        logger.warning("cchc.file.page_unreadable", extra={"file_id": reading.document_id, "page": number})
        page = Page((Line(f"[Không nhận dạng được trang này: {error}.]"),), is_scan=True, is_recognised=True)
    with transaction.atomic():
        FilePage.objects.filter(reading=reading, number=number).update(
            text=page.text, awaits_recognition=False, is_recognised=True
        )
        if is_first or number == reading.page_count:
            reading.head = {**reading.head, "first" if is_first else "last": asdict(page)}
        if "first" in reading.head:
            reading.fields = _fields(_pages_with_heads(reading), at)
        reading.save(update_fields=["head", "fields"])


def _pages_with_heads(reading: FileReading) -> list[Page]:
    """Return the pages known so far; the first and the last with the confidence of their words."""
    pages = []
    for row in FilePage.objects.filter(reading=reading, awaits_recognition=False):
        kept = reading.head.get("first") if row.number == 1 else None
        kept = kept or (reading.head.get("last") if row.number == reading.page_count else None)
        lines = tuple(map(Line, row.text.split("\n")))
        pages.append(as_page(kept) if kept else Page(lines, is_scan=row.is_recognised, is_recognised=row.is_recognised))
    return pages


def _fields(pages: list[Page], at: datetime) -> dict[str, dict]:
    return {name: asdict(field) for name, field in read_fields(pages, on=timezone.localdate(at)).items()}


def _set_state(reading: FileReading, state: ReadingState, *, obstacle: str = "") -> FileReading:
    reading.state, reading.obstacle = state, obstacle
    reading.save(update_fields=["state", "obstacle"])
    return reading


def _content(document: SiteDocument) -> bytes:
    try:
        with document.file.storage.open(document.file.name, "rb") as stream:
            return stream.read()
    except FileNotFoundError as error:
        raise UnreadableFileError("nội dung của tệp không còn trong kho tệp") from error
