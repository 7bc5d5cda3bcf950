"""What an official paper says of itself: number, type, issuer, date, abstract, signer, recipients, each with its evidence.

A field is certain only where two things in the paper agree, such as the type's name and its abbreviation in the number; a scan's
only where two readings of its picture agree. Everything else is shown with its line and left to the officer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents.numbers import DocumentNumber
from documents.reading import titles
from documents.reading.abstracts import abstract_of
from documents.reading.date_lines import date_among, passed_day, place_of
from documents.reading.doubts import annexes_agree, is_doubtful
from documents.reading.effect_days import effect_day
from documents.reading.heads import Cell, Head, head_of, number_cell, number_in, text_begins_at
from documents.reading.issuer_codes import agrees_with, body_of_code
from documents.reading.issuers import is_central, issuer_lines, issuer_of
from documents.reading.marks import capital_end, key
from documents.reading.pages import Line, Page
from documents.reading.signatures import recipients_of, signature_of
from documents.reading.types import (
    CONSOLIDATED,
    OFFICIAL_LETTER,
    TYPE_BY_CODE,
    type_at_end,
    type_at_start,
    type_of_words,
)

FIELD_NAMES = (
    *("number", "document_type", "issuing_body", "issued_on", "effective_on"),
    *("abstract", "signed_by", "signer_capacity", "recipients", "names_the_site"),
)
YES, NO = "yes", "no"
FIRST_YEAR = 1945
_FIRST_PAGES = 2
_BODY_LETTERS = 60_000


@dataclass(frozen=True)
class FieldReading:
    """One field as read. `value` is empty where nothing was found; dates are ISO; `evidence` is the line it stands in."""

    value: str = ""
    is_certain: bool = False
    evidence: str = ""


_NOT_FOUND = FieldReading()


def read_fields(pages: Sequence[Page], *, on: date) -> Mapping[str, FieldReading]:
    """Return every field of `FIELD_NAMES`; `on` is today: a paper dated later is misread or mistyped."""
    lines = [line for page in pages for line in page.lines]
    return _Reader(lines, pages, on).fields()


class _Reader:
    """One paper being read: its head, its whole text, and the second reading of a scan's head."""

    def __init__(self, lines: Sequence[Line], pages: Sequence[Page], on: date) -> None:
        self.on = on
        self.lines = lines
        self.is_scan = bool(pages) and (pages[0].is_recognised or pages[0].has_picture)
        self.body = "\n".join(line.text for line in lines)[:_BODY_LETTERS]
        first = [line for page in pages[:_FIRST_PAGES] for line in page.lines]
        self.head = head_of(first)
        columns = pages[0].head_columns if pages else ()
        self.column_heads: tuple[Head, ...] = tuple(head_of(column) for column in columns)
        self.title = titles.title_of(self.head)
        self._is_own_title = not self.is_scan and not self.title.may_be_another

    def fields(self) -> dict[str, FieldReading]:
        number, parsed = self.number()
        issued_on = self.issued_on(parsed)
        document_type = self.document_type(parsed)
        signature = signature_of(self._after_head())
        recipients = recipients_of(self._after_head())
        names_it = {True: YES, False: NO, None: ""}[recipients.names_the_site]
        is_text = not self.is_scan
        return {
            "number": number,
            "document_type": document_type,
            "issuing_body": self.issuing_body(parsed),
            "issued_on": issued_on,
            "effective_on": self.effective_on(issued_on),
            "abstract": self.abstract(),
            "signed_by": FieldReading(signature.name, signature.is_clear and is_text, signature.evidence),
            "signer_capacity": FieldReading(signature.capacity, signature.is_clear and is_text, signature.evidence),
            "recipients": FieldReading(recipients.text, is_text and bool(recipients.text), recipients.evidence),
            "names_the_site": FieldReading(
                names_it, names_it == YES or (bool(names_it) and is_text), recipients.evidence
            ),
        }

    def number(self) -> tuple[FieldReading, DocumentNumber | None]:
        cell, parsed = _number_among(self.head.cells)
        if parsed is None and self.title.number:
            return FieldReading(self.title.number.text, self._is_own_title, self.title.evidence), self.title.number
        if parsed is None:
            _, parsed_again = self._second_number()
            if parsed_again:
                return FieldReading(parsed_again.text, False, self._evidence_of(cell)), parsed_again
            return FieldReading("", False, self._evidence_of(cell)), _blank_number(cell)
        is_certain = (
            not is_doubtful(cell, parsed)
            and self._years_agree(parsed)
            and self._head_agrees(parsed)
            and annexes_agree(self.lines, parsed)
        )
        if self.is_scan:
            is_certain = is_certain and not cell.is_guessed and self._is_agreed_number(parsed)
        return FieldReading(parsed.text, is_certain, self._evidence_of(cell)), parsed

    def _second_number(self) -> tuple[Cell | None, DocumentNumber | None]:
        """The number as the left column reads by itself; the right one has the ends of sentences that name others."""
        for head in self.column_heads[:1]:
            cell, parsed = _number_among(head.cells)
            if parsed:
                return cell, parsed
        return None, None

    def _is_agreed_number(self, parsed: DocumentNumber) -> bool:
        _, again = self._second_number()
        return again is not None and again.key == parsed.key

    def _head_agrees(self, parsed: DocumentNumber) -> bool:
        """Whether the type and the issuer that the head prints are those that the number abbreviates."""
        _, named = _type_among(self.head.cells)
        is_other_type = named in TYPE_BY_CODE.values() and TYPE_BY_CODE.get(parsed.type_code, named) != named
        lacks_type = (
            not parsed.type_code and parsed.issuer_code[:2] not in ("QH", "UB") and named in TYPE_BY_CODE.values()
        )
        issuer, _ = self._issuer_in(self.head, place_of(date_among(self.head.cells)[0]))
        is_other_issuer = bool(issuer) and agrees_with(issuer, parsed.issuer_code) is False
        return not (is_other_type or lacks_type or is_other_issuer)

    def _years_agree(self, parsed: DocumentNumber) -> bool:
        _, day, _ = date_among(self.head.cells)
        return parsed.year is None or day is None or parsed.year == day.year

    def issued_on(self, number: DocumentNumber | None) -> FieldReading:
        cell, day, is_clean = date_among(self.head.cells)
        if day is None and self.title.issued_on:
            return FieldReading(self.title.issued_on.isoformat(), self._is_own_title, self.title.evidence)
        if day is None:
            # What was passed on one day may bear another: that of its signing.
            day, evidence = passed_day(self.lines) if cell is None else (None, cell.line)
            return FieldReading(day.isoformat() if day else "", False, evidence)
        is_certain = is_clean and self._is_likely(day, number)
        if self.is_scan:
            agreed = [date_among(head.cells)[1] for head in self.column_heads]
            is_certain = is_certain and day in agreed
        return FieldReading(day.isoformat(), is_certain, cell.line)

    def _is_likely(self, day: date, number: DocumentNumber | None) -> bool:
        is_past = day.year >= FIRST_YEAR and day <= self.on
        return is_past and (number is None or number.year is None or number.year == day.year)

    def effective_on(self, issued_on: FieldReading) -> FieldReading:
        signed = date.fromisoformat(issued_on.value) if issued_on.value else None
        found = effect_day("\n".join(line.text for line in self.lines), issued_on=signed)
        if found.day is None:
            return FieldReading(evidence=found.evidence)
        is_certain = found.is_clear and issued_on.is_certain and not self.is_scan
        return FieldReading(found.day.isoformat(), is_certain, found.evidence)

    def document_type(self, number: DocumentNumber | None) -> FieldReading:
        by_code = TYPE_BY_CODE.get(number.type_code, "") if number else ""
        at, named = _type_among(self.head.cells)
        evidence = self.head.cells[at].line if named else ""
        if not named and self.title.document_type:
            named, evidence = self.title.document_type, self.title.evidence
        if named:
            agrees = not by_code or by_code == named
            # A consolidated text is headed by the type of what it consolidates.
            if by_code == CONSOLIDATED:
                return FieldReading(by_code, not self.is_scan, self._number_line())
            return FieldReading(named if agrees or not self.is_scan else by_code, agrees, evidence)
        if by_code:
            return FieldReading(by_code, False, self._number_line())
        letter = next((cell for cell in self.head.cells if re.match(r"^\W*(?:v/v\b|kinh gui)", cell.bare)), None)
        if letter and number is not None:
            return FieldReading(OFFICIAL_LETTER, True, letter.line)
        return FieldReading(OFFICIAL_LETTER if letter else "", False, self._evidence_of(letter))

    def issuing_body(self, number: DocumentNumber | None) -> FieldReading:
        code = number.issuer_code if number else ""
        place_cell, _, _ = date_among(self.head.cells)
        place = place_of(place_cell)
        candidates = [self._issuer_in(self.head, place)]
        candidates += [self._issuer_in(head, place) for head in self.column_heads[:1]]
        if self.title.issuing_body:
            candidates.append((self.title.issuing_body, self.title.evidence))
        readings = [key(name) for name, _ in candidates]
        for name, evidence in candidates:
            if name and agrees_with(name, code):
                is_certain = not self.is_scan or is_central(name) or readings.count(key(name)) > 1
                return FieldReading(name, is_certain, evidence)
        if by_code := body_of_code(code):
            return FieldReading(by_code, not any(name for name, _ in candidates), self._number_line())
        name, evidence = next(((name, evidence) for name, evidence in candidates if name), ("", ""))
        return FieldReading(name, False, evidence)

    def _issuer_in(self, head: Head, place: str) -> tuple[str, str]:
        lines = issuer_lines(head.before_number())
        evidence = " / ".join(dict.fromkeys(line.line for line in lines))
        return issuer_of(lines, self.body, place=place), evidence

    def abstract(self) -> FieldReading:
        at, named = _type_among(self.head.cells)
        text, evidence, is_clean = abstract_of(self.head, at, named)
        if not text and self.title.abstract:
            return FieldReading(self.title.abstract, False, self.title.evidence)
        return FieldReading(text, is_clean and not self.is_scan, evidence)

    def _after_head(self) -> Sequence[Line]:
        """The lines after the head: what stands there is no signature."""
        return self.lines[text_begins_at(self.lines) or min(8, len(self.lines) // 4) :]

    def _number_line(self) -> str:
        return self._evidence_of(_number_among(self.head.cells)[0])

    @staticmethod
    def _evidence_of(cell: Cell | None) -> str:
        return cell.line if cell else ""


def _number_among(cells: Sequence[Cell]) -> tuple[Cell | None, DocumentNumber | None]:
    """Return the cell that says the number, and the number where it can be read: stamps and blanks are passed over."""
    first = None
    for index, cell in enumerate(cells):
        rest = number_cell(cell)
        if rest is None:
            continue
        if rest.endswith("-") and index + 1 < len(cells):
            rest += cells[index + 1].text
        first = first or cell
        if re.match(r"^[\s#]*\d", rest) and (parsed := number_in(rest)):
            return cell, parsed
    return first, None


def _blank_number(cell: Cell | None) -> DocumentNumber | None:
    """Return what a number left blank still says, "Số:     /QĐ-UBND": its type and issuer."""
    rest = number_cell(cell) if cell else None
    if not rest:
        return None
    notation = re.sub(r"^[^/-]*[/-]\s*(?:(?:19|20)\d\d\s*[/-]\s*)?", "", rest)
    return number_in(f"1/{notation}")


def _type_among(cells: Sequence[Cell]) -> tuple[int, str]:
    """Return the place of the line that names the type, and the type; -1 and "" where no line does."""
    for at, cell in enumerate(cells):
        if not cell.is_capital and not type_of_words(cell.text):
            if (ending := capital_end(cell.text)) and (named := type_of_words(ending)):
                return at, named
            continue
        if named := type_of_words(cell.text) or type_at_start(cell.text)[0] or type_at_end(cell.text):
            return at, named
    return -1, ""
