"""An address leads past its sections to the page that Wagtail's own routing would find, and the menu is read once a state."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from wagtail.models import Page

from home import navigation
from home.models import HomePage, SectionPage
from tests.home.conftest import section
from tests.newsroom import Newsroom


def found(route, address: str):
    """Return the page and the rest of what a way of routing finds, or that it finds nothing."""
    parts = [part for part in address.split("/") if part]
    try:
        page, args, kwargs = route(RequestFactory().get(address), parts)
    except Http404:
        return None
    return type(page), page.pk, args, kwargs


def test_routing_finds_what_wagtails_own_finds(newsroom: Newsroom):
    item = newsroom.published()
    draft = newsroom.draft(title="Bản nháp")
    closed = section("cap-tinh") if SectionPage.objects.filter(slug="cap-tinh").exists() else section("hoat-dong")
    home = HomePage.objects.get()
    addresses = [
        "/",
        section("hoat-dong").url,
        closed.url,
        item.url,
        draft.get_parent().url + draft.slug + "/",
        item.url + "khong-co/",
        "/hoat-dong/",  # a section's name, not under its own section
        "/khong-co/" + item.slug + "/",
        "/van-ban/",
        "/van-ban/2022/khong-co/",
        "/" + "a/" * 20,
    ]
    wagtails = lambda request, parts: Page.route(home, request, parts)  # noqa: E731
    for address in addresses:
        assert found(home.route, address) == found(wagtails, address), address
    assert found(home.route, item.url)[1] == item.pk
    assert found(home.route, draft.url or addresses[4]) is None


def test_the_sections_above_an_item_cost_one_statement(newsroom: Newsroom, django_assert_num_queries):
    item = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    home = HomePage.objects.get()
    with django_assert_num_queries(2):  # all that are named, and the item itself
        assert found(home.route, item.url)[1] == item.pk


@pytest.mark.clause("R3.2c")
def test_the_menu_is_read_once_for_as_long_as_nothing_public_changes(
    transactional_db, newsroom: Newsroom, settings, monkeypatch
):
    settings.PUBLIC_PAGES_KEPT = True
    read = []
    tree_under = navigation.tree_under
    monkeypatch.setattr(navigation, "tree_under", lambda *args, **kwargs: read.append(1) or tree_under(*args, **kwargs))
    first, second = (section(slug).url for slug in ("hoat-dong", "so-ban-nganh"))
    for address in (first, second):
        assert Client().get(address).status_code == 200
    assert len(read) == 1
    renamed = section("tin-tuc")
    renamed.title = "Tin mới của tỉnh"
    renamed.save()
    assert "Tin mới của tỉnh" in Client().get(second).content.decode()
    assert len(read) == 2
