"""The sizes in which public pages show a picture, made when a page is published and not while its first reader waits.

They are made after the commit by a thread of this process, one page after another: whoever publishes does not wait either,
and nothing that goes wrong here reaches the publication. What is missing all the same (a process that ended too soon) is
made by `manage.py make_renditions`, or by the first reader.
"""

import logging
import queue
import threading
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import close_old_connections, connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from editorial.browsing import THUMBNAILS
from editorial.models.archive import ContributedType, PublishedFile, RecordKind
from editorial.models.media import SiteImage

logger = logging.getLogger("cchc")

# As the templates ask for them; a test opens the pages and holds the two together.
WIDTHS = tuple(f"width-{width}|format-{form}" for width in (840, 420, 1280) for form in ("webp", "jpeg"))
SIZES = (*THUMBNAILS, *WIDTHS)


def lacking() -> QuerySet[SiteImage]:
    """Return the pictures that public pages show and that are not there in every size yet."""
    made = Count("renditions", filter=Q(renditions__filter_spec__in=SIZES))
    return SiteImage.objects.filter(_is_shown()).annotate(made=made).filter(made__lt=len(SIZES)).order_by("pk")


def make(images: Iterable[SiteImage]) -> Iterator[SiteImage | None]:
    """Make every size of each picture; give the picture when it has them, None when it could not be drawn."""
    for image in images:
        try:
            image.get_renditions(*SIZES)
        except Exception as error:  # a file that is damaged or gone is the newsroom's matter, and stops no other
            logger.warning("cchc.rendition.not_made", extra={"image": image.pk, "error": type(error).__name__})
            yield None
        else:
            yield image


def make_after_commit(pages: Iterable[Page]) -> None:
    """Have the sizes made of what these pages show, once it is certain that they are public."""
    if not settings.RENDITIONS_MADE_ALONG:
        return
    ids = [page.pk for page in pages]
    transaction.on_commit(lambda: waiting.add(ids), robust=True)


def make_for(page_ids: list[int]) -> None:
    for _ in make(lacking().filter(_is_shown(page_ids))):
        pass


class Waiting:
    """The pages whose pictures this process has still to draw, and the thread that does so while there are any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def add(self, page_ids: list[int]) -> None:
        with self._lock:
            self._pages.put(page_ids)
            if self._thread is None:
                self._thread = threading.Thread(target=self._draw, name="renditions", daemon=True)
                self._thread.start()

    def _draw(self) -> None:
        while (ids := self._next()) is not None:
            close_old_connections()
            try:
                make_for(ids)
            except Exception as error:  # the database is away: readers, or the command, make what is missing
                logger.warning("cchc.rendition.not_made", extra={"pages": len(ids), "error": type(error).__name__})
        connection.close()

    def _next(self) -> list[int] | None:
        with self._lock:
            try:
                return self._pages.get_nowait()
            except queue.Empty:
                self._thread = None
                return None


waiting = Waiting()


def _is_shown(page_ids: list[int] | None = None) -> Q:
    """Choose pictures that public pages show now: of items, what their record names; of other pages, what Wagtail counts."""
    recorded = PublishedFile.objects.filter(
        image__isnull=False,
        record__kind=RecordKind.PUBLICATION,
        record__page__live=True,
        record__revision_id=F("record__page__live_revision_id"),
    )
    plain = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(SiteImage),
    ).exclude(content_type__in=ContributedType.objects.values("content_type"))
    if page_ids is not None:
        recorded = recorded.filter(record__page_id__in=page_ids)
        plain = plain.filter(object_id__in=[str(pk) for pk in page_ids])
    number = SiteImage._meta.pk
    shown = plain.annotate(image_id=Cast("to_object_id", number.__class__())).values("image_id")
    return Q(pk__in=recorded.values("image")) | Q(pk__in=shown)
