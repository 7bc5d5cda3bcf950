"""The tree of agencies as it stood on a day."""

from datetime import date, timedelta

import pytest

from agencies.models import Agency, AgencyParentage
from agencies.tree import AgencyTree, ring_through

DAY = date(2026, 1, 1)
pytestmark = pytest.mark.django_db


def body(name: str) -> Agency:
    return Agency.objects.create(name=name, slug=name.lower(), kind="unit")


def under(agency: Agency, parent: Agency, starts_on: date | None = None, ends_on: date | None = None) -> None:
    AgencyParentage.objects.create(agency=agency, parent=parent, starts_on=starts_on, ends_on=ends_on)


def test_each_agency_follows_its_parent_and_is_one_deeper():
    province, department, unit, other = body("Z"), body("B"), body("A"), body("C")
    under(department, province)
    under(unit, department)
    tree = AgencyTree.standing_on(DAY)
    assert tree.in_order() == [other.pk, province.pk, department.pk, unit.pk]
    assert [tree.places[pk].depth for pk in tree.in_order()] == [0, 0, 1, 2]
    assert tree.ancestors(unit.pk) == [province.pk, department.pk]
    assert tree.children(province.pk) == [department.pk]
    assert tree.parent_name(unit.pk) == "B"


def test_a_move_counts_from_its_day():
    old, new, unit = body("A"), body("B"), body("C")
    under(unit, old, ends_on=DAY)
    under(unit, new, starts_on=DAY + timedelta(days=1))
    assert AgencyTree.standing_on(DAY).parent_name(unit.pk) == "A"
    assert AgencyTree.standing_on(DAY + timedelta(days=1)).parent_name(unit.pk) == "B"


def test_a_ring_entered_by_code_is_still_read_once():
    first, second = body("A"), body("B")
    under(first, second)
    under(second, first)
    tree = AgencyTree.standing_on(DAY)
    assert sorted(tree.in_order()) == sorted([first.pk, second.pk])
    assert len(tree.ancestors(first.pk)) <= 2


def test_a_ring_is_named_on_any_day_of_the_period_it_would_close():
    top, middle, low = body("A"), body("B"), body("C")
    under(middle, top, starts_on=DAY)
    under(low, middle, starts_on=DAY + timedelta(days=10))
    assert ring_through(top.pk, low.pk, DAY - timedelta(days=5), None) == ["C", "B", "A"]
    assert ring_through(top.pk, low.pk, DAY - timedelta(days=5), DAY + timedelta(days=9)) == []
    assert ring_through(low.pk, top.pk, DAY, None) == []
