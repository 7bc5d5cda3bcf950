"""The log of changes to the index: noted by whoever writes, followed by whoever keeps a copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import connections, transaction
from django.dispatch import Signal

from search.insert_rows import insert_rows
from search.models import SearchChange

# Sent after the commit of a change, with `using`: the search server follows then.
committed = Signal()
_LOCK = 517_001


@dataclass(frozen=True)
class Place:
    """How far a copy has followed: a row of the log, known by its mark."""

    change: int = 0
    mark: str = ""


@dataclass(frozen=True)
class News:
    """What happened since a place; `is_whole` if the log does not reach back to it, so that all must be read anew."""

    place: Place
    page_ids: Sequence[int]
    is_whole: bool


def hold(*, using: str) -> None:
    """Let no one else write until this transaction ends: changes are then numbered in the order of their commits."""
    connection = connections[using]
    if connection.vendor == "postgresql":  # on SQLite a transaction that writes holds the whole database
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def note(page_ids: Iterable[int], *, using: str) -> None:
    insert_rows(SearchChange, [{"page_id": pk, "mark": uuid4().hex} for pk in page_ids], using=using)
    transaction.on_commit(lambda: committed.send(sender=SearchChange, using=using), using=using)


def since(place: Place, *, using: str) -> News:
    """Return what changed since `place`; one query."""
    # Asked before every answer: Django takes longer to prepare it than it takes.
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT id, mark, page_id FROM {SearchChange._meta.db_table} WHERE id >= %s ORDER BY id",  # noqa: S608
            [place.change],
        )
        rows = cursor.fetchall()
    if not rows and place != Place():
        # The log ends before this place: a backup was restored.
        return News(newest(using=using), [], is_whole=True)
    last = Place(rows[-1][0], rows[-1][1]) if rows else Place()
    if rows and (rows[0][0], rows[0][1]) == (place.change, place.mark):
        return News(last, list(dict.fromkeys(page_id for _, _, page_id in rows[1:])), is_whole=False)
    # An empty log and a copy of nothing: the index has never been written.
    return News(last, [], is_whole=bool(rows))


def newest(*, using: str) -> Place:
    row = SearchChange.objects.using(using).order_by("-pk").values_list("pk", "mark").first()
    return Place(*row) if row else Place()


def prune(*, using: str, keep: int = 10_000) -> None:
    """Forget old changes; whoever has not followed them by now reads all anew."""
    last = newest(using=using).change
    SearchChange.objects.using(using).filter(pk__lt=last - keep)._raw_delete(using)
