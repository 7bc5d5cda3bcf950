"""Which engine answers now: the search server if there is one and it has every change, else the database.

A server that does not answer is left alone for a while, and catches up with the log of changes when it is back.
"""

import logging
import time
from threading import Lock, Thread

import numpy as np
from django.conf import settings
from django.db import connections
from elasticsearch import ApiError, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError
from wagtail.search.backends import get_search_backend

from search.changes import News, Place
from search.engines.database import Candidates, DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.questions import ReadQuestion
from search.statistics import Statistics

logger = logging.getLogger("cchc.search")

MAIN = "default"
REST = 30.0  # seconds
FEW = 20  # pages; to send them takes less than a second
BROKEN = (ApiError, TransportError, BulkIndexError)
_left_alone_until = 0.0
_is_following = False  # while this process sends what changed
_lock = Lock()
# One connection for a server in each process: to open it takes longer than to ask.
_engines: dict[tuple[str, ...], ElasticsearchEngine] = {}


def server_engine() -> ElasticsearchEngine | None:
    """Return the engine on the search server that the settings name, None if they name none."""
    config = settings.WAGTAILSEARCH_BACKENDS["default"]
    if "URLS" not in config:
        return None
    address = (*config["URLS"], config["INDEX_PREFIX"])
    if address not in _engines:
        backend = get_search_backend()
        _engines[address] = ElasticsearchEngine(backend.es, f"{backend.index_prefix}search_passages")
    return _engines[address]


def engine_for(using: str, *, at: Place):
    """Return who chooses candidates now; `at` is how far the log of changes was read."""
    server = server_engine() if using == MAIN else None
    if server and time.monotonic() >= _left_alone_until:
        try:
            if not _is_following and (server.place(using=using) == at or follow(using=using)):
                return server
        except BROKEN as error:
            leave_alone(error)
    return DatabaseEngine(connections[using])


def follow(*, using: str) -> bool:
    """Bring the search server level with the database; say whether it is now.

    Much is sent behind whoever asks or publishes: a server that comes back empty takes minutes.
    """
    server = server_engine()
    if server is None or using != MAIN or time.monotonic() < _left_alone_until or not _begin():
        return False
    is_behind = False
    try:
        news = server.news(using=using)
        if server.number_in(news, using=using) > FEW:
            Thread(target=_follow_behind, args=(server, news, using), name="search-server-follows", daemon=True).start()
            is_behind = True
            return False
        return _catch_up(server, news, using)
    except BROKEN as error:
        leave_alone(error)
        return False
    finally:
        if not is_behind:
            _end()


def _begin() -> bool:
    """Say that this process follows, unless it does already: who asks meanwhile is answered by the database."""
    global _is_following
    with _lock:
        if _is_following:
            return False
        _is_following = True
        return True


def _end() -> None:
    global _is_following
    _is_following = False


def _follow_behind(server: ElasticsearchEngine, news: News, using: str) -> None:
    try:
        _catch_up(server, news, using)
    finally:
        connections[using].close()
        _end()


def _catch_up(server: ElasticsearchEngine, news: News, using: str) -> bool:
    try:
        number = server.catch_up(news, using=using)
    except BROKEN as error:
        leave_alone(error)
        return False
    logger.info("cchc.search.caught_up pages=%s", number)
    return True


def leave_alone(error: Exception) -> None:
    global _left_alone_until
    _left_alone_until = time.monotonic() + REST
    logger.warning("cchc.search.server_down error=%s; the database answers", type(error).__name__)


def candidates(
    engine,
    asked: ReadQuestion,
    counted: Statistics,
    *,
    within: np.ndarray | None,
    limit: int,
    at: Place,
    using: str,
) -> tuple[Candidates, str]:
    """Return the candidates and the name of who chose them: the database, if the server breaks off.

    `at` is how far the log of changes was read for this question.
    """
    try:
        return engine.candidates(asked, counted, within=within, limit=limit, at=at), engine.name
    except NotFoundError as error:
        # The server is there and its index is not: it came back empty, and has followed nothing.
        engine.forget(using=using)
        leave_alone(error)
    except BROKEN as error:
        leave_alone(error)
    database = DatabaseEngine(connections[using])
    return database.candidates(asked, counted, within=within, limit=limit, at=at), database.name
