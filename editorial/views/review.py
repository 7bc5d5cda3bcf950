"""The review screen: one round, everything it is judged by, and every act it allows, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from agencies.standing import Standing, standing_of
from editorial import approval, clock
from editorial.dossier import Dossier, dossier_of
from editorial.models.submissions import Submission
from editorial.reading import fields_to_read
from editorial.screen_forms import ActForm
from editorial.views.decision import ACTS, Act, offered_acts
from editorial.views.screens import ScreenView, attempt
from editorial.written_content import warnings_of

UNKNOWN_ACT = "Màn hình này không có việc vừa yêu cầu. Tải lại trang rồi chọn việc cần làm."


class ReviewView(ScreenView):
    """A round for the board to judge, and for everybody in the newsroom to read."""

    template_name = "editorial/admin/review.html"
    page_title = "Hồ sơ trình duyệt"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, submission_id: int, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.submission_id = submission_id
        # An act needs little of what the screen shows, and reads it under its lock; a refusal reads the rest.
        act = ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
        if act is None:
            self.submission = self.read_submission()
        else:
            rows = Submission.objects.only("page_id", "title") if act.do_asks_it else Submission.objects.all()
            self.submission = get_object_or_404(rows, pk=submission_id)

    def read_submission(self) -> Submission:
        rows = Submission.objects.select_related(
            "page",
            "agency",
            "submitted_by",
            "submitted_under__agency",
            "submitted_under__user",
            "confirmed_by",
            "confirmed_under__agency",
            "confirmation_paper",
            "assigned_to",
            "checked_by",
            "decided_by",
            "delegation",
            "previous",
            "closed_revision",
            "workflow_state",
        )
        return get_object_or_404(rows, pk=self.submission_id)

    def get_page_subtitle(self) -> str:
        return self.submission.title

    def get_trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("newsroom:queue"), "label": "Hàng chờ"}] if self.standing().is_on_board else []

    def standing(self) -> Standing:
        return standing_of(self.request.user, on=clock.today())

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.answer()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        attempted = self.attempted()
        if isinstance(attempted, Act):
            return self.done(attempted)
        return self.answer(**attempted)

    def attempted(self) -> Act | dict:
        """Do what was asked for; return the act when it is done, else what the screen must say and its status."""
        request = self.request
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            return {"sentences": [UNKNOWN_ACT], "status": 400}
        form = act.bound(self.submission, on=clock.today(), data=request.POST)
        sentences = self.attempt_act(act, form)
        if sentences is None:
            return act
        self.submission = self.read_submission()
        status = act.refusal_status(self.submission, request.user, on=clock.today())
        sentences = sentences or [error for errors in form.errors.values() for error in errors]
        return {"form": form, "sentences": sentences, "status": status}

    def attempt_act(self, act: Act, form: ActForm) -> list[str] | None:
        """Do the act; return the sentences of its refusal (none where the fields themselves say it), or None when done."""
        if not (act.do_asks_it and form.is_valid()):
            obstacles = act.obstacles_for(self.submission, self.request.user, on=clock.today())
            if obstacles or not form.is_valid():
                return obstacles
        details = {"by": self.request.user, "at": clock.now(), "data": form.cleaned_data}
        return attempt(act.do, self.submission, **details) or None

    def done(self, act: Act) -> HttpResponse:
        messages.success(self.request, act.done.format(title=self.submission.title))
        if act.leaves:
            return redirect("newsroom:queue")
        # The form's own place on the screen would be kept through the redirect, and scroll the message out of sight.
        return redirect(reverse("newsroom:review", args=[self.submission_id]) + "#main")

    def answer(
        self, *, form: ActForm | None = None, sentences: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        context = self.get_context_data(**self.judging(form=form, sentences=sentences))
        return self.render_to_response(context, status=status)

    def judging(self, *, form: ActForm | None = None, sentences: list[str] | None = None) -> dict:
        """Return the round, what it is judged by, and every act with what stands in its way."""
        standing = self.standing()
        dossier = dossier_of(self.submission, on=standing.on)
        acts = offered_acts(self.submission, standing, typed=form, sentences=sentences)
        return dict(
            submission=self.submission,
            dossier=dossier,
            version=dossier.version,
            fields=fields_to_read(dossier.version),
            warnings=warnings_of(dossier.version) if self.submission.is_open else [],
            acts=acts,
            sentences=sentences,
            standing=standing,
            passing_obstacles=approval.passing_obstacles(self.submission, self.request.user, on=standing.on),
            **self.editing(dossier, standing),
        )

    def editing(self, dossier: Dossier, standing: Standing) -> dict:
        """The way to the editor, or why it is closed."""
        user = self.request.user
        return {
            "editing_obstacles": approval.editing_obstacles(dossier.page, user, on=standing.on),
            "may_open_editor": dossier.page.permissions_for_user(user).can_edit(),
        }
