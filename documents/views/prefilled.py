"""Wagtail's form of a new document, filled with what was read from a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.create import CreateView

from documents.file_marks import FILLED, value_for_page
from documents.models import FileReading, LegalDocumentPage
from documents.views.reading import may_see
from documents.views.reading_report import is_normative_reading
from editorial import clock

_LONGEST_TITLE, _LONGEST_SUMMARY = 255, 500


def fill_from_file(request: HttpRequest, parent, page_class) -> HttpResponse | None:
    """Answer the opening of an empty form that names a reading (`?tep=`); None for any other."""
    if request.method != "GET" or page_class is not LegalDocumentPage or not request.GET.get("tep", "").isdecimal():
        return None
    reading = FileReading.objects.select_related("document").filter(pk=request.GET["tep"]).first()
    if reading is None or not may_see(reading, request.user):
        return None
    model = LegalDocumentPage._meta
    return PrefilledCreateView.as_view(reading=reading)(request, model.app_label, model.model_name, parent.pk)


def fill(page: LegalDocumentPage, reading: FileReading) -> None:
    """Write into an unsaved document what its file says; the officer sees each field marked before it is kept."""
    for name, read_name in FILLED.items():
        value = value_for_page(read_name, reading.field(read_name))
        if value is not None:
            longest = getattr(page._meta.get_field(name), "max_length", None)
            setattr(page, name, value[:longest] if longest and isinstance(value, str) else value)
    page.file = reading.document
    page.is_normative = is_normative_reading(reading, on=clock.today())
    page.title = _title(page)[:_LONGEST_TITLE]
    page.summary = page.abstract[:_LONGEST_SUMMARY]
    # Two forms opened from one file are one item.
    page.translation_key = reading.form_key


def _title(page: LegalDocumentPage) -> str:
    """Return the title that readers know a document by: "Quyết định số 517/QĐ-SNV ban hành Quy chế …"."""
    parts = [page.document_type, f"số {page.number}" if page.number else "", _begun_small(page.abstract)]
    return " ".join(part for part in parts if part)


def _begun_small(abstract: str) -> str:
    text = abstract.capitalize() if abstract.isupper() else abstract
    return text[:1].lower() + text[1:]


class PrefilledCreateView(CreateView):
    """Wagtail's own view; only what stands in the form at first is ours."""

    reading: FileReading | None = None

    def run_hook(self, hook_name: str, *args, **kwargs):
        # The hooks have run: this view is the answer of one of them.
        return None if hook_name == "before_create_page" else super().run_hook(hook_name, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        fill(self.page, self.reading)
        return super().get(request)
