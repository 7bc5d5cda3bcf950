"""People's accounts in the admin: Vietnamese names, no groups to choose, no way to a technical account."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from agencies.models import User
from editorial import clock
from tests.newsroom import MOMENT, Newsroom

SECRET = "mot-mat-khau-rat-dai-2026"


@pytest.fixture(autouse=True)
def held_clock():
    with clock.held_at(MOMENT):
        yield


@pytest.fixture
def administrator(newsroom: Newsroom) -> Client:
    client = Client()
    client.force_login(newsroom.administrator)
    return client


@pytest.fixture
def superuser(newsroom: Newsroom) -> Client:
    client = Client()
    client.force_login(newsroom.superuser)
    return client


def account_form(**values) -> dict[str, str]:
    return {
        "username": "tranhoa",
        "last_name": "Trần Thị",
        "first_name": "Hoa",
        "email": "hoa@soctrang.gov.vn",
        "password1": SECRET,
        "password2": SECRET,
        **values,
    }


def test_an_administrator_opens_an_account_with_a_name_in_vietnamese_order(administrator: Client):
    page = administrator.get(reverse("wagtailusers_users:add")).content.decode()
    assert 0 < page.index("Họ và tên đệm") < page.index('name="last_name"') < page.index('name="first_name"')
    assert "is_superuser" not in page
    assert 'name="groups"' not in page
    response = administrator.post(reverse("wagtailusers_users:add"), account_form())
    assert response.status_code == 302
    person = User.objects.get(username="tranhoa")
    assert str(person) == "Trần Thị Hoa"
    assert person.check_password(SECRET)
    assert not person.is_superuser
    assert not person.groups.exists()


def test_a_superuser_box_posted_by_an_administrator_makes_no_superuser(administrator: Client):
    group = Group.objects.create(name="Nhóm lạ")
    administrator.post(reverse("wagtailusers_users:add"), account_form(is_superuser="on", groups=str(group.pk)))
    person = User.objects.get(username="tranhoa")
    assert not person.is_superuser
    assert not person.groups.exists()


def test_a_name_already_taken_is_refused_and_what_was_typed_stays(administrator: Client):
    response = administrator.post(reverse("wagtailusers_users:add"), account_form(username="canbo"))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Đã có tài khoản mang tên đăng nhập này" in page
    assert "Trần Thị" in page


def test_an_administrator_locks_an_account(administrator: Client, newsroom: Newsroom):
    person = newsroom.other_officer
    form = account_form(username="canbo2", password1="", password2="")
    response = administrator.post(reverse("wagtailusers_users:edit", args=[person.pk]), form)
    assert response.status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert person.last_name == "Trần Thị"


def test_editing_an_account_leaves_its_groups_to_the_appointments(administrator: Client, newsroom: Newsroom):
    officer = Client()
    officer.force_login(newsroom.officer)
    officer.get(reverse("wagtailadmin_home"))
    before = set(newsroom.officer.groups.values_list("name", flat=True))
    assert before
    form = account_form(username="canbo", is_active="on", password1="", password2="")
    administrator.post(reverse("wagtailusers_users:edit", args=[newsroom.officer.pk]), form)
    assert set(newsroom.officer.groups.values_list("name", flat=True)) == before


def test_an_administrator_does_not_touch_the_technical_account(administrator: Client, newsroom: Newsroom):
    address = reverse("wagtailusers_users:edit", args=[newsroom.superuser.pk])
    response = administrator.post(address, account_form(username="kythuat", is_active="on"))
    assert response.status_code == 302
    newsroom.superuser.refresh_from_db()
    assert not newsroom.superuser.check_password(SECRET)


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_no_act_is_done_to_many_accounts_at_once(superuser: Client, newsroom: Newsroom, action: str):
    group = Group.objects.create(name="Nhóm lạ")
    address = reverse("wagtail_bulk_action", args=["agencies", "user", action])
    superuser.post(f"{address}?id={newsroom.officer.pk}", {"role": str(group.pk), "mark_as_active": "False"})
    newsroom.officer.refresh_from_db()
    assert newsroom.officer.is_active
    assert not group.user_set.exists()
    assert "data-bulk-action-checkbox" not in superuser.get(reverse("wagtailusers_users:index")).content.decode()


@pytest.mark.clause("R10.4")
def test_an_account_that_left_traces_is_not_deleted_and_a_sentence_says_why(superuser: Client, newsroom: Newsroom):
    address = reverse("wagtailusers_users:delete", args=[newsroom.officer.pk])
    assert superuser.get(address).status_code == 200
    response = superuser.post(address, follow=True)
    assert "phân công nhiệm vụ" in response.content.decode()
    assert User.objects.filter(pk=newsroom.officer.pk).exists()


def test_an_account_opened_by_mistake_can_be_deleted(superuser: Client):
    person = User.objects.create_user("nham")
    superuser.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert not User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("person", ["officer", "unit_head", "member", "deputy", "head"])
def test_accounts_are_the_administrators(newsroom: Newsroom, person: str):
    client = Client()
    client.force_login(getattr(newsroom, person))
    for name in ("wagtailusers_users:index", "wagtailusers_users:add"):
        assert client.get(reverse(name)).status_code == 302
