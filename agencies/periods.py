"""Periods of days: what is in force on a day, and which periods meet."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Q


class PeriodQuerySet(models.QuerySet):
    """Rows with `starts_on` and `ends_on` (the last day, or null for no end)."""

    def in_force(self, *, on: date) -> "PeriodQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def meeting(self, starts_on: date, ends_on: date | None) -> "PeriodQuerySet":
        """Keep the rows that share at least one day with the period given."""
        rows = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return rows if ends_on is None else rows.filter(starts_on__lte=ends_on)


def covers(starts_on: date, ends_on: date | None, on: date) -> bool:
    """Say whether a period from `starts_on` to `ends_on`, both days included, has the day `on`."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


def share_a_day(
    starts_on: date | None, ends_on: date | None, other_starts_on: date | None, other_ends_on: date | None
) -> bool:
    """Say whether two periods meet; no first day means since ever, no last day means for ever."""
    latest_start = max(starts_on or date.min, other_starts_on or date.min)
    return latest_start <= min(ends_on or date.max, other_ends_on or date.max)


def first_day_missed(starts_on: date, ends_on: date | None, periods: Iterable[tuple[date, date | None]]) -> date | None:
    """Return the first day from `starts_on` to `ends_on` that none of `periods` has; None when they have every day."""
    day = starts_on
    for start, end in sorted(periods, key=lambda period: period[0]):
        if start > day:
            break
        if end is None or end == date.max:
            return None
        day = max(day, end + timedelta(days=1))
    return day if ends_on is None or day <= ends_on else None


def period_in_words(starts_on: date, ends_on: date | None) -> str:
    if ends_on is None:
        return f"từ {starts_on:%d/%m/%Y}"
    return f"từ {starts_on:%d/%m/%Y} đến hết {ends_on:%d/%m/%Y}"
