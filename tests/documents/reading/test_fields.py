"""What an official paper says of itself, with what makes papers hard to read."""

from datetime import date

import pytest

from documents.reading import recognising
from documents.reading.fields import NO, YES, read_fields
from documents.reading.pages import Line, Page
from tests.documents.reading import papers
from tests.documents.reading.papers import DECISION

ON = date(2026, 11, 23)


def read(text: str):
    return read_fields([Page(tuple(map(Line, text.split("\n"))))], on=ON)


def test_a_decision_says_all_of_itself():
    fields = read(DECISION)
    assert {name: field.value for name, field in fields.items() if name != "recipients"} == {
        "number": "517/QĐ-SNV",
        "document_type": "Quyết định",
        "issuing_body": "Sở Nội vụ tỉnh Sóc Trăng",
        "issued_on": "2022-08-15",
        "effective_on": "2022-08-15",
        "abstract": "Về việc ban hành Quy chế hoạt động của Trang thông tin điện tử cải cách hành chính tỉnh Sóc Trăng",
        "signed_by": "Nguyễn Văn An",
        "signer_capacity": "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
        "names_the_site": YES,
    }
    assert all(field.is_certain for field in fields.values())
    assert fields["number"].evidence == "Số: 517/QĐ-SNV"


def changed(*pairs: tuple[str, str]) -> str:
    text = DECISION
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.clause("R9.3")
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("- Trang CCHC tỉnh;", YES),
        ("- Trang thông tin điện tử CCHC tỉnh Sóc Trăng;", YES),
        ("- Trang Cải cách hành chính tỉnh (để đăng tin);", YES),
        ("- Cổng Thông tin điện tử tỉnh;", NO),
        ("- Phòng CCHC;", NO),
    ],
)
def test_the_recipients_name_the_site_or_not(line, answer):
    field = read(changed(("- Trang CCHC tỉnh;", line)))["names_the_site"]
    assert field.value == answer
    assert field.is_certain


@pytest.mark.clause("R9.3")
def test_without_recipients_nothing_is_said_of_the_site():
    text = DECISION.split("Nơi nhận:")[0]
    assert read(text)["names_the_site"].value == ""


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 517/QÐ-SNV", "517/QĐ-SNV"),
        ("Số : 517 / QĐ - SNV", "517/QĐ-SNV"),
        ("Số: 517/Q\u0110-SNV", "517/QĐ-SNV"),
        ("Số: 04/2022/QĐ-SNV", "04/2022/QĐ-SNV"),
    ],
)
def test_a_number_is_read_in_its_official_letters(printed, number):
    field = read(changed(("Số: 517/QĐ-SNV", printed)))["number"]
    assert (field.value, field.is_certain) == (number, True)


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("Số: 517/QĐ-SNV", "Số: 517/QĐ-\u0405NV", "517/QĐ-SNV"),  # a letter of another alphabet
        ("Số: 517/QĐ-SNV", "Số: 51.7/QĐ-SNV", "51.7/QĐ-SNV"),
        ("Nơi nhận:", "(Kèm theo Quyết định số 571/QĐ-SNV ngày 15/8/2022)\nNơi nhận:", "517/QĐ-SNV"),
    ],
)
def test_a_number_that_is_written_strangely_or_twice_otherwise_is_uncertain(old, new, number):
    field = read(changed((old, new)))["number"]
    assert (field.value, field.is_certain) == (number, False)


def test_a_number_that_the_annex_repeats_stays_certain():
    field = read(changed(("Nơi nhận:", "(Kèm theo Quyết định số 517/QĐ-SNV ngày 15/8/2022)\nNơi nhận:")))["number"]
    assert (field.value, field.is_certain) == ("517/QĐ-SNV", True)


def test_a_blank_number_is_not_invented():
    fields = read(changed(("Số: 517/QĐ-SNV", "Số:        /QĐ-SNV")))
    assert fields["number"].value == ""
    assert fields["number"].evidence == "Số: /QĐ-SNV"
    assert fields["document_type"].value == "Quyết định"


def test_a_stamp_for_incoming_papers_is_not_the_number():
    fields = read(changed(("Số: 517/QĐ-SNV", "CÔNG VĂN ĐẾN\nSố: 2345\nNgày: 16/8/2022\nSố: 517/QĐ-SNV")))
    assert fields["number"].value == "517/QĐ-SNV"


@pytest.mark.parametrize("printed", ["ngày 15 tháng 8 năm 20224", "ngày 15 tháng 8 năm 2122"])
def test_a_date_misprinted_or_to_come_is_uncertain(printed):
    field = read(changed(("ngày 15 tháng 8 năm 2022", printed)))["issued_on"]
    assert not field.is_certain
    assert printed in field.evidence


def test_an_impossible_date_is_left_to_the_officer():
    field = read(changed(("ngày 15 tháng 8 năm 2022", "ngày 32 tháng 8 năm 2022")))["issued_on"]
    assert (field.value, field.is_certain) == ("", False)


def test_a_number_whose_letters_contradict_the_head_is_uncertain():
    assert not read(changed(("517/QĐ-SNV", "517/TB-SNV")))["number"].is_certain
    assert not read(changed(("517/QĐ-SNV", "517/QĐ-STC")))["number"].is_certain
    assert not read(changed(("517/QĐ-SNV", "517/2021/QĐ-SNV")))["number"].is_certain


def test_two_columns_on_one_line():
    fields = read(
        "UBND TỈNH SÓC TRĂNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ TÀI CHÍNH Độc lập - Tự do - Hạnh phúc\n"
        "Số: 2470/STC-VP Sóc Trăng, ngày 5 tháng 4 năm 2024\n"
        "V/v báo cáo kết quả cải cách hành chính\n"
        "quý I năm 2024\n"
        "Kính gửi: Sở Nội vụ\n"
        "Thực hiện Công văn số 12/SNV-CCHC ngày 01/4/2024, Sở Tài chính báo cáo như sau:\n"
        "Nơi nhận:\tGIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\tTrần Thị Bình"
    )
    assert {name: fields[name].value for name in ("number", "document_type", "issuing_body", "issued_on")} == {
        "number": "2470/STC-VP",
        "document_type": "Công văn",
        "issuing_body": "Sở Tài chính tỉnh Sóc Trăng",
        "issued_on": "2024-04-05",
    }
    assert fields["abstract"].value == "V/v báo cáo kết quả cải cách hành chính quý I năm 2024"
    assert fields["signed_by"].value == "Trần Thị Bình"


def test_a_law_carries_the_day_it_was_passed():
    fields = read(
        "QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLuật số: 109/2025/QH15\nLUẬT\n"
        "THUẾ THU NHẬP CÁ NHÂN\nCăn cứ Hiến pháp;\nĐiều 1. Phạm vi\n"
        "Luật này được Quốc hội khóa XV, kỳ họp thứ 10 thông qua ngày 10 tháng 12 năm 2025.\nCHỦ TỊCH QUỐC HỘI\nTrần Thanh Mẫn"
    )
    assert fields["issued_on"].value == "2025-12-10"
    assert fields["issuing_body"].value == "Quốc hội"
    assert fields["abstract"].value == "THUẾ THU NHẬP CÁ NHÂN"


def test_a_title_in_one_sentence_as_old_files_have_it():
    fields = read(
        "Nghị định\ncủa Chính phủ số 29/1998/NĐ-CP ngày 11 tháng 5 năm 1998\nvề việc ban hành Quy chế thực hiện dân chủ ở xã\n"
        "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Ban hành"
    )
    assert fields["number"].value == "29/1998/NĐ-CP"
    assert fields["issued_on"].value == "1998-05-11"
    assert fields["issuing_body"].value == "Chính phủ"


def test_an_annex_claims_no_number_of_its_own():
    fields = read(
        "PHỤ LỤC I\n(Kèm theo Nghị định số 30/2020/NĐ-CP\nngày 05 tháng 3 năm 2020 của Chính phủ)\nI. THỂ THỨC"
    )
    assert all(not fields[name].value for name in ("number", "document_type", "issued_on"))


def scanned(number: str, again: str, day: str = "15") -> Page:
    head = (
        f"SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}\n"
        f"Sóc Trăng, ngày {day} tháng 8 năm 2022\nQUYÉT ĐỊNH\nVề việc ban hành Quy chế\nCăn cứ Luật Tổ chức chính quyền"
    )
    left = (Line("SỞ NỘI VỤ", confidence=90), Line(f"Số: {again}", confidence=80))
    right = (Line("Sóc Trăng, ngày 15 tháng 8 năm 2022", confidence=80),)
    lines = tuple(Line(line, confidence=80) for line in head.split("\n"))
    return Page(lines, is_scan=True, has_picture=True, is_recognised=True, head_columns=(left, right))


def test_a_scans_number_and_date_are_certain_where_two_readings_agree():
    fields = read_fields([scanned("517/QĐ-SNV", "517/QĐ-SNV")], on=ON)
    assert (fields["number"].value, fields["number"].is_certain) == ("517/QĐ-SNV", True)
    assert (fields["issued_on"].value, fields["issued_on"].is_certain) == ("2022-08-15", True)
    assert fields["document_type"].value == "Quyết định"
    assert not fields["abstract"].is_certain
    fields = read_fields([scanned("57/QĐ-SNV", "#7/QĐ-SNV", day="16")], on=ON)
    assert (fields["number"].value, fields["number"].is_certain) == ("57/QĐ-SNV", False)
    assert not fields["issued_on"].is_certain


@pytest.mark.parametrize(
    ("number", "day", "read_as"),
    [
        ("Q8/BC-UBND", "1 Ì", ("08/BC-UBND", "2022-08-11")),
        ("98 7/BC-UBND", "Q5", ("987/BC-UBND", "2022-08-05")),
        ("J6/BC-UBND", "2Ö", ("16/BC-UBND", "2022-08-20")),
    ],
)
def test_figures_written_by_hand_are_guessed_from_letters_and_left_to_the_officer(number, day, read_as):
    fields = read_fields([scanned(number, number, day)], on=ON)
    assert (fields["number"].value, fields["issued_on"].value) == read_as
    assert not fields["number"].is_certain
    assert not fields["issued_on"].is_certain


def test_a_day_that_another_paper_has_is_not_this_ones():
    text = changed(
        ("ngày 15 tháng 8 năm 2022", "ngày    tháng 8 năm 2022"), ("Về việc ban", "TTg ngày 17/6/2022 về việc ban")
    )
    assert read(text)["issued_on"].value == ""


@pytest.mark.skipif(not recognising.is_available(), reason="tesseract-ocr-vie chưa cài: bản quét không được nhận dạng")
@pytest.mark.parametrize("specks", [0, 8_000])
def test_a_printed_scan_is_recognised_and_its_fields_read(specks):
    page = recognising.recognise_page(papers.scan(DECISION, specks=specks), 0, with_head=True)
    fields = read_fields([page], on=ON)
    assert fields["number"].value == "517/QĐ-SNV"
    assert fields["number"].is_certain or specks
    assert fields["document_type"].value == "Quyết định"
    assert fields["issued_on"].value == "2022-08-15"
    assert fields["names_the_site"].value == YES


def test_an_issuer_named_beside_the_type_is_not_the_abstract():
    fields = read(
        "CHÍNH PHỦ\nSố: 28/2003/NĐ-CP\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 31 tháng 3 năm 2003\n"
        "NGHỊ ĐỊNH CỦA CHÍNH PHỦ\nQuy định việc phát hành công trái giáo dục\nCăn cứ Luật Tổ chức Chính phủ;"
    )
    assert fields["abstract"].value == "Quy định việc phát hành công trái giáo dục"
    assert fields["document_type"].value == "Nghị định"


@pytest.mark.parametrize(
    ("column", "number", "issuer"),
    [
        # A department of a comma or a stroke; its name in two lines.
        (
            "UBND TỈNH PHÚ THỌ\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
            "215/QĐ-SLĐTBXH",
            "Sở Lao động - Thương binh và Xã hội tỉnh Phú Thọ",
        ),
        ("ỦY BAN NHÂN DÂN\nTỈNH SÓC TRĂNG\nVĂN PHÒNG", "88/GM-VP", "Văn phòng Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("ĐẢNG BỘ TỈNH SÓC TRĂNG\nHUYỆN ỦY MỸ XUYÊN\n*", "05-CT/HU", "Huyện ủy Mỹ Xuyên"),
        ("TỈNH ỦY SÓC TRĂNG\nBAN TỔ CHỨC\n*", "31-HD/BTCTU", "Ban Tổ chức Tỉnh ủy Sóc Trăng"),
        ("ỦY BAN NHÂN DÂN\nXÃ ĐOÀN KẾT", "08/BC-UBND", "Ủy ban nhân dân xã Đoàn Kết"),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC\nVIỆT NAM\nTỈNH SÓC TRĂNG\nBAN THƯỜNG TRỰC",
            "56/KH-MTTQ-BTT",
            "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sóc Trăng",
        ),
    ],
)
def test_who_issued_a_paper_of_each_level(column, number, issuer):
    kind = {"CT": "CHỈ THỊ", "GM": "GIẤY MỜI", "HD": "HƯỚNG DẪN", "BC": "BÁO CÁO", "KH": "KẾ HOẠCH", "QĐ": "QUYẾT ĐỊNH"}
    code = number.replace("-", "/").split("/")[1]
    right = "ĐẢNG CỘNG SẢN VIỆT NAM" if "*" in column else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    # The Party writes no colon, and here the file has number and date in one line.
    fields = read(
        f"{column}\n{right}\nSố {number} Phú Thọ, ngày 06 tháng 02 năm 2024\n{kind.get(code, code)}\nvề kiểm tra\nĐiều 1."
    )
    assert (fields["number"].value, fields["issued_on"].value) == (number, "2024-02-06")
    assert fields["issuing_body"].value == issuer


def test_a_number_with_a_full_stop_as_it_was_printed_once():
    fields = read(changed(("Số: 517/QĐ-SNV", "Số: 35/2002/QĐ.UBNDT"), ("2022", "2002")))
    assert fields["number"].value == "35/2002/QĐ.UBNDT"
    assert fields["document_type"].is_certain


def test_the_abstract_ends_where_sentences_begin():
    lines = DECISION.split("\n")
    at = lines.index("_______")
    lines[at : at + 2] = [
        "Thời gian qua, các sở, ngành và địa phương đã tích cực cải cách thủ tục",
        "hành chính, đạt nhiều kết quả.",
    ]
    abstract = read("\n".join(lines))["abstract"]
    assert abstract.value.endswith("tỉnh Sóc Trăng")
    assert not abstract.is_certain


def test_a_sentence_about_another_paper_is_no_certain_number():
    about = (
        "Thông tư số 43/2015/TT-BGTVT ngày 20 tháng 8 năm 2015 của Bộ trưởng Bộ Giao thông vận tải, được sửa đổi bởi:"
    )
    assert not read(f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\n{about}")["number"].is_certain


@pytest.mark.parametrize(
    ("head", "number", "issuer"),
    [
        ("SỞ NỘI VỤ - SỞ TÀI CHÍNH", "12/HD-SNV-STC", "Sở Nội vụ; Sở Tài chính tỉnh Cà Mau"),
        ("SỞ Y TẾ CÀ MAU\nBỆNH VIỆN ĐA KHOA TỈNH", "22/KH-BVĐK", "Bệnh viện Đa khoa tỉnh Cà Mau"),
        ("SỞ NÔNG NGHIỆP VÀ PTNT\nCHI CỤC KIỂM LÂM", "12/TB-CCKL", "Chi cục Kiểm lâm tỉnh Cà Mau"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH CÀ MAU\nBAN PHÁP CHẾ", "10/BC-BPC", "Ban Pháp chế Hội đồng nhân dân tỉnh Cà Mau"),
        ("BỘ NỘI VỤ\nVỤ CẢI CÁCH HÀNH CHÍNH", "12/BC-CCHC", "Vụ Cải cách hành chính"),
        # "Thủ tục", "Văn hóa", "Ngân sách" begin a line and no body.
        (
            "VĂN PHÒNG UBND TỈNH CÀ MAU\nTRUNG TÂM GIẢI QUYẾT\nTHỦ TỤC HÀNH CHÍNH",
            "21/TB-TTGQTTHC",
            "Trung tâm Giải quyết thủ tục hành chính tỉnh Cà Mau",
        ),
        (
            "UBND TỈNH CÀ MAU\nSỞ\nVĂN HÓA, THỂ THAO VÀ DU LỊCH",
            "8/BC-SVHTTDL",
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Cà Mau",
        ),
        (
            "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nBAN CHẤP HÀNH TỈNH CÀ MAU",
            "101/KH-BTV",
            "Hội Liên hiệp Phụ nữ tỉnh Cà Mau",
        ),
        (
            "CHÍNH PHỦ - ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM",
            "19/2008/NQLT/CP-UBTWMTTQVN",
            "Chính phủ; Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        ),
    ],
)
def test_the_issuer_is_named_with_what_it_belongs_to(head, number, issuer):
    fields = read(
        f"{head}\n-------\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Cà Mau, ngày 12 tháng 6 năm 2008\nKẾ HOẠCH\nCải cách hành chính\nCăn cứ Nghị quyết số 30c/NQ-CP;"
    )
    assert fields["issuing_body"].value == issuer


def test_a_consolidated_text_is_headed_by_the_type_of_what_it_consolidates():
    fields = read(changed(("517/QĐ-SNV", "04/VBHN-VPCP")))
    assert (fields["document_type"].value, fields["document_type"].is_certain) == ("Văn bản hợp nhất", True)
