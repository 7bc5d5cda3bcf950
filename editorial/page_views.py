"""Counting how often items are read: no cookie, no address, nothing about who; machines counted apart.

A page says which item it is by a header that never leaves the site; it stands on kept copies and on "not modified" answers
too, so they count as well. Counts gather in memory and are written down about once a minute, after an answer has gone out:
whoever reads waits for nothing. A process that is killed loses its last minute.
"""

import atexit
import logging
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic

from crawleruseragents import is_crawler
from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from editorial import clock
from editorial.models.page_views import PageViews

logger = logging.getLogger("cchc")

HEADER = "X-Cchc-Item"
WRITE_EVERY = 60.0
MOST_WAITING = 500


@dataclass(frozen=True)
class View:
    """One item on one day, read by people or by a machine."""

    day: date
    page_id: int
    agency_id: int
    is_machine: bool


class Waiting:
    """The counts of this process that are not written down yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[View] = Counter()
        self._written_at = monotonic()

    def add(self, counts: Counter[View]) -> None:
        with self._lock:
            self._counts.update(counts)

    def take(self, *, only_if_due: bool) -> Counter[View]:
        """Return what waits and forget it; nothing where it may wait longer."""
        with self._lock:
            is_due = monotonic() - self._written_at >= WRITE_EVERY or len(self._counts) >= MOST_WAITING
            if only_if_due and not is_due:
                return Counter()
            taken, self._counts = self._counts, Counter()
            self._written_at = monotonic()
            return taken


waiting = Waiting()


class PageViewMiddleware:
    """Stands outside the kept copies: a copy that is sent again has been read again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        item = response.get(HEADER, "")
        if item:
            del response[HEADER]
        if item and _is_a_reading(request, response):
            page_id, _, agency_id = item.partition("-")
            is_machine = _is_machine(request.headers.get("User-Agent", ""))
            waiting.add(Counter([View(clock.today(), int(page_id), int(agency_id), is_machine)]))
        return response


def mark(response: HttpResponseBase, item) -> HttpResponseBase:
    """Say on an answer which item it shows."""
    response.headers[HEADER] = f"{item.pk}-{item.agency_id}"
    return response


def _is_a_reading(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Leave out what is no reading: printing what is read already, browsers that fetch ahead, the newsroom's own people."""
    return (
        request.method == "GET"
        and response.status_code in (200, 304)
        and "in" not in request.GET
        and "prefetch" not in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


@lru_cache(maxsize=4096)
def _is_machine(user_agent: str) -> bool:
    return not user_agent or is_crawler(user_agent, case_sensitive=False)


def write_down(*, only_if_due: bool = False, **kwargs) -> None:
    """Add what waits to the day's rows; what cannot be written now waits on. Also the receiver of request_finished."""
    counts = waiting.take(only_if_due=only_if_due)
    if not counts:
        return
    try:
        _write(counts)
    except (
        IntegrityError
    ):  # a page that is no longer there: these counts can never be written, and must hold up no others
        logger.warning("cchc.page_views.dropped", extra={"counts": len(counts)})
    except DatabaseError as error:
        waiting.add(counts)
        logger.warning("cchc.page_views.not_written", extra={"error": type(error).__name__})


@transaction.atomic
def _write(counts: Counter[View]) -> None:
    rows = {(view.day, view.page_id): view.agency_id for view in counts}
    PageViews.objects.bulk_create(
        [
            PageViews(day=day, page_id=page_id, agency_id=agency_id)
            for (day, page_id), agency_id in sorted(rows.items())
        ],
        ignore_conflicts=True,
    )
    for view, count in sorted(counts.items(), key=lambda found: (found[0].day, found[0].page_id)):
        column = "machines" if view.is_machine else "people"
        PageViews.objects.filter(day=view.day, page_id=view.page_id).update(**{column: F(column) + count})


def write_when_due(sender, **kwargs) -> None:
    write_down(only_if_due=True)


def install() -> None:
    """Write counts down as the process goes along and when it ends; tests write theirs themselves, inside their own rows."""
    if not settings.PAGE_VIEWS_WRITTEN_ALONG:
        return
    request_finished.connect(write_when_due, dispatch_uid="cchc_page_views")
    atexit.register(write_down)
