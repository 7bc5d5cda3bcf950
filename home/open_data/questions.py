"""What may be asked of the API: each filter with its bounds. A day beyond the calendar is read as the calendar's end."""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, Schema
from pydantic import BeforeValidator

from agencies.models import Agency
from documents.models import DocumentType, IssuingBody
from documents.numbers import key_of
from editorial.browsing import Edge, listing_of
from editorial.models import PublicListing
from home.open_data.schemas import Category, Level

CURSOR = r"^[0-9]{1,17}-[0-9]{1,18}$"
LARGEST_ID = 2**53 - 1  # JSON readers lose digits beyond
FIRST_DAY, LAST_DAY = date(1945, 9, 2), date(2999, 12, 31)


def _written_out(value: Any) -> Any:
    """Refuse a bare figure: pydantic would take it for seconds since 1970, and the description promises a date."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("not a date")
    return value


Day = Annotated[date, BeforeValidator(_written_out)]
Moment = Annotated[datetime, BeforeValidator(_written_out)]


class Unanswerable(Exception):
    """A question about something that is not there; the message is a Vietnamese sentence."""


class Part(Schema):
    cursor: str | None = Field(None, pattern=CURSOR, description="Giá trị next của phần trước.")
    size: int = Field(50, ge=1, le=100, description="Số mục trong một phần.")


class ItemFilters(Part):
    category: Category | None = Field(None, description="Loại thông tin.")
    agency: str | None = Field(None, max_length=100, description="Cơ quan cung cấp, theo slug.")
    section: int | None = Field(None, ge=1, le=LARGEST_ID, description="Chuyên mục, theo id; gồm cả chuyên mục con.")
    level: Level | None = Field(None, description="Cấp của cơ quan hoặc số liệu.")
    published_from: Day | None = Field(None, description="Đăng từ ngày.")
    published_to: Day | None = Field(None, description="Đăng đến hết ngày.")


class DocumentFilters(Part):
    number: str | None = Field(None, max_length=100, description="Số, ký hiệu; viết thế nào cũng được: 517/QĐ-SNV.")
    type: str | None = Field(None, max_length=120, description="Loại văn bản, theo slug.")
    issuer: str | None = Field(None, max_length=120, description="Cơ quan ban hành, theo slug.")
    issued_from: Day | None = Field(None, description="Ban hành từ ngày.")
    issued_to: Day | None = Field(None, description="Ban hành đến hết ngày.")


def item_rows(filters: ItemFilters, *, root_id: int) -> QuerySet[PublicListing]:
    agency = _agency(filters.agency)
    rows = listing_of(filters.section or root_id, agency=agency, level=filters.level.value if filters.level else "")
    if filters.category:
        rows = rows.filter(category=filters.category.value)
    if filters.published_from:
        rows = rows.filter(published_at__gte=start_of(filters.published_from))
    if filters.published_to:
        rows = rows.filter(published_at__lte=end_of(filters.published_to))
    return rows


def document_rows(filters: DocumentFilters, *, root_id: int) -> QuerySet[PublicListing]:
    document = "page__legaldocumentpage__"
    wanted = {
        "number_key": key_of(filters.number) if filters.number else None,
        "type": _entry(DocumentType, filters.type, "loại văn bản"),
        "issuer": _entry(IssuingBody, filters.issuer, "cơ quan ban hành"),
        "issued_on__gte": filters.issued_from,
        "issued_on__lte": filters.issued_to,
    }
    rows = listing_of(root_id).filter(category=Category.DOCUMENT.value)
    return rows.filter(**{f"{document}{name}": value for name, value in wanted.items() if value is not None})


def edge_of(cursor: str | None) -> Edge | None:
    return Edge.read(cursor) if cursor else None


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(_in_calendar(day), time.min))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(_in_calendar(day), time.max))


def moment_of(value: datetime) -> datetime:
    """Return an aware moment within the calendar; one without a zone is Vietnam's."""
    if value.tzinfo is None:
        value = timezone.make_aware(value.replace(year=min(max(value.year, FIRST_DAY.year), LAST_DAY.year)))
    first, last = (datetime.combine(day, time.min, tzinfo=UTC) for day in (FIRST_DAY, LAST_DAY))
    return min(max(value, first), last)


def _in_calendar(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _agency(slug: str | None) -> Agency | None:
    if not slug:
        return None
    return _entry(Agency, slug, "cơ quan")


def _entry(model, slug: str | None, what: str):
    if not slug:
        return None
    found = model.objects.filter(slug=slug).first() if "\x00" not in slug else None
    if found is None:
        raise Unanswerable(f"Không có {what} này.")
    return found
