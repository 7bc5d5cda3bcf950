"""Which days a period has, against an oracle that writes out every day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.models import Agency, Appointment, Post, User
from agencies.periods import covers, first_day_missed, share_a_day

FIRST = date(2026, 11, 20)
HORIZON = 12  # an open end is as good as one after every day looked at

offsets = st.integers(min_value=0, max_value=HORIZON - 2)


@st.composite
def periods(draw) -> tuple[date, date | None]:
    start = draw(offsets)
    end = draw(st.none() | st.integers(min_value=start, max_value=HORIZON - 2))
    return FIRST + timedelta(days=start), None if end is None else FIRST + timedelta(days=end)


def days_of(starts_on: date | None, ends_on: date | None) -> set[date]:
    every_day = [FIRST + timedelta(days=number) for number in range(HORIZON)]
    return {day for day in every_day if (starts_on or FIRST) <= day and (ends_on is None or day <= ends_on)}


@given(periods(), offsets)
def test_a_period_has_its_first_and_last_day_and_those_between(period, offset):
    on = FIRST + timedelta(days=offset)
    assert covers(*period, on) == (on in days_of(*period))


@given(periods(), periods(), st.booleans(), st.booleans())
def test_two_periods_meet_when_they_share_a_day(one, other, one_since_ever, other_since_ever):
    one = (None if one_since_ever else one[0], one[1])
    other = (None if other_since_ever else other[0], other[1])
    assert share_a_day(*one, *other) == bool(days_of(*one) & days_of(*other))


@given(periods(), st.lists(periods(), max_size=5))
def test_the_first_day_missed_is_the_first_that_no_period_has(asked, given_periods):
    had = set().union(*(days_of(*period) for period in given_periods))
    missed = sorted(days_of(*asked) - had)
    assert first_day_missed(*asked, given_periods) == (missed[0] if missed else None)


@pytest.mark.django_db
@pytest.mark.clause("R5")
def test_the_database_agrees_with_the_days_written_out():
    """In force on a day, and meeting a period, as the queries answer."""
    user = User.objects.create_user("nguoi-giu")
    agency = Agency.objects.create(name="Sở", slug="so", kind="department")

    @settings(max_examples=60)
    @given(st.lists(periods(), min_size=1, max_size=4), periods(), offsets)
    def check(held, asked, offset):
        on = FIRST + timedelta(days=offset)
        with transaction.atomic():
            rows = {
                Appointment.objects.create(
                    user=user,
                    agency=agency,
                    post=Post.FOCAL_OFFICER,
                    decision_number="1",
                    decided_on=FIRST,
                    starts_on=starts_on,
                    ends_on=ends_on,
                ).pk: days_of(starts_on, ends_on)
                for starts_on, ends_on in held
            }
            in_force = set(Appointment.objects.in_force(on=on).values_list("pk", flat=True))
            meeting = set(Appointment.objects.meeting(*asked).values_list("pk", flat=True))
            transaction.set_rollback(True)
        assert in_force == {pk for pk, days in rows.items() if on in days}
        assert meeting == {pk for pk, days in rows.items() if days & days_of(*asked)}

    check()
