"""What is offered while a person types: from public titles and numbers alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.suggestions import continuations
from tests.documents.test_register_screen import document
from tests.newsroom import Newsroom

TITLES = [
    "Kế hoạch cải cách hành chính năm 2026",
    "Kế hoạch cải cách hành chính của tỉnh",
    "Kiểm tra cải cách thủ tục, công vụ",
    "Quyết định về hành chính tỉnh Sóc Trăng",
]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            ["cai", "cach", "h"],
            ["cải cách hành chính", "cải cách hành chính của tỉnh", "cải cách hành chính năm 2026"],
        ),
        (["cai", "cach", "thu"], ["cải cách thủ tục"]),
        (["kiem", "tra", "cai"], ["kiểm tra cải cách thủ tục"]),
        (["hanh", "chinh", "tinh"], ["hành chính tỉnh Sóc Trăng"]),
        (["2026"], []),
        (["ke"], ["kế hoạch cải cách"]),
        (["tuc", "cong"], []),
        (["khong", "co"], []),
    ],
)
def test_words_go_on_as_public_titles_do_with_their_marks(typed: list[str], offered: list[str]):
    assert continuations(TITLES, typed) == offered


def offered(typed: str) -> list[dict]:
    response = Client().get("/tim-kiem/goi-y/", {"q": typed})
    assert response.status_code == 200
    return response.json()["offered"]


def test_a_number_half_typed_offers_its_document_and_titles_their_pages(newsroom: Newsroom):
    page = document(newsroom, "517/QĐ-SNV", title="Quyết định ban hành Quy chế hoạt động")
    meant = {"text": page.title, "url": page.url, "note": "517/QĐ-SNV"}
    for typed in ("517", "517/qđ", "517/QĐ-sn", "quy che hoat", "quyet dinh ban"):
        assert meant in offered(typed), typed
    assert offered("quy che h")[0] == {"text": "quy chế hoạt động", "url": "", "note": ""}


def test_neither_drafts_nor_the_draft_titles_of_public_pages_are_offered(newsroom: Newsroom):
    newsroom.draft(title="Sắp xếp bộ máy")
    page = newsroom.published(newsroom.draft(title="Niềm vui ngày hội"))
    page.title = "Sáp nhập đơn vị"
    page.save_revision(user=newsroom.officer)
    assert offered("sap xep") == offered("sap nhap") == []
    assert [one["url"] for one in offered("niem vui") if one["url"]] == [page.url]


@pytest.mark.parametrize("typed", ["", "c", "  ", "\x00", "'", '"*', "%", "x" * 5000, "a b c d e f g h"])
def test_whatever_is_typed_is_answered(newsroom: Newsroom, typed: str):
    assert offered(typed) == []


def test_offering_asks_the_same_of_the_database_however_much_there_is(newsroom: Newsroom):
    def queries() -> int:
        offered("kiem tra")
        with CaptureQueriesContext(connection) as captured:
            offered("kiem tra")
        return len(captured)

    newsroom.published()
    few = queries()
    newsroom.published()
    newsroom.published()
    assert queries() == few <= 5
