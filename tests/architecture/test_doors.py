"""Every door of Wagtail's admin and API, tried by every role on an item in every state.

The table says who may; everyone else is refused in a Vietnamese sentence, and after everything, allowed or refused,
nothing public has changed: only approval and withdrawal change it, and they are not doors of Wagtail.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from editorial import clock, verification
from editorial.models import Submission
from tests.architecture.door_acts import ACTS, SECTION_ACTS, destination
from tests.architecture.doors import (
    STATES,
    World,
    build_world,
    bulk_url,
    edit_form,
    pages_url,
    public_face,
    public_html,
    refuses_in_words,
    sentences_shown,
    undone,
)
from tests.newsroom import MOMENT

pytestmark = [pytest.mark.clause("R6.1d"), pytest.mark.django_db]

ROLES = (
    "anonymous", "officer", "other_officer", "unit_head", "assigned_member", "other_member", "deputy", "acting_deputy",
    "head", "administrator", "superuser", "former_officer",
)  # fmt: skip
BOARD = "assigned_member other_member deputy acting_deputy head"
ARRANGERS = "administrator superuser"

# act: who may, by state; a state that is not named, and a person who is not named, is refused.
AT_REST = ("draft", "published", "published_with_draft", "withdrawn", "returned")
IN_ROUND = ("awaiting_confirmation", "checking", "approving")
OWN_ITEM = dict.fromkeys(AT_REST, "officer")
READ_ITEM = OWN_ITEM | dict.fromkeys(IN_ROUND, f"officer {BOARD}")
MAY: dict[str, dict[str, str]] = {
    "open the editor": READ_ITEM,
    "save a draft": OWN_ITEM | {"checking": "assigned_member"},
    "autosave": OWN_ITEM | {"checking": "assigned_member"},
    "submit": OWN_ITEM,
    "copy with publish": READ_ITEM,
    "delete": {"draft": "officer"},
    "move": dict.fromkeys(STATES, ARRANGERS),
    "reorder": dict.fromkeys(STATES, ARRANGERS),
    "bulk move": dict.fromkeys(STATES, ARRANGERS),
    "bulk delete": {"draft": "officer"},
    "api: move": dict.fromkeys(STATES, ARRANGERS),
    "api: delete": {"draft": "officer"},
    "api: revert": OWN_ITEM | {"checking": "assigned_member"},
    "take back": dict.fromkeys(IN_ROUND, "officer"),
    # The rest is nobody's, in any state: publish, schedule, unpublish, bulk publish, privacy, workflow actions …
}


# Wagtail does the harmless half of these for whoever may save or copy; the half that was asked is refused in words.
HALF_DONE = ("edit and publish", "schedule", "revert and publish")
# Wagtail's own bounds on these two: nothing to do when there is no round, or the item is not an alias.
ONLY_IN_ROUND = ("take back", "workflow action in the editor")
# The editor that a round locks refuses every press alike: these roles, who are alike in it, try its first three only.
LOCKED_ALIKE = ("other_member", "deputy", "acting_deputy")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once, in a transaction of its own that never ends well."""
    with django_db_blocker.unblock(), clock.held_at(MOMENT), undone():
        built = build_world()
        for role in ROLES:
            built.client(role)
        yield built


@pytest.fixture
def _django_db_helper(world: World) -> None:
    """In the place of pytest-django's own: the world's transaction holds all of this module's tests."""


def may(act: str, state: str, role: str) -> bool:
    return role in MAY.get(act, {}).get(state, "").split()


def cells() -> list[tuple[str, str]]:
    """Return role and state of each cell to try: all on SQLite, a third of them elsewhere, each role and each state among them.

    Who may is decided by Python alone, alike on every database; what PostgreSQL adds are the refusals of its triggers and locks.
    """
    third = connection.vendor != "sqlite"
    return [
        (role, state)
        for row, role in enumerate(ROLES)
        for column, state in enumerate(STATES)
        if not third or (row + column) % 3 == 0
    ]


@pytest.mark.parametrize(("role", "state"), cells())
def test_no_door_is_open_and_each_refusal_is_a_sentence(world: World, role: str, state: str):
    page = world.item(state)
    face = public_face()
    failures = []
    with undone():
        html = public_html(page)
        refused = [act for act in ACTS if not may(act, state, role)]
        for act in refused:
            if is_moot(act, state, role):
                continue
            with undone():
                response = ACTS[act](world, world.client(role), page)
                failures += failures_of_refusal(act, response, role, changed=public_face() != face)
        assert not failures, "\n".join(failures)
        assert public_html(page) == html
    assert list(verification.verify_chain()) == []


def is_moot(act: str, state: str, role: str) -> bool:
    if state in IN_ROUND:
        return role in LOCKED_ALIKE and act in ("submit", "schedule", "revert and publish", "take back")
    return act in ONLY_IN_ROUND


def failures_of_refusal(act: str, response: HttpResponse, role: str, *, changed: bool) -> list[str]:
    failures = [f"{act}: what is public changed"] if changed else []
    if not refuses_in_words(response, role):
        failures.append(
            f"{act}: {response.status_code} {response.headers.get('Location', '')} {sentences_shown(response)}"
        )
    return failures


@pytest.mark.parametrize(("act", "state"), [(act, state) for act, states in MAY.items() for state in states])
def test_who_may_is_let_in_and_still_nothing_becomes_public(world: World, act: str, state: str):
    page = world.item(state)
    face = {row for row in public_face() if len(row) != 7}
    live = set(Page.objects.live().values_list("pk", "live_revision_id"))
    for role in MAY[act][state].split():
        with undone():
            response = ACTS[act](world, world.client(role), page)
            assert response.status_code in (200, 201, 204, 302), (role, response.content[:500])
            assert not is_refusal(act, response), (role, sentences_shown(response))
            assert set(Page.objects.live().values_list("pk", "live_revision_id")) == live
            assert {row for row in public_face() if len(row) != 7} == face
            assert list(verification.verify_chain()) == []
    assert_done(act, world, page, state)


def is_refusal(act: str, response: HttpResponse) -> bool:
    to_the_desk = response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
    return to_the_desk or (act in ("save a draft", "autosave", "submit") and "error" in sentences_shown(response))


def assert_done(act: str, world: World, page: Page, state: str) -> None:
    """The acts of the newsroom did what they say, so that a form which merely came back is not taken for success."""
    role = MAY[act][state].split()[0]
    with undone():
        ACTS[act](world, world.client(role), page)
        fresh = page.specific_class.objects.filter(pk=page.pk).first()
        if act in ("save a draft", "autosave"):
            assert fresh.get_latest_revision_as_object().summary == "Tóm tắt sửa"
        elif act == "submit":
            assert Submission.objects.open().filter(page_id=page.pk).exists()
        elif act == "take back":
            assert not Submission.objects.open().filter(page_id=page.pk).exists()
        elif act.endswith("delete"):
            assert fresh is None
        elif act.endswith("move"):
            assert fresh.get_parent().pk == destination(world).pk
        elif "copy" in act:
            assert not Page.objects.get(slug="ban-sao").live


@pytest.mark.parametrize("state", [*AT_REST, "checking"])
@pytest.mark.parametrize("act", HALF_DONE)
def test_a_saved_draft_says_that_publishing_was_passed_over(world: World, act: str, state: str):
    role = "assigned_member" if state == "checking" else "officer"
    with undone():
        response = ACTS[act](world, world.client(role), world.item(state))
        assert "chỉ được công khai khi" in sentences_shown(response)
        assert ("không hẹn giờ" in sentences_shown(response)) == (act == "schedule")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_creates_and_publishes_in_one_act(world: World, role: str):
    section = world.newsroom.section
    face = public_face()
    with undone():
        response = world.client(role).post(
            pages_url("add", "news", "activitypage", section.pk),
            edit_form(section, slug="tin-moi", **{"action-publish": "1"}),
        )
        assert refuses_in_words(response, role), sentences_shown(response)
        assert public_face() == face


@pytest.mark.parametrize("act", SECTION_ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_takes_items_off_through_their_section(world: World, role: str, act: str):
    section = Page.objects.get(pk=world.newsroom.section.pk)
    face = public_face()
    with undone():
        response = SECTION_ACTS[act](world.client(role), section)
        assert not failures_of_refusal(act, response, role, changed=public_face() != face)


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_a_section_copied_or_bulk_published_with_everything_in_it_makes_no_item_public(world: World, role: str):
    section = Page.objects.get(pk=world.newsroom.section.pk)
    items = set(Page.objects.live().filter(depth__gt=section.depth).values_list("pk", flat=True))
    form = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": str(section.get_parent().pk),
        "copy_subpages": "on",
    }
    with undone():
        refused = world.client(role).post(pages_url("copy", section.pk), {**form, "publish_copies": "on"})
        assert "không có quyền đăng trang" in refused.content.decode()
        assert not Page.objects.filter(slug="ban-sao").exists()
        world.client(role).post(pages_url("copy", section.pk), form)
        assert Page.objects.filter(slug="ban-sao").exists()
        assert set(Page.objects.live().filter(depth__gt=section.depth).values_list("pk", flat=True)) == items
    with undone():
        world.client(role).post(bulk_url("publish", section), {"include_descendants": "on"})
        live = Page.objects.live().filter(depth__gt=section.depth)
        assert {page.pk for page in live if page.specific_class.__name__ == "ActivityPage"} <= items


def test_a_former_officer_is_told_why_the_admin_is_shut(world: World):
    with undone():
        response = world.client("former_officer").get(reverse("wagtailadmin_home"))
        assert "không giữ nhiệm vụ nào" in sentences_shown(response)


def test_there_is_no_other_api(world: World):
    for address in ("/api/", "/api/v2/pages/", "/api/v3/pages/", "/quan-tri/api/v3/"):
        assert Client().get(address).status_code in (301, 302, 404)
        assert Client().post(address).status_code in (301, 302, 403, 404)


def test_a_privacy_setting_made_in_code_is_named_by_verify_archive(world: World):
    with undone():
        PageViewRestriction.objects.create(page=world.newsroom.section, restriction_type="login")
        sentences = [finding.sentence for finding in verification.verify_public_pages()]
        assert any("bị giới hạn người xem" in sentence for sentence in sentences)


def test_time_alone_publishes_and_removes_nothing(world: World):
    from django.core.management import call_command

    face = public_face()
    with undone(), clock.held_at(MOMENT + timedelta(days=3650)):
        call_command("publish_scheduled")
        assert public_face() == face
