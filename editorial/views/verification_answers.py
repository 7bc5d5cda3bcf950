"""The agency that was asked answers what the board wants verified (Điều 7 khoản 2 điểm d)."""

from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from editorial import approval, clock, verifying
from editorial.models.submissions import VerificationRequest
from editorial.reading import fields_to_read
from editorial.views.screens import ScreenView, attempt


class VerificationAnswerView(ScreenView):
    """One question to one agency, with the item it is about."""

    template_name = "editorial/admin/verification_answer.html"
    page_title = "Trả lời xác minh"
    header_icon = "help"

    def setup(self, request, request_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.verification = get_object_or_404(
            VerificationRequest.objects.select_related("submission__page", "agency", "asked_by", "answered_by"),
            pk=request_id,
        )

    def get_page_subtitle(self):
        return self.verification.submission.title

    def get(self, request, *args, **kwargs):
        return self._answer([], status=200)

    def post(self, request, *args, **kwargs):
        sentences = attempt(
            verifying.answer_verification,
            self.verification,
            by=request.user,
            answer=request.POST.get("answer", ""),
            at=clock.now(),
        )
        if sentences:
            self.verification.refresh_from_db()
            return self._answer(sentences, status=409 if self.verification.answered_at else 400)
        messages.success(request, "Đã gửi trả lời xác minh cho Ban Biên tập.")
        return redirect("wagtailadmin_home")

    def _answer(self, sentences: list[str], *, status: int):
        obstacles = approval.verification_answer_obstacles(self.verification, self.request.user, on=clock.today())
        version = self.verification.submission.page.get_latest_revision().as_object()
        was_answered = self.verification.answered_at is not None
        context = self.get_context_data(
            verification=self.verification,
            version=version,
            fields=fields_to_read(version),
            obstacles=obstacles,
            sentences=[sentence for sentence in sentences if sentence not in obstacles],
            typed=self.request.POST.get("answer", ""),
        )
        return self.render_to_response(context, status=403 if obstacles and not was_answered else status)
