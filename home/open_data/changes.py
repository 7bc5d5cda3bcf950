"""The feed of changes: what was published, changed and withdrawn, in the order of the permanent record.

The people of the record stay out of it. Of what was withdrawn without a public notice only number, address and decision
are said, so that whoever took a copy can take it off too.
"""

from datetime import datetime
from typing import Any

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from wagtail.models import Page

from editorial.models import PublicationRecord, RecordKind, WithdrawalDisplay


def first_since(moment: datetime) -> int | None:
    """Return the number of the first record made at or after `moment`; None where there is none."""
    return PublicationRecord.objects.filter(at__gte=moment).aggregate(first=Min("sequence"))["first"]


def last_sequence() -> int:
    return PublicationRecord.objects.aggregate(last=Max("sequence"))["last"] or 0


def changes_after(sequence: int, *, length: int) -> list[PublicationRecord]:
    """Return the records that follow `sequence`, oldest first, with what is needed to say what each was."""
    own = PublicationRecord.objects.filter(page_id=OuterRef("page_id"))
    earlier = own.filter(sequence__lt=OuterRef("sequence")).order_by("-sequence")
    return list(
        _light(PublicationRecord.objects.filter(sequence__gt=sequence))
        .annotate(kind_before=Subquery(earlier.values("kind")[:1]))
        .annotate(display_now=Subquery(own.order_by("-sequence").values("display")[:1]))
        .order_by("sequence")[:length]
    )


def rows(records: list[PublicationRecord], *, base: str) -> list[dict[str, Any]]:
    open_ids = set(
        Page.objects.live().public().filter(pk__in={record.page_id for record in records}).values_list("pk", flat=True)
    )
    return [_row(record, is_open=record.page_id in open_ids, base=base) for record in records]


def _light(records: QuerySet[PublicationRecord]) -> QuerySet[PublicationRecord]:
    return records.select_related("page").defer("text", "content", "files")


def _row(record: PublicationRecord, *, is_open: bool, base: str) -> dict[str, Any]:
    is_withdrawal = record.kind == RecordKind.WITHDRAWAL
    is_noticed = not record.page.live and record.display_now == WithdrawalDisplay.NOTICE
    address = record.page.full_url if is_open else record.address
    return {
        "sequence": record.sequence,
        "kind": _kind(record),
        "at": record.at,
        "item": record.page_id,
        "title": record.title if is_open or is_noticed else "",
        "address": address if address.startswith("http") else base.rstrip("/") + address,
        "category": record.category,
        "agency": record.agency_name,
        "decision_number": record.decision_number if is_withdrawal else "",
        "reason": record.reason if is_withdrawal and record.display == WithdrawalDisplay.NOTICE else "",
    }


def _kind(record: PublicationRecord) -> str:
    if record.kind == RecordKind.WITHDRAWAL:
        return "withdrawn"
    return "changed" if record.kind_before == RecordKind.PUBLICATION else "published"
