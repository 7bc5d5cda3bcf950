"""The screens of imports: what each file became, row by row, and the new words that an administrator decides about."""

from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from documents.importing.accepting import accept, accepting_obstacles
from documents.importing.importing import import_waiting
from documents.importing.judging import ALREADY_THERE, NewWord, Outcome, WordKind, total
from documents.importing.keeping import counts_of
from documents.importing.meanings import RegisterVocabulary
from documents.importing.reports import ReportRow, write_report
from documents.models import OUTCOME_WORDS, ImportBatch, IssuingBody, WordProposal
from editorial import batch_approval, clock
from editorial.models import SubmissionBatch
from editorial.views.batches import reading_obstacles
from editorial.views.screens import ScreenView, attempt

ROWS_PER_PAGE = 50
WORDS_SHOWN = 50
ROWS_A_PRESS = 500


class ImportsView(ScreenView):
    """Every import, newest first."""

    template_name = "documents/admin/imports.html"
    page_title = "Nhập văn bản"
    header_icon = "download"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        obstacles = reading_obstacles(request.user)
        found = ImportBatch.objects.select_related("imported_by")
        page = None if obstacles else Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("trang"))
        context = self.get_context_data(obstacles=obstacles, page=page)
        return self.render_to_response(context, status=403 if obstacles else 200)


class ImportView(ScreenView):
    """One import: its sum, its rows by outcome, its new words."""

    template_name = "documents/admin/import.html"
    page_title = "Lần nhập văn bản"
    header_icon = "download"

    def setup(self, request: HttpRequest, import_id: int, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.batch = get_object_or_404(ImportBatch.objects.select_related("imported_by"), pk=import_id)

    def get_page_subtitle(self) -> str:
        return str(self.batch)

    def get_trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("imports:list"), "label": "Nhập văn bản"}]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.answer([])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        acts = {"chap-nhan": self._accept, "nhap-cho": self._import_waiting}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            return self.answer(["Màn hình này không có việc vừa yêu cầu. Tải lại trang."])
        if sentences := act(request):
            return self.answer(sentences)
        return redirect("imports:import", self.batch.pk)

    def _accept(self, request: HttpRequest) -> list[str]:
        key = request.POST.get("proposal", "")
        proposal = get_object_or_404(WordProposal, batch=self.batch, pk=int(key) if key.isdecimal() else 0)
        as_body = request.POST.get("as_body", "").strip()[:255]
        details = {"by": request.user, "at": clock.now(), "on": clock.today(), "as_body": as_body}
        sentences = attempt(accept, proposal, **details)
        if not sentences:
            proposal.refresh_from_db()
            messages.success(request, f"“{proposal.text}” được ghi vào danh mục: {proposal.accepted_as}.")
        return sentences

    def _import_waiting(self, request: HttpRequest) -> list[str]:
        before = self.batch.rows.filter(outcome=Outcome.WAITING).count()
        sentences = attempt(import_waiting, self.batch, by=request.user, at=clock.now(), most=ROWS_A_PRESS)
        if not sentences:
            left = self.batch.rows.filter(outcome=Outcome.WAITING).count()
            messages.success(request, f"Đã nhập {before - left} dòng chờ; còn {left} dòng chờ.")
        return sentences

    def answer(self, sentences: list[str]) -> HttpResponse:
        obstacles = reading_obstacles(self.request.user)
        if obstacles:
            return self.render_to_response(self.get_context_data(obstacles=obstacles), status=403)
        counts = counts_of(self.batch)
        asked = self.request.GET.get("ket-qua", "")
        outcome = Outcome(asked) if asked in list(Outcome) else self._first_of(counts)
        rows = self.batch.rows.filter(outcome=outcome).select_related("page").order_by("line")
        context = self.get_context_data(
            batch=self.batch,
            sum=self._sum(counts),
            tabs=[(each, OUTCOME_WORDS[each], counts[each]) for each in Outcome if counts[each]],
            outcome=outcome,
            page=Paginator(rows, ROWS_PER_PAGE).get_page(self.request.GET.get("trang")),
            query=f"ket-qua={outcome}&",
            words=self._words(),
            body_names=IssuingBody.objects.values_list("name", flat=True),
            accepting_obstacles=accepting_obstacles(self.request.user, on=clock.today()),
            importing_obstacles=batch_approval.opening_obstacles(self.request.user, on=clock.today()),
            submission_batches=SubmissionBatch.objects.filter(import_rows__batch=self.batch).distinct(),
            waiting=counts[Outcome.WAITING],
            sentences=sentences,
        )
        return self.render_to_response(context, status=400 if sentences else 200)

    @staticmethod
    def _first_of(counts) -> Outcome:
        order = (Outcome.REFUSED, Outcome.WAITING, Outcome.CHANGED, Outcome.REPEATED, Outcome.PRESENT)
        return next((each for each in order if counts[each]), Outcome.IMPORTED)

    @staticmethod
    def _sum(counts) -> str:
        there = sum(counts[each] for each in ALREADY_THERE)
        return (
            f"{total(counts)} dòng = {counts[Outcome.IMPORTED]} nhập mới + {there} đã có + "
            f"{counts[Outcome.WAITING]} chờ danh mục + {counts[Outcome.REFUSED]} không nhập được."
        )

    def _words(self) -> list[dict]:
        waited_for = list(self.batch.proposals.filter(rows_waiting__gt=0, accepted_at=None)[:WORDS_SHOWN])
        vocabulary = RegisterVocabulary() if waited_for else None
        return [
            {
                "proposal": proposal,
                "nearest": vocabulary.nearest(NewWord(WordKind(proposal.kind), proposal.text)),
                "is_body": proposal.kind == WordKind.BODY,
            }
            for proposal in waited_for
        ]


def report(request: HttpRequest, import_id: int) -> HttpResponse:
    """Download every row that did not become a document, with its reason, as CSV."""
    batch = get_object_or_404(ImportBatch, pk=import_id)
    if sentences := reading_obstacles(request.user):
        return HttpResponse(" ".join(sentences), status=403, content_type="text/plain; charset=utf-8")
    rows = batch.rows.exclude(outcome=Outcome.IMPORTED).order_by("line")
    file = StringIO(newline="")
    write_report(
        file,
        [ReportRow(row.line, OUTCOME_WORDS[Outcome(row.outcome)], row.reasons, row.source, row.unread) for row in rows],
    )
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhap-van-ban-{batch.pk}.csv"'
    return response
