"""The clock that doorways read: tasks, permissions and receivers, which Wagtail calls without a time.

Verbs and questions take the time as an argument. A verb that goes through Wagtail holds the clock still meanwhile, so that
the whole act has one moment; imports of old material and tests hold it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("cchc_held_moment", default=None)


def now() -> datetime:
    """Return the moment held, or this moment; always aware."""
    return _held.get() or timezone.now()


def today() -> date:
    """Return the day in Vietnam (the project's time zone)."""
    return timezone.localdate(now())


@contextmanager
def held_at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware `moment` within the block."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
