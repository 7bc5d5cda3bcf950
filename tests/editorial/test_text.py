"""Every text that enters is NFC (Điều 9 khoản 1)."""

import json
import unicodedata

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from editorial import clock
from editorial.slugs import vietnamese_slug
from editorial.text import nfc, nfc_form
from home.models import SectionPage
from news.models import ActivityPage
from tests.newsroom import MOMENT, Newsroom

TITLE = "Đề án đổi mới thủ tục hành chính"
DECOMPOSED = unicodedata.normalize("NFD", TITLE)


def in_form(value) -> bool:
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    if isinstance(value, dict):
        return all(in_form(key) and in_form(item) for key, item in value.items())
    return all(in_form(item) for item in value) if isinstance(value, list) else True


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_enters_is_in_one_form_and_says_the_same(value):
    assert in_form(nfc(value))
    assert nfc(nfc(value)) == nfc(value)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đề án đổi mới, giai đoạn 2026 - 2030", "de-an-doi-moi-giai-doan-2026-2030"),
        ("Có hiệu lực từ ngày 20/7/2026", "co-hieu-luc-tu-ngay-20-7-2026"),
        ("Quyết định số 517/QĐ-SNV và …", "quyet-dinh-so-517-qd-snv-va"),
    ],
)
def test_a_title_becomes_an_address_that_can_be_read(title, slug):
    assert vietnamese_slug(title) == slug


def test_the_zero_that_no_database_keeps_is_left_out():
    assert nfc_form(QueryDict("reason=L%C3%BD%00+do"))["reason"] == "Lý do"


def test_a_password_is_left_as_it_was_typed():
    data = QueryDict(mutable=True)
    data.update({"title": DECOMPOSED, "password": DECOMPOSED})
    form = nfc_form(data)
    assert form["title"] == TITLE != DECOMPOSED
    assert form["password"] == DECOMPOSED


@pytest.mark.clause("R9.1")
def test_an_item_typed_with_separate_marks_is_stored_with_whole_letters(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.officer)
    rich_text = {
        "blocks": [{"key": "a", "text": DECOMPOSED, "type": "unstyled", "entityRanges": [], "inlineStyleRanges": []}]
    }
    data = {
        "title": DECOMPOSED,
        "slug": "de-an-doi-moi",
        "summary": DECOMPOSED,
        "happened_on": "23/11/2026",
        "place": DECOMPOSED,
        "level": "department",
        "body-count": "1",
        "body-0-type": "paragraph",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-value": json.dumps({**rich_text, "entityMap": {}}, ensure_ascii=False),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    with clock.held_at(MOMENT):
        address = f"/quan-tri/pages/add/news/activitypage/{SectionPage.objects.get(slug='so-ban-nganh').pk}/"
        client.post(address, data)
    stored = ActivityPage.objects.get(slug="de-an-doi-moi").get_latest_revision_as_object()
    assert (stored.title, stored.summary, stored.place) == (TITLE, TITLE, TITLE)
    assert TITLE in str(stored.body.get_prep_value())
