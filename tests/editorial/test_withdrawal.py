"""Taking a public item off through its screen: by a numbered decision, with a reason, deleting nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from editorial import clock
from editorial.models import PublicationRecord
from editorial.models.archive import RecordKind
from tests.newsroom import MOMENT, Newsroom

COMPLETE = {"decision_number": "12/QĐ-SNV", "reason": "Số liệu sai.", "display": "notice", "confirmed": "1"}


def press(client: Client, user: User, page, **data):
    client.force_login(user)
    with clock.held_at(MOMENT):
        return client.post(reverse("newsroom:withdrawal", args=[page.pk]), data)


@pytest.mark.clause("R10.4")
@pytest.mark.parametrize(("display", "status"), [("notice", 200), ("gone", 410)])
def test_the_head_withdraws_and_the_address_says_so(newsroom: Newsroom, client: Client, display: str, status: int):
    page = newsroom.published()
    response = press(client, newsroom.head, page, **{**COMPLETE, "display": display})
    assert response.status_code == 302
    record = PublicationRecord.objects.get(page_id=page.pk, kind=RecordKind.WITHDRAWAL)
    assert (record.decision_number, record.reason, record.display) == ("12/QĐ-SNV", "Số liệu sai.", display)
    page.refresh_from_db()
    assert not page.live
    assert Client().get(page.get_url()).status_code == status


@pytest.mark.clause("R10.4")
@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("decision_number", "Nhập số quyết định thu hồi."),
        ("reason", "Ghi lý do thu hồi."),
        ("display", "Chọn nội dung hiển thị"),
        ("confirmed", "Đánh dấu vào ô xác nhận"),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(newsroom: Newsroom, client: Client, missing, sentence):
    page = newsroom.published()
    response = press(client, newsroom.head, page, **{**COMPLETE, missing: ""})
    text = response.content.decode()
    assert response.status_code == 400
    assert re.search(rf'id="{missing}-wrong"[^>]*>{sentence}', text), "said at the field"
    for name in {"decision_number", "reason"} - {missing}:
        assert COMPLETE[name] in text
    page.refresh_from_db()
    assert page.live


def test_a_number_longer_than_the_record_keeps_is_refused_whole(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    response = press(client, newsroom.head, page, **{**COMPLETE, "decision_number": "12/QĐ-SNV " * 12})
    assert response.status_code == 400
    assert "không được quá 100 ký tự (hiện có 120)" in response.content.decode()
    page.refresh_from_db()
    assert page.live


@pytest.mark.clause("R4.8")
@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("officer", "Trưởng ban Biên tập"),
        ("unit_head", "Trưởng ban Biên tập"),
        ("member", "Trưởng ban Biên tập"),
        ("deputy", "chưa có văn bản ủy quyền"),
        ("administrator", "Trưởng ban Biên tập"),
        ("superuser", "Trưởng ban Biên tập"),
    ],
)
def test_others_read_why_they_may_not(newsroom: Newsroom, client: Client, role: str, sentence: str):
    page = newsroom.published()
    response = press(client, getattr(newsroom, role), page, **COMPLETE)
    assert response.status_code == 403
    assert sentence in response.content.decode()
    page.refresh_from_db()
    assert page.live


@pytest.mark.clause("R6.2a")
def test_a_deputy_withdraws_under_a_delegation_that_the_record_names(newsroom: Newsroom, client: Client):
    delegation = newsroom.delegate()
    page = newsroom.published()
    assert press(client, newsroom.deputy, page, **COMPLETE).status_code == 302
    record = PublicationRecord.objects.get(page_id=page.pk, kind=RecordKind.WITHDRAWAL)
    assert record.delegation == delegation


def test_a_second_press_is_refused_with_a_sentence(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    press(client, newsroom.head, page, **COMPLETE)
    response = press(client, newsroom.head, page, **COMPLETE)
    assert response.status_code == 403
    assert "không đang được đăng công khai" in response.content.decode()
    assert PublicationRecord.objects.filter(page_id=page.pk, kind=RecordKind.WITHDRAWAL).count() == 1


def test_a_page_that_nobody_contributed_has_no_such_screen(newsroom: Newsroom, client: Client):
    assert press(client, newsroom.head, newsroom.section, **COMPLETE).status_code == 404
