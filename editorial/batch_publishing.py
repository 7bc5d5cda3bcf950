"""Publishing an approved batch: what the workflow leaves of one item, written for hundreds at a time.

Each item gets its finished workflow, its round with its steps, its record in the chain, its public row, its place in the
listings and in the index: the same rows as on the slow road, so that `verify_archive` asks the same of both. A chunk is
whole or not there at all; whoever comes after a crash goes on with what is still waiting.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from editorial import approval, batch_approval, listing
from editorial.approval import Authority
from editorial.archiving import append, new_record, scheduling_objections
from editorial.batch_rounds import finished_rounds, log_publication, record_steps
from editorial.batch_versions import pages_with_several_versions, versions_of
from editorial.batches import locked
from editorial.files import FileSnapshot, files_of
from editorial.models.archive import RecordKind
from editorial.models.batches import BatchItem, BatchState, SubmissionBatch
from editorial.models.submissions import Submission
from editorial.page_rows import index_pages
from editorial.published_content import canonical_json, content_of
from editorial.refusals import Refused, refuse_if
from editorial.sending import source_objections
from editorial.signals import items_published
from search.entries import write_entries
from search.insert_rows import point_rows

logger = logging.getLogger("cchc")

CHUNK = 250
Tick = Callable[[int], None]


@dataclass
class ReadyItem:
    """An item as it will be public: its approved version, the content in canonical form, and its files.

    `is_rewritten` says that the row holds an older version than the approved one, so that all of it must be written.
    """

    item: BatchItem
    revision: Revision
    version: Page
    content: str
    files: list[FileSnapshot]
    is_rewritten: bool


def publish_batch(
    batch: SubmissionBatch, *, by, at: datetime, most: int | None = None, tick: Tick = lambda done: None
) -> int:
    """Publish what is still waiting in an approved batch, a chunk at a time, at most `most` items; return how many.

    Asks the approval policy again for each chunk: who goes on with an interrupted batch must themselves have the authority.
    """
    done = 0
    while most is None or done < most:
        size = CHUNK if most is None else min(CHUNK, most - done)
        published, taken = _publish_chunk(batch, by=by, at=at, size=size)
        done += published
        tick(done)
        if taken < size:
            break
    batch.refresh_from_db()
    return done


@transaction.atomic
def _publish_chunk(batch: SubmissionBatch, *, by, at: datetime, size: int) -> tuple[int, int]:
    batch = locked(batch)
    on = timezone.localdate(at)
    refuse_if([] if batch.state == BatchState.PUBLISHING else ["Đợt chưa được phê duyệt hoặc đã đăng xong."])
    refuse_if(batch_approval.approval_obstacles(batch, by, on=on))
    authority = approval.approval_authority(by, category=batch.category, on=on)
    items = list(batch.items.waiting().order_by("pk")[:size])
    ready = _ready(items, at=at)
    if ready:
        _publish(ready, batch, authority=authority, by=by, at=at)
    if len(items) < size:
        batch.state = BatchState.PUBLISHED
        batch.closed_at = at
        batch.save()
        logger.info("cchc.batch.published", extra={"batch": batch.pk, "by": by.pk})
    return len(ready), len(items)


def _ready(items: list[BatchItem], *, at: datetime) -> list[ReadyItem]:
    """Return the items that can be published; the others are left out of the batch, each with its reason."""
    keys = [item.page_id for item in items]
    list(Page.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
    revisions = Revision.objects.in_bulk([item.revision_id for item in items])
    in_rounds = set(Submission.objects.open().filter(page_id__in=keys).values_list("page_id", flat=True))
    rewritten = pages_with_several_versions(keys)
    versions = versions_of(items, revisions, rewritten=rewritten)
    # Before anybody reads a version: a block that was opened writes back keys its stored text may not have.
    contents = {key: canonical_json(content_of(version)) for key, version in versions.items()}
    objections = _objections_by_page(versions.values())
    ready = []
    for item in items:
        revision, version = revisions[item.revision_id], versions[item.page_id]
        try:
            refuse_if(_item_objections(version, is_in_round=item.page_id in in_rounds) + objections[item.page_id])
            files = files_of(version, lock=True)
        except Refused as refusal:
            item.left_out_at, item.left_out_reason = at, " ".join(refusal.sentences)
            item.save()
            continue
        is_rewritten = item.page_id in rewritten
        ready.append(ReadyItem(item, revision, version, contents[item.page_id], files, is_rewritten))
    return ready


def _objections_by_page(versions: Iterable[Page]) -> dict[int, list[str]]:
    """Return what each type says against its versions; what they point at is read once for all of them."""
    found: dict[int, list[str]] = {}
    for page_type, these in _by_type(versions).items():
        keys = [field.name for field in page_type._meta.local_concrete_fields if field.is_relation]
        prefetch_related_objects(these, *(key for key in keys if not key.endswith("_ptr")))
        found |= page_type.batch_approval_objections(these)
    return found


def _by_type(versions: Iterable[Page]) -> dict[type[Page], list[Page]]:
    of_type: dict[type[Page], list[Page]] = defaultdict(list)
    for version in versions:
        of_type[type(version)].append(version)
    return of_type


def _item_objections(version: Page, *, is_in_round: bool) -> list[str]:
    sentences = scheduling_objections(version)
    sentences += [sentence for found in source_objections(version).values() for sentence in found]
    if is_in_round:
        sentences.append("Văn bản có một hồ sơ trình duyệt riêng chưa xong.")
    return sentences


def _publish(ready: list[ReadyItem], batch: SubmissionBatch, *, authority: Authority, by, at: datetime) -> None:
    rounds = finished_rounds(
        batch, [(each.version, each.revision) for each in ready], authority=authority, by=by, at=at
    )
    records = [
        new_record(
            RecordKind.PUBLICATION,
            each.version,
            each.content,
            each.files,
            authority=authority,
            by=by,
            revision=each.revision,
            submission=round_,
            at=at,
        )
        for each, round_ in zip(ready, rounds, strict=True)
    ]
    append(records)
    _make_public(ready, by=by, at=at)
    for each, round_ in zip(ready, rounds, strict=True):
        each.item.submission = round_
    point_rows(BatchItem, "submission", {each.item.pk: each.item.submission_id for each in ready})
    record_steps(batch, rounds, authority=authority, by=by, at=at)
    log_publication([(each.version, each.revision) for each in ready], by=by, at=at)


def _make_public(ready: list[ReadyItem], *, by, at: datetime) -> None:
    """Turn the rows live; the database's own guard looks for the record of each."""
    for each in ready:
        if each.is_rewritten:
            PublishPageRevisionAction(each.revision, user=by, log_action=False).execute(skip_permission_checks=True)
    Page.objects.filter(pk__in=[each.item.page_id for each in ready]).update(
        live=True,
        expired=False,
        has_unpublished_changes=False,
        live_revision_id=F("latest_revision_id"),
        first_published_at=Coalesce("first_published_at", Value(at)),
        last_published_at=at,
    )
    versions = [each.version for each in ready]
    for each in ready:
        each.version.live = True
        each.version.has_unpublished_changes = False
        each.version.live_revision_id = each.revision.pk
        each.version.first_published_at = each.version.first_published_at or at
        each.version.last_published_at = at
        if not each.is_rewritten:  # of the others Wagtail has told
            page_published.send(sender=type(each.version), instance=each.version, revision=each.revision)
    listing.list_pages(versions)
    for page_type, these in _by_type(versions).items():
        items_published.send(sender=page_type, pages=these)
    index_pages(versions)
    write_entries(versions)
