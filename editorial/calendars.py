"""The working calendar as the register of exceptions has it now."""

from editorial.models.calendar import CalendarException
from editorial.working_days import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    return WorkingCalendar.of(CalendarException.objects.all().as_day_exceptions())
