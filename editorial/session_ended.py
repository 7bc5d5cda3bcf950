"""Whoever was logged out in the middle of a form finds what they typed on the answer: they log in again and send it once more."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from editorial.door_sentences import LOGGED_OUT

STILL_HERE = "Phiên làm việc đã hết nên chưa lưu tiếp được. Đăng nhập lại ở thẻ khác; những gì đã nhập vẫn còn đây."
CODE_THAT_LETS_THE_EDITOR_GO_ON = "locked"


def answer_with_what_was_typed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return, in the place of Wagtail's way to the log-in page, an answer that loses nothing that was sent."""
    if not _is_sent_to_log_in(request, response):
        return response
    if "json" in request.headers.get("accept", ""):
        words = {"error_code": CODE_THAT_LETS_THE_EDITOR_GO_ON, "error_message": STILL_HERE}
        return JsonResponse({"success": False, **words}, status=400)
    context = {
        "typed": [(name, value) for name, values in request.POST.lists() for value in values if _is_kept(name)],
        "has_files": bool(request.FILES),
        "sentence": LOGGED_OUT,
        "login_url": reverse("wagtailadmin_login"),
    }
    answer = TemplateResponse(request, "editorial/admin/session_ended.html", context, status=403)
    answer["Cache-Control"] = "no-store"
    return answer.render()


def _is_sent_to_log_in(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method != "POST" or request.user.is_authenticated or response.status_code != 302:
        return False
    return response["Location"].startswith(reverse("wagtailadmin_login") + "?")


def _is_kept(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and "password" not in name
