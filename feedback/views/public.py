"""Where a reader reports an error, follows what became of it, and sees what was put right."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from editorial import clock
from editorial.differences import changes_between
from editorial.models import ContributedPage, PublicationRecord, RecordKind
from feedback import error_reports, spam_guard
from feedback.forms import ErrorReportForm
from feedback.models import ErrorReport


# No cookie is set for readers, so there is no session that a forged form could use; the form's own stamp is asked instead.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _public_item(page_id)
    if request.method != "POST":
        form = ErrorReportForm(initial={"quote": request.GET.get("doan", "")[:1000]})
        return _form(request, page, form)
    form = ErrorReportForm(request.POST)
    if form.is_by_a_machine:
        return HttpResponseRedirect(page.get_url(request))  # as if all were well: a machine learns nothing
    if not form.is_valid():
        return _form(request, page, form, status=400)
    problems = spam_guard.stamp_problems(form.cleaned_data["opened"], page_id=page.pk)
    if not problems and spam_guard.sent_too_often(request):
        return _form(request, page, form, problems=[spam_guard.TOO_OFTEN], status=429)
    if problems:
        return _form(request, page, form, problems=problems, status=400)
    words = {name: form.cleaned_data[name] for name in ("quote", "message", "contact")}
    report = error_reports.receive(page, **words, at=clock.now())
    return HttpResponseRedirect(reverse("error_report_state", args=[report.code]))


@never_cache
@require_safe
def report_state(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report, for whoever has its code: never what was written, nor by whom."""
    report = get_object_or_404(ErrorReport.objects.select_related("page", "agency", "correction"), code=code)
    return render(request, "feedback/error_report_state.html", {"report": report})


@require_safe
def correction(request: HttpRequest, sequence: int) -> HttpResponse:
    """What a correction changed, word by word."""
    record = get_object_or_404(
        PublicationRecord.objects.select_related("revision", "page").defer("text", "content"),
        sequence=sequence,
        kind=RecordKind.PUBLICATION,
    )
    reports = list(record.corrected_reports.order_by("pk"))
    page = _public_item(record.page_id)
    if not reports:
        raise Http404
    before = error_reports.version_before(record)
    changes = None
    if before is not None:
        old, new = before.revision.as_object(), record.revision.as_object()
        changes = changes_between(old, new, without=page.private_fields)
    context = {"item": page, "record": record, "before": before, "reports": reports, "changes": changes}
    return render(request, "feedback/correction.html", context)


def _public_item(page_id: int) -> ContributedPage:
    found = Page.objects.live().public().filter(pk=page_id).first()
    item = found.specific if found else None
    if not isinstance(item, ContributedPage):
        raise Http404
    return item


def _form(
    request: HttpRequest, page: ContributedPage, form: ErrorReportForm, *, problems: list[str] = (), status: int = 200
) -> HttpResponse:
    context = {
        "item": page,
        "form": form,
        "opened": spam_guard.stamp(page.pk),
        "problems": problems,
        "days": error_reports.ANSWER_WITHIN,
    }
    return render(request, "feedback/error_report.html", context, status=status)
