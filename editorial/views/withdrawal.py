"""Taking a public item off, by a numbered decision and with a reason (Điều 10 khoản 4)."""

from collections.abc import Mapping, Sequence

from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from editorial import approval, archiving, clock
from editorial.models.archive import WithdrawalDisplay
from editorial.views.history import contributed_page_or_404
from editorial.views.screens import ScreenView, attempt

CONFIRM_FIRST = "Đánh dấu vào ô xác nhận trước khi thu hồi."


class WithdrawalView(ScreenView):
    """The form that takes an item off; it deletes nothing."""

    template_name = "editorial/admin/withdrawal.html"
    page_title = "Thu hồi tin bài"
    header_icon = "warning"

    def setup(self, request, page_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = contributed_page_or_404(page_id)

    def get_page_subtitle(self):
        return self.page.title

    def get_trail(self):
        return [{"url": reverse("newsroom:history", args=[self.page.pk]), "label": "Hồ sơ lưu"}]

    def get(self, request, *args, **kwargs):
        return self._answer()

    def post(self, request, *args, **kwargs):
        typed = {name: request.POST.get(name, "") for name in ("decision_number", "reason", "display")}
        wrong = archiving.withdrawal_objections(**typed)
        if not request.POST.get("confirmed"):
            wrong["confirmed"] = CONFIRM_FIRST
        if wrong:
            return self._answer([f"Chưa thu hồi: còn {len(wrong)} chỗ cần sửa, ghi ngay dưới từng ô."], wrong=wrong)
        sentences = attempt(archiving.withdraw, self.page, by=request.user, at=clock.now(), **typed)
        if sentences:
            return self._answer(sentences)
        messages.success(request, f"Đã thu hồi “{self.page.title}” theo Quyết định số {typed['decision_number']}.")
        return redirect("newsroom:history", self.page.pk)

    def _answer(self, sentences: Sequence[str] = (), *, wrong: Mapping[str, str] | None = None):
        obstacles = approval.withdrawal_obstacles(self.page, self.request.user, on=clock.today())
        context = self.get_context_data(
            page=self.page,
            record=approval.newest_record(self.page),
            obstacles=obstacles,
            sentences=[sentence for sentence in sentences if sentence not in obstacles],
            wrong=wrong or {},
            typed=self.request.POST,
            displays=WithdrawalDisplay.choices,
        )
        return self.render_to_response(context, status=403 if obstacles else 400 if sentences else 200)
