"""Wagtail's editor around the review: what it offers, what it says of the open round, what the history keeps of it."""

import pytest
from django.urls import reverse

from editorial import clock
from editorial.models.submissions import StepKind
from tests.editorial.conftest import signed_in
from tests.newsroom import MOMENT, Newsroom


def editor(page, user):
    with clock.held_at(MOMENT):
        return signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def offered(response) -> list[str]:
    menu = response.context["action_menu"]
    return [item.name for item in [menu.default_item, *menu.menu_items] if item]


def test_a_draft_is_saved_or_sent_and_nothing_else(newsroom: Newsroom) -> None:
    response = editor(newsroom.draft(), newsroom.officer)
    assert offered(response) == ["action-save-draft", "action-submit"]
    assert 'value="Trình duyệt"' in response.content.decode()


def test_a_new_item_is_saved_or_sent_and_nothing_else(newsroom: Newsroom) -> None:
    address = reverse("wagtailadmin_pages:add", args=["news", "activitypage", newsroom.section.pk])
    with clock.held_at(MOMENT):
        response = signed_in(newsroom.officer).get(address)
    assert offered(response) == ["action-save-draft", "action-submit"]


def test_an_item_in_moderation_shows_its_state_its_deadline_and_the_way_to_its_round(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    response = editor(submission.page, newsroom.officer)
    screen = response.content.decode()
    assert set(offered(response)) == {"action-open-round", "action-take-back", "action-page-locked"}
    assert "Đang kiểm tra, Nguyễn Văn An phụ trách" in screen
    assert "còn 3 ngày làm việc" in screen
    assert f"/quan-tri/ho-so/{submission.pk}/#rut-lai" in screen
    assert "action-cancel-workflow" not in screen


@pytest.mark.clause("R6.3d")
def test_the_member_who_checks_may_edit_and_is_reminded_of_the_round(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    response = editor(submission.page, newsroom.member)
    assert offered(response) == ["action-save-draft", "action-open-round"]
    assert "Mở hồ sơ trình duyệt" in response.content.decode()


def save(page, user, **changes):
    client = signed_in(user)
    with clock.held_at(MOMENT):
        form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        data = {}
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value in (None, False) else value
        body = page.specific.get_latest_revision_as_object().body
        data |= {"body-count": "1", "body-0-type": "paragraph", "body-0-order": "0", "body-0-id": body[0].id}
        data |= {"body-0-deleted": "", "body-0-value": '{"blocks": [], "entityMap": {}}'}
        data["happened_on"] = "23/11/2026"
        data.pop("body")
        return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **changes})


def test_what_a_member_edits_stands_once_in_the_history_of_the_round(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    for title in ("Tiêu đề gọn hơn", "Tiêu đề gọn hơn nữa"):
        response = save(submission.page, newsroom.member, title=title)
        assert response.status_code == 302, response.context["form"].errors
    submission.page.refresh_from_db()
    assert submission.page.get_latest_revision().as_object().title == "Tiêu đề gọn hơn nữa"
    step = submission.steps.get(kind=StepKind.EDITED)
    assert step.by == newsroom.member
    assert "Thành viên Ban Biên tập" in step.authority


@pytest.mark.parametrize(("role", "is_shown"), [("member", True), ("head", True), ("officer", False)])
def test_the_menu_leads_the_board_to_its_queue(newsroom: Newsroom, role: str, is_shown: bool) -> None:
    with clock.held_at(MOMENT):
        screen = signed_in(getattr(newsroom, role)).get("/quan-tri/ho-so-luu/").content.decode()
    assert ("/quan-tri/hang-cho/" in screen) == is_shown
    assert "/quan-tri/reports/" not in screen
