"""An administrator arranges the site through the admin; menus, breadcrumbs, maps and old addresses follow (Điều 3 khoản 2)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from editorial import archiving
from editorial.categories import InformationCategory
from editorial.slugs import vietnamese_slug
from editorial.verification import verify_chain
from home.models import SectionPage
from home.navigation import tree_under
from news.models import ActivityPage
from tests.home.conftest import section
from tests.newsroom import MOMENT, TODAY, Newsroom

TINY_FORM = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


@pytest.fixture
def administrator(newsroom: Newsroom) -> Client:
    client = Client()
    client.force_login(newsroom.administrator)
    return client


def form_of(page: SectionPage, **values) -> dict:
    form = {
        "title": page.title,
        "slug": page.slug,
        "category": page.category,
        "introduction": page.introduction,
        "retired_on": "",
        "show_in_menus": "on",
        **TINY_FORM,
    }
    return {**form, **values}


def save(client: Client, page: SectionPage, **values):
    """Save the section's form and publish it, as the person does."""
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, **{"action-publish": "1", **values}),
        follow=True,
    )


def add(client: Client, parent: Page, title: str, category: str = "") -> SectionPage:
    """Add a section through the form, then publish it."""
    form = form_of(SectionPage(title=title, slug=vietnamese_slug(title), category=category))
    client.post(reverse("wagtailadmin_pages:add", args=["home", "sectionpage", parent.pk]), form)
    page = SectionPage.objects.get(title=title)
    save(client, page)
    return SectionPage.objects.get(pk=page.pk)


def move(client: Client, page: Page, destination: Page):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]), follow=True)


def read(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.clause("R3.2b")
@pytest.mark.clause("R3.2c")
def test_a_section_added_three_levels_deep_is_in_menu_breadcrumbs_and_both_maps(
    newsroom: Newsroom, administrator: Client
):
    first = add(administrator, newsroom.home_page, "Chuyển đổi số")
    second = add(administrator, first, "Một cửa điện tử")
    third = add(administrator, second, "Mô hình xã", InformationCategory.INITIATIVE)
    assert third.live
    assert third.url == "/chuyen-doi-so/mot-cua-dien-tu/mo-hinh-xa/"
    assert f'href="{first.url}"' in read("/")
    page = read(third.url)
    trail = page[page.index("Vị trí của trang") : page.index("</nav>", page.index("Vị trí của trang"))]
    assert [trail.index(above.title) for above in (first, second, third)] == sorted(
        trail.index(above.title) for above in (first, second, third)
    )
    assert third.url in read("/so-do/")
    assert third.url in read("/sitemap.xml")


@pytest.mark.clause("R3.2c")
def test_a_renamed_section_keeps_its_old_addresses_and_those_of_everything_in_it(
    newsroom: Newsroom, administrator: Client, django_capture_on_commit_callbacks
):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    renamed = section("hoat-dong")
    old_section, old_item = renamed.url, item.url
    with django_capture_on_commit_callbacks(execute=True):
        save(administrator, renamed, title="Hoạt động của các cấp", slug="hoat-dong-cac-cap")
    response = Client().get(old_section)
    assert (response.status_code, response.headers["Location"]) == (301, "/tin-tuc/hoat-dong-cac-cap/")
    response = Client().get(old_item)
    assert response.status_code == 301
    assert item.title in read(response.headers["Location"])
    assert "Hoạt động của các cấp" in read("/tin-tuc/")


@pytest.mark.clause("R3.2c")
def test_a_moved_section_takes_its_public_items_along(newsroom: Newsroom, administrator: Client):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    old = item.url
    response = move(administrator, section("so-ban-nganh"), section("tin-tuc"))
    assert section("so-ban-nganh").get_parent().pk == section("tin-tuc").pk, response.content.decode()
    item = ActivityPage.objects.get(pk=item.pk)
    assert item.live
    assert item.url == f"/tin-tuc/so-ban-nganh/{item.slug}/"
    assert Client().get(old).headers["Location"] == item.url
    assert item.url in read("/tin-tuc/so-ban-nganh/")
    assert item.url not in read("/tin-tuc/hoat-dong/")
    assert list(verify_chain()) == []


@pytest.mark.clause("R3.2c")
def test_an_old_address_leads_home_after_two_moves_and_a_way_back(newsroom: Newsroom, administrator: Client):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    first = item.url
    move(administrator, section("so-ban-nganh"), section("tin-tuc"))
    second = ActivityPage.objects.get(pk=item.pk).url
    move(administrator, section("so-ban-nganh"), section("hoat-dong"))
    assert ActivityPage.objects.get(pk=item.pk).url == first
    assert item.title in read(first)
    assert Client().get(second).headers["Location"] == first


@pytest.mark.clause("R3.2c")
def test_a_withdrawn_item_says_so_at_its_old_address_too(newsroom: Newsroom, administrator: Client):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    old = item.url
    archiving.withdraw(item, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
    move(administrator, section("so-ban-nganh"), section("tin-tuc"))
    response = Client().get(old)
    assert response.status_code == 301
    read(response.headers["Location"], 410)


@pytest.mark.clause("R3.2c")
def test_reordered_sections_stand_in_the_new_order_in_the_menu(newsroom: Newsroom, administrator: Client):
    def menu() -> list[str]:
        tree = tree_under(newsroom.home_page, on=TODAY)
        news = next(branch for branch in tree.menu if branch.page.slug == "tin-tuc")
        return [branch.page.slug for branch in news.menu]

    before = menu()
    response = administrator.post(
        reverse("wagtailadmin_pages:set_page_position", args=[section("sang-kien").pk]) + "?position=0"
    )
    assert response.status_code == 200
    assert menu() == ["sang-kien", *[slug for slug in before if slug != "sang-kien"]]


@pytest.mark.clause("R3.2c")
def test_a_retired_section_leaves_the_menu_takes_nothing_new_and_stays_readable(
    newsroom: Newsroom, administrator: Client
):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    retired = section("hoat-dong")
    save(administrator, retired, retired_on=f"{TODAY:%d/%m/%Y}")
    assert section("hoat-dong").retired_on == TODAY
    assert 'href="/tin-tuc/hoat-dong/"' not in read("/tin-tuc/ban-chi-dao/")
    assert 'href="/tin-tuc/hoat-dong/"' not in read("/tin-tuc/")
    assert "đã ngừng sử dụng" in read("/tin-tuc/hoat-dong/")
    assert "đã ngừng sử dụng" in read("/tin-tuc/hoat-dong/so-ban-nganh/")  # it stands in a retired one
    assert item.title in read(item.url)
    assert "(đã ngừng sử dụng)" in read("/so-do/")
    for slug in ("hoat-dong", "so-ban-nganh"):
        assert not ActivityPage.can_create_at(section(slug))
        officer = Client()
        officer.force_login(newsroom.officer)
        officer.post(
            reverse("wagtailadmin_pages:add", args=["news", "activitypage", section(slug).pk]), {"title": "Tin"}
        )
        assert not section(slug).get_children().filter(title="Tin").exists()


def test_a_section_retired_from_tomorrow_is_in_use_today(newsroom: Newsroom, administrator: Client):
    save(administrator, section("hoat-dong"), retired_on=f"{TODAY + timedelta(days=1):%d/%m/%Y}")
    assert 'href="/tin-tuc/hoat-dong/"' in read("/tin-tuc/ban-chi-dao/")
    assert ActivityPage.can_create_at(section("hoat-dong"))


@pytest.mark.clause("R10.4")
@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_a_section_that_holds_items_is_neither_deleted_nor_taken_off(
    newsroom: Newsroom, administrator: Client, act: str
):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    for slug in ("so-ban-nganh", "tin-tuc"):
        address = reverse(f"wagtailadmin_pages:{act}", args=[section(slug).pk])
        for response in (administrator.get(address, follow=True), administrator.post(address, follow=True)):
            assert "Chuyên mục đang chứa tin bài" in response.content.decode()
    assert section("tin-tuc").live and section("so-ban-nganh").live
    assert item.title in read(item.url)


def test_an_empty_section_may_be_deleted(newsroom: Newsroom, administrator: Client):
    empty = add(administrator, newsroom.home_page, "Thử nghiệm")
    administrator.post(reverse("wagtailadmin_pages:delete", args=[empty.pk]))
    assert not SectionPage.objects.filter(pk=empty.pk).exists()


def test_a_section_keeps_its_category_while_it_holds_items_of_it(newsroom: Newsroom, administrator: Client):
    newsroom.draft(title="Kiểm tra Sở Y tế")
    response = save(administrator, section("hoat-dong"), category=InformationCategory.POLICY, introduction="Lời mới")
    shown = response.content.decode()
    assert "Kiểm tra Sở Y tế" in shown and "loại thông tin khác" in shown
    assert "Lời mới" in shown  # what was typed is still there
    assert section("hoat-dong").category == InformationCategory.ACTIVITY
    save(administrator, section("dia-phuong"), category=InformationCategory.POLICY)
    assert section("dia-phuong").category == InformationCategory.POLICY


def test_an_item_does_not_move_into_a_section_of_another_category(newsroom: Newsroom, administrator: Client):
    item = newsroom.published()
    move(administrator, item, section("sang-kien"))
    assert ActivityPage.objects.get(pk=item.pk).get_parent().pk == newsroom.section.pk


def test_a_section_kept_from_menus_is_on_the_map(newsroom: Newsroom, administrator: Client):
    save(administrator, section("phan-anh-kien-nghi"), show_in_menus="")
    assert 'href="/phan-anh-kien-nghi/"' not in read("/gioi-thieu/")
    assert 'href="/phan-anh-kien-nghi/"' in read("/so-do/")


def test_an_officer_does_not_arrange_the_site(newsroom: Newsroom):
    officer = Client()
    officer.force_login(newsroom.officer)
    title = section("tin-tuc").title
    save(officer, section("tin-tuc"), title="Đổi tên")
    move(officer, section("so-ban-nganh"), section("tin-tuc"))
    officer.post(reverse("wagtailadmin_pages:set_page_position", args=[section("sang-kien").pk]) + "?position=0")
    assert section("tin-tuc").title == title
    assert section("so-ban-nganh").get_parent().pk == section("hoat-dong").pk
    assert section("tin-tuc").get_children().first().slug != "sang-kien"
