"""A shut door says why: Wagtail's general refusals become the policy's sentences."""

import json
import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from editorial import approval, clock, door_sentences
from editorial.guard_sql import SENTENCES
from editorial.models.pages import ContributedPage
from editorial.refusals import Refused, forget_refusals, last_refusal
from editorial.session_ended import answer_with_what_was_typed

logger = logging.getLogger("cchc")

# Wagtail's own words when it turns someone away, as `wagtail.admin.auth` says them.
NO_AREA = "Sorry, you do not have permission to access this area."
API_ACTION = "wagtailadmin_api:pages:action"
NO_ADMIN = "You do not have permission to access the admin."


def answer_to_refusal(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Return the page or the JSON that says why an act was refused; None where the error is no refusal."""
    if isinstance(error, PermissionDenied):
        return _refuse(request, error.sentences if isinstance(error, Refused) else _sentences(request))
    sentences = [sentence for sentence in SENTENCES if sentence in str(error)]
    if not isinstance(error, IntegrityError) or not sentences:
        return None
    logger.warning("cchc.guard.refused", extra={"view": request.resolver_match.view_name, "user_id": request.user.pk})
    return _refuse(request, sentences)


def _refuse(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    is_api = request.resolver_match.view_name == API_ACTION
    is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if is_api or is_script or "json" in request.headers.get("accept", ""):
        words = " ".join(sentences)
        return JsonResponse({"success": False, "error_message": words, "detail": words}, status=403)
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect("wagtailadmin_home")


def _sentences(request: HttpRequest) -> list[str]:
    if not request.user.is_authenticated:
        return [door_sentences.LOGGED_OUT]
    match = request.resolver_match
    return last_refusal() or door_sentences.sentences_for(match.view_name, match.kwargs, request.user, on=clock.today())


class DoorMiddleware:
    """Show, wherever Wagtail's admin refuses, the sentence of the rule that stands behind."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forget_refusals()
        response = self.get_response(request)
        if not self._is_admin(request):
            return response
        if self._view_name(request) == API_ACTION and response.status_code in (400, 403):
            return _refuse(request, _sentences(request))
        response = answer_with_what_was_typed(request, response)
        if response.status_code == 302:
            self._replace_generic_words(request)
        if request.method == "POST" and response.status_code in (200, 302):
            self._name_what_was_passed_over(request, response)
        return response

    def process_view(self, request: HttpRequest, view, args, arguments: dict) -> HttpResponse | None:
        """The admin's API asks less than the editor does: no lock, no step. Ask before it."""
        if self._view_name(request) != API_ACTION or not request.user.is_authenticated:
            return None
        sentences = door_sentences.api_obstacles(arguments, request.user, on=clock.today())
        return _refuse(request, sentences) if sentences else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to_refusal(request, error) if self._is_admin(request) else None

    def _replace_generic_words(self, request: HttpRequest) -> None:
        replaced = {gettext(NO_AREA): _sentences, gettext(NO_ADMIN): lambda _: [door_sentences.NO_POST]}
        queued = list(messages.get_messages(request))  # reading marks them as shown, so each is put back
        for message in queued:
            explain = replaced.get(str(message.message).strip())
            for words in explain(request) if explain else [message.message]:
                messages.add_message(request, message.level, words, extra_tags=message.extra_tags or "")

    def _name_what_was_passed_over(self, request: HttpRequest, response: HttpResponse) -> None:
        """Wagtail saves a draft where publishing was asked and is not allowed, and says nothing; say it."""
        if self._view_name(request) == "wagtailadmin_pages:edit" and "json" in response.headers.get("Content-Type", ""):
            self._explain_locked_autosave(request, response)
        elif response.status_code == 302 and self._is_about_contributed(request):
            asked = {sentence for name, sentence in door_sentences.PASSED_OVER.items() if request.POST.get(name)}
            for sentence in sorted(asked):
                messages.warning(request, sentence)

    def _explain_locked_autosave(self, request: HttpRequest, response: HttpResponse) -> None:
        answer = json.loads(response.content)
        sentences = self._lock_sentences(request) if answer.get("error_code") == "locked" else []
        if sentences:
            response.content = json.dumps({**answer, "error_message": " ".join(sentences)}, ensure_ascii=False)

    def _lock_sentences(self, request: HttpRequest) -> list[str]:
        page = Page.objects.filter(pk=request.resolver_match.kwargs.get("page_id")).first()
        if page is None or not issubclass(page.specific_class, ContributedPage):
            return []
        if approval.open_submission_of(page) is None:
            return []
        return approval.editing_obstacles(page, request.user, on=clock.today())

    def _is_about_contributed(self, request: HttpRequest) -> bool:
        name, arguments = self._view_name(request), request.resolver_match.kwargs
        if name == "wagtailadmin_pages:add":
            return True  # under every section the answer is the same: nothing is published in the act that creates it
        if name in ("wagtailadmin_pages:edit", "wagtailadmin_pages:copy"):
            page = Page.objects.filter(pk=arguments.get("page_id")).first()
            return page is not None and issubclass(page.specific_class or Page, ContributedPage)
        return False

    @staticmethod
    def _view_name(request: HttpRequest) -> str:
        return request.resolver_match.view_name if request.resolver_match else ""

    @staticmethod
    def _is_admin(request: HttpRequest) -> bool:
        return request.path.startswith(reverse("wagtailadmin_home")) and request.resolver_match is not None
