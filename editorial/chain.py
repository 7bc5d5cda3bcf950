"""The chain of records: each row's digest covers the row before it."""

from collections.abc import Iterable
from datetime import UTC

from editorial.models.archive import ArchiveHead, PublicationRecord
from editorial.published_content import canonical_json, digest_of

CHAINED_FIELDS = (
    "sequence",
    "kind",
    "page_id",
    "revision_id",
    "submission_id",
    "title",
    "address",
    "category",
    "agency_name",
    "text",
    "content",
    "content_digest",
    "files",
    "at",
    "decided_by_id",
    "decided_by_name",
    "authority",
    "appointment_id",
    "delegation_id",
    "decision_number",
    "reason",
    "display",
    "previous_digest",
)


def record_digest(record: PublicationRecord) -> str:
    """Return the SHA-256 of the record's canonical JSON, `previous_digest` included."""
    values = {name: getattr(record, name) for name in CHAINED_FIELDS}
    values["at"] = record.at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest_of(canonical_json(values))


def extend_chain(records: Iterable[PublicationRecord]) -> None:
    """Put records at the end of the chain, in order, and save them. Call within a transaction: the head stays locked."""
    head = ArchiveHead.objects.select_for_update().filter(pk=1).first()
    if head is None:  # the first record of all
        ArchiveHead.objects.get_or_create(pk=1)
        head = ArchiveHead.objects.select_for_update().get(pk=1)
    for record in records:
        record.sequence = head.last_sequence + 1
        record.previous_digest = head.last_digest
        record.digest = record_digest(record)
        record.save(force_insert=True)
        head.last_sequence = record.sequence
        head.last_digest = record.digest
        head.save(force_update=True)  # after each: the database lets in only the record that continues the chain
