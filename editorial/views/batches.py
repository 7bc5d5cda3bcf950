"""The screens of batches: which there are, what one holds, and the acts it allows, each in one press for all its items."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages

from agencies.standing import standing_of
from editorial import batch_approval, batch_warnings, batches, clock
from editorial.batch_forms import (
    BatchClassificationForm,
    BatchRefusalForm,
    LeavingOutForm,
    NothingTypedForm,
    WarnedLeavingOutForm,
)
from editorial.batch_publishing import CHUNK, publish_batch
from editorial.grounds import ChecklistItem
from editorial.models.batches import BatchItem, BatchState, SubmissionBatch
from editorial.permissions import is_administrator
from editorial.refusals import refuse_if
from editorial.views.screens import ScreenView, attempt

ITEMS_PER_PAGE = 25
UNKNOWN_ACT = "Màn hình này không có việc vừa yêu cầu. Tải lại trang rồi chọn việc cần làm."
NO_ACCESS = "Đợt trình duyệt dành cho Ban Biên tập và quản trị Trang."


@dataclass(frozen=True)
class BatchAct:
    """One act on a batch: its form, what stands in the way, the verb, and what is said when it is done."""

    form: type[forms.Form]
    obstacles: Callable[..., list[str]]
    do: Callable[..., None]
    done: str


def _check(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batches.check_batch(batch, by=by, at=at, **data)


def _return(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batches.return_batch(batch, by=by, at=at, **data)


def _approve(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batches.approve_batch(batch, by=by, at=at)
    publish_batch(batch, by=by, at=at, most=CHUNK)


def _go_on(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    publish_batch(batch, by=by, at=at, most=CHUNK)


def _send(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batches.send_batch(batch, by=by, at=at)


def _leave_out(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    item = BatchItem.objects.filter(batch=batch, pk=data["item"]).first()
    refuse_if([] if item else [batches.NOT_IN_BATCH])
    batches.leave_out(item, by=by, at=at, reason=data["reason"])


def _leave_out_warned(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batches.leave_out_warned(batch, kind=data["kind"], by=by, at=at, reason=data["reason"])


def _look_through(batch: SubmissionBatch, *, by, at: datetime, data: dict) -> None:
    batch_warnings.look_through(batch, at=at)


def _returning_obstacles(batch: SubmissionBatch, user, *, on) -> list[str]:
    if batch.state == BatchState.APPROVING:
        return batch_approval.decision_obstacles(batch, user, on=on)
    return batch_approval.checking_obstacles(batch, user, on=on)


ACTS = {
    "kiem-tra": BatchAct(
        BatchClassificationForm, batch_approval.checking_obstacles, _check, "Đã chuyển cả đợt đến Trưởng ban phê duyệt."
    ),
    "tra-lai": BatchAct(BatchRefusalForm, _returning_obstacles, _return, "Đã trả lại cả đợt kèm căn cứ và lý do."),
    "phe-duyet": BatchAct(
        NothingTypedForm, batch_approval.approval_obstacles, _approve, "Đã phê duyệt cả đợt; văn bản đang được đăng."
    ),
    "dang-tiep": BatchAct(NothingTypedForm, batch_approval.approval_obstacles, _go_on, ""),
    "trinh": BatchAct(NothingTypedForm, batch_approval.sending_obstacles, _send, "Đã trình cả đợt."),
    "bo-ra": BatchAct(
        LeavingOutForm,
        batch_approval.leaving_out_obstacles,
        _leave_out,
        "Đã bỏ văn bản ra khỏi đợt; văn bản là bản nháp.",
    ),
    "bo-ra-canh-bao": BatchAct(
        WarnedLeavingOutForm,
        batch_approval.leaving_out_obstacles,
        _leave_out_warned,
        "Đã bỏ những văn bản có cảnh báo này ra khỏi đợt; chúng là bản nháp, sửa rồi trình riêng.",
    ),
    "ra-tiep": BatchAct(NothingTypedForm, batch_approval.checking_obstacles, _look_through, ""),
}
OFFERED = {
    BatchState.COLLECTING: ("trinh",),
    BatchState.CHECKING: ("kiem-tra", "tra-lai", "bo-ra", "bo-ra-canh-bao", "ra-tiep"),
    BatchState.APPROVING: ("phe-duyet", "tra-lai", "bo-ra", "bo-ra-canh-bao"),
    BatchState.PUBLISHING: ("dang-tiep", "bo-ra"),
    BatchState.RETURNED: ("trinh",),
    BatchState.PUBLISHED: (),
}


def reading_obstacles(user) -> list[str]:
    """Return why `user` may not read batches; empty means they may."""
    on = clock.today()
    return [] if standing_of(user, on=on).is_on_board or is_administrator(user, on=on) else [NO_ACCESS]


class BatchesView(ScreenView):
    """Every batch, newest first."""

    template_name = "editorial/admin/batches.html"
    page_title = "Đợt trình duyệt"
    header_icon = "folder-open-inverse"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        obstacles = reading_obstacles(request.user)
        found = SubmissionBatch.objects.select_related("submitted_by", "agency").order_by("-pk")
        page = Paginator(found, ITEMS_PER_PAGE).get_page(request.GET.get("trang"))
        context = self.get_context_data(obstacles=obstacles, page=None if obstacles else page)
        return self.render_to_response(context, status=403 if obstacles else 200)


class BatchView(ScreenView):
    """One batch: who sent it, what it holds, what was left out and why, and the acts."""

    template_name = "editorial/admin/batch.html"
    page_title = "Đợt trình duyệt"
    header_icon = "folder-open-inverse"

    def setup(self, request: HttpRequest, batch_id: int, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.batch_id = batch_id
        self.batch = self.read_batch()

    def read_batch(self) -> SubmissionBatch:
        people = ("submitted_by", "submitted_under__agency", "agency", "checked_by", "decided_by", "delegation")
        return get_object_or_404(SubmissionBatch.objects.select_related(*people), pk=self.batch_id)

    def get_page_subtitle(self) -> str:
        return self.batch.name

    def get_trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("newsroom:batches"), "label": "Đợt trình duyệt"}]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # The first part is looked through at once: of most batches it is all.
        may_check = not batch_approval.checking_obstacles(self.batch, request.user, on=clock.today())
        if may_check and batch_warnings.number_to_look_through(self.batch):
            batch_warnings.look_through(self.batch, at=clock.now())
        return self.answer()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = request.POST.get("act", "")
        act = ACTS.get(name)
        if act is None or reading_obstacles(request.user):
            return self.answer(sentences=[UNKNOWN_ACT] if act is None else [], status=400)
        form = act.form(request.POST, batch=self.batch, on=clock.today())
        sentences = act.obstacles(self.batch, request.user, on=clock.today())
        status = 403 if sentences else 400
        if not sentences and form.is_valid():
            details = {"by": request.user, "at": clock.now(), "data": form.cleaned_data}
            sentences = attempt(act.do, self.batch, **details)
            if not sentences:
                if act.done:
                    messages.success(request, act.done)
                return redirect("newsroom:batch", self.batch_id)
            status = 409
        self.batch = self.read_batch()
        sentences = sentences or [error for errors in form.errors.values() for error in errors]
        return self.answer(typed=(name, form), sentences=sentences, status=status)

    def answer(
        self, *, typed: tuple[str, forms.Form] | None = None, sentences: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        if obstacles := reading_obstacles(self.request.user):
            return self.render_to_response(self.get_context_data(obstacles=obstacles), status=403)
        items = self.batch.items.all()
        counts = {
            "all": items.count(),
            "waiting": items.waiting().count(),
            "left_out": items.left_out().count(),
            "published": items.filter(submission__isnull=False).count(),
        }
        kinds = batch_warnings.kinds_in(self.batch)
        kind = next((each for each in kinds if each.kind.value == self.request.GET.get("canh-bao")), None)
        shown = items.filter(left_out_at=None).select_related("page", "submission").order_by("pk")
        shown = shown.filter(warnings__kind=kind.kind).distinct() if kind else shown
        shown = shown.prefetch_related("warnings")
        context = self.get_context_data(
            batch=self.batch,
            counts=counts,
            page=Paginator(shown, ITEMS_PER_PAGE).get_page(self.request.GET.get("trang")),
            left_out=items.left_out().select_related("page", "left_out_by")[:200],
            acts=self._acts(typed),
            sentences=sentences or [],
            kinds=kinds,
            kind=kind,
            query=f"canh-bao={kind.kind.value}&" if kind else "",
            to_look_through=batch_warnings.number_to_look_through(self.batch),
            checklist=[(item.label, item.value in self.batch.checklist) for item in ChecklistItem],
            links=[link for hook in hooks.get_hooks("batch_links") for link in hook(self.batch)],
        )
        return self.render_to_response(context, status=status)

    def _acts(self, typed: tuple[str, forms.Form] | None) -> dict[str, dict]:
        acts = {}
        for name in OFFERED[self.batch.state]:
            act = ACTS[name]
            form = typed[1] if typed and typed[0] == name else act.form(batch=self.batch, on=clock.today())
            obstacles = act.obstacles(self.batch, self.request.user, on=clock.today())
            acts[name.replace("-", "_")] = {"name": name, "form": form, "obstacles": obstacles}
        return acts
