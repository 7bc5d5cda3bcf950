"""How often items are read, summed for the newsroom's screen: by agency, by item, by day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from wagtail.models import Page

from agencies.models import Agency
from editorial.models.page_views import PageViews

MOST_READ = 50
PERIODS = {7: "7 ngày qua", 30: "30 ngày qua", 365: "12 tháng qua"}


@dataclass(frozen=True)
class Row:
    """An agency, an item or a day, and how often it was read."""

    what: Agency | Page | date
    people: int
    machines: int


@dataclass(frozen=True)
class ViewFigures:
    people: int
    machines: int
    agencies: list[Row]
    items: list[Row]


def views_since(*, on: date, days: int) -> QuerySet[PageViews]:
    return PageViews.objects.filter(day__gt=on - timedelta(days=days), day__lte=on)


def figures(*, on: date, days: int, agency: Agency | None = None) -> ViewFigures:
    """Return the sums of the last `days` days, `on` included; of one agency's items where it is given."""
    views = views_since(on=on, days=days)
    by_agency = _summed(views, "agency_id")
    agencies = Agency.objects.in_bulk([key for key, *_ in by_agency])
    own = views.filter(agency=agency) if agency else views
    by_item = _summed(own, "page_id", most=MOST_READ)
    pages = Page.objects.in_bulk([key for key, *_ in by_item])
    return ViewFigures(
        **own.summed(),
        agencies=[Row(agencies[key], people, machines) for key, people, machines in by_agency],
        items=[Row(pages[key], people, machines) for key, people, machines in by_item if key in pages],
    )


def days_of(page: Page, *, on: date, days: int) -> list[Row]:
    """Return the days on which the item was read, the newest first."""
    rows = views_since(on=on, days=days).filter(page_id=page.pk).order_by("-day")
    return [Row(row.day, row.people, row.machines) for row in rows]


def _summed(views: QuerySet[PageViews], key: str, *, most: int | None = None) -> list[tuple[int, int, int]]:
    rows = views.order_by().values(key).annotate(all_people=Sum("people"), all_machines=Sum("machines"))
    return list(rows.order_by("-all_people", key).values_list(key, "all_people", "all_machines")[:most])
