"""The file server under /tep/: every stored file leaves through here, if it is public or the reader works here.

Addresses are looked up in the libraries, never on the disk, so no address can point outside them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path, re_path
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found
from wagtail.users.models import UserProfile

from editorial import clock, roles
from editorial.file_kinds import kind_of
from editorial.files import is_public
from editorial.models.media import SiteDocument, SiteImage, SiteRendition, StoredFile

logger = logging.getLogger("cchc")

# A stored file never changes, but the item that shows it may be withdrawn: a copy is asked about each time, and mostly holds.
PUBLIC_CACHE = "public, no-cache"
PRIVATE_CACHE = "private, no-store"
# Nothing in a file may run; a browser's own viewer may show it.
CONTENT_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
BLOCK_BYTES = 64 * 1024
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@dataclass(frozen=True)
class ServedFile:
    """A file found for an address. `owner`, of the library, decides who may have it; None is for staff only."""

    file: FieldFile
    owner: StoredFile | None
    etag: str

    @property
    def name(self) -> str:
        return self.file.name.rsplit("/", 1)[-1]


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Serve a document by its number and name, the address that pages link to."""
    document = SiteDocument.objects.filter(pk=int(document_id)).first()
    if document is None or document.filename != filename:
        return _not_found(request)
    return _answer(request, ServedFile(document.file, document, f'"{document.sha256}"'))


@require_safe
def serve_stored(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a file by its name in the store: a picture, one of its sizes, or a document."""
    served = _find(name)
    return _answer(request, served) if served else _not_found(request)


def _find(name: str) -> ServedFile | None:
    if "\x00" in name:
        return None
    if rendition := SiteRendition.objects.select_related("image").filter(file=name).first():
        return ServedFile(rendition.file, rendition.image, f'"{rendition.image.sha256}-{rendition.pk}"')
    for model in (SiteImage, SiteDocument):
        if stored := model.objects.filter(file=name).first():
            return ServedFile(stored.file, stored, f'"{stored.sha256}"')
    if profile := UserProfile.objects.filter(avatar=name).first():
        return ServedFile(profile.avatar, None, f'"avatar-{profile.pk}"')
    return None


def _answer(request: HttpRequest, served: ServedFile) -> HttpResponseBase:
    public = served.owner is not None and is_public(served.owner)
    if not public and not _works_here(request):
        return _not_found(request)
    unchanged = get_conditional_response(request, etag=served.etag)
    try:
        response = unchanged or _bytes_response(request, served)
    except FileNotFoundError:
        logger.error("cchc.file.missing", extra={"file_name": served.file.name})
        return _not_found(request)
    response.headers["ETag"] = served.etag
    response.headers["Cache-Control"] = PUBLIC_CACHE if public else PRIVATE_CACHE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = CONTENT_POLICY
    return response


def _works_here(request: HttpRequest) -> bool:
    """Whether the reader may enter the admin today: a post that ended yesterday opens no private file."""
    if not request.user.is_authenticated:
        return False
    roles.bring_up_to_date(request.user, on=clock.today())
    return request.user.has_perm("wagtailadmin.access_admin")


def _not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404, not to be kept: the same address may be public a second later."""
    response = page_not_found(request, Http404())
    add_never_cache_headers(response)
    return response


def _bytes_response(request: HttpRequest, served: ServedFile) -> HttpResponseBase:
    kind = kind_of(served.name)
    content_type = kind.content_type if kind else "application/octet-stream"
    size = served.file.storage.size(served.file.name)
    if prefix := getattr(settings, "FILES_ACCEL_PREFIX", ""):
        response: HttpResponseBase = HttpResponse(content_type=content_type)
        response.headers["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{quote(served.file.name)}"
    else:
        response = _stream(request, served, content_type, size)
    response.headers["Accept-Ranges"] = "bytes"
    as_attachment = kind is None or not kind.opens_in_browser
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, served.name) or "inline"
    return response


def _stream(request: HttpRequest, served: ServedFile, content_type: str, size: int) -> HttpResponseBase:
    """Answer with the whole file, or with the one part asked for, so that sound and video can be wound forward."""
    wanted = _wanted_range(request, served.etag, size)
    if wanted is None:
        stream = served.file.storage.open(served.file.name, "rb")
        response: HttpResponseBase = FileResponse(stream, content_type=content_type)
        response.headers["Content-Length"] = str(size)
        return response
    first, last = wanted
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    stream = served.file.storage.open(served.file.name, "rb")
    response = StreamingHttpResponse(_part(stream, first, last - first + 1), status=206, content_type=content_type)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return response


def _wanted_range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for; None for the whole file; first past last if there is no such part."""
    match = _RANGE.match(request.headers.get("Range", ""))
    if not match or not any(match.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, size - 1) if length else (size, size - 1)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) if last else size - 1, size - 1)


def _part(stream: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    with stream:
        stream.seek(first)
        while length > 0 and (block := stream.read(min(BLOCK_BYTES, length))):
            length -= len(block)
            yield block


# Wagtail builds the addresses of documents from the first name.
urlpatterns = [
    re_path(r"^(?P<document_id>\d{1,18})/(?P<filename>[^/]+)$", serve_document, name="wagtaildocs_serve"),
    path("<path:name>", serve_stored, name="stored_file"),
]
