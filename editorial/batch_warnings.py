"""What wants a second look in the items of a batch: the checks of `editorial.checks`, kept for each item and read by kind.

A batch holds thousands, so nobody settles warnings one by one: the member takes items out, or gives one reason for a kind of
warning, which holds for the versions that are in the batch now (Quy chế 517, Điều 4). Items are looked through a chunk at a
time, once for each version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count
from wagtail.models import Revision

from editorial.batch_versions import pages_with_several_versions, versions_of
from editorial.checks import SHORT_NAMES, ContentWarning, WarningKind
from editorial.models.batches import BatchItem, BatchState, BatchWarning, SubmissionBatch
from editorial.templatetags.vietnamese_numbers import grouped
from editorial.written_content import warnings_of
from search.insert_rows import insert_rows

CHUNK = 250
# Headings of an old text are laid by the import (an article without a chapter skips a level): nobody wrote them wrong.
LAID_BY_THE_IMPORT = (WarningKind.HEADING_SKIPPED,)


@dataclass(frozen=True)
class KindOfWarning:
    """One kind of warning as the batch has it: in how many items, and the reason that was given for it."""

    kind: WarningKind
    count: int
    reason: str

    @property
    def name(self) -> str:
        return SHORT_NAMES[self.kind]


@transaction.atomic
def look_through(batch: SubmissionBatch, *, at: datetime, most: int | None = None) -> int:
    """Look through at most `most` items (a chunk) that nobody looked through in this version; return how many are left."""
    SubmissionBatch.objects.select_for_update(of=("self",)).select_related(None).get(pk=batch.pk)
    items = list(_not_looked_through(batch).order_by("pk")[: most or CHUNK])
    revisions = Revision.objects.in_bulk([item.revision_id for item in items])
    rewritten = pages_with_several_versions([item.page_id for item in items])
    versions = versions_of(items, revisions, rewritten=rewritten)
    insert_rows(
        BatchWarning,
        [
            {"item_id": item.pk, "kind": warning.kind.value, "quote": warning.quote}
            for item in items
            for warning in warnings_of(versions[item.page_id])
            if warning.kind not in LAID_BY_THE_IMPORT
        ],
    )
    BatchItem.objects.filter(pk__in=[item.pk for item in items]).update(looked_through_at=at)
    return _not_looked_through(batch).count()


def forget(items) -> None:
    """Take back what was found in these items: they are sent in another version."""
    BatchWarning.objects.filter(item__in=items).delete()
    items.update(looked_through_at=None)


def number_to_look_through(batch: SubmissionBatch) -> int:
    """Return how many items a member's check still waits for."""
    return _not_looked_through(batch).count() if batch.state == BatchState.CHECKING else 0


def _not_looked_through(batch: SubmissionBatch):
    return batch.items.waiting().filter(looked_through_at=None)


def kinds_in(batch: SubmissionBatch) -> list[KindOfWarning]:
    """Return the kinds of warning about what is in the batch, the gravest first."""
    rows = BatchWarning.objects.filter(item__batch=batch, item__left_out_at=None).order_by().values("kind")
    counts = dict(rows.annotate(count=Count("item", distinct=True)).values_list("kind", "count"))
    return [
        KindOfWarning(kind, counts[kind.value], batch.override_reasons.get(kind.value, ""))
        for kind in WarningKind
        if kind.value in counts
    ]


def warning_objections(batch: SubmissionBatch, reasons: Mapping[str, str]) -> list[str]:
    """Return which warnings still want an answer; empty means each kind has a reason, or its items were taken out."""
    left = number_to_look_through(batch)
    if left:
        return [f"Còn {grouped(left)} văn bản chưa được rà cảnh báo về nội dung. Bấm “Rà tiếp”."]
    return [
        f"{grouped(each.count)} văn bản có cảnh báo “{each.name}”: bỏ ra khỏi đợt để sửa, hoặc ghi lý do vẫn chuyển."
        for each in kinds_in(batch)
        if not reasons.get(each.kind.value, "").strip()
    ]


def warnings_by_page(batch: SubmissionBatch, page_ids: list[int]) -> dict[int, list[ContentWarning]]:
    """Return what was found in these pages of the batch."""
    found: dict[int, list[ContentWarning]] = {key: [] for key in page_ids}
    rows = BatchWarning.objects.filter(item__batch=batch, item__page_id__in=page_ids).order_by("pk")
    for page_id, kind, quote in rows.values_list("item__page_id", "kind", "quote"):
        found[page_id].append(ContentWarning(WarningKind(kind), quote))
    return found


def reasons_for(batch: SubmissionBatch, warnings: list[ContentWarning]) -> str:
    """Return the reasons that the batch gives for these warnings, each once."""
    given = (batch.override_reasons.get(warning.kind.value, "") for warning in warnings)
    return " ".join(dict.fromkeys(reason for reason in given if reason))
