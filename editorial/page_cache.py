"""Whole public pages, kept as they were sent and sent again while nothing that the public sees has changed (R10.3a).

A kept page is found under the stamp of the public view (`editorial.public_view`) and the day in Vietnam: an approval, a
withdrawal or a new name of an agency gives another stamp in its own transaction, so no process ever sends what was true
before, whether pages are kept in its own memory or in Redis. What belongs to one reader is never kept: see `_may_be_kept`.
A view opts out as Django's views do, by `never_cache`.
"""

import hashlib
import logging
import zlib
from dataclasses import dataclass
from functools import cache as once

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.autoreload import file_changed
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from editorial import clock, page_views
from editorial.public_view import stamp

logger = logging.getLogger("cchc")

ALIAS = "pages"
SECONDS_KEPT = 3600
LONGEST_ADDRESS = 500
MOST_BYTES = 128 * 1024  # of one page, packed
# What a reader typed is asked once: kept, it would only push pages out that many ask for.
TYPED = {"q"}
NOT_FOR_ALL = {"private", "no-store", "no-cache"}


@dataclass(frozen=True)
class KeptPage:
    """A page as it was sent: its headers, and its bytes packed."""

    headers: tuple[tuple[str, str], ...]
    packed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        return cls(tuple(response.headers.items()), zlib.compress(response.content, 1))

    def response(self) -> HttpResponse:
        response = HttpResponse(zlib.decompress(self.packed))
        for name, value in self.headers:
            response.headers[name] = value
        response.is_kept_copy = True
        return response


class PageCacheMiddleware:
    """Stands first: what it sends again has every header that the others gave it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_public_visit(request):
            return self.get_response(request)
        if not _is_for_everybody(request):
            return _to_be_asked_again(self.get_response(request), private=True)
        # Read before the page is drawn: what changes meanwhile is found under the next stamp.
        key = _key(request)
        kept = _kept(key)
        response = kept.response() if kept else self._drawn(request, key)
        return _unchanged(request, response) or response

    def _drawn(self, request: HttpRequest, key: str) -> HttpResponseBase:
        response = self.get_response(request)
        may_be_kept = key and _may_be_kept(request, response)
        _to_be_asked_again(response, private=False)
        if may_be_kept:
            response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
            _keep(key, KeptPage.of(response))
        return response


def _is_public_visit(request: HttpRequest) -> bool:
    return (
        settings.PUBLIC_PAGES_KEPT and request.method in ("GET", "HEAD") and not request.path.startswith(_own_roads())
    )


@once
def _own_roads() -> tuple[str, ...]:
    """The admin, and the file server, which has rules of its own."""
    return reverse("wagtailadmin_home"), settings.MEDIA_URL, settings.STATIC_URL


def _is_for_everybody(request: HttpRequest) -> bool:
    cookies = (settings.SESSION_COOKIE_NAME, "messages")
    return not any(name in request.COOKIES for name in cookies) and "Authorization" not in request.headers


def _key(request: HttpRequest) -> str:
    """Return under what this visit's page is kept; empty where it is not to be kept at all."""
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS or TYPED & request.GET.keys():
        return ""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    state = request.public_stamp = stamp(connection)
    if not state:
        return ""
    parts = (state, f"{clock.today():%Y-%m-%d}", code_stamp(), request.scheme, host, address)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether this answer is a whole page, the same for whoever asks."""
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not response.has_header("Vary")
        and not NOT_FOR_ALL & {word.strip().lower() for word in response.get("Cache-Control", "").split(",")}
    )


def _to_be_asked_again(response: HttpResponseBase, *, private: bool) -> HttpResponseBase:
    """Let browsers and proxies keep a copy and ask each time whether it still holds, where the view says nothing else."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, no_cache=True, **({"private": True} if private else {}))
    patch_vary_headers(response, ["Cookie"])
    return response


def _unchanged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase | None:
    """Return "not modified" for a reader whose copy is the page as it is."""
    etag = response.get("ETag")
    if not etag or response.status_code != 200:
        return None
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is response:
        return None
    if response.has_header(page_views.HEADER):
        answer.headers[page_views.HEADER] = response.headers[page_views.HEADER]
    return answer


def _kept(key: str) -> KeptPage | None:
    try:
        return caches[ALIAS].get(key) if key else None
    except Exception as error:  # the store of copies is a convenience: without it each page is drawn
        logger.warning("cchc.page_copy.not_read", extra={"error": type(error).__name__})
        return None


def _keep(key: str, page: KeptPage) -> None:
    if len(page.packed) > MOST_BYTES:
        return
    try:
        caches[ALIAS].set(key, page, SECONDS_KEPT)
    except Exception as error:
        logger.warning("cchc.page_copy.not_written", extra={"error": type(error).__name__})


@once
def code_stamp() -> str:
    """Return what differs between versions of the site: a page drawn by other code, words or style is another page."""
    digest = hashlib.sha256()
    folders = [settings.BASE_DIR / config.name for config in apps.get_app_configs() if "." not in config.name]
    ours = {settings.PROJECT_DIR, *(folder for folder in folders if folder.is_dir())}
    files = [path for folder in ours for path in folder.rglob("*") if path.suffix in {".py", ".html", ".mo"}]
    for path in sorted(
        [*files, *settings.STATIC_ROOT.glob("staticfiles.json"), settings.BASE_DIR / "requirements.txt"]
    ):
        stat = path.stat()
        digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def forget_code(**kwargs) -> None:
    """Receiver of file_changed: on a developer's machine a template may change while the site runs."""
    code_stamp.cache_clear()


file_changed.connect(forget_code, dispatch_uid="cchc_page_copies_follow_templates")
