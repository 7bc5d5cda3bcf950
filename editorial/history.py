"""An item's whole history: its versions, its rounds step by step, its permanent records, and whether they still agree."""

from dataclasses import dataclass

from django.db.models import Prefetch
from wagtail.models import Page, Revision

from editorial.chain import record_digest
from editorial.models.archive import ArchiveHead, PublicationRecord, RecordKind
from editorial.models.submissions import Submission, SubmissionStep, VerificationRequest
from editorial.published_content import digest_of, shows_as_recorded
from editorial.verification import FIRST_PREVIOUS_DIGEST

RECORDS_PER_PAGE = 50


@dataclass(frozen=True)
class Version:
    """One version of an item and what it was: sent in a round, public by a record, public today."""

    revision: Revision
    rounds: tuple[Submission, ...]
    records: tuple[PublicationRecord, ...]
    is_live: bool


@dataclass(frozen=True)
class CheckedRecord:
    """A permanent record and what is wrong with it or its neighbours; no findings means the chain holds there."""

    record: PublicationRecord
    findings: tuple[str, ...]


@dataclass(frozen=True)
class PageHistory:
    """All that is known of one item, newest first."""

    page: Page
    versions: list[Version]
    rounds: list[Submission]
    records: list[CheckedRecord]


def history_of(page: Page) -> PageHistory:
    """Return the history of `page` in a number of queries that does not grow with it."""
    rounds = list(
        Submission.objects.filter(page_id=page.pk)
        .select_related("agency", "submitted_by", "submitted_under__agency", "confirmed_by", "confirmation_paper")
        .prefetch_related(
            Prefetch("steps", queryset=SubmissionStep.objects.select_related("by")),
            Prefetch("verification_requests", queryset=VerificationRequest.objects.select_related("agency")),
            "due_date_changes",
        )
        .order_by("-pk")
    )
    records = list(
        PublicationRecord.objects.filter(page_id=page.pk).prefetch_related("published_files").order_by("-sequence")
    )
    return PageHistory(page=page, versions=_versions(page, rounds, records), rounds=rounds, records=checked(records))


def _versions(page: Page, rounds: list[Submission], records: list[PublicationRecord]) -> list[Version]:
    revisions = Revision.objects.for_instance(page).select_related("user").defer("content").order_by("-pk")
    return [
        Version(
            revision=revision,
            rounds=tuple(
                round_ for round_ in rounds if revision.pk in (round_.submitted_revision_id, round_.closed_revision_id)
            ),
            records=tuple(
                record
                for record in records
                if record.revision_id == revision.pk and record.kind == RecordKind.PUBLICATION
            ),
            is_live=page.live and page.live_revision_id == revision.pk,
        )
        for revision in revisions
    ]


def checked(records: list[PublicationRecord]) -> list[CheckedRecord]:
    """Check each record against itself and the records before and after it in the whole archive."""
    wanted = {record.sequence + step for record in records for step in (-1, 1)}
    neighbours = {
        row["sequence"]: row
        for row in PublicationRecord.objects.filter(sequence__in=wanted).values("sequence", "digest", "previous_digest")
    }
    head = ArchiveHead.objects.filter(pk=1).first() or ArchiveHead()
    return [CheckedRecord(record, tuple(_findings(record, neighbours, head))) for record in records]


def _findings(record: PublicationRecord, neighbours: dict[int, dict], head: ArchiveHead) -> list[str]:
    findings = []
    if record_digest(record) != record.digest:
        findings.append("Hồ sơ đã bị sửa: mã kiểm tra không khớp.")
    if digest_of(record.content) != record.content_digest:
        findings.append("Nội dung lưu trong hồ sơ đã bị sửa.")
    before = neighbours.get(record.sequence - 1)
    expected = before["digest"] if before else FIRST_PREVIOUS_DIGEST
    if (before is None and record.sequence > 1) or record.previous_digest != expected:
        findings.append(f"Hồ sơ không nối với hồ sơ số {record.sequence - 1} đứng trước.")
    after = neighbours.get(record.sequence + 1)
    if after is None and (head.last_sequence, head.last_digest) != (record.sequence, record.digest):
        findings.append(f"Thiếu hồ sơ số {record.sequence + 1} đứng sau.")
    if after is not None and after["previous_digest"] != record.digest:
        findings.append(f"Hồ sơ số {record.sequence + 1} đứng sau không nối với hồ sơ này.")
    return findings


def version_findings(record: PublicationRecord, version) -> list[str]:
    """Return what differs between a record and the version it names, as stored today."""
    if not shows_as_recorded(version, record):
        return ["Phiên bản đang lưu không còn khớp với hồ sơ này. Nội dung dưới đây lấy từ hồ sơ."]
    return []


def records_before(sequence: int | None, *, title: str = "") -> tuple[list[PublicationRecord], int | None]:
    """Return a page of records, newest first, older than `sequence`, and where the next page starts; None ends the list."""
    records = PublicationRecord.objects.order_by("-sequence").defer("text", "content")
    if title:
        records = records.filter(title__icontains=title)
    if sequence is not None:
        records = records.filter(sequence__lt=sequence)
    found = list(records.select_related("page")[: RECORDS_PER_PAGE + 1])
    has_more = len(found) > RECORDS_PER_PAGE
    found = found[:RECORDS_PER_PAGE]
    return found, found[-1].sequence if has_more else None
