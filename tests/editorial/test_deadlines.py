"""The five limits of Điều 10 khoản 1 điểm c: when each ends, why, and how it stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.deadlines import RULES, DeadlineKind, Urgency, days_left, due_on, explain, urgency, urgency_sentence
from editorial.working_days import SEED_EXCEPTIONS, DayException, DayKind, WorkingCalendar

pytestmark = pytest.mark.clause("R10.1c")

CALENDAR = WorkingCalendar.of(SEED_EXCEPTIONS)
WITHOUT_CULTURE_DAY = WorkingCalendar.of(
    [DayException(date(2026, 11, 24), DayKind.ORDINARY, "Ngày Văn hóa Việt Nam", "Chưa sửa Bộ luật Lao động")]
)
FRIDAY = date(2026, 11, 27)

kinds = st.sampled_from(list(DeadlineKind))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_the_limits_are_the_regulations():
    assert {kind: rule.working_days for kind, rule in RULES.items()} == {
        DeadlineKind.EVENT_NEWS: 3,
        DeadlineKind.POLICY_GUIDANCE: 15,
        DeadlineKind.ADMINISTRATIVE_DOCUMENT: 2,
        DeadlineKind.NORMATIVE_DOCUMENT: 10,
        DeadlineKind.STATISTICS: 10,
    }
    for kind, rule in RULES.items():
        assert rule.kind == kind
        assert rule.citation == "Quy chế 517, Điều 10 khoản 1 điểm c"


@pytest.mark.parametrize(
    ("kind", "starts_on", "expected"),
    [
        (DeadlineKind.EVENT_NEWS, date(2026, 11, 23), date(2026, 11, 27)),
        (DeadlineKind.EVENT_NEWS, date(2026, 11, 21), date(2026, 11, 26)),  # an event on a Saturday
        (DeadlineKind.EVENT_NEWS, date(2026, 2, 13), date(2026, 2, 25)),  # the last day before Tết
        (DeadlineKind.EVENT_NEWS, date(2026, 2, 19), date(2026, 2, 25)),  # within Tết
        (DeadlineKind.EVENT_NEWS, date(2026, 4, 29), date(2026, 5, 6)),
        (DeadlineKind.EVENT_NEWS, date(2026, 8, 20), date(2026, 8, 24)),  # Saturday 22 August is worked
        (DeadlineKind.EVENT_NEWS, date(2026, 8, 28), date(2026, 9, 7)),
        (DeadlineKind.POLICY_GUIDANCE, date(2026, 2, 12), date(2026, 3, 12)),
        (DeadlineKind.POLICY_GUIDANCE, date(2026, 8, 14), date(2026, 9, 8)),
        (DeadlineKind.ADMINISTRATIVE_DOCUMENT, date(2026, 4, 29), date(2026, 5, 5)),
        (DeadlineKind.ADMINISTRATIVE_DOCUMENT, date(2025, 12, 31), date(2026, 1, 6)),  # 2 January swapped for the 10th
        (DeadlineKind.NORMATIVE_DOCUMENT, date(2026, 8, 31), date(2026, 9, 16)),
        (DeadlineKind.STATISTICS, date(2026, 4, 24), date(2026, 5, 13)),
    ],
)
def test_each_limit_ends_on_its_day(kind, starts_on, expected):
    assert due_on(kind, starts_on=starts_on, calendar=CALENDAR) == expected


def test_news_of_monday_23_november_is_due_on_thursday_when_the_24th_is_worked():
    assert due_on(DeadlineKind.EVENT_NEWS, starts_on=date(2026, 11, 23), calendar=WITHOUT_CULTURE_DAY) == date(
        2026, 11, 26
    )


def test_the_explanation_shows_each_day_counted_or_skipped():
    explanation = explain(DeadlineKind.EVENT_NEWS, starts_on=date(2026, 11, 20), calendar=CALENDAR)
    assert explanation.due_on == date(2026, 11, 26)
    assert [(day.date.day, day.number) for day in explanation.days] == [
        (21, None),
        (22, None),
        (23, 1),
        (24, None),
        (25, 2),
        (26, 3),
    ]
    assert "Thứ Bảy" in explanation.days[0].reason
    assert "Ngày Văn hóa Việt Nam" in explanation.days[3].reason


def test_the_explanation_in_one_sentence_names_start_limit_and_clause():
    sentence = str(explain(DeadlineKind.EVENT_NEWS, starts_on=date(2026, 11, 23), calendar=CALENDAR))
    assert "3 ngày làm việc kể từ thời điểm diễn ra hoạt động, sự kiện (23/11/2026)" in sentence
    assert "Thứ Sáu, 27/11/2026" in sentence
    assert "Điều 10 khoản 1 điểm c" in sentence


@pytest.mark.parametrize(
    ("on", "expected", "left", "sentence"),
    [
        (date(2026, 11, 20), Urgency.ON_TIME, 4, "Còn 4 ngày làm việc"),
        (date(2026, 11, 24), Urgency.ON_TIME, 3, "Còn 3 ngày làm việc"),
        (date(2026, 11, 25), Urgency.ON_TIME, 2, "Còn 2 ngày làm việc"),
        (date(2026, 11, 26), Urgency.DUE_SOON, 1, "Còn 1 ngày làm việc"),
        (FRIDAY, Urgency.DUE_SOON, 0, "Hết hạn hôm nay"),
        (date(2026, 11, 28), Urgency.LATE, 0, "Quá hạn, chưa đến 1 ngày làm việc"),
        (date(2026, 11, 29), Urgency.LATE, 0, "Quá hạn, chưa đến 1 ngày làm việc"),
        (date(2026, 11, 30), Urgency.LATE, -1, "Quá hạn 1 ngày làm việc"),
        (date(2026, 12, 2), Urgency.LATE, -3, "Quá hạn 3 ngày làm việc"),
    ],
)
def test_how_a_due_friday_stands_from_day_to_day(on, expected, left, sentence):
    assert urgency(FRIDAY, on=on, calendar=CALENDAR) == expected
    assert days_left(FRIDAY, on=on, calendar=CALENDAR) == left
    assert urgency_sentence(FRIDAY, on=on, calendar=CALENDAR) == sentence


def test_due_monday_is_soon_from_friday_and_over_the_weekend():
    monday = date(2026, 11, 30)
    assert urgency(monday, on=date(2026, 11, 26), calendar=CALENDAR) == Urgency.ON_TIME
    for on in (FRIDAY, date(2026, 11, 28), date(2026, 11, 29)):
        assert urgency(monday, on=on, calendar=CALENDAR) == Urgency.DUE_SOON


def test_soon_is_as_many_days_as_asked():
    assert urgency(FRIDAY, on=date(2026, 11, 25), calendar=CALENDAR, soon=2) == Urgency.DUE_SOON
    assert urgency(FRIDAY, on=date(2026, 11, 26), calendar=CALENDAR, soon=0) == Urgency.ON_TIME
    assert urgency(FRIDAY, on=FRIDAY, calendar=CALENDAR, soon=0) == Urgency.DUE_SOON


def test_a_due_date_set_by_hand_on_a_day_of_rest_is_not_called_today_before_it_comes():
    saturday = date(2026, 11, 28)
    assert "Hết hạn ngày 28/11/2026" in urgency_sentence(saturday, on=FRIDAY, calendar=CALENDAR)
    assert urgency_sentence(saturday, on=saturday, calendar=CALENDAR) == "Hết hạn hôm nay"
    assert urgency(saturday, on=saturday, calendar=CALENDAR) == Urgency.DUE_SOON


@given(kind=kinds, starts_on=days)
def test_the_explanation_ends_on_the_due_date_and_leaves_no_day_out(kind, starts_on):
    explanation = explain(kind, starts_on=starts_on, calendar=CALENDAR)
    dates = [day.date for day in explanation.days]
    assert dates == [starts_on + timedelta(days=i + 1) for i in range(len(dates))]
    assert dates[-1] == explanation.due_on == due_on(kind, starts_on=starts_on, calendar=CALENDAR)
    numbers = [day.number for day in explanation.days if day.is_working]
    assert numbers == list(range(1, RULES[kind].working_days + 1))
    assert all(day.number is None and day.reason for day in explanation.days if not day.is_working)
    assert days_left(explanation.due_on, on=starts_on, calendar=CALENDAR) == RULES[kind].working_days


@given(due=days, on=days)
def test_a_contribution_is_late_after_its_due_date_and_never_before(due, on):
    standing = urgency(due, on=on, calendar=CALENDAR)
    assert (standing == Urgency.LATE) == (on > due)
    assert urgency_sentence(due, on=on, calendar=CALENDAR).startswith("Quá hạn") == (on > due)


@given(due=days, on=days)
def test_time_only_makes_it_more_urgent(due, on):
    order = [Urgency.ON_TIME, Urgency.DUE_SOON, Urgency.LATE]
    today, tomorrow = (urgency(due, on=on + timedelta(days=i), calendar=CALENDAR) for i in (0, 1))
    assert order.index(today) <= order.index(tomorrow)
    assert days_left(due, on=on + timedelta(days=1), calendar=CALENDAR) <= days_left(due, on=on, calendar=CALENDAR)
