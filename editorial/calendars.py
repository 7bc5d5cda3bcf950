"""The working calendar as the register of exceptions has it now."""

from agencies.register_lock import sole_writer
from editorial.models.calendar import CalendarException
from editorial.working_days import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    return WorkingCalendar.of(CalendarException.objects.all().as_day_exceptions())


def calendar_held() -> WorkingCalendar:
    """Return the calendar as it stays until the transaction ends: a change that races waits, and then finds the new round."""
    with sole_writer(CalendarException):
        return working_calendar()
