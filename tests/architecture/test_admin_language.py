"""The admin speaks Vietnamese: every screen that a role can reach by links is read, and English is named with its place."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import django
import pytest
from django.apps import apps
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from lxml.etree import strip_elements
from lxml.html import HtmlElement, document_fromstring

from agencies.models import User
from editorial import clock
from home.management.commands.catalogue_gaps import texts_of
from tests.architecture.doors import World, build_world, undone
from tests.newsroom import MOMENT

ADMIN = "/quan-tri/"
ROLES = ("officer", "unit_head", "assigned_member", "head", "administrator", "superuser")
SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description")
LEAST_SCREENS = {"superuser": 150, "administrator": 130, "unit_head": 5}
NARROWINGS = {"ordering", "o", "p", "sort"}  # another order of the same screen says nothing new
TWO_OF_A_KIND = 2
visited_by_all: Counter[tuple] = Counter()
# The label, for screen readers alone, of one field of Wagtail's group form: made from the field's name, in no catalogue.
OUT_OF_REACH = {"Page"}
# Words that English cannot do without and Vietnamese does not have. In an address, "the-che" is thể chế.
ENGLISH_WORDS = re.compile(
    r"(?<![\w-])(?:the|and|of|this|your|with|for|are|is|was|from|or|has|have|been|please)(?![\w-])", re.IGNORECASE
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One newsroom for all who walk through it: reading leaves it as it is, and what reading writes is taken back."""
    if connection.vendor != "sqlite":
        pytest.skip("Một màn hình gồm những chữ như nhau trên cả hai cơ sở dữ liệu: chỉ đọc trên SQLite.")
    with django_db_blocker.unblock(), undone():
        world = build_world()
        world.people["superuser"] = User.objects.create_superuser("sieuquantri", password="mat-khau-thu-2026")
        yield world


@cache
def english_sentences() -> frozenset[str]:
    """What Django, Wagtail and the other packages say in English and the catalogue says otherwise."""
    folders = [
        Path(django.__file__).parent / "conf/locale",
        *(Path(app.path) / "locale" for app in apps.get_app_configs()),
    ]
    texts = {text for folder in folders for _, text in texts_of(folder, "django")}
    return frozenset(text for text in texts if re.search("[A-Za-z]{3}", text) and gettext(text) != text)


def spoken(page: HtmlElement) -> Iterator[str]:
    """Everything that the screen shows or reads aloud, and what its menu will say."""
    yield from menu_texts(page, "label")
    strip_elements(page, "script", "style", "code", "pre", with_tail=False)
    for counter in page.xpath("//*[@data-side-panel-toggle-counter]"):
        counter.drop_tree()
    yield from (" ".join(text.split()) for text in page.xpath("//text()"))
    for name in SPOKEN_ATTRIBUTES:
        yield from (" ".join(value.split()) for value in page.xpath(f"//@{name}"))
    yield from page.xpath("//input[@type='submit' or @type='button']/@value")


def menu_texts(page: HtmlElement, *names: str) -> Iterator[str]:
    """Return what the admin's menu, which a script draws, is told under these names: labels, addresses."""
    waiting = [json.loads(props) for props in page.xpath("//script[@id='wagtail-sidebar-props']/text()")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[name] for name in names if isinstance(value.get(name), str))
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def english_on(page: HtmlElement) -> set[str]:
    return {text for text in set(spoken(page)) - OUT_OF_REACH if is_english(text)}


@cache
def is_english(text: str) -> bool:
    return text in english_sentences() or bool(ENGLISH_WORDS.search(text))


def links_on(page: HtmlElement, address: str) -> Iterator[str]:
    for href in [*page.xpath("//a/@href"), *menu_texts(page, "url", "href")]:
        target = urlsplit(urljoin(address, href))
        if not target.netloc and target.path.startswith(ADMIN) and "logout" not in target.path:
            yield f"{target.path}?{target.query}".rstrip("?")


def kinds_of(address: str) -> set[tuple]:
    """Addresses of one view are one kind of screen, and each parameter makes one more: a filter, a next page, a way back.

    Two filters together show the rows of each, and no word that neither shows alone.
    """
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return {(parts.path,)}
    fixed = tuple(value for value in match.kwargs.values() if isinstance(value, str) and not value.isdigit())
    view = (match.view_name or parts.path, fixed)
    return {(*view, name) for name in set(parse_qs(parts.query)) - NARROWINGS} or {view}


def screens(user: User) -> Iterator[tuple[str, HtmlElement]]:
    """Visit what links lead to: a screen of each kind, and a second one until two have been read by anybody."""
    reader = Reader(user)
    waiting, seen, visited = deque([ADMIN]), {ADMIN}, Counter()
    while waiting:
        address = waiting.popleft()
        kinds = kinds_of(address)
        if all(visited[kind] and visited_by_all[kind] >= TWO_OF_A_KIND for kind in kinds):
            continue
        visited.update(kinds)
        visited_by_all.update(kinds)
        page = reader.read(address)
        if page is None or page.find("body") is None:
            continue
        for link in links_on(page, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
        yield address, page


class Reader:
    """One person's browser, without what Django's test client keeps of every template that takes part."""

    def __init__(self, user: User) -> None:
        client = Client()
        client.force_login(user)
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def read(self, address: str) -> HtmlElement | None:
        request = RequestFactory().get(address)
        request.COOKIES = dict(self.cookies)
        request._dont_enforce_csrf_checks = True
        with clock.held_at(MOMENT):
            response = self.handler.get_response(request)
        assert response.status_code < 500, address
        if response.status_code in (301, 302):
            target = urljoin(address, response["Location"])
            return self.read(target) if target.startswith(ADMIN) and target != address else None
        if response.status_code != 200 or "html" not in response.headers["Content-Type"] or response.streaming:
            return None
        return document_fromstring(response.content.decode()) if response.content.strip() else None


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_screen_that_a_role_reaches_shows_english(world: World, role: str):
    read, places = 0, {}
    for address, page in screens(world.people[role]):
        read += 1
        for text in english_on(page):
            places.setdefault(text, address)
    assert read >= LEAST_SCREENS.get(role, 60)
    assert not places, "\n".join(f"{address}: {text}" for text, address in places.items())


def test_the_reader_recognises_english():
    page = document_fromstring(
        '<p title="Add a page">Đã lưu</p><button aria-label="Close the menu">Đóng</button><p>Moderators</p>'
        "<script>close the menu</script><!-- for the record -->"
    )
    assert english_on(page) == {"Close the menu"} | {
        text for text in ("Moderators", "Add a page") if text in english_sentences()
    }
    assert "Search" in english_sentences()
