"""Packing the long lists anew behind whoever asks, once much has changed since they were packed."""

import logging
import time
from threading import Lock, Thread

from django.db import DatabaseError, connections

from search import packing
from search.models import SearchFollower

logger = logging.getLogger("cchc.search")

# It takes a minute or two where there are a hundred thousand pages: not more often than this, whatever is published.
REST = 900.0  # seconds
# A row of this name says since when, in seconds, a process packs or has packed.
_PACKED = "lists_packed"
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
        if _is_first(using):
            packing.pack(using=using)
            logger.info("cchc.search.packed")
    except DatabaseError as error:
        logger.error("cchc.search.not_packed error=%s", type(error).__name__)
    finally:
        connections[using].close()  # this thread's own


def _is_first(using: str) -> bool:
    """Take it on, unless another process did so a while ago; one that died over it is not waited for longer than that."""
    now = int(time.time())
    row, is_new = SearchFollower.objects.using(using).get_or_create(name=_PACKED, defaults={"change": now})
    free = SearchFollower.objects.using(using).filter(pk=row.pk, change__lte=now - int(REST))
    return is_new or bool(free.update(change=now))
