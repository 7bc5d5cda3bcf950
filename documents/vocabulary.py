"""What the words of a document mean in the vocabularies: "QUYẾT ĐỊNH", "Giám đốc Sở Nội vụ tỉnh Sóc Trăng", 517/QĐ-SNV.

The vocabularies have some hundred rows: they are read whole, at most once for each question or, by `Vocabulary.load`,
once for thousands of documents.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from documents.models.vocabularies import DocumentType, IssuingBody
from documents.numbers import DocumentNumber


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Return the words as they are compared: no marks, no capitals, no stray signs; "Uỷ ban" is "Ủy ban"."""
    plain = unicodedata.normalize("NFD", (words or "").lower().replace("đ", "d").replace("ð", "d"))
    letters = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.split())


@dataclass
class Vocabulary:
    """The types and bodies, read once."""

    types: list[DocumentType]
    bodies: list[IssuingBody]
    _types_by_name: dict[str, list[DocumentType]] = field(default_factory=dict, init=False)
    _bodies_by_name: dict[str, list[IssuingBody]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for row in self.types:
            self._types_by_name.setdefault(folded(row.name), []).append(row)
        for body in self.bodies:
            for name in body.names:
                self._bodies_by_name.setdefault(folded(name), []).append(body)

    @classmethod
    def load(cls) -> "Vocabulary":
        return cls(types=list(DocumentType.objects.all()), bodies=list(IssuingBody.objects.all()))

    def learn(self, row: DocumentType | IssuingBody) -> None:
        """Know one entry more, that was added since the vocabularies were read."""
        if isinstance(row, DocumentType):
            self.types.append(row)
            self._types_by_name.setdefault(folded(row.name), []).append(row)
            return
        self.bodies.append(row)
        for name in row.names:
            self._bodies_by_name.setdefault(folded(name), []).append(row)

    def type_named(self, text: str, *, on: date | None) -> DocumentType | None:
        """Return the type that `text` names, such as "QUYẾT ĐỊNH" or "Quyết định của UBND tỉnh", as of `on`."""
        words = folded(text)
        while words:
            found = _on_the_day(self._types_by_name.get(words, []), on)
            if found:
                return found
            # "Nghị quyết của Thường trực HĐND tỉnh" is a Nghị quyết; "Quyết định về …" too.
            head, cut, _rest = words.rpartition(" cua ")
            words = head if cut else ""
        return None

    def type_of_number(self, number: str | DocumentNumber) -> DocumentType | None:
        """Return the type that a number's notation says; None where it says none (official letters, laws)."""
        parsed = number if isinstance(number, DocumentNumber) else DocumentNumber.parse(number)
        if parsed is None or not parsed.type_code:
            return None
        return next((row for row in self.types if row.abbreviation == parsed.type_code), None)

    def body_named(self, text: str, *, on: date | None) -> IssuingBody | None:
        """Return the body that `text` names, by its name or another of its names, as of `on`."""
        words = re.sub(
            r"^(bo truong|chu nhiem|tong thanh tra|thong doc) (?=bo |van phong|thanh tra|ngan hang)", "", folded(text)
        )
        return _on_the_day(self._bodies_by_name.get(words, []), on)

    def bodies_with_code(self, code: str, *, on: date | None) -> list[IssuingBody]:
        """Return the bodies whose documents carry this notation; many for UBND, one for SNV in one province and time."""
        wanted = folded(code)
        rows = [body for body in self.bodies if body.code and folded(body.code) == wanted]
        return [body for body in rows if on is None or body.exists_on(on)]


def type_named(text: str, *, on: date | None) -> DocumentType | None:
    return Vocabulary(types=list(DocumentType.objects.all()), bodies=[]).type_named(text, on=on)


def type_of_number(number: str | DocumentNumber) -> DocumentType | None:
    return Vocabulary(types=list(DocumentType.objects.all()), bodies=[]).type_of_number(number)


def is_normative(document_type: DocumentType | None, number: str) -> bool:
    """Say whether a document of this type and number is normative: it decides the limit of 10 or 2 working days."""
    if document_type is None:
        return False
    if document_type.is_normative:
        return True
    parsed = DocumentNumber.parse(number)
    return document_type.is_normative_with_year and parsed is not None and parsed.year is not None


def _on_the_day(rows: list, on: date | None):
    """Return the row in use on `on`, or the last one where none was: an old document may name a body that came later."""
    if on is not None:
        rows = [row for row in rows if row.exists_on(on)] or rows
    return rows[-1] if rows else None
