"""Periods of days: what is in force on a day, and which periods meet."""

from datetime import date

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


def period_in_words(starts_on: date, ends_on: date | None) -> str:
    if ends_on is None:
        return f"từ {starts_on:%d/%m/%Y}"
    return f"từ {starts_on:%d/%m/%Y} đến hết {ends_on:%d/%m/%Y}"
