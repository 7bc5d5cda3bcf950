"""Asking the index of what is public: what is found, in which order, how it is counted and shown."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import archiving
from editorial.models import WithdrawalDisplay
from search import writing
from search.asking import Order, SearchAnswer, SearchQuestion, answer
from search.entries import EntryTexts, FacetValue, PassageText
from search.questions import read
from tests.newsroom import MOMENT, TODAY, Newsroom

pytestmark = pytest.mark.django_db


def ask(text: str = "", **values) -> SearchAnswer:
    return answer(SearchQuestion(text=text, on=TODAY, **values))


def put(page_id: int, title: str, *articles: str, number: str = "", dated_on: date | None = None, **facets) -> None:
    passages = [PassageText(f"dieu-{place}", f"Điều {place}", text) for place, text in enumerate(articles, 1)]
    values = tuple(FacetValue(name, value, value.upper()) for name, value in facets.items())
    texts = EntryTexts(title, number, dated_on=dated_on, facets=values, passages=tuple(passages))
    writing.write_texts([(page_id, texts)])


def ids(answered: SearchAnswer) -> list[int]:
    return [hit.page_id for hit in answered.hits]


@pytest.mark.parametrize(
    "query",
    [
        "cải cách hành chính",
        "cai cach hanh chinh",
        "CẢI CÁCH",
        "cải cach hanh chính",
        "doi moi",
        "đổi mới",
        "cách hòa",
        "cách hoà",
    ],
)
def test_a_page_is_found_however_its_words_are_typed(query: str) -> None:
    put(1, "Kế hoạch cải cách hành chính", "Đổi mới phương thức, hoà hợp.")
    assert ids(ask(query)) == [1]


@pytest.mark.parametrize(
    "query",
    ["qd 517 snv", "517/qđ-snv", "517-qd-snv", "QĐ 517", "517/QĐ-SNV", "quyết định số 517", "517", "517qđsnv", "qd517"],
)
def test_a_document_is_found_first_by_its_number(query: str) -> None:
    put(1, "Ban hành Quy chế quản lý Trang thông tin", "Điều khoản thi hành.", number="517/QĐ-SNV")
    put(2, "Thi hành Quyết định số 517/QĐ-SNV", "Thi hành Quyết định 517/QĐ-SNV. 517 517 QĐ SNV", number="9/KH-SNV")
    put(3, "Quyết định khác", "Quyết định.", number="518/QĐ-SNV")
    assert ids(ask(query))[0] == 1


@pytest.mark.parametrize("number", ["02/2020/NQ-HĐND", "10/2018/TTLT-BTP-BCA-BQP-BTC-TANDTC-VKSNDTC-BNV"])
def test_documents_that_share_a_number_come_first_together(number: str) -> None:
    put(1, "Nghị quyết của tỉnh này", "Về biên chế.", number=number)
    put(2, f"Thi hành {number}", f"Thi hành {number}, {number}.", number="9/KH-SNV")
    put(3, "Nghị quyết của tỉnh kia", "Về lệ phí.", number=number)
    for typed in (number, number.lower().replace("/", " ").replace("-", " ")):
        assert sorted(ids(ask(typed))[:2]) == [1, 3]


@pytest.mark.parametrize("typed", ["05/2026/QĐ-UBND", "5/2026/qdubnd", "quyết định 5/2026", "QĐ 052026QÐ-UBND"])
def test_of_documents_that_share_a_number_the_newest_comes_first_and_what_has_more_to_its_number_after(typed) -> None:
    put(1, "Quyết định cũ", "Một.", number="05/2026/QĐ-UBND", dated_on=date(2026, 1, 5))
    put(2, "Quyết định mới 2026", "Hai.", number="05/2026/QĐ-UBND", dated_on=date(2026, 3, 5))
    put(3, "Quyết định 05/2026/QĐ-UBND 05/2026", "Ba.", number="05/2026/QĐ-UBND-NC", dated_on=date(2026, 2, 1))
    assert ids(ask(typed)) == ([2, 3, 1] if typed == "quyết định 5/2026" else [2, 1, 3])


def test_a_sentence_that_names_a_document_whole_finds_it_first() -> None:
    put(1, "Về công tác văn thư", "Thể thức.", number="30/2020/NĐ-CP")
    put(
        2,
        "Hướng dẫn cỡ chữ",
        "Theo Nghị định số 30/2020/NĐ-CP cỡ chữ của văn bản hành chính là 13 đến 14.",
        number="9/HD-SNV",
    )
    asked = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ quy định cỡ chữ của văn bản hành chính"
    assert ids(ask(asked))[0] == 1


def test_the_article_that_answers_is_named_and_marked() -> None:
    put(1, "Quy chế", "Phạm vi điều chỉnh.", "Thời hạn đăng tin là 02 ngày làm việc.", "Hiệu lực.")
    (hit,) = ask("thoi han dang tin").hits
    assert hit.passages[0].anchor == "dieu-2"
    assert hit.passages[0].snippet == "<mark>Thời hạn đăng tin</mark> là 02 ngày làm việc."


def test_a_syllable_is_marked_beside_its_neighbour_and_alone_only_where_it_has_none() -> None:
    put(1, "Ban hành Kế hoạch cải cách hành chính", "Chính phủ ban hành chương trình.")
    (hit,) = ask("cải cách hành chính").hits
    assert hit.title == "Ban hành Kế hoạch <mark>cải cách hành chính</mark>"
    assert hit.passages[0].snippet == "<mark>Chính</mark> phủ ban <mark>hành</mark> chương trình."


def test_a_snippet_of_a_text_in_many_lines_stands_on_one_and_ends_at_whole_words():
    lines = "\n".join(["Mục"] * 200)
    put(1, "Quy chế", f"{lines}\r\n\tThời hạn\nđăng  tin\xa0là 02 ngày.\n{lines}")
    (hit,) = ask("thời hạn đăng tin").hits
    snippet = hit.passages[0].snippet
    assert "<mark>Thời hạn đăng</mark> <mark>tin</mark> là 02 ngày." in snippet
    assert snippet.startswith("… Mục ")
    assert snippet.endswith(" Mục …")
    assert not any(sign in snippet for sign in "\n\r\t\xa0")
    assert "  " not in snippet


def test_exact_marks_come_first() -> None:
    put(1, "Má và nhà", "ma")
    put(2, "Mạ và nhà", "ma")
    assert ids(ask("má")) == [1, 2]
    assert ids(ask("mạ")) == [2, 1]


def test_counts_say_what_a_click_gives() -> None:
    put(1, "Kế hoạch cải cách", year="2021", type="ke-hoach")
    put(2, "Kế hoạch cải cách", year="2022", type="ke-hoach")
    put(3, "Báo cáo cải cách", year="2022", type="bao-cao")
    put(4, "Không liên quan", year="2022", type="bao-cao")
    answered = ask("cai cach", chosen={"year": ("2022",)})
    assert {row.value: (row.count, row.is_chosen) for row in answered.facets["year"]} == {
        "2022": (2, True),
        "2021": (1, False),
    }
    assert {row.value: row.count for row in answered.facets["type"]} == {"ke-hoach": 1, "bao-cao": 1}
    both = ask("cai cach", chosen={"year": ("2022", "2021"), "type": ("ke-hoach",)})
    assert (both.total, sorted(ids(both))) == (2, [1, 2])


def test_an_effect_is_as_at_the_day_asked() -> None:
    effect = (
        FacetValue("effect", "in-force", "Còn hiệu lực", date(2020, 1, 1), date(2026, 6, 30)),
        FacetValue("effect", "lapsed", "Hết hiệu lực", date(2026, 7, 1), None),
    )
    writing.write_texts([(1, EntryTexts("Nghị định", facets=effect))])
    for day, value in [(date(2026, 6, 30), "in-force"), (date(2026, 7, 1), "lapsed")]:
        answered = answer(SearchQuestion(on=day))
        assert [row.value for row in answered.facets["effect"]] == [value]


def test_a_question_that_no_page_has_every_word_of_is_answered_loosely() -> None:
    put(1, "Thủ tục cấp giấy phép xây dựng", "Hồ sơ gồm đơn và bản vẽ.")
    answered = ask("hồ sơ xây nhà ở riêng lẻ")
    assert answered.is_loose
    assert ids(answered) == [1]
    assert not ask("hồ sơ xây dựng").is_loose


def test_without_words_everything_is_listed_newest_first() -> None:
    put(1, "Cũ", dated_on=date(2020, 1, 1))
    put(2, "Mới", dated_on=date(2026, 1, 1))
    put(3, "Không ngày")
    assert ids(ask()) == [2, 1, 3]
    assert ids(ask(order=Order.OLDEST)) == [1, 2, 3]
    assert ids(ask(start=1, size=1)) == [1]


def test_a_short_form_finds_what_it_stands_for_and_back() -> None:
    put(1, "Công tác cải cách hành chính")
    put(2, "Phòng CCHC")
    assert sorted(ids(ask("CCHC"))) == [1, 2]
    assert sorted(ids(ask("cải cách hành chính"))) == [1, 2]


def test_what_is_published_is_found_and_what_is_withdrawn_is_not(newsroom: Newsroom) -> None:
    page = newsroom.published(newsroom.draft(title="Ngày hội chuyển đổi số"))
    assert ids(ask("ngay hoi chuyen doi so")) == [page.pk]
    page.title = "Bản nháp có chữ bí mật"
    page.save_revision(user=newsroom.officer)
    assert ids(ask("bí mật")) == []
    archiving.withdraw(
        page.specific,
        by=newsroom.head,
        at=MOMENT,
        decision_number="12/QĐ-SNV",
        reason="Sai số liệu",
        display=WithdrawalDisplay.NOTICE,
    )
    assert ids(ask("ngày hội")) == []


def test_a_search_is_a_fixed_number_of_queries() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask("ke hoach cai cach", chosen={"year": ("2021",)})
        return len(captured)

    put(1, "Kế hoạch cải cách", year="2021")
    queries(), queries()  # what each process keeps in memory is read
    few = queries()
    for number in range(2, 12):
        put(number, f"Kế hoạch cải cách {number}", "Điều một.", "Điều hai.", year="2021")
    queries()
    more = queries()
    assert more == few <= 14


@pytest.mark.parametrize(
    "query", ["\"'", "* AND", "NEAR(", "a:*", "'; DROP", "%", "đổi & !mới", "\x00", "🙂", "a" * 5000]
)
def test_signs_are_never_taken_for_operators(query: str) -> None:
    put(1, "Đề án đổi mới")
    ask(query)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ai duoc cap giay chung nhan", True),
        ("hồ sơ đăng ký kết hôn cần giấy tờ gì", True),
        ("đăng ký ở cơ quan nào?", True),
        ("ái nữ", False),
        ("quy hoạch cảng hàng không", False),
        ("Kế hoạch cải cách hành chính", False),
    ],
)
def test_what_asks_in_words_needs_no_page_that_has_each_of_them(text: str, asks: bool) -> None:
    assert read(text).is_sentence is asks
