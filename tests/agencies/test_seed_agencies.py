"""The agencies the site starts with, and the merge of July 2025."""

from datetime import date

import pytest

from agencies.models import Agency, AgencySuccession, MailDomain
from agencies.seeding import ensure_agencies
from agencies.succession import speaks_for, successors_of

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
pytestmark = pytest.mark.django_db


def test_the_eleven_districts_ended_with_the_province() -> None:
    ensure_agencies()
    assert Agency.objects.filter(kind="district").existing(on=BEFORE).count() == 11
    assert not Agency.objects.filter(kind="district").existing(on=AFTER).exists()
    assert not Agency.objects.get(slug="ubnd-tinh-soc-trang").exists_on(AFTER)
    assert Agency.objects.filter(kind="commune").existing(on=AFTER).exists()


@pytest.mark.clause("R8.2")
def test_a_ward_speaks_for_the_city_it_took_over_from() -> None:
    ensure_agencies()
    city = Agency.objects.get(slug="ubnd-thanh-pho-soc-trang")
    ward = Agency.objects.get(slug="ubnd-phuong-phu-loi")
    assert speaks_for(ward, city, on=AFTER)
    assert not speaks_for(ward, city, on=BEFORE)


def test_a_department_merged_in_february_is_followed_to_the_city_of_july() -> None:
    ensure_agencies()
    labour = Agency.objects.get(slug="so-lao-dong-thuong-binh-va-xa-hoi-tinh-soc-trang")
    slugs = set(Agency.objects.filter(pk__in=successors_of(labour, on=AFTER)).values_list("slug", flat=True))
    assert slugs == {"so-noi-vu-tinh-soc-trang", "so-noi-vu-thanh-pho-can-tho"}


def test_a_body_whose_successor_is_not_known_has_none() -> None:
    ensure_agencies()
    inspectorate = Agency.objects.get(slug="thanh-tra-so-noi-vu-tinh-soc-trang")
    assert inspectorate.valid_to == BEFORE
    assert successors_of(inspectorate, on=AFTER) == set()


@pytest.mark.clause("R10.1a")
def test_both_mail_domains_are_official() -> None:
    ensure_agencies()
    domains = MailDomain.objects.filter(is_official=True).values_list("domain", flat=True).distinct()
    assert set(domains) == {"soctrang.gov.vn", "cantho.gov.vn"}


def test_every_succession_and_every_new_body_names_its_legal_basis() -> None:
    ensure_agencies()
    assert not AgencySuccession.objects.filter(legal_basis="").exists()
    assert not Agency.objects.filter(valid_from__gte=date(2025, 1, 1), legal_basis="").exists()


def test_a_second_run_adds_nothing_and_keeps_corrections() -> None:
    ensure_agencies()
    Agency.objects.filter(slug="so-y-te-tinh-soc-trang").update(name="Tên đã sửa")
    AgencySuccession.objects.filter(predecessor__slug="so-y-te-tinh-soc-trang").delete()
    assert not ensure_agencies()
    assert Agency.objects.get(slug="so-y-te-tinh-soc-trang").name == "Tên đã sửa"
    assert not AgencySuccession.objects.filter(predecessor__slug="so-y-te-tinh-soc-trang").exists()
