"""What a working day is in a Vietnamese state office, and counting in them.

Three layers, the first that speaks about a date wins wholly:

1. the register of exceptions, each with its legal basis (`DayException`);
2. the `holidays` package for Vietnam: the holidays of Labour Code art. 112, the days that replace one fallen on a
   weekend (art. 111(3)), and swapped days as far as the package knows them;
3. the week: civil servants rest on Saturday and Sunday.

The package knows 1901 to 2100; outside these years only layers 1 and 3 speak. An exception is about its own date alone:
one that switches off a holiday fallen on a weekend does not touch the day that replaces it, which needs its own row.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from django.db import models
from holidays import country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKDAY_NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class DayKind(models.TextChoices):
    """What an exception makes of its date."""

    HOLIDAY = "holiday", "Ngày nghỉ"
    WORKING_DAY = "working_day", "Ngày làm việc bù"
    ORDINARY = "ordinary", "Ngày thường (tắt ngày lễ)"


@dataclass(frozen=True)
class DayException:
    """A date on which the usual calendar is overruled, and by what."""

    date: date
    kind: DayKind
    name: str
    legal_basis: str


@dataclass(frozen=True)
class CountedDay:
    """A date, whether it is worked, and why in Vietnamese; `number` is its place in a count, None where skipped."""

    date: date
    is_working: bool
    reason: str
    number: int | None = None

    @property
    def weekday_name(self) -> str:
        return WEEKDAY_NAMES[self.date.weekday()]


@dataclass(frozen=True)
class _UsualYear:
    """What the `holidays` package says of one year."""

    holiday_names: Mapping[date, str]
    worked_weekend_days: frozenset[date]

    @classmethod
    def of(cls, year: int) -> "_UsualYear":
        # Copied out, one year at a time: the package's own object grows whenever it is asked about another year.
        usual = country_holidays("VN", years=year, expand=False, language="vi")
        return cls(
            holiday_names=MappingProxyType({day: name.replace("; ", ", ") for day, name in usual.items()}),
            worked_weekend_days=frozenset(day for day in usual.weekend_workdays if day.year == year),
        )

    def is_worked(self, day: date) -> bool:
        return day in self.worked_weekend_days or not (day in self.holiday_names or _is_weekend(day))


@lru_cache(maxsize=64)
def _usual_year(year: int) -> _UsualYear:
    """Return what the package says of a year: the same for as long as the site runs."""
    return _UsualYear.of(year)


@lru_cache(maxsize=64)
def _usual_working_days(year: int) -> frozenset[date]:
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = (date.fromordinal(ordinal) for ordinal in range(first, last + 1))
    return frozenset(day for day in days if _usual_year(year).is_worked(day))


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days as one state of the register has them. Built anew for each request or act, so never stale."""

    exceptions: tuple[DayException, ...]
    _exception_by_date: Mapping[date, DayException] = field(init=False, compare=False, repr=False)
    _working_days: dict[int, tuple[date, ...]] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        by_date = {exception.date: exception for exception in self.exceptions}
        if len(by_date) != len(self.exceptions):
            raise ValueError("Two exceptions are registered for the same date.")
        object.__setattr__(self, "_exception_by_date", MappingProxyType(by_date))

    @classmethod
    def of(cls, exceptions: Iterable[DayException]) -> "WorkingCalendar":
        """Return the calendar under these exceptions, in whatever order they come; at most one for each date."""
        return cls(exceptions=tuple(sorted(exceptions, key=lambda exception: exception.date)))

    def classify(self, day: date) -> CountedDay:
        """Say whether `day` is worked, and why, in words for the screen."""
        _refuse_moment(day)
        exception = self._exception_by_date.get(day)
        if exception is not None:
            return _classify_exception(exception)
        usual, weekday_name = _usual_year(day.year), WEEKDAY_NAMES[day.weekday()]
        if day in usual.worked_weekend_days:
            return CountedDay(day, True, f"{weekday_name}, ngày làm việc bù")
        if day in usual.holiday_names:
            return CountedDay(day, False, usual.holiday_names[day])
        return CountedDay(day, not _is_weekend(day), weekday_name)

    def is_working_day(self, day: date) -> bool:
        return self.classify(day).is_working

    def days_after(self, start: date) -> Iterator[CountedDay]:
        """Walk the days after `start` one by one, numbering those that are worked."""
        day, number = start, 0
        while True:
            day += ONE_DAY
            counted = self.classify(day)
            if counted.is_working:
                number += 1
                counted = CountedDay(day, True, counted.reason, number)
            yield counted

    def add_working_days(self, start: date, n: int) -> date:
        """Return the nth working day after `start`, which itself never counts; `start` as it is when n is 0."""
        if n < 0:
            raise ValueError("Working days are counted forwards only.")
        if n == 0:
            return start
        return next(day.date for day in self.days_after(start) if day.number == n)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.add_working_days(day, 1)

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative when `end` comes first.

        So that `working_days_between(start, add_working_days(start, n)) == n`. The cost grows with the years between,
        not with the days: queues ask this of items years late.
        """
        _refuse_moment(start)
        _refuse_moment(end)
        if end < start:
            return -self.working_days_between(end, start)
        whole_years = sum(len(self._working_days_in(year)) for year in range(start.year, end.year))
        return whole_years + self._worked_by(end) - self._worked_by(start)

    def _worked_by(self, day: date) -> int:
        """Count the working days of the year up to and including `day`."""
        return bisect_right(self._working_days_in(day.year), day)

    def _working_days_in(self, year: int) -> tuple[date, ...]:
        if year not in self._working_days:
            overruled = {day for day in self._exception_by_date if day.year == year}
            usual = _usual_working_days(year) - overruled
            self._working_days[year] = tuple(sorted(usual | {day for day in overruled if self.is_working_day(day)}))
        return self._working_days[year]


def _classify_exception(exception: DayException) -> CountedDay:
    day, words = exception.date, f"{exception.name} ({exception.legal_basis})"
    weekday_name = WEEKDAY_NAMES[day.weekday()]
    match DayKind(exception.kind):
        case DayKind.HOLIDAY:
            return CountedDay(day, False, words)
        case DayKind.WORKING_DAY:
            return CountedDay(day, True, f"{weekday_name}, ngày làm việc bù: {words}")
        case DayKind.ORDINARY:
            return CountedDay(day, not _is_weekend(day), f"{weekday_name}, tính như ngày thường: {words}")


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _refuse_moment(day: date) -> None:
    # A datetime is a date to Python but equals none: every holiday would be missed without a word.
    if isinstance(day, datetime):
        raise TypeError("A working day is a date; turn the moment into the day it is in Vietnam first.")


_NEW_YEAR_SWAP_2026 = "Văn bản 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ"
_NATIONAL_DAY_SWAP_2026 = (
    "Lịch nghỉ Quốc khánh năm 2026 do Thủ tướng Chính phủ quyết định theo Bộ luật Lao động, Điều 112 khoản 3"
)
_CULTURE_DAY = (
    "Nghị quyết 80-NQ/TW của Bộ Chính trị; Nghị quyết 30/NQ-CP năm 2026 của Chính phủ giao sửa Điều 112 khoản 1"
    " Bộ luật Lao động. Quản trị xác nhận khi luật được sửa"
)

SEED_EXCEPTIONS: tuple[DayException, ...] = (
    DayException(date(2026, 1, 2), DayKind.HOLIDAY, "Nghỉ Tết Dương lịch, làm bù ngày 10/01/2026", _NEW_YEAR_SWAP_2026),
    DayException(date(2026, 1, 10), DayKind.WORKING_DAY, "Làm bù cho ngày nghỉ 02/01/2026", _NEW_YEAR_SWAP_2026),
    DayException(date(2026, 8, 22), DayKind.WORKING_DAY, "Làm bù cho ngày nghỉ 31/08/2026", _NATIONAL_DAY_SWAP_2026),
    DayException(
        date(2026, 8, 31), DayKind.HOLIDAY, "Nghỉ Quốc khánh, làm bù ngày 22/08/2026", _NATIONAL_DAY_SWAP_2026
    ),
    DayException(date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam", _CULTURE_DAY),
)
"""The rows that the register of exceptions starts with. The swap of August and the day of November repeat what the
package has, so that an administrator can see and switch them; the swap of January is missing from the package."""
