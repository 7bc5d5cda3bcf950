"""Proof that the archive is whole: every link of the chain, every file, and what the site shows today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef, Prefetch, Q, Subquery
from wagtail.models import PageViewRestriction

from editorial import guards
from editorial.chain import record_digest
from editorial.models.archive import ArchiveHead, ContributedType, PublicationRecord, PublishedFile, RecordKind
from editorial.models.pages import contributed_page_types
from editorial.models.submissions import Submission, SubmissionState
from editorial.published_content import content_digest, digest_of, shows_as_recorded

# Rows in memory at a time: a walk over a hundred thousand records needs no more than one over a thousand.
CHUNK = 200
Tick = Callable[[], None]

FIRST_PREVIOUS_DIGEST = "0" * 64


@dataclass(frozen=True)
class Finding:
    """A place where the archive is not what it was. `sequence` is the record's number, 0 where none is meant."""

    sequence: int
    sentence: str


def silent() -> None:
    """The tick of a walk that nobody watches."""


def verify_chain(*, tick: Tick = silent) -> Iterator[Finding]:
    """Walk the chain from first to last and yield each broken link, the first one first."""
    expected_sequence, expected_previous = 1, FIRST_PREVIOUS_DIGEST
    for record in PublicationRecord.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        name = f"Hồ sơ lưu số {record.sequence} (“{record.title}”)"
        if record.sequence != expected_sequence:
            yield Finding(expected_sequence, f"Thiếu hồ sơ lưu số {expected_sequence}: sau đó là số {record.sequence}.")
        elif record.previous_digest != expected_previous:
            yield Finding(record.sequence, f"{name} không nối với hồ sơ trước: chuỗi bị đứt hoặc đổi thứ tự.")
        if record_digest(record) != record.digest:
            yield Finding(record.sequence, f"{name} đã bị sửa: mã kiểm tra không khớp.")
        if digest_of(record.content) != record.content_digest:
            yield Finding(record.sequence, f"{name} có nội dung đã bị sửa.")
        expected_sequence, expected_previous = record.sequence + 1, record.digest
        tick()
    yield from _verify_head(expected_sequence - 1, expected_previous)


def _verify_head(last_sequence: int, last_digest: str) -> Iterator[Finding]:
    head = ArchiveHead.objects.filter(pk=1).first() or ArchiveHead()
    if head.last_sequence > last_sequence:
        yield Finding(
            last_sequence + 1, f"Thiếu hồ sơ lưu số {last_sequence + 1} đến {head.last_sequence} ở cuối chuỗi."
        )
    elif (head.last_sequence, head.last_digest) != (last_sequence, last_digest):
        yield Finding(last_sequence, f"Đầu chuỗi ghi {head}, hồ sơ cuối là {last_sequence}: {last_digest}.")


def verify_files(*, tick: Tick = silent) -> Iterator[Finding]:
    """Read every recorded file and yield each that is missing or no longer has the recorded digest."""
    rows = PublishedFile.objects.select_related("image", "document").order_by("pk")
    records = PublicationRecord.objects.only("sequence", "files").order_by("sequence")
    stored_digests: dict[tuple[str, int], str] = {}  # a file that many records name is read once
    for record in records.prefetch_related(Prefetch("published_files", queryset=rows)).iterator(chunk_size=CHUNK):
        named = [(row, *_stored(row)) for row in record.published_files.all()]
        yield from _verify_file_list(record, named)
        for row, kind, stored in named:
            key = (kind, stored.pk)
            if key not in stored_digests:
                stored_digests[key] = _stored_digest(stored)
            yield from _verify_file(record, row.filename, recorded=row.sha256, found=stored_digests[key])
        tick()


def _stored(row: PublishedFile) -> tuple:
    return ("image", row.image) if row.image_id else ("document", row.document)


def _stored_digest(stored) -> str:
    try:
        return stored.stored_sha256()
    except OSError:
        return ""


def _verify_file_list(record: PublicationRecord, named: list[tuple]) -> Iterator[Finding]:
    recorded = sorted((f["kind"], f["id"], f["filename"], f["sha256"], f["size"]) for f in record.files)
    if recorded != sorted((kind, stored.pk, row.filename, row.sha256, row.size) for row, kind, stored in named):
        yield Finding(record.sequence, f"Hồ sơ lưu số {record.sequence}: danh sách tệp không khớp với hồ sơ.")


def _verify_file(record: PublicationRecord, filename: str, *, recorded: str, found: str) -> Iterator[Finding]:
    if not found:
        yield Finding(record.sequence, f"Hồ sơ lưu số {record.sequence}: thiếu tệp “{filename}”.")
    elif found != recorded:
        yield Finding(record.sequence, f"Hồ sơ lưu số {record.sequence}: tệp “{filename}” đã bị thay đổi.")


def verify_revisions(*, tick: Tick = silent) -> Iterator[Finding]:
    """Compare each recorded version with its record."""
    records = (
        PublicationRecord.objects.filter(kind=RecordKind.PUBLICATION).select_related("revision").order_by("sequence")
    )
    for record in records.defer("text", "content").iterator(chunk_size=CHUNK):
        if not shows_as_recorded(record.revision.as_object(), record):
            yield Finding(
                record.sequence, f"Phiên bản {record.revision_id} của “{record.title}” đã bị sửa sau khi ghi hồ sơ lưu."
            )
        tick()


def verify_rounds(*, tick: Tick = silent) -> Iterator[Finding]:
    """Compare each record of a publication with the round that was approved: a forged record has none of its own."""
    records = PublicationRecord.objects.defer("text", "content").select_related("submission").order_by("sequence")
    for record in records.iterator(chunk_size=CHUNK):
        round_ = record.submission
        if round_ is not None and not _is_approved_round(record, round_):
            yield Finding(
                record.sequence,
                f"Hồ sơ lưu số {record.sequence} (“{record.title}”) không khớp với hồ sơ trình duyệt {round_.pk}.",
            )
        tick()
    unrecorded = Submission.objects.filter(state=SubmissionState.PUBLISHED, publication_record=None).order_by("pk")
    for round_ in unrecorded.iterator(chunk_size=CHUNK):
        yield Finding(0, f"Hồ sơ trình duyệt {round_.pk} (“{round_.title}”) ghi là đã đăng mà không có hồ sơ lưu.")


def _is_approved_round(record: PublicationRecord, round_: Submission) -> bool:
    decided = (round_.state, round_.page_id, round_.closed_revision_id, round_.decided_by_id, round_.delegation_id)
    return decided == (
        SubmissionState.PUBLISHED,
        record.page_id,
        record.revision_id,
        record.decided_by_id,
        record.delegation_id,
    )


def verify_public_pages(*, tick: Tick = silent) -> Iterator[Finding]:
    """Compare what the site shows today with the newest record of each item."""
    newest = PublicationRecord.objects.filter(page_id=OuterRef("pk")).order_by("-sequence")
    for page_type in contributed_page_types():
        pages = page_type.objects.order_by("pk").annotate(
            recorded_kind=Subquery(newest.values("kind")[:1]),
            recorded_sequence=Subquery(newest.values("sequence")[:1]),
            recorded_revision=Subquery(newest.values("revision_id")[:1]),
            recorded_digest=Subquery(newest.values("content_digest")[:1]),
        )
        shown = pages.filter(Q(live=True) | Q(recorded_kind=RecordKind.PUBLICATION))
        for page in shown.iterator(chunk_size=CHUNK):
            yield from _verify_public_page(page)
            tick()
    yield from _verify_open_to_all()


def _verify_public_page(page) -> Iterator[Finding]:
    name = f"Trang {page.pk} (“{page.title}”)"
    is_recorded = page.recorded_kind == RecordKind.PUBLICATION
    sequence = page.recorded_sequence or 0
    if page.live and (not is_recorded or page.recorded_revision != page.live_revision_id):
        yield Finding(sequence, f"{name} công khai mà không có hồ sơ lưu của lần đăng này.")
    elif page.live and content_digest(page) != page.recorded_digest and not _shows_as_recorded_then(page):
        yield Finding(sequence, f"{name} đang hiển thị khác hồ sơ lưu số {sequence}.")
    elif not page.live and is_recorded:
        yield Finding(sequence, f"{name} bị gỡ mà không có hồ sơ thu hồi.")


def _shows_as_recorded_then(page) -> bool:
    # Asked for the few pages that do not have today's digest: the record's content may be long.
    return shows_as_recorded(page, PublicationRecord.objects.get(sequence=page.recorded_sequence))


def _verify_open_to_all() -> Iterator[Finding]:
    guarded = ContributedType.objects.values("content_type_id")
    for restriction in PageViewRestriction.objects.select_related("page").order_by("pk"):
        hidden = restriction.page.get_descendants(inclusive=True).live().filter(content_type_id__in=guarded).count()
        if hidden:
            yield Finding(
                0, f"“{restriction.page.title}” bị giới hạn người xem: {hidden} tin bài đã đăng không đọc được."
            )


def verify_guards(*, tick: Tick = silent) -> Iterator[Finding]:
    for name in guards.missing(connection):
        yield Finding(0, f"Cơ sở dữ liệu thiếu khóa bảo vệ “{name}”. Chạy lại: manage.py migrate.")
