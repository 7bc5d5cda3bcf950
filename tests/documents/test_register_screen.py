"""The register as its readers see it: found by number, narrowed by what documents are, as at any day."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentRegisterPage, IssuingBody, LegalDocumentPage
from tests.newsroom import Newsroom

MOST_QUERIES = 30


def document(newsroom: Newsroom, number: str, **values) -> LegalDocumentPage:
    facts = {
        "title": f"Quyết định số {number} ban hành Quy chế hoạt động",
        "number": number,
        "document_type": "Quyết định",
        "issuing_body": "Sở Nội vụ tỉnh Sóc Trăng",
        "issued_on": date(2022, 12, 30),
        **values,
    }
    register = DocumentRegisterPage.objects.get()
    return newsroom.published(newsroom.draft(page_type=LegalDocumentPage, section=register, **facts))


def shown(query: str = "") -> dict:
    response = Client().get(f"/van-ban/{query}")
    assert response.status_code == 200
    return response.context


def urls(query: str = "") -> list[str]:
    return [row.url for row in shown(query)["rows"]]


@pytest.mark.clause("R3.1")
def test_the_register_lists_documents_alone_the_newest_first(newsroom: Newsroom):
    old = document(newsroom, "119/QĐ-SNV", issued_on=date(2017, 6, 23))
    new = document(newsroom, "517/QĐ-SNV")
    newsroom.published()
    assert urls() == [new.url, old.url]
    assert urls("?sap-xep=cu-nhat") == [old.url, new.url]


def test_a_number_in_any_spelling_shows_its_document_first_and_says_so(newsroom: Newsroom):
    document(newsroom, "9/QĐ-SNV", title="Quyết định thi hành Quyết định số 517/QĐ-SNV ngày 30/12/2022")
    meant = document(newsroom, "517/QĐ-SNV", title="Quyết định ban hành Quy chế")
    for typed in ("qd 517 snv", "517/qđ-snv", "517-qd-snv", "QĐ 517", "517/QĐ-SNV", "quyết định số 517", "517"):
        for address in ("/van-ban/", "/tim-kiem/"):
            response = Client().get(address, {"q": typed})
            first, *others = response.context["rows"]
            assert (first.url, first.is_number_asked) == (meant.url, True), typed
            assert not any(row.is_number_asked for row in others), typed
            assert "Đúng số, ký hiệu" in response.content.decode()


def test_documents_are_narrowed_by_type_body_and_year_together(newsroom: Newsroom):
    meant = document(newsroom, "517/QĐ-SNV")
    document(newsroom, "163/KH-UBND", document_type="Kế hoạch", issuing_body="Ủy ban nhân dân tỉnh Sóc Trăng")
    boxes = {box.heading: [(choice.label, choice.count) for choice in box.shown] for box in shown()["boxes"]}
    assert boxes["Loại văn bản"] == [("Kế hoạch", 1), ("Quyết định", 1)]
    assert "Mục" not in boxes
    assert urls("?loai=quyet-dinh&nam=2022") == [meant.url]
    assert len(urls("?loai=quyet-dinh&loai=ke-hoach")) == 2
    assert urls("?loai=quyet-dinh&nam=2021") == []


def test_who_asks_for_a_body_is_shown_its_predecessors_documents(newsroom: Newsroom):
    before = IssuingBody.objects.create(name="Sở Thử", slug="so-thu")
    between = IssuingBody.objects.create(name="Sở Thử và Đo", slug="so-thu-va-do")
    after = IssuingBody.objects.create(name="Sở Đo lường", slug="so-do-luong")
    between.predecessors.add(before)
    after.predecessors.add(between)
    page = document(newsroom, "1/QĐ-ST", issuing_body="Sở Thử")
    assert urls("?co-quan=so-do-luong") == urls("?co-quan=so-thu") == [page.url]
    assert "Sở Thử" in shown()["rows"][0].facts


def test_the_day_of_effect_is_kept_in_every_further_address(newsroom: Newsroom):
    document(newsroom, "517/QĐ-SNV")
    context = shown("?q=quy+che&ngay=01/07/2023")
    assert context["on"].isoformat() == "2023-07-01"
    assert all("ngay=2023-07-01" in choice.query for box in context["boxes"] for choice in box.shown)


def test_effect_is_shown_and_narrowed_by_as_at_the_day_asked(newsroom: Newsroom):
    page = document(newsroom, "517/QĐ-SNV", expires_on=date(2024, 1, 1))
    for day, state in (("2023-07-01", "con-hieu-luc"), ("2024-07-01", "het-hieu-luc-toan-bo")):
        (row,) = shown(f"?ngay={day}")["rows"]
        assert row.effect_value == state
        assert urls(f"?ngay={day}&hieu-luc={state}") == [page.url]
    assert urls("?ngay=2024-07-01&hieu-luc=con-hieu-luc") == []


def test_the_article_that_answers_is_named_and_linked(newsroom: Newsroom):
    words = "<p>Điều 1. Phạm vi</p><p>Quy định về Trang.</p><p>Điều 2. Thời hạn</p><p>Đăng trong 02 ngày làm việc.</p>"
    page = document(newsroom, "517/QĐ-SNV", body=[("paragraph", words)])
    (row,) = shown("?q=dang+trong+02+ngay")["rows"]
    assert (row.passages[0].url, row.passages[0].heading) == (f"{page.url}#dieu-2", "Điều 2. Thời hạn")
    assert 'id="dieu-2"' in Client().get(page.url).content.decode()


def test_more_documents_do_not_ask_more_of_the_database(newsroom: Newsroom):
    def queries() -> int:
        for _ in range(2):
            shown("?q=quy+che")
        with CaptureQueriesContext(connection) as captured:
            shown("?q=quy+che")
        return len(captured)

    document(newsroom, "1/QĐ-SNV")
    few = queries()
    document(newsroom, "2/QĐ-SNV", issued_on=date(2021, 1, 1))
    document(newsroom, "3/KH-SNV", document_type="Kế hoạch")
    assert queries() == few <= MOST_QUERIES
