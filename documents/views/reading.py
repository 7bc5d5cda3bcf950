""" "Thêm văn bản": an officer drops a file, sees what was read from it, and goes on to a form that is filled."""

from __future__ import annotations

import uuid
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.models import Collection

from documents import file_readings
from documents.models import FileReading
from documents.upload_forms import AddDocumentForm
from documents.views.reading_report import report_on
from editorial import approval, clock
from editorial.models import SiteDocument
from editorial.permissions import is_administrator
from editorial.views.screens import ScreenView

SECONDS_A_REQUEST = 4
LONGEST_TITLE = 255


class AddDocumentView(ScreenView):
    """The place to drop a file."""

    template_name = "documents/admin/add_document.html"
    page_title = "Thêm văn bản"
    header_icon = "doc-full"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._answer(AddDocumentForm(initial={"form_key": uuid.uuid4()}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self._obstacles():
            return self._answer(AddDocumentForm(), status=403)
        form = AddDocumentForm(request.POST, request.FILES)
        if known := _reading_with_key(request.POST.get("form_key", "")):
            return redirect("add_document:reading", known.pk)
        if not form.is_valid():
            return self._answer(form, status=400)
        reading = _take_in(form.cleaned_data["file"], by=request.user, form_key=form.cleaned_data["form_key"])
        return redirect("add_document:reading", reading.pk)

    def _obstacles(self) -> list[str]:
        return approval.contribution_obstacles(self.request.user, on=clock.today())

    def _answer(self, form: AddDocumentForm, *, status: int = 200) -> HttpResponse:
        obstacles = self._obstacles()
        context = self.get_context_data(form=form, obstacles=obstacles)
        return self.render_to_response(context, status=403 if obstacles else status)


class ReadingView(ScreenView):
    """What was read from one file; a scan is read on from here, page by page."""

    template_name = "documents/admin/reading.html"
    page_title = "Nội dung đọc từ tệp"
    header_icon = "doc-full-inverse"

    def setup(self, request: HttpRequest, reading_id: int, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.reading = get_object_or_404(FileReading.objects.select_related("document", "added_by"), pk=reading_id)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_see(self.reading, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.reading.document.filename

    def get_trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("add_document:add"), "label": AddDocumentView.page_title}]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data(report=report_on(self.reading, on=clock.today())))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Read on for some seconds, then say how far it is."""
        reading = file_readings.read_on(self.reading, at=clock.now(), seconds=SECONDS_A_REQUEST)
        if request.accepts("text/html"):
            return redirect("add_document:reading", reading.pk)
        return JsonResponse(
            {
                "done": file_readings.pages_done(reading),
                "total": reading.page_count,
                "finished": reading.state != FileReading.State.UNDER_WAY,
            }
        )


def may_see(reading: FileReading, user) -> bool:
    """Whether a person may see what was read: who added the file, and whoever sees every draft."""
    from agencies.standing import standing_of

    today = clock.today()
    if reading.added_by_id == user.pk and not approval.contribution_obstacles(user, on=today):
        return True
    return standing_of(user, on=today).is_on_board or is_administrator(user, on=today)


def _reading_with_key(key: str) -> FileReading | None:
    try:
        return FileReading.objects.filter(form_key=uuid.UUID(key)).first()
    except ValueError:
        return None


def _take_in(uploaded, *, by, form_key) -> FileReading:
    """Keep the file, private until a public page shows it, and read it."""
    title = PurePosixPath(uploaded.name).stem.replace("_", " ")[:LONGEST_TITLE] or uploaded.name[:LONGEST_TITLE]
    document = SiteDocument(
        title=title, file=uploaded, uploaded_by_user=by, collection=Collection.get_first_root_node()
    )
    document._set_document_file_metadata()  # as Wagtail's own upload does
    document.save()
    return file_readings.read_file(document, by=by, at=clock.now(), form_key=form_key)
