"""The chain of records: each row's digest covers the row before it."""

from collections.abc import Iterable
from datetime import UTC

from django.db import connections

from agencies.prepared import Prepared
from editorial.models.archive import ArchiveHead, PublicationRecord
from editorial.published_content import canonical_json, digest_of
from search.insert_rows import stored_rows

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


_locked_heads = Prepared(lambda pk: ArchiveHead.objects.select_for_update().filter(pk=pk).order_by())


def extend_chain(records: Iterable[PublicationRecord]) -> None:
    """Put records at the end of the chain, in order, and save them. Call within a transaction: the head stays locked."""
    heads = _locked_heads(1)
    if not heads:  # the first record of all
        ArchiveHead.objects.get_or_create(pk=1)
        heads = _locked_heads(1)
    (head,) = heads
    records = list(records)
    last, digest = head.last_sequence, head.last_digest
    for number, record in enumerate(records, start=last + 1):
        record.sequence, record.previous_digest = number, digest
        record.digest = digest = record_digest(record)
    _let_in(records)


def _let_in(records: list[PublicationRecord]) -> None:
    """Write records one at a time, the head after each: the database lets in only the record that continues the chain."""
    connection = connections[PublicationRecord.objects.db]
    insert, rows = stored_rows(records, connection)
    move_on = (
        f"UPDATE {ArchiveHead._meta.db_table} SET last_sequence = %s, last_digest = %s WHERE id = 1 "  # noqa: S608
        f"RETURNING (SELECT id FROM {PublicationRecord._meta.db_table} WHERE sequence = %s)"
    )
    with connection.cursor() as cursor:
        for record, row in zip(records, rows, strict=True):
            moved = (record.sequence, record.digest, record.sequence)
            if connection.vendor == "postgresql":
                cursor.execute(f"{insert}; {move_on}", [*row, *moved])  # one after the other, sent together
            else:
                cursor.execute(insert, row)
                cursor.execute(move_on, moved)
            (record.pk,) = cursor.fetchone()
            record._state.adding = False
