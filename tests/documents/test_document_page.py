"""The public page of a document: what it says of its effect, its relations, its articles, and what the search then finds."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import LegalDocumentPage
from search.asking import SearchQuestion, answer
from tests.documents.test_relations import public
from tests.newsroom import TODAY

BODY = [
    (
        "paragraph",
        "<h2>Điều 1. Phạm vi điều chỉnh</h2><p>Quy chế này quy định về hoạt động của Trang.</p>"
        "<h2>Điều 2. Trách nhiệm thi hành</h2><p>Chánh Thanh tra chịu trách nhiệm thi hành.</p>",
    )
]


def read(page, address: str = "") -> str:
    response = Client().get(address or page.url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def effects(page, on: date) -> set[str]:
    found = answer(SearchQuestion(on=on, text=page.number))
    return {count.value for count in found.facets["effect"] if count.count}


@pytest.fixture
def case_one(newsroom) -> LegalDocumentPage:
    """The regulation of this site, based on a decree that another repeals from 1 July 2026."""
    old = public(newsroom, "119/QĐ-SNV", date(2017, 6, 23))
    page = public(
        newsroom,
        "517/QĐ-SNV",
        date(2022, 12, 30),
        {"kind": "replaces", "target": old},
        {"kind": "basis", "target_number": "64/2007/NĐ-CP", "target_title": "về ứng dụng công nghệ thông tin"},
        body=BODY,
    )
    public(
        newsroom,
        "224/2026/NĐ-CP",
        date(2026, 6, 1),
        {"kind": "repeals", "target_number": "64/2007/NĐ-CP"},
        document_type="Nghị định",
        is_normative=True,
        effective_on=date(2026, 7, 1),
    )
    return page


@pytest.mark.clause("R9.3")
def test_the_page_says_what_is_in_force_on_any_day_and_why(case_one):
    html = read(case_one)
    assert "<strong>Còn hiệu lực</strong> hôm nay" in html
    assert "Căn cứ không còn hiệu lực:" in html
    assert "từ ngày 01/07/2026" in html
    assert 'href="/van-ban/2026/224-2026-nd-cp/">bị bãi bỏ bởi Nghị định số 224/2026/NĐ-CP' in html
    before = read(case_one, f"{case_one.url}?ngay=2026-06-30")
    assert "ngày 30/06/2026" in before and "Căn cứ không còn hiệu lực" not in before
    assert "<strong>Chưa có hiệu lực</strong>" in read(case_one, f"{case_one.url}?ngay=2022-12-29")


def test_relations_are_shown_both_ways_with_links(case_one):
    html = read(case_one)
    assert (
        'Thay thế</h3> <ul> <li><a href="/van-ban/2017/119-qd-snv/">Quyết định số 119/QĐ-SNV ngày 23/06/2017</a>'
        in html
    )
    old = LegalDocumentPage.objects.get(number="119/QĐ-SNV")
    html = read(old)
    assert "<strong>Hết hiệu lực toàn bộ</strong>" in html
    assert 'Bị thay thế bởi</h3> <ul> <li><a href="/van-ban/2022/517-qd-snv/">' in html
    assert "30/12/2022 đến nay" in html


def test_articles_stand_under_the_anchors_that_the_index_gives(case_one):
    html = read(case_one)
    anchors = {passage.anchor for passage in case_one.search_texts().passages if passage.anchor}
    assert anchors == {"dieu-1", "dieu-2"}
    for anchor in anchors:
        assert f'<h2 id="{anchor}">' in html and f'href="#{anchor}"' in html


def test_machines_read_who_issued_it_and_nothing_is_empty(case_one):
    elements = dict(re.findall(r'name="(DC\.\w+)" content="([^"]*)"', read(case_one)))
    assert all(elements.values())
    assert (elements["DC.creator"], elements["DC.date"]) == ("Sở Nội vụ", "2022-12-30")
    assert elements["DC.identifier"].endswith("/van-ban/2022/517-qd-snv/")
    assert {"DC.title", "DC.description", "DC.publisher", "DC.language", "DC.source", "DC.subject"} <= elements.keys()


def test_a_publication_changes_what_the_search_says_of_the_documents_it_acts_on(newsroom):
    old = public(newsroom, "119/QĐ-SNV", date(2017, 6, 23))
    assert effects(old, TODAY) == {"con-hieu-luc"}
    public(newsroom, "517/QĐ-SNV", date(2022, 12, 30), {"kind": "replaces", "target": old}, title="Quy chế mới")
    assert effects(old, TODAY) == {"het-hieu-luc-toan-bo"}
    assert effects(old, date(2020, 1, 1)) == {"con-hieu-luc"}


def test_questions_of_a_page_do_not_grow_with_its_relations(newsroom):
    targets = [public(newsroom, f"{number}/QĐ-SNV", date(2020, 1, 2)) for number in (1, 2, 3)]
    counts = []
    for count in (1, 3):
        page = public(
            newsroom,
            f"{10 + count}/QĐ-SNV",
            date(2021, 1, 2),
            *({"kind": "basis", "target": target} for target in targets[:count]),
        )
        read(page)
        with CaptureQueriesContext(connection) as queries:
            read(page)
        counts.append(len(queries))
    assert counts[1] <= counts[0]
