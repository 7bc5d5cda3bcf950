"""The admin speaks Vietnamese: every screen that a role can reach by links is read, and English is named with its place."""

import json
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve, reverse
from lxml.html import HtmlElement, document_fromstring

from agencies.models import User
from editorial import clock
from tests.architecture.doors import World, build_world, undone
from tests.english import english_on, english_sentences, menu_texts
from tests.newsroom import MOMENT

ADMIN = "/quan-tri/"
ROLES = ("officer", "unit_head", "assigned_member", "head", "administrator", "superuser")
LEAST_SCREENS = {"superuser": 150, "administrator": 130, "unit_head": 5}
NARROWINGS = {"ordering", "o", "p", "sort"}  # another order of the same screen says nothing new
TWO_OF_A_KIND = 2
visited_by_all: Counter[tuple] = Counter()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One newsroom for all who walk through it: reading leaves it as it is, and what reading writes is taken back."""
    if connection.vendor != "sqlite":
        pytest.skip("Một màn hình gồm những chữ như nhau trên cả hai cơ sở dữ liệu: chỉ đọc trên SQLite.")
    with django_db_blocker.unblock(), undone():
        world = build_world()
        world.people["superuser"] = User.objects.create_superuser("sieuquantri", password="mat-khau-thu-2026")
        yield world


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


def unlinked(world: World) -> list[str]:
    """Screens that scripts open, and screens of an item that not every role is shown a link to."""
    kinds = "?allow_external_link=true&allow_email_link=true&allow_phone_link=true&allow_anchor_link=true"
    links = ("page", "page_external_link", "page_email_link", "page_phone_link", "page_anchor_link", "page_search")
    addresses = [reverse(f"wagtailadmin_choose_{name}") + kinds for name in links]
    addresses += [reverse("wagtailimages_chooser:choose"), reverse("wagtaildocs_chooser:choose")]
    addresses += [
        reverse(f"{app}:{name}") for app in ("wagtailimages", "wagtaildocs") for name in ("add", "add_multiple")
    ]
    addresses += [reverse("wagtailadmin_explore", args=[world.newsroom.section.pk]) + "?q=khong-co-gi"]
    for state in ("draft", "checking", "published"):
        page = world.item(state)
        names = ("edit", "history", "usage", "workflow_history", "copy", "move", "delete", "unpublish")
        addresses += [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in names]
        addresses += [
            reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, page.latest_revision_id]),
            reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        ]
    return addresses


def screens(user: User, *, besides: list[str]) -> Iterator[tuple[str, HtmlElement]]:
    """Visit what links lead to, and the addresses `besides`: a screen of each kind, and a second one until two have been read."""
    reader = Reader(user)
    waiting, seen, visited = deque([ADMIN, *besides]), {ADMIN, *besides}, Counter()
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
        if response.status_code not in (200, 403, 404) or response.streaming:
            return None
        kind, text = response.headers["Content-Type"], response.content.decode()
        if "json" in kind:  # a screen within a screen
            told = json.loads(text)
            text = (told.get("html") or "") if isinstance(told, dict) else ""
        elif "html" not in kind:
            return None
        return document_fromstring(f"<body>{text}" if "json" in kind else text) if text.strip() else None


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_screen_that_a_role_reaches_shows_english(world: World, role: str):
    read, places = 0, {}
    for address, page in screens(world.people[role], besides=unlinked(world)):
        read += 1
        for text in english_on(page):
            places.setdefault(text, address)
    assert read >= LEAST_SCREENS.get(role, 60)
    assert not places, "\n".join(f"{address}: {text}" for text, address in places.items())


def test_the_reader_recognises_english():
    page = document_fromstring(
        '<p title="Add a page">Đã lưu</p><button aria-label="Close the menu">Đóng</button><p>Moderation</p>'
        "<script>close the menu</script><!-- for the record -->"
    )
    assert english_on(page) == {"Add a page", "Close the menu", "Moderation"}
    assert "Search" in english_sentences()
    assert english_on(document_fromstring("<p>news.activitypage /the-che/</p><style>the menu</style>")) == set()
