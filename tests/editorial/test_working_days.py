"""What is a working day, and counting in them, against tables and walks written here by hand."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.working_days import SEED_EXCEPTIONS, DayException, DayKind, WorkingCalendar

pytestmark = pytest.mark.clause("R10.1c")

PLAIN = WorkingCalendar.of(())
SEEDED = WorkingCalendar.of(SEED_EXCEPTIONS)
CULTURE_DAY = date(2026, 11, 24)

# Every weekday off in 2026 before any exception, from the Labour Code and the year's decisions, not from the package.
WEEKDAYS_OFF_2026 = {
    date(2026, 1, 1),
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),
    date(2026, 4, 27),  # for the 10th of the 3rd lunar month, a Sunday
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 8, 31),
    date(2026, 9, 1),
    date(2026, 9, 2),
    CULTURE_DAY,
}
SATURDAYS_WORKED_2026 = {date(2026, 8, 22)}

days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))
days_of_a_century = st.dates(date(1998, 1, 1), date(2098, 12, 31))
registers = st.dictionaries(days_of_2026, st.sampled_from(list(DayKind)), max_size=40)


def exception(day: date, kind: DayKind) -> DayException:
    return DayException(day, kind, "Ngày thử", "Quyết định số 01/QĐ-TTg")


def calendar_of(register: dict[date, DayKind]) -> WorkingCalendar:
    return WorkingCalendar.of(exception(day, kind) for day, kind in register.items())


def oracle_is_working(day: date, register: dict[date, DayKind]) -> bool:
    if register.get(day) == DayKind.HOLIDAY:
        return False
    if register.get(day) == DayKind.WORKING_DAY:
        return True
    monday_to_friday = day.strftime("%u") in "12345"
    if register.get(day) == DayKind.ORDINARY:
        return monday_to_friday
    if day in SATURDAYS_WORKED_2026:
        return True
    return monday_to_friday and day not in WEEKDAYS_OFF_2026


def oracle_count(start: date, end: date, register: dict[date, DayKind]) -> int:
    worked = 0
    while start < end:
        start += timedelta(days=1)
        if oracle_is_working(start, register):
            worked += 1
    return worked


def test_every_day_of_2026_is_as_the_law_has_it():
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert PLAIN.is_working_day(day) == oracle_is_working(day, {}), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết: nine days from Saturday 14 to Sunday 22 February
        (date(2026, 2, 12), 3, date(2026, 2, 24)),
        (date(2026, 2, 17), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 2, date(2026, 4, 29)),  # Giỗ Tổ on Sunday 26 April, its day off on Monday
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # the make-up Saturday is worked
        (date(2026, 8, 21), 2, date(2026, 8, 24)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),  # 31 August, 1 and 2 September off
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # begun on a Saturday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # and on a Sunday
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
    ],
)
def test_counting_over_the_holidays_of_2026(start, n, expected):
    assert PLAIN.add_working_days(start, n) == expected
    assert PLAIN.working_days_between(start, expected) == n


def test_a_holiday_on_a_weekend_moves_to_the_next_working_day():
    off = [date(2022, 1, 3), date(2022, 4, 11), date(2023, 1, 2), date(2023, 5, 2), date(2023, 5, 3), date(2027, 5, 3)]
    assert not any(PLAIN.is_working_day(day) for day in off)
    assert "nghỉ bù" in PLAIN.classify(date(2027, 5, 3)).reason


def test_new_years_swap_of_2026_comes_from_the_register_alone():
    assert PLAIN.is_working_day(date(2026, 1, 2))
    assert SEEDED.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 5)
    assert SEEDED.is_working_day(date(2026, 1, 10))


def test_culture_day_is_off_by_default_and_can_be_switched_off_by_a_row():
    for calendar in (PLAIN, SEEDED):
        assert not calendar.is_working_day(CULTURE_DAY)
        assert calendar.add_working_days(date(2026, 11, 23), 3) == date(2026, 11, 27)
    switched = WorkingCalendar.of([exception(CULTURE_DAY, DayKind.ORDINARY)])
    assert switched.is_working_day(CULTURE_DAY)
    assert switched.add_working_days(date(2026, 11, 23), 3) == date(2026, 11, 26)


def test_the_seed_changes_nothing_but_new_years_swap():
    differing = {
        date(2026, 1, 1) + timedelta(days=i)
        for i in range(365)
        if PLAIN.is_working_day(date(2026, 1, 1) + timedelta(days=i))
        != SEEDED.is_working_day(date(2026, 1, 1) + timedelta(days=i))
    }
    assert differing == {date(2026, 1, 2), date(2026, 1, 10)}


def test_the_seed_fits_the_register_and_names_its_basis():
    assert len({row.date for row in SEED_EXCEPTIONS}) == len(SEED_EXCEPTIONS)
    assert all(row.name and row.legal_basis and len(row.legal_basis) <= 255 for row in SEED_EXCEPTIONS)


@pytest.mark.parametrize(
    ("calendar", "day", "is_working", "words"),
    [
        (PLAIN, date(2026, 11, 21), False, "Thứ Bảy"),
        (PLAIN, date(2026, 11, 22), False, "Chủ nhật"),
        (PLAIN, date(2026, 11, 23), True, "Thứ Hai"),
        (PLAIN, date(2026, 2, 17), False, "Tết Nguyên Đán"),
        (PLAIN, date(2026, 8, 22), True, "làm việc bù"),
        (PLAIN, date(2026, 8, 31), False, "thay cho ngày 22/08/2026"),
        (SEEDED, date(2026, 1, 2), False, "12729/VPCP-KGVX"),
        (SEEDED, date(2026, 1, 10), True, "Thứ Bảy, ngày làm việc bù: Làm bù cho ngày nghỉ 02/01/2026"),
        (SEEDED, CULTURE_DAY, False, "Nghị quyết 80-NQ/TW"),
    ],
)
def test_the_screen_is_told_why(calendar, day, is_working, words):
    counted = calendar.classify(day)
    assert (counted.date, counted.is_working) == (day, is_working)
    assert words in counted.reason


@pytest.mark.parametrize("day", [date(2026, 2, 17), date(2026, 8, 22), date(2026, 11, 23), date(2026, 11, 28)])
@pytest.mark.parametrize("kind", list(DayKind))
def test_an_exception_wins_wholly_and_its_basis_is_shown(day, kind):
    counted = WorkingCalendar.of([exception(day, kind)]).classify(day)
    assert counted.is_working == oracle_is_working(day, {day: kind})
    assert "Quyết định số 01/QĐ-TTg" in counted.reason
    assert "Tết" not in counted.reason


def test_two_exceptions_for_one_date_are_refused():
    with pytest.raises(ValueError, match="same date"):
        WorkingCalendar.of([exception(CULTURE_DAY, DayKind.HOLIDAY), exception(CULTURE_DAY, DayKind.ORDINARY)])


@pytest.mark.parametrize(
    "ask",
    [
        lambda moment: PLAIN.is_working_day(moment),
        lambda moment: PLAIN.add_working_days(moment, 1),
        lambda moment: PLAIN.working_days_between(moment, moment),
    ],
)
def test_a_moment_is_refused_since_it_would_miss_every_holiday(ask):
    with pytest.raises(TypeError, match="moment"):
        ask(datetime(2026, 2, 17, 8))  # noqa: DTZ001 - naive on purpose


def test_counting_backwards_is_refused():
    with pytest.raises(ValueError, match="forwards"):
        PLAIN.add_working_days(date(2026, 3, 2), -1)


def test_asking_one_calendar_leaves_another_as_it_was():
    before = WorkingCalendar.of(())
    assert not before.is_working_day(CULTURE_DAY)
    assert WorkingCalendar.of([exception(CULTURE_DAY, DayKind.ORDINARY)]).is_working_day(CULTURE_DAY)
    assert not before.is_working_day(CULTURE_DAY)
    assert before == WorkingCalendar.of(())


def test_after_the_last_year_that_the_package_knows_the_week_still_counts():
    assert not PLAIN.is_working_day(date(2150, 1, 3))  # a Saturday
    assert PLAIN.is_working_day(date(2150, 1, 1))


@given(day=days_of_2026, register=registers)
def test_a_day_is_as_the_oracle_says(day, register):
    assert calendar_of(register).is_working_day(day) == oracle_is_working(day, register)


@given(start=days_of_2026, end=days_of_2026, register=registers)
def test_the_count_between_two_days_is_the_oracles(start, end, register):
    calendar = calendar_of(register)
    expected = oracle_count(start, end, register) if start <= end else -oracle_count(end, start, register)
    assert calendar.working_days_between(start, end) == expected


@given(start=st.dates(date(2026, 1, 1), date(2026, 9, 1)), n=st.integers(1, 20), register=registers)
def test_the_nth_working_day_is_the_first_day_by_which_the_oracle_counts_n(start, n, register):
    end = calendar_of(register).add_working_days(start, n)
    assert oracle_count(start, end, register) == n
    assert oracle_is_working(end, register)


@given(start=days_of_a_century, n=st.integers(0, 30), m=st.integers(0, 30))
def test_counts_add_up_and_come_back(start, n, m):
    end = PLAIN.add_working_days(start, n)
    assert PLAIN.add_working_days(end, m) == PLAIN.add_working_days(start, n + m)
    assert PLAIN.working_days_between(start, end) == n
    assert PLAIN.working_days_between(end, start) == -n


@given(start=days_of_a_century, later=st.integers(0, 400), n=st.integers(0, 30))
def test_a_later_start_never_ends_sooner(start, later, n):
    assert PLAIN.add_working_days(start, n) <= PLAIN.add_working_days(start + timedelta(days=later), n)


@given(start=days_of_a_century)
def test_no_working_days_is_the_start_and_one_is_the_next(start):
    assert PLAIN.add_working_days(start, 0) == start
    following = PLAIN.next_working_day(start)
    assert following > start
    assert PLAIN.is_working_day(following)
    assert PLAIN.working_days_between(start, following) == 1


@given(start=st.dates(date(2026, 1, 1), date(2026, 9, 1)), n=st.integers(1, 20), day=days_of_2026, register=registers)
def test_one_more_holiday_never_makes_a_date_earlier(start, n, day, register):
    more = {**register, day: DayKind.HOLIDAY}
    assert calendar_of(register).add_working_days(start, n) <= calendar_of(more).add_working_days(start, n)
