import logging

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from agencies.standing import remembered
from editorial import clock, roles
from editorial.door_middleware import answer_to_refusal

logger = logging.getLogger("cchc")

CHANGING_VIEWS = {"wagtailadmin_pages:add": "parent_page_id", "wagtailadmin_pages:edit": "page_id"}
SCREENS = ("GET", "HEAD")
COLLIDED = "Có người đang lưu cùng trang này nên lần bấm này chưa được ghi. Xem lại nội dung đã lưu rồi bấm lại."


class StandingMiddleware:
    """Bring a person's groups up to date when they enter the admin: a post that began or ended today counts today."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return self.get_response(request)
        if request.method not in SCREENS:
            roles.bring_up_to_date(request.user, on=clock.today())
            return self.get_response(request)
        with remembered():  # the menu, the rows and their buttons all ask for the reader's posts
            roles.bring_up_to_date(request.user, on=clock.today())
            return self.get_response(request)


class OneAtATimeMiddleware:
    """Save one version of a page at a time, whole: two presses at once become one after the other, and the second sees the first.

    Wagtail's own create and edit views check first and save later, in several steps and no transaction.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        page_argument = CHANGING_VIEWS.get(request.resolver_match.view_name)
        if request.method != "POST" or page_argument is None or not request.user.is_authenticated:
            return None
        try:
            with transaction.atomic():
                list(Page.objects.select_for_update(of=("self",)).filter(pk=kwargs.get(page_argument)))
                return view(request, *args, **kwargs)
        except (PermissionDenied, IntegrityError) as error:
            # A view called from here has nobody above it who turns a refusal into words.
            answer = answer_to_refusal(request, error)
            if answer is None:
                raise
            return answer
        except OperationalError as error:
            logger.warning("cchc.page.collided", extra={"error": type(error).__name__})
            messages.error(request, COLLIDED)
            return redirect(request.path)
