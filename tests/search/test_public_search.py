"""What a citizen sees of the search: words and facets in, pages named and linked out, every state at its own address."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import archiving
from editorial.models import WithdrawalDisplay
from search import writing
from search.entries import EntryTexts, PassageText
from tests.newsroom import MOMENT, Newsroom

MOST_QUERIES = 30


def published(newsroom: Newsroom, title: str, words: str = "Nội dung.", **values):
    body = [("paragraph", f"<p>{words}</p>")]
    return newsroom.published(newsroom.draft(title=title, summary="Tóm tắt.", body=body, **values))


def screen(query: str = "", **values) -> str:
    response = Client().get(reverse("search") + query, values)
    assert response.status_code == 200
    return response.content.decode()


def context(**values) -> dict:
    return Client().get(reverse("search"), values).context


def titles(**values) -> list[str]:
    return [row.url for row in context(**values)["rows"]]


@pytest.mark.clause("R3.1")
def test_the_banner_of_every_page_leads_to_the_search(newsroom: Newsroom):
    assert f'action="{reverse("search")}"' in Client().get("/").content.decode()


def test_words_without_marks_find_the_page_name_what_was_found_and_offer_the_marks(newsroom: Newsroom):
    page = published(newsroom, "Kế hoạch đổi mới", "Giảm thời hạn giải quyết thủ tục cấp phép.")
    html = screen(q="thoi han giai quyet")
    assert f'href="{page.url}"' in html
    assert "<mark>thời hạn giải quyết</mark>" in html
    assert "1 kết quả có “thoi han giai quyet”" in html
    assert 'Tìm có dấu: <a href="/tim-kiem/?q=th%E1%BB%9Di+h%E1%BA%A1n+gi%E1%BA%A3i+quy%E1%BA%BFt">' in html


def test_signs_in_what_was_typed_are_shown_and_not_obeyed(newsroom: Newsroom):
    html = screen(q="<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_facets_narrow_and_are_taken_away_at_addresses_of_their_own(newsroom: Newsroom):
    published(newsroom, "Kiểm tra công vụ", happened_on="2025-03-01")
    published(newsroom, "Kiểm tra công vụ lần hai", happened_on="2026-03-01")
    found = context(q="kiểm tra")
    box = next(box for box in found["boxes"] if box.name == "year")
    assert [(choice.label, choice.count) for choice in box.shown] == [("2026", 1), ("2025", 1)]
    narrowed = Client().get("/tim-kiem/" + box.shown[0].query).context
    assert [row.dated_on.year for row in narrowed["rows"]] == [2026]
    assert [chip.label for chip in narrowed["chips"]] == ["Năm: 2026"]
    assert narrowed["chips"][0].query == "?q=ki%E1%BB%83m+tra"
    # The other value can still be added: a facet's own choice does not hide the rest of it.
    other = next(choice for box in narrowed["boxes"] for choice in box.shown if choice.label == "2025")
    assert len(Client().get("/tim-kiem/" + other.query).context["rows"]) == 2


def test_a_value_that_nothing_has_is_said(newsroom: Newsroom):
    published(newsroom, "Kiểm tra công vụ")
    html = screen(q="kiểm tra", nam="1999")
    assert "Không có kết quả nào mang giá trị “1999” ở bộ lọc Năm." in html
    assert "Bỏ mọi bộ lọc" in html


def test_results_are_sorted_by_date_where_the_address_says_so(newsroom: Newsroom):
    old = published(newsroom, "Kiểm tra công vụ quý một", happened_on="2025-03-01")
    new = published(newsroom, "Công vụ", "Đoàn kiểm tra làm việc.", happened_on="2026-03-01")
    assert titles(q="kiểm tra công vụ", **{"sap-xep": "moi-nhat"}) == [new.url, old.url]
    assert titles(q="kiểm tra công vụ", **{"sap-xep": "cu-nhat"}) == [old.url, new.url]


def test_results_are_turned_page_by_page(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("search.screens.RESULTS_PER_PAGE", 2)
    pages = [published(newsroom, f"Kiểm tra công vụ lần {number}") for number in range(3)]
    shown = [url for page in "12" for url in titles(q="kiểm tra", trang=page)]
    assert sorted(shown) == sorted(page.url for page in pages)
    assert [turn.label for turn in context(q="kiểm tra")["turns"]] == ["1", "2"]
    html = screen(q="kiểm tra", trang="9")
    assert "Kết quả chỉ có 2 trang" in html
    assert "trang=2#ket-qua" in html


def test_where_no_page_has_every_word_the_answer_says_that_it_is_loose(newsroom: Newsroom):
    published(newsroom, "Kiểm tra công vụ")
    assert "Đây là kết quả gần đúng với “kiểm tra vũ trụ”" in screen(q="kiểm tra vũ trụ")


def test_where_nothing_is_found_the_page_says_what_to_try(newsroom: Newsroom):
    html = screen(q="xyzzy")
    assert "Không tìm thấy “xyzzy”" in html
    assert "Có thể thử" in html


def test_a_slip_is_read_as_what_was_meant(newsroom: Newsroom):
    published(newsroom, "Rà soát thủ tục hành chính", "Rà soát thủ tục hành chính, thu hồi giấy phép.")
    for typed in (
        "thủ tục hanhf chinhs",
        "thu tuc hanh chnih",
        "thu tuc hnh chinh",
        "thutuc hanh chinh",
        "thu3 tu5c hanh chinh",
    ):
        assert context(q=typed)["better"].label == "thủ tục hành chính", typed


def test_what_is_asked_in_vain_is_said_and_what_can_be_meant_is_answered(newsroom: Newsroom):
    page = published(newsroom, "Kiểm tra công vụ")
    html = screen("?q=kiểm tra&trang=x&sap-xep=y&ngay=31/02/2026&loai=%27")
    for sentence in (
        "Không có trang “x”",
        "Không có cách sắp xếp này",
        "Không đọc được ngày “31/02/2026”",
        "Bỏ qua “&#x27;”",
    ):
        assert sentence in html
    assert f'href="{page.url}"' in html


def test_a_hit_within_a_file_names_the_page_of_the_file(newsroom: Newsroom):
    page = published(newsroom, "Kiểm tra công vụ")
    passage = PassageText(text="Bảng lương tháng mười hai", file_page=3)
    writing.write_texts([(page.pk, EntryTexts(title=page.title, passages=(passage,)))])
    assert "trang 3 của tệp" in screen(q="bang luong")


def test_without_words_the_newest_are_listed_and_the_page_says_how_to_search(newsroom: Newsroom):
    page = published(newsroom, "Kiểm tra công vụ")
    html = screen()
    assert "Có thể tìm" in html
    assert f'href="{page.url}"' in html


def test_a_withdrawn_item_is_found_no_more(newsroom: Newsroom):
    page = published(newsroom, "Kiểm tra công vụ")
    archiving.withdraw(
        page, by=newsroom.head, at=MOMENT, reason="Sai", decision_number="9/QĐ-SNV", display=WithdrawalDisplay.NOTICE
    )
    assert titles(q="kiểm tra công vụ") == []


def test_more_results_and_more_facets_do_not_ask_more_of_the_database(newsroom: Newsroom):
    def queries() -> int:
        for _ in range(2):
            screen(q="kiem tra")  # what is read once and kept
        with CaptureQueriesContext(connection) as captured:
            screen(q="kiem tra")
        return len(captured)

    published(newsroom, "Kiểm tra công vụ")
    few = queries()
    for number in range(3):
        published(newsroom, f"Kiểm tra lần {number}", happened_on=f"202{number}-03-01")
    assert queries() == few
    assert few <= MOST_QUERIES
