"""Where the agency and the board deal with the errors that readers reported."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from agencies.standing import standing_of
from editorial import clock
from editorial.views.screens import ScreenView, attempt
from feedback import error_reports
from feedback.error_report_list import desk_of, with_clock
from feedback.models import ErrorReport

ROWS_PER_PAGE = 25
ACTS = {"tiep-thu": error_reports.accept, "khong-sua": error_reports.decline}


class ErrorReportsPart(Component):
    """The reports that wait for a person, on their desk."""

    template_name = "feedback/admin/desk_part.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"desk": desk_of(standing_of(self.user, on=clock.today()))}


class ErrorReportsItem(MenuItem):
    """The way to the list, for whoever may deal with a report."""

    def is_shown(self, request) -> bool:
        standing = standing_of(request.user, on=clock.today())
        return standing.is_on_board or standing.appointment_to(*error_reports.AGENCY_POSTS) is not None


class ErrorReportsView(ScreenView):
    """Every report that concerns the reader, the open ones first to fall due."""

    template_name = "feedback/admin/error_reports.html"
    page_title = "Báo lỗi của bạn đọc"
    header_icon = "warning"

    def get_context_data(self, **kwargs):
        on = clock.today()
        wants_closed = self.request.GET.get("da-xong") == "1"
        concerning = error_reports.concerning(standing_of(self.request.user, on=on))
        found = concerning.exclude(closed_at=None) if wants_closed else concerning.open().by_due_date()
        page = Paginator(found, ROWS_PER_PAGE).get_page(self.request.GET.get("trang"))
        return {
            **super().get_context_data(**kwargs),
            "wants_closed": wants_closed,
            "rows": with_clock(page.object_list, on=on),
            "page": page,
        }


class ErrorReportView(ScreenView):
    """One report, and the two answers to it."""

    template_name = "feedback/admin/error_report.html"
    page_title = "Báo lỗi của bạn đọc"
    header_icon = "warning"

    def setup(self, request, report_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        concerning = error_reports.concerning(standing_of(request.user, on=clock.today()))
        self.report = get_object_or_404(
            concerning.select_related("agency", "page", "decided_by", "correction"), pk=report_id
        )

    def get_page_subtitle(self):
        return self.report.title

    def get_trail(self):
        return [{"url": reverse("error_reports:list"), "label": ErrorReportsView.page_title}]

    def get(self, request, *args, **kwargs):
        return self._answer([])

    def post(self, request, *args, **kwargs):
        act = ACTS.get(request.POST.get("viec", ""))
        if act is None:
            return self._answer(["Chọn tiếp thu hoặc không sửa."], status=400)
        options = {"hides_changes": True} if act is error_reports.accept and request.POST.get("an-so-sanh") else {}
        sentences = attempt(
            act, self.report, by=request.user, at=clock.now(), answer=request.POST.get("answer", ""), **options
        )
        if sentences:
            self.report.refresh_from_db()
            return self._answer(sentences, status=400 if self.report.state == "open" else 409)
        messages.success(request, "Đã ghi trả lời báo lỗi.")
        return redirect("error_reports:one", self.report.pk)

    def _answer(self, sentences: list[str], *, status: int = 200):
        obstacles = error_reports.deciding_obstacles(self.report, self.request.user, on=clock.today())
        (row,) = with_clock(ErrorReport.objects.filter(pk=self.report.pk), on=clock.today())
        context = self.get_context_data(
            report=self.report,
            row=row,
            contact=getattr(self.report, "contact", None),
            may_decide=not obstacles,
            sentences=sentences,
            typed=self.request.POST.get("answer", ""),
        )
        return self.render_to_response(context, status=status)
