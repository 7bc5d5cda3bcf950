"""The unit's head reads what the unit sends, and confirms it or not (Điều 7 khoản 2 điểm a)."""

from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from agencies.standing import standing_of
from agencies.succession import heads_agency
from editorial import approval, clock, submissions
from editorial.models.submissions import Submission, SubmissionState
from editorial.reading import fields_to_read
from editorial.views.screens import ScreenView, attempt


class ConfirmationView(ScreenView):
    """One item before it leaves its unit."""

    template_name = "editorial/admin/confirmation.html"
    page_title = "Xác nhận của thủ trưởng"
    header_icon = "success"

    def setup(self, request, submission_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.submission = get_object_or_404(
            Submission.objects.select_related("page", "agency", "submitted_by", "submitted_under__agency"),
            pk=submission_id,
        )

    def get_page_subtitle(self):
        return self.submission.title

    def get(self, request, *args, **kwargs):
        return self._answer([], status=200 if self._is_their_head() else 403)

    def post(self, request, *args, **kwargs):
        sentence = request.POST.get("sentence", "")
        act = {"by": request.user, "at": clock.now()}
        if request.POST.get("act") == "confirm":
            sentences = attempt(submissions.confirm, self.submission, **act)
            done = f"Đã xác nhận “{self.submission.title}” và gửi Ban Biên tập."
        else:
            sentences = attempt(submissions.decline, self.submission, sentence=sentence, **act)
            done = f"Đã trả “{self.submission.title}” cho {self.submission.submitted_by} kèm lý do."
        if sentences:
            self.submission.refresh_from_db(fields=["state"])
            return self._answer(sentences, status=self._refusal_status())
        messages.success(request, done)
        return redirect("wagtailadmin_home")

    def _is_their_head(self) -> bool:
        return heads_agency(standing_of(self.request.user, on=clock.today()), self.submission.agency) is not None

    def _refusal_status(self) -> int:
        if not self._is_their_head():
            return 403
        return 400 if self.submission.state == SubmissionState.AWAITING_CONFIRMATION else 409

    def _answer(self, sentences: list[str], *, status: int):
        obstacles = approval.confirmation_obstacles(self.submission, self.request.user, on=clock.today())
        version = self.submission.page.get_latest_revision().as_object()
        context = self.get_context_data(
            submission=self.submission,
            version=version,
            fields=fields_to_read(version),
            obstacles=obstacles,
            refused=[] if obstacles else sentences,
            typed=self.request.POST.get("sentence", ""),
        )
        return self.render_to_response(context, status=status)
