"""What was read from a document's file, said beside each field of its form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.models.readings import FileReading
from documents.reading.fields import YES, FieldReading
from editorial.forms import ContributedPageForm

LONGEST_EVIDENCE = 200
# The fields of a document that a file's reading fills, and those of the reading.
FILLED = {
    "number": "number",
    "document_type": "document_type",
    "issuing_body": "issuing_body",
    "issued_on": "issued_on",
    "effective_on": "effective_on",
    "abstract": "abstract",
    "signed_by": "signed_by",
    "signer_capacity": "signer_capacity",
    "recipients": "recipients",
    "names_the_site": "names_the_site",
}


class FormMarkedByFile(ContributedPageForm):
    """Says beside each field whether the file says the same, as long as it does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reading := FileReading.objects.filter(document_id=self._file_id()).first():
            for name, read_name in FILLED.items():
                self._mark(name, reading.field(read_name))

    def _file_id(self) -> int | None:
        chosen = str(self.data.get("file") or "") if self.is_bound else str(self.instance.file_id or "")
        return int(chosen) if chosen.isdecimal() else None

    def _mark(self, name: str, read: FieldReading) -> None:
        if name not in self.fields or not read.value:
            return
        field = self.fields[name]
        field.help_text = format_html("{} {}", field.help_text, mark_of(read)) if field.help_text else mark_of(read)


def mark_of(read: FieldReading) -> SafeString:
    """Return the words beside a field: read from the file, or to be looked at, with the line it stands in."""
    evidence = read.evidence if len(read.evidence) <= LONGEST_EVIDENCE else f"{read.evidence[:LONGEST_EVIDENCE]}…"
    told = format_html(" “{}”", evidence) if evidence else ""
    if read.is_certain:
        return format_html('<span class="document-read">Đọc từ tệp:{}</span>', told or " có trong tệp")
    return format_html('<strong class="document-unsure">Chưa chắc, xin kiểm tra với tệp:{}</strong>', told)


def value_for_page(name: str, read: FieldReading) -> Any:
    """Return a field as the page keeps it; None where nothing was read."""
    if not read.value:
        return None
    if name == "names_the_site":
        return read.value == YES
    if name in ("issued_on", "effective_on"):
        return date.fromisoformat(read.value)
    return read.value
