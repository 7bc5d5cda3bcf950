"""Appointments that contradict one another, and days on which a post is held."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Appointment, Post, User
from agencies.standing import standing_of
from editorial import clock
from tests.newsroom import VIETNAM, Newsroom

START, END = date(2026, 3, 1), date(2026, 3, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> tuple[User, User]:
    return User.objects.create_user("mot"), User.objects.create_user("hai")


@pytest.fixture
def units() -> tuple[Agency, Agency]:
    return (
        Agency.objects.create(name="Sở A", slug="a", kind="department"),
        Agency.objects.create(name="Sở B", slug="b", kind="department"),
    )


def appointment(user, agency, post=Post.FOCAL_OFFICER, starts_on=START, ends_on=END, number="moi") -> Appointment:
    return Appointment(
        user=user,
        agency=agency,
        post=post,
        decision_number=number,
        decided_on=date(2026, 1, 1),
        starts_on=starts_on,
        ends_on=ends_on,
    )


SAME, OTHER = 0, 1
F, U, M, D, H, A = (
    Post.FOCAL_OFFICER,
    Post.UNIT_HEAD,
    Post.BOARD_MEMBER,
    Post.BOARD_DEPUTY,
    Post.BOARD_HEAD,
    Post.ADMINISTRATOR,
)


@pytest.mark.clause("R5")
@pytest.mark.parametrize(
    ("held", "post", "person", "unit", "contradicts"),
    [
        # the same person, the same post, in the same unit or another: never twice at once
        *[(post, post, SAME, unit, True) for post in Post for unit in (SAME, OTHER)],
        # one post of the Board at a time
        *[(one, other, SAME, SAME, True) for one in (M, D, H) for other in (M, D, H) if one != other],
        # other pairs of posts go together in one person
        *[(F, post, SAME, SAME, False) for post in (U, M, D, H, A)],
        *[(A, post, SAME, OTHER, False) for post in (F, U, M, D, H)],
        # two people: a unit has one head, the Board has one head; the other posts have several
        (U, U, OTHER, SAME, True),
        (U, U, OTHER, OTHER, False),
        (H, H, OTHER, SAME, True),
        (H, H, OTHER, OTHER, True),
        *[(post, post, OTHER, unit, False) for post in (F, M, D, A) for unit in (SAME, OTHER)],
    ],
)
def test_who_may_hold_what_at_the_same_time(people, units, held, post, person, unit, contradicts):
    appointment(people[SAME], units[SAME], held, number="07/QĐ").save()
    new = appointment(people[person], units[unit], post)
    if contradicts:
        with pytest.raises(ValidationError) as refusal:
            new.full_clean()
        assert "07/QĐ" in str(refusal.value)
    else:
        new.full_clean()


@pytest.mark.clause("R5")
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "contradicts"),
    [
        (START - timedelta(days=9), START - timedelta(days=1), False),
        (START - timedelta(days=9), START, True),
        (START - timedelta(days=9), None, True),
        (START + timedelta(days=3), END - timedelta(days=3), True),
        (END, None, True),
        (END + timedelta(days=1), None, False),
    ],
)
def test_appointments_contradict_from_the_first_shared_day(people, units, starts_on, ends_on, contradicts):
    appointment(people[0], units[0], number="07/QĐ").save()
    new = appointment(people[0], units[0], starts_on=starts_on, ends_on=ends_on)
    if contradicts:
        with pytest.raises(ValidationError, match="07/QĐ"):
            new.full_clean()
    else:
        new.full_clean()


def test_an_open_appointment_contradicts_all_that_follow(people, units):
    appointment(people[0], units[0], ends_on=None, number="07/QĐ").save()
    with pytest.raises(ValidationError, match="07/QĐ"):
        appointment(people[0], units[0], starts_on=date(2040, 1, 1), ends_on=None).full_clean()


def test_a_saved_appointment_does_not_contradict_itself(people, units):
    saved = appointment(people[0], units[0])
    saved.save()
    saved.ends_on = END + timedelta(days=5)
    saved.full_clean()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "sentence"),
    [
        (START, None, "đã kết thúc hoạt động"),
        (START, END, "đã kết thúc"),
        (date(2019, 12, 31), START, "chỉ hoạt động từ"),
    ],
)
def test_nobody_holds_a_post_in_an_agency_that_is_not_there(people, units, starts_on, ends_on, sentence):
    agency = units[0]
    agency.valid_from, agency.valid_to = date(2020, 1, 1), END - timedelta(days=1)
    agency.save()
    with pytest.raises(ValidationError, match=sentence):
        appointment(people[0], agency, starts_on=starts_on, ends_on=ends_on).full_clean()


@pytest.mark.clause("R5")
@pytest.mark.parametrize(
    ("on", "held"),
    [
        (START - timedelta(days=1), False),
        (START, True),
        (END, True),
        (END + timedelta(days=1), False),
    ],
)
def test_a_post_is_held_on_its_first_and_last_day_and_on_no_day_outside(people, units, on, held):
    row = appointment(people[0], units[0])
    row.save()
    assert standing_of(people[0], on=on).holds(Post.FOCAL_OFFICER) is held
    assert row.is_held(on=on) is held


@pytest.mark.clause("R5")
@pytest.mark.parametrize("person", ["officer", "member", "deputy", "head", "administrator"])
def test_an_appointment_that_ended_yesterday_opens_nothing_in_the_admin(newsroom: Newsroom, person: str):
    user = getattr(newsroom, person)
    user.appointments.update(ends_on=END)
    client = Client()
    client.force_login(user)
    with clock.held_at(datetime(2026, 3, 31, 23, 59, 59, tzinfo=VIETNAM)):
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
    with clock.held_at(datetime(2026, 4, 1, 0, 0, 0, tzinfo=VIETNAM)):
        for name in ("wagtailadmin_home", "wagtailadmin_explore_root", "agencies_appointment_modeladmin_index"):
            response = client.get(reverse(name))
            assert response.status_code == 302
            assert response.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.clause("R5")
def test_an_appointment_that_begins_today_opens_the_admin_today(newsroom: Newsroom):
    newsroom.officer.appointments.update(starts_on=START)
    client = Client()
    client.force_login(newsroom.officer)
    with clock.held_at(datetime(2026, 2, 28, 23, 59, 59, tzinfo=VIETNAM)):
        assert client.get(reverse("wagtailadmin_home")).status_code == 302
    with clock.held_at(datetime(2026, 3, 1, 0, 0, 0, tzinfo=VIETNAM)):
        assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_locked_account_holds_no_post(newsroom: Newsroom):
    newsroom.head.is_active = False
    newsroom.head.save()
    assert not standing_of(newsroom.head, on=START).appointments
