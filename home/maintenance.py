"""The public site closed for a while: one file says so, for every process of the machine, and the admin stays open.

The file holds until when, in seconds since 1970; 0 where nobody can say. `manage.py maintenance on|off` writes and removes it.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from editorial import clock

SECONDS_UNKNOWN = 600  # after how long to ask again where the end is not known
SENTENCE = "Trang đang bảo trì. Vui lòng quay lại sau."


def switch() -> Path:
    return Path(settings.VAR_DIR) / "maintenance"


def begin(*, until: datetime | None) -> None:
    switch().write_text(str(int(until.timestamp()) if until else 0), encoding="ascii")


def end() -> None:
    switch().unlink(missing_ok=True)


def is_on() -> bool:
    return switch().exists()


def ends_at() -> datetime | None:
    """Return when the site is to be open again; None where it is open, or nobody has said."""
    try:
        seconds = int(switch().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone()) if seconds else None


def page(*, until: datetime | None) -> str:
    """Return the page that readers see meanwhile: it needs nothing else of the site."""
    return render_to_string("maintenance.html", {"until": until})


class MaintenanceMiddleware:
    """Stands before all others: neither a kept page nor a new one leaves while the site is closed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_on() or request.path.startswith(_open_still()):
            return self.get_response(request)
        return _closed(request, until=ends_at(), at=clock.now())


def _open_still() -> tuple[str, ...]:
    """Return where work goes on. Files too: the admin shows pictures by them, and a view asks who may read each."""
    return reverse("wagtailadmin_home"), settings.STATIC_URL, settings.MEDIA_URL


def _closed(request: HttpRequest, *, until: datetime | None, at: datetime) -> HttpResponse:
    if until is not None and until <= at:
        until = None  # it takes longer than was said: nobody knows for how long
    response = (
        JsonResponse({"detail": SENTENCE}, status=503)
        if request.path.startswith("/api/")
        else HttpResponse(page(until=until), status=503)
    )
    response.headers["Retry-After"] = str(int((until - at).total_seconds()) + 1 if until else SECONDS_UNKNOWN)
    response.headers["Cache-Control"] = "no-store"
    return response
