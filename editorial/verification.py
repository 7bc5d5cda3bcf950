"""Proof that the archive is whole: every link of the chain, every file, and what the site shows today."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from editorial import guards
from editorial.chain import record_digest
from editorial.models.archive import ArchiveHead, PublicationRecord, PublishedFile, RecordKind
from editorial.models.pages import contributed_page_types
from editorial.published_content import canonical_json, content_of, digest_of

FIRST_PREVIOUS_DIGEST = "0" * 64


@dataclass(frozen=True)
class Finding:
    """A place where the archive is not what it was. `sequence` is the record's number, 0 where none is meant."""

    sequence: int
    sentence: str


def verify_chain() -> Iterator[Finding]:
    """Walk the chain from first to last and yield each broken link, the first one first."""
    expected_sequence, expected_previous = 1, FIRST_PREVIOUS_DIGEST
    for record in PublicationRecord.objects.order_by("sequence").iterator(chunk_size=500):
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
    yield from _verify_head(expected_sequence - 1, expected_previous)


def _verify_head(last_sequence: int, last_digest: str) -> Iterator[Finding]:
    head = ArchiveHead.objects.filter(pk=1).first() or ArchiveHead()
    if head.last_sequence > last_sequence:
        yield Finding(
            last_sequence + 1, f"Thiếu hồ sơ lưu số {last_sequence + 1} đến {head.last_sequence} ở cuối chuỗi."
        )
    elif (head.last_sequence, head.last_digest) != (last_sequence, last_digest):
        yield Finding(last_sequence, f"Đầu chuỗi ghi {head}, hồ sơ cuối là {last_sequence}: {last_digest}.")


def verify_files() -> Iterator[Finding]:
    """Read every recorded file and yield each that is missing or no longer has the recorded digest."""
    rows = PublishedFile.objects.select_related("record", "image", "document").order_by("record__sequence", "pk")
    checked: dict[tuple[str, int], str] = {}
    named: dict[int, list[tuple]] = {}
    for row in rows.iterator(chunk_size=500):
        kind, stored = ("image", row.image) if row.image_id else ("document", row.document)
        named.setdefault(row.record.sequence, []).append((kind, stored.pk, row.filename, row.sha256, row.size))
        key = (kind, stored.pk)
        if key not in checked:
            checked[key] = _stored_digest(stored)
        if not checked[key]:
            yield Finding(row.record.sequence, f"Hồ sơ lưu số {row.record.sequence}: thiếu tệp “{row.filename}”.")
        elif checked[key] != row.sha256:
            yield Finding(
                row.record.sequence, f"Hồ sơ lưu số {row.record.sequence}: tệp “{row.filename}” đã bị thay đổi."
            )
    yield from _verify_file_rows(named)


def _stored_digest(stored) -> str:
    try:
        return stored.stored_sha256()
    except OSError:
        return ""


def _verify_file_rows(named: dict[int, list[tuple]]) -> Iterator[Finding]:
    for sequence, files in PublicationRecord.objects.order_by("sequence").values_list("sequence", "files").iterator():
        recorded = sorted((f["kind"], f["id"], f["filename"], f["sha256"], f["size"]) for f in files)
        if recorded != sorted(named.get(sequence, [])):
            yield Finding(sequence, f"Hồ sơ lưu số {sequence}: danh sách tệp không khớp với hồ sơ.")


def verify_public_pages() -> Iterator[Finding]:
    """Compare what the site shows today with the newest record of each item."""
    newest: dict[int, PublicationRecord] = {}
    fields = ("sequence", "kind", "page_id", "revision_id", "content_digest", "title")
    for record in PublicationRecord.objects.order_by("sequence").only(*fields).iterator(chunk_size=500):
        newest[record.page_id] = record
    for page_type in contributed_page_types():
        for page in page_type.objects.iterator(chunk_size=200):
            record = newest.get(page.pk)
            is_recorded = record is not None and record.kind == RecordKind.PUBLICATION
            sequence = record.sequence if record else 0
            if page.live and (not is_recorded or record.revision_id != page.live_revision_id):
                yield Finding(
                    sequence, f"Trang {page.pk} (“{page.title}”) công khai mà không có hồ sơ lưu của lần đăng này."
                )
            elif page.live and digest_of(canonical_json(content_of(page))) != record.content_digest:
                yield Finding(sequence, f"Trang {page.pk} (“{page.title}”) đang hiển thị khác hồ sơ lưu số {sequence}.")
            elif not page.live and is_recorded:
                yield Finding(sequence, f"Trang {page.pk} (“{page.title}”) bị gỡ mà không có hồ sơ thu hồi.")


def verify_revisions() -> Iterator[Finding]:
    """Compare each recorded version with its record."""
    records = (
        PublicationRecord.objects.filter(kind=RecordKind.PUBLICATION).select_related("revision").order_by("sequence")
    )
    for record in records.iterator(chunk_size=200):
        content = canonical_json(content_of(record.revision.as_object()))
        if digest_of(content) != record.content_digest:
            yield Finding(
                record.sequence, f"Phiên bản {record.revision_id} của “{record.title}” đã bị sửa sau khi ghi hồ sơ lưu."
            )


def verify_guards() -> Iterator[Finding]:
    for name in guards.missing(connection):
        yield Finding(0, f"Cơ sở dữ liệu thiếu khóa bảo vệ “{name}”. Chạy lại: manage.py migrate.")
