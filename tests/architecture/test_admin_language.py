"""The admin speaks Vietnamese: every screen that a role can reach by links is read, and English is named with its place."""

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import django
import pytest
from bs4 import BeautifulSoup, Comment
from django.apps import apps
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from agencies.models import User
from editorial import clock
from home.management.commands.catalogue_gaps import texts_of
from tests.architecture.doors import World, build_world
from tests.newsroom import MOMENT

ADMIN = "/quan-tri/"
ROLES = ("officer", "unit_head", "assigned_member", "head", "administrator", "superuser")
SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description")
LEAST_SCREENS = {"superuser": 150, "administrator": 150, "unit_head": 5}
NARROWINGS = {"ordering", "o", "p", "sort"}  # another order of the same screen says nothing new
TWO_OF_A_KIND = 2
# The label, for screen readers alone, of one field of Wagtail's group form: made from the field's name, in no catalogue.
OUT_OF_REACH = {"Page"}
# Words that English cannot do without and Vietnamese does not have. In an address, "the-che" is thể chế.
ENGLISH_WORDS = re.compile(
    r"(?<![\w-])(?:the|and|of|this|your|with|for|are|is|was|from|or|has|have|been|please)(?![\w-])", re.IGNORECASE
)


@pytest.fixture
def world(db) -> World:
    world = build_world()
    world.people["superuser"] = User.objects.create_superuser("sieuquantri", password="mat-khau-thu-2026")
    return world


@cache
def english_sentences() -> frozenset[str]:
    """What Django, Wagtail and the other packages say in English and the catalogue says otherwise."""
    folders = [
        Path(django.__file__).parent / "conf/locale",
        *(Path(app.path) / "locale" for app in apps.get_app_configs()),
    ]
    texts = {text for folder in folders for _, text in texts_of(folder, "django")}
    return frozenset(text for text in texts if re.search("[A-Za-z]{3}", text) and gettext(text) != text)


def spoken(page: BeautifulSoup) -> Iterator[str]:
    """Everything that the screen shows or reads aloud, and what its menu will say."""
    yield from menu_texts(page, "label")
    unheard = page(["script", "style", "code", "pre"]) + page.select("[data-side-panel-toggle-counter]")
    for tag in unheard:
        tag.decompose()
    yield from (" ".join(text.split()) for text in page.find_all(string=True) if not isinstance(text, Comment))
    for name in SPOKEN_ATTRIBUTES:
        yield from (" ".join(tag[name].split()) for tag in page.find_all(attrs={name: True}))
    yield from (tag.get("value", "") for tag in page.find_all("input", type=["submit", "button"]))


def menu_texts(page: BeautifulSoup, *names: str) -> Iterator[str]:
    """Return what the admin's menu, which a script draws, is told under these names: labels, addresses."""
    props = page.find("script", id="wagtail-sidebar-props")
    waiting = [json.loads(props.string)] if props else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[name] for name in names if isinstance(value.get(name), str))
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def english_on(page: BeautifulSoup) -> set[str]:
    spoken_texts = set(spoken(page)) - OUT_OF_REACH
    return {text for text in spoken_texts if text in english_sentences() or ENGLISH_WORDS.search(text)}


def links_on(page: BeautifulSoup, address: str) -> Iterator[str]:
    targets = [link["href"] for link in page.find_all("a", href=True)]
    for href in [*targets, *menu_texts(page, "url", "href")]:
        target = urlsplit(urljoin(address, href))
        if not target.netloc and target.path.startswith(ADMIN) and "logout" not in target.path:
            yield f"{target.path}?{target.query}".rstrip("?")


def kind_of(address: str) -> tuple:
    """Addresses of one view with the same parameters are one kind of screen."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return (parts.path,)
    fixed = tuple(value for value in match.kwargs.values() if isinstance(value, str) and not value.isdigit())
    return (match.view_name or parts.path, fixed, tuple(sorted(set(parse_qs(parts.query)) - NARROWINGS)))


def screens(client: Client) -> Iterator[tuple[str, BeautifulSoup]]:
    """Visit what links lead to, two screens of each kind."""
    waiting, seen, visited = deque([ADMIN]), {ADMIN}, Counter()
    while waiting:
        address = waiting.popleft()
        if visited[kind_of(address)] >= TWO_OF_A_KIND:
            continue
        visited[kind_of(address)] += 1
        with clock.held_at(MOMENT):
            response = client.get(address, follow=True)
        assert response.status_code < 500, address
        if response.status_code != 200 or "html" not in response.headers["Content-Type"] or response.streaming:
            continue
        page = BeautifulSoup(response.content, "html.parser")
        if not page.find("body"):
            continue
        for link in links_on(page, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
        yield address, page


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_that_a_role_reaches_shows_english(world: World, role: str):
    read, places = 0, {}
    for address, page in screens(world.client(role)):
        read += 1
        for text in english_on(page):
            places.setdefault(text, address)
    assert read >= LEAST_SCREENS.get(role, 60)
    assert not places, "\n".join(f"{address}: {text}" for text, address in places.items())


def test_the_reader_recognises_english():
    page = BeautifulSoup(
        '<p title="Add a page">Đã lưu</p><button aria-label="Close the menu">Đóng</button><p>Moderators</p>',
        "html.parser",
    )
    assert english_on(page) == {"Close the menu"} | {
        text for text in ("Moderators", "Add a page") if text in english_sentences()
    }
    assert "Search" in english_sentences()
