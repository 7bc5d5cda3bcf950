"""Numbers cited in a text, and what the words before them do."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from documents.citations import citations
from home.about_site import regulation_lines


def found(text: str, **details) -> list[tuple[str, str]]:
    return [(citation.kind, citation.number) for citation in citations(text, **details)]


def test_the_regulation_of_this_site_cites_its_bases_and_what_it_replaces():
    cited = {
        citation.number: citation for citation in citations("\n".join(regulation_lines()), own_number="517/QĐ-SNV")
    }
    bases = {number for number, citation in cited.items() if citation.kind == "basis"}
    assert bases == {
        *("04/2022/QĐ-UBND", "64/2007/NĐ-CP", "76/NQ-CP", "42/2022/NĐ-CP", "10/2013/QĐ-UBND", "07/2019/QĐ-UBND"),
        *("163/KH-UBND", "1738/QĐ-UBND"),
    }
    replaced = cited["119/QĐ-SNV"]
    assert (replaced.kind, replaced.issued_on, replaced.type_name) == ("replaces", date(2017, 6, 23), "Quyết định")
    assert cited["64/2007/NĐ-CP"].issued_on == date(2007, 4, 10)
    assert cited["4946/BTTTT-CĐSQG"].kind == "refers"
    assert cited["72/2013/NĐ-CP"].kind == "refers"
    assert "517/QĐ-SNV" not in cited


def test_the_words_before_a_number_say_what_is_done_with_it():
    text = (
        "Căn cứ Nghị định số 45/2010/NĐ-CP đã được sửa đổi theo Nghị định số 33/2012/NĐ-CP;\n"
        "Sửa đổi, bổ sung khoản 2 Điều 7 của Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ;\n"
        "Bãi bỏ Thông tư số 01/2018/TT-VPCP và Thông tư số 02/2019/TT-VPCP.\n"
        "Đính chính Quyết định số 12/QĐ-UBND.\n"
        "Đình chỉ việc thi hành Quyết định số 13/QĐ-UBND.\n"
        "Thông tư này hướng dẫn thi hành Nghị định số 118/2025/NĐ-CP.\n"
        "Quyết định số 99/QĐ-UBND ngày 01/02/2020 hết hiệu lực kể từ ngày Quyết định này có hiệu lực."
    )
    assert found(text) == [
        ("basis", "45/2010/NĐ-CP"),
        ("basis", "33/2012/NĐ-CP"),
        ("amends", "61/2018/NĐ-CP"),
        ("repeals", "01/2018/TT-VPCP"),
        ("repeals", "02/2019/TT-VPCP"),
        ("corrects", "12/QĐ-UBND"),
        ("suspends", "13/QĐ-UBND"),
        ("guides", "118/2025/NĐ-CP"),
        ("repeals", "99/QĐ-UBND"),
    ]
    assert citations(text)[2].provision == "khoản 2 Điều 7"


def test_an_issue_of_the_gazette_and_a_number_cut_off_are_no_documents():
    text = (
        "CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021\nQuyết định số 28/2021/Q, 12/TTg-KTTH, 9/L-CTN, 47/NQ-CPngày 15/4/2024"
    )
    assert [number for _, number in found(text)] == ["12/TTg-KTTH", "9/L-CTN", "47/NQ-CP"]


def test_the_weightiest_word_counts_and_a_document_is_offered_once():
    text = "Theo Quyết định số 5/QĐ-UBND.\nQuyết định này thay thế Quyết định số 05/QÐ-UBND ngày 02/3/2020."
    [citation] = citations(text)
    assert (citation.kind, citation.issued_on) == ("replaces", date(2020, 3, 2))


def test_fractions_and_days_are_no_documents():
    assert found("ngày 30/12/2022, đạt 3/4 số xã, tỷ lệ 12/2022, trang 4/QH") == [("refers", "4/QH")]


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for citation in citations(text):
        assert citation.key and citation.evidence
