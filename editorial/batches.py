"""What happens to a batch: each act checks, changes and records in one transaction, or changes nothing.

Every verb takes `by` (who), `at` (when, aware) and raises `Refused` with Vietnamese sentences. Publishing an approved batch
is in `editorial/batch_publishing.py`.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page

from agencies.standing import standing_of
from editorial import approval, batch_approval, batch_warnings
from editorial.categories import InformationCategory
from editorial.grounds import ChecklistItem, Content, Origin, Purpose, RefusalGround
from editorial.models.batches import BatchItem, BatchState, BatchWarning, SubmissionBatch
from editorial.refusals import refuse_if
from editorial.submissions import refusal_objections
from search.insert_rows import insert_rows

logger = logging.getLogger("cchc")

NEEDS_A_REASON = "Ghi lý do bỏ văn bản ra khỏi đợt."
NONE_WARNED = "Trong đợt không còn văn bản nào có cảnh báo này."
NOT_IN_BATCH = "Văn bản này không còn chờ trong đợt."


@transaction.atomic
def open_batch(*, name: str, category: InformationCategory, by, at: datetime) -> SubmissionBatch:
    """Open an empty batch for the agency of whoever brings it in."""
    on = timezone.localdate(at)
    refuse_if(batch_approval.opening_obstacles(by, on=on))
    under = batch_approval.opening_appointment(by, on=on)
    return SubmissionBatch.objects.create(
        name=name, category=category, agency=under.agency, submitted_by=by, submitted_under=under, opened_at=at
    )


def collect(batch: SubmissionBatch, versions: Iterable[tuple[int, int]]) -> None:
    """Put drafts into a batch that is being collected, each by its page's key and its version's."""
    insert_rows(
        BatchItem,
        [{"batch_id": batch.pk, "page_id": page_id, "revision_id": revision_id} for page_id, revision_id in versions],
    )


@transaction.atomic
def send_batch(batch: SubmissionBatch, *, by, at: datetime) -> None:
    """Send the batch for moderation, every item in its newest version; from now on the batch holds them."""
    batch = locked(batch)
    refuse_if(batch_approval.sending_obstacles(batch, by, on=timezone.localdate(at)))
    newest = Page.objects.filter(pk=OuterRef("page_id")).values("latest_revision_id")
    changed = batch.items.waiting().exclude(page__latest_revision_id=F("revision_id"))
    batch_warnings.forget(changed)
    changed.update(revision_id=Subquery(newest))
    batch.state = BatchState.CHECKING
    batch.submitted_at = at
    batch.save()
    logger.info("cchc.batch.sent", extra={"batch": batch.pk, "by": by.pk})


@transaction.atomic
def check_batch(
    batch: SubmissionBatch,
    *,
    by,
    at: datetime,
    origin: str,
    content: str,
    purpose: str,
    checklist: list[str],
    override_reasons: Mapping[str, str] | None = None,
) -> None:
    """A member classifies the batch, answers the checklist for it, and passes it to the Head (Điều 10 khoản 2, Điều 4).

    `override_reasons` says, by kind of warning, why the items in which the kind was found may go on as they are.
    """
    batch = locked(batch)
    on = timezone.localdate(at)
    refuse_if(batch_approval.checking_obstacles(batch, by, on=on))
    if batch_warnings.number_to_look_through(batch) <= batch_warnings.CHUNK:
        batch_warnings.look_through(batch, at=at)
    reasons = {kind: reason.strip() for kind, reason in (override_reasons or {}).items() if reason.strip()}
    refuse_if(
        batch_approval.classification_objections(origin=origin, content=content, purpose=purpose, checklist=checklist)
        + batch_warnings.warning_objections(batch, reasons)
        + batch_approval.version_objections(batch)
    )
    batch.override_reasons = reasons
    batch.origin = Origin(origin)
    batch.content = Content(content)
    batch.purpose = Purpose(purpose)
    batch.checklist = [ChecklistItem(item).value for item in checklist]
    batch.checked_by = by
    batch.checked_under = standing_of(by, on=on).board_appointment
    batch.checked_at = at
    batch.state = BatchState.APPROVING
    batch.save()
    logger.info("cchc.batch.checked", extra={"batch": batch.pk, "by": by.pk})


@transaction.atomic
def return_batch(batch: SubmissionBatch, *, by, at: datetime, ground: str, sentence: str) -> None:
    """Return the whole batch by one of the six grounds and a sentence (Điều 6 khoản 3 điểm b); its items are drafts again."""
    batch = locked(batch)
    on = timezone.localdate(at)
    refuse_if(refusal_objections(ground, sentence))
    if batch.state == BatchState.APPROVING:
        refuse_if(batch_approval.decision_obstacles(batch, by, on=on))
        authority = approval.approval_authority(by, category=batch.category, on=on)
        batch.decided_under, batch.delegation = authority.appointment, authority.delegation
    else:
        refuse_if(batch_approval.checking_obstacles(batch, by, on=on))
        batch.decided_under = standing_of(by, on=on).board_appointment
    batch.refusal_ground = RefusalGround(ground)
    batch.refusal_sentence = sentence.strip()
    batch.decided_by = by
    batch.decided_at = at
    batch.checked_by = batch.checked_under = batch.checked_at = None
    batch.override_reasons = {}
    batch.state = BatchState.RETURNED
    batch.save()
    logger.info("cchc.batch.returned", extra={"batch": batch.pk, "by": by.pk})


@transaction.atomic
def leave_out(item: BatchItem, *, by, at: datetime, reason: str) -> None:
    """Take one item out of a batch that was sent: it is a draft again, and goes its own way; the reason stays."""
    one = Q(pk=item.pk)
    refuse_if([] if _take_out(item.batch, one, by=by, at=at, reason=reason.strip()) else [NOT_IN_BATCH])


@transaction.atomic
def leave_out_warned(batch: SubmissionBatch, *, kind: str, by, at: datetime, reason: str) -> None:
    """Take every item out of the batch in which this kind of warning was found; each is a draft again, to be mended."""
    warned = Q(pk__in=BatchWarning.objects.filter(item__batch=batch, kind=kind).values("item_id"))
    refuse_if([] if _take_out(batch, warned, by=by, at=at, reason=reason.strip()) else [NONE_WARNED])


def _take_out(batch: SubmissionBatch, which: Q, *, by, at: datetime, reason: str) -> int:
    """Make drafts again of the items that still wait in the batch; return how many there were."""
    batch = locked(batch)
    refuse_if(batch_approval.leaving_out_obstacles(batch, by, on=timezone.localdate(at)))
    refuse_if([] if reason else [NEEDS_A_REASON])
    return batch.items.waiting().filter(which).update(left_out_at=at, left_out_by=by, left_out_reason=reason)


@transaction.atomic
def approve_batch(batch: SubmissionBatch, *, by, at: datetime) -> None:
    """The Head, or the Deputy under a delegation in force, approves the whole batch: its publishing may begin."""
    batch = locked(batch)
    on = timezone.localdate(at)
    refuse_if(batch_approval.decision_obstacles(batch, by, on=on))
    refuse_if(batch_approval.approval_obstacles(batch, by, on=on))
    authority = approval.approval_authority(by, category=batch.category, on=on)
    batch.decided_by = by
    batch.decided_under = authority.appointment
    batch.delegation = authority.delegation
    batch.decided_at = at
    batch.refusal_ground = batch.refusal_sentence = ""
    batch.state = BatchState.PUBLISHING
    batch.save()
    logger.info("cchc.batch.approved", extra={"batch": batch.pk, "by": by.pk})


def locked(batch: SubmissionBatch) -> SubmissionBatch:
    """Return the batch as it stands now, locked until the transaction ends."""
    return SubmissionBatch.objects.select_for_update(of=("self",)).select_related(None).get(pk=batch.pk)
