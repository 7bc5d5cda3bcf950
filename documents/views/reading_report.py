"""What the screen says of a file that was read: each field with its evidence, its clock, and what is already there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from documents import file_readings
from documents.models import DocumentRegisterPage, FileReading, LegalDocumentPage
from documents.numbers import key_of
from documents.reading.fields import NO, YES, FieldReading
from documents.reading.marks import key
from documents.vocabulary import is_normative, type_named, type_of_number
from editorial import deadlines
from editorial.calendars import working_calendar
from editorial.deadlines import DeadlineExplanation, DeadlineKind

_LABELS = {
    "number": "Số, ký hiệu",
    "document_type": "Loại văn bản",
    "issuing_body": "Cơ quan ban hành",
    "issued_on": "Ngày ban hành",
    "effective_on": "Ngày có hiệu lực",
    "abstract": "Trích yếu",
    "signed_by": "Người ký",
    "signer_capacity": "Chức vụ, tư cách ký",
    "recipients": "Nơi nhận",
}
_DAYS = ("issued_on", "effective_on")
_SITE_SENTENCES = {
    YES: "Nơi nhận có ghi Trang CCHC tỉnh.",
    NO: "Nơi nhận không ghi Trang CCHC tỉnh. Văn bản cần phổ biến rộng rãi thì ghi tên Trang ở Nơi nhận (Điều 9 khoản 3).",
    "": "Không thấy mục Nơi nhận trong tệp nên chưa biết văn bản có gửi Trang CCHC tỉnh hay không.",
}
_MOST_ALIKE = 5


@dataclass(frozen=True)
class ShownField:
    """One field as the screen shows it."""

    label: str
    value: str
    read: FieldReading

    @property
    def is_long(self) -> bool:
        return "\n" in self.value

    @property
    def state(self) -> str:
        if not self.value:
            return "missing"
        return "certain" if self.read.is_certain else "uncertain"


@dataclass(frozen=True)
class AlikeDocument:
    """A document of the register with the same number; `is_same` when date and issuer are the same as well."""

    page: LegalDocumentPage
    is_same: bool

    @property
    def url(self) -> str:
        return reverse("newsroom:history", args=[self.page.pk])


@dataclass(frozen=True)
class Report:
    """Everything the screen says of one file."""

    fields: tuple[ShownField, ...]
    site_sentence: str
    names_the_site: str
    alike: tuple[AlikeDocument, ...]
    same_file: LegalDocumentPage | None
    deadline_kind: DeadlineKind
    working_days: int
    explanation: DeadlineExplanation | None
    pages_done: int
    form_url: str
    beginning: str

    @property
    def is_registered(self) -> bool:
        return any(other.is_same for other in self.alike)

    @property
    def uncertain_count(self) -> int:
        return sum(field.state == "uncertain" for field in self.fields)


def report_on(reading: FileReading, *, on: date) -> Report:
    """Return what the screen says of a reading on a day."""
    kind = deadline_kind_of(reading, on=on)
    starts_on = reading.issued_on
    calendar = working_calendar()
    return Report(
        fields=tuple(
            _shown(reading, name) for name in _LABELS if name != "effective_on" or reading.field(name) != FieldReading()
        ),
        site_sentence=_SITE_SENTENCES[reading.field("names_the_site").value],
        names_the_site=reading.field("names_the_site").value,
        alike=tuple(_alike(reading)),
        same_file=_page_of_same_file(reading),
        deadline_kind=kind,
        working_days=deadlines.RULES[kind].working_days,
        explanation=deadlines.explain(kind, starts_on=starts_on, calendar=calendar) if starts_on else None,
        pages_done=file_readings.pages_done(reading),
        form_url=form_url(reading),
        beginning=file_readings.text_of(reading.document)[:3000],
    )


def is_normative_reading(reading: FileReading, *, on: date) -> bool:
    """Whether the paper is a normative one, by its type and number."""
    number = reading.field("number").value
    issued_on = reading.issued_on or on
    named = type_named(reading.field("document_type").value, on=issued_on)
    return is_normative(named or (type_of_number(number) if number else None), number)


def deadline_kind_of(reading: FileReading, *, on: date) -> DeadlineKind:
    """Return which limit runs: 10 working days for a normative document, 2 for any other (Điều 10 khoản 1 điểm c)."""
    if is_normative_reading(reading, on=on):
        return DeadlineKind.NORMATIVE_DOCUMENT
    return DeadlineKind.ADMINISTRATIVE_DOCUMENT


def form_url(reading: FileReading) -> str:
    """Return the address of the editor's form, to be filled from the reading; "" where there is no register yet."""
    register = DocumentRegisterPage.objects.live().first()
    if register is None:
        return ""
    address = reverse("wagtailadmin_pages:add", args=["documents", "legaldocumentpage", register.pk])
    return f"{address}?{urlencode({'tep': reading.pk, 'next': reverse('wagtailadmin_home')})}"


def _shown(reading: FileReading, name: str) -> ShownField:
    read = reading.field(name)
    value = f"{date.fromisoformat(read.value):%d/%m/%Y}" if read.value and name in _DAYS else read.value
    return ShownField(_LABELS[name], value, read)


def _alike(reading: FileReading) -> list[AlikeDocument]:
    number = reading.field("number").value
    if not number:
        return []
    issuer = key(reading.field("issuing_body").value)
    found = LegalDocumentPage.objects.filter(number_key=key_of(number)).order_by("-issued_on")[: _MOST_ALIKE * 4]
    alike = [
        AlikeDocument(page, page.issued_on == reading.issued_on and (not issuer or key(page.issuing_body) == issuer))
        for page in found
    ]
    return sorted(alike, key=lambda other: not other.is_same)[:_MOST_ALIKE]


def _page_of_same_file(reading: FileReading) -> LegalDocumentPage | None:
    return LegalDocumentPage.objects.filter(file__sha256=reading.document.sha256).exclude(file=None).first()
