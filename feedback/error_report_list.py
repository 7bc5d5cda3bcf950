"""The reports on a person's desk and in the list, each with the state of its clock."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agencies.standing import Standing
from editorial.calendars import working_calendar
from editorial.deadlines import Urgency, urgency, urgency_sentence
from feedback.error_reports import concerning
from feedback.models import ErrorReport, ReportState

ON_DESK = 10


@dataclass(frozen=True)
class DueReport:
    """A report and its clock; the clock stands still once it is decided."""

    report: ErrorReport
    urgency: Urgency | None
    words: str


@dataclass(frozen=True)
class ReportsDesk:
    """What readers reported and nobody has dealt with yet."""

    rows: list[DueReport]
    count: int
    late_count: int


def desk_of(standing: Standing) -> ReportsDesk | None:
    """Return the open reports this person may deal with; None where there are none."""
    waiting = concerning(standing).open()
    count = waiting.count()
    if not count:
        return None
    late = waiting.filter(state=ReportState.OPEN, due_on__lt=standing.on).count()
    return ReportsDesk(rows=with_clock(waiting.by_due_date()[:ON_DESK], on=standing.on), count=count, late_count=late)


def with_clock(reports: QuerySet[ErrorReport], *, on: date) -> list[DueReport]:
    calendar = working_calendar()
    return [_with_clock(report, on=on, calendar=calendar) for report in reports.select_related("agency", "page")]


def _with_clock(report: ErrorReport, *, on: date, calendar) -> DueReport:
    if report.state != ReportState.OPEN:
        return DueReport(report, None, report.get_state_display())
    due = report.due_on
    return DueReport(report, urgency(due, on=on, calendar=calendar), urgency_sentence(due, on=on, calendar=calendar))
