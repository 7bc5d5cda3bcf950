"""Writing the whole index anew, a batch at a time, going on where an earlier run was stopped."""

from collections.abc import Iterator

from django.db.models import QuerySet
from wagtail.models import Page

from search import changes, packing, statistics, writing
from search.entries import refresh_entries
from search.models import SearchEntry, SearchFollower

MAIN = "default"
BATCH = 100
# How far a run has come is kept under this name.
_NAME = "index_search"


def pages_left(*, restart: bool) -> int:
    return _pages(after=0 if restart else _last()).count()


def write_all(*, restart: bool) -> Iterator[int]:
    """Write the entries of all public pages; yields how many each batch had, each its own transaction."""
    last = 0 if restart else _last()
    while batch := list(_pages(after=last).values_list("pk", flat=True)[:BATCH]):
        yield refresh_entries(batch)
        last = batch[-1]
        SearchFollower.objects.update_or_create(name=_NAME, defaults={"change": last})


def finish() -> int:
    """Remove what is no longer public, count the words of the whole, forget old changes; return how many were removed."""
    public = Page.objects.live().public().values("pk")
    gone = list(SearchEntry.objects.exclude(pk__in=public).values_list("pk", flat=True))
    writing.remove_entries(gone)
    writing.mend_terms(using=MAIN)
    statistics.recount(using=MAIN)
    packing.pack(using=MAIN)
    changes.prune(using=MAIN)
    SearchFollower.objects.filter(name=_NAME).delete()
    return len(gone)


def _pages(*, after: int) -> QuerySet:
    return Page.objects.live().public().filter(pk__gt=after, depth__gt=1).order_by("pk")


def _last() -> int:
    return SearchFollower.objects.filter(name=_NAME).values_list("change", flat=True).first() or 0
