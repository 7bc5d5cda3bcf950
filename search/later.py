"""Indexes that follow a publication instead of holding it up.

Whoever publishes says so for as long as it saves, and leaves word in the same transaction of the page whose indexes are due.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.utils import get_random_id
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from search import entries, pages

# Wagtail's own: its index of all that the admin searches, and of what refers to what.
_INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}
_left: ContextVar[bool] = ContextVar("cchc_indexes_left_for_later", default=False)


@contextmanager
def left_for_later() -> Iterator[None]:
    """Write no index of what is saved within the block; `write_indexes` does, when its time comes."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def is_left_for_later() -> bool:
    return _left.get()


def write_indexes(page_id: int) -> Page:
    """Write every index of a page from what the database holds, and return the page. Call within a transaction.

    The page's row is locked meanwhile: whoever withdraws it waits, and then takes out what was written here.
    """
    list(Page.objects.select_for_update(of=("self",), no_key=True).filter(pk=page_id).order_by().values_list("pk"))
    page = Page.objects.get(pk=page_id).specific
    pages.write_entries([page])
    entries.follow_save(page)
    index.insert_or_update_object(page)
    ReferenceIndex.create_or_update_for_object(page)
    return page


class IndexTasks(ImmediateBackend):
    """Tasks are done at once, as Wagtail has them done where there is no worker; those of the indexes can be left for later."""

    def enqueue(self, task, args, kwargs):
        if not is_left_for_later() or task.module_path not in _INDEXING:
            return super().enqueue(task, args, kwargs)
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
