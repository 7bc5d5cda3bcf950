"""Who speaks for a body that has ended: merged, split, through others, and never in circles."""

from datetime import date

import pytest

from agencies.models import Agency, AgencySuccession, Appointment, Post, User
from agencies.standing import standing_of
from agencies.succession import agencies_spoken_for, heads_agency, speaks_for, successors_of

LAST_DAY, NEXT_DAY = date(2025, 6, 30), date(2025, 7, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.clause("R5")]


def body(name: str, *, ended_on: date | None = None, since: date | None = None) -> Agency:
    return Agency.objects.create(name=name, slug=name, kind="department", valid_from=since, valid_to=ended_on)


def becomes(predecessor: Agency, successor: Agency, *, on: date = NEXT_DAY, kind: str = "merged") -> None:
    AgencySuccession.objects.create(
        predecessor=predecessor, successor=successor, happened_on=on, kind=kind, legal_basis="Nghị quyết"
    )


def test_two_bodies_that_merged_are_spoken_for_by_the_new_one():
    first, second, new = body("mot", ended_on=LAST_DAY), body("hai", ended_on=LAST_DAY), body("moi", since=NEXT_DAY)
    becomes(first, new)
    becomes(second, new)
    assert speaks_for(new, first, on=NEXT_DAY)
    assert speaks_for(new, second, on=NEXT_DAY)
    assert not speaks_for(first, second, on=NEXT_DAY)
    assert agencies_spoken_for(new, on=NEXT_DAY) == {new.pk, first.pk, second.pk}


def test_nobody_speaks_for_a_body_before_it_ended():
    old, new = body("cu", ended_on=LAST_DAY), body("moi", since=NEXT_DAY)
    becomes(old, new)
    assert not speaks_for(new, old, on=LAST_DAY)
    assert speaks_for(old, old, on=LAST_DAY)


def test_a_body_that_was_split_is_spoken_for_by_every_part():
    old = body("cu", ended_on=LAST_DAY)
    parts = [body("phan-1"), body("phan-2"), body("phan-3")]
    for part in parts:
        becomes(old, part, kind="split")
    stranger = body("khac")
    assert all(speaks_for(part, old, on=NEXT_DAY) for part in parts)
    assert not speaks_for(stranger, old, on=NEXT_DAY)


def test_a_chain_of_successions_leads_to_the_last():
    first = body("mot", ended_on=date(2024, 12, 31))
    second = body("hai", ended_on=LAST_DAY)
    third = body("ba")
    becomes(first, second, on=date(2025, 1, 1), kind="renamed")
    becomes(second, third)
    assert successors_of(first, on=LAST_DAY) == {second.pk}
    assert successors_of(first, on=NEXT_DAY) == {second.pk, third.pk}
    assert speaks_for(third, first, on=NEXT_DAY)
    assert agencies_spoken_for(third, on=NEXT_DAY) == {first.pk, second.pk, third.pk}


def test_a_body_that_gave_tasks_away_but_goes_on_speaks_for_itself():
    giver, taker = body("giao"), body("nhan")
    becomes(giver, taker, kind="took_over")
    assert speaks_for(giver, giver, on=NEXT_DAY)
    assert not speaks_for(taker, giver, on=NEXT_DAY)
    assert agencies_spoken_for(taker, on=NEXT_DAY) == {taker.pk}


def test_successions_entered_in_a_circle_are_read_to_an_end():
    first, second = body("mot", ended_on=LAST_DAY), body("hai", ended_on=LAST_DAY)
    becomes(first, second)
    becomes(second, first)
    assert second.pk in successors_of(first, on=NEXT_DAY)
    assert agencies_spoken_for(first, on=NEXT_DAY) == {first.pk, second.pk}


def test_the_head_of_the_new_body_heads_the_ended_one_and_no_other():
    old, new, other = body("cu", ended_on=LAST_DAY), body("moi"), body("khac")
    becomes(old, new)
    heads = {}
    for agency in (new, other):
        user = User.objects.create_user(agency.slug)
        heads[agency] = Appointment.objects.create(
            user=user,
            agency=agency,
            post=Post.UNIT_HEAD,
            decision_number="1",
            decided_on=LAST_DAY,
            starts_on=date(2025, 1, 1),
        )
    assert heads_agency(standing_of(heads[new].user, on=NEXT_DAY), old) == heads[new]
    assert heads_agency(standing_of(heads[new].user, on=LAST_DAY), old) is None
    assert heads_agency(standing_of(heads[other].user, on=NEXT_DAY), old) is None
