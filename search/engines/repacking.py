"""Packing the long lists anew behind whoever asks, once much has changed since they were packed."""

import logging
import time
from threading import Lock, Thread

from django.db import DatabaseError, connections

from search import packing

logger = logging.getLogger("cchc.search")

# It takes a minute or two where there are a hundred thousand pages: not more often than this, whatever is published.
REST = 900.0  # seconds
_LOCK = 517_002
_not_before = 0.0
_lock = Lock()


def start(*, using: str) -> None:
    """Begin, unless this process did so a while ago."""
    global _not_before
    with _lock:
        if time.monotonic() < _not_before:
            return
        _not_before = time.monotonic() + REST
    Thread(target=_pack, args=(using,), name="search-lists-are-packed", daemon=True).start()


def _pack(using: str) -> None:
    try:
        if _is_alone(using):
            packing.pack(using=using)
            logger.info("cchc.search.packed")
    except DatabaseError as error:
        logger.error("cchc.search.not_packed error=%s", type(error).__name__)
    finally:
        connections[using].close()  # this thread's own; what it locked is free again


def _is_alone(using: str) -> bool:
    """Say whether no other process packs; on SQLite two would do the same work, one after the other."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return cursor.fetchone()[0]
