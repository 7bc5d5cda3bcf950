"""What the checks warn of: while an item is written, and again where a member passes it on."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from editorial import submissions
from editorial.checks import LONGEST_TITLE, WarningKind, WrittenContent, warnings_about
from editorial.content_checker import NewsroomContentChecker
from editorial.grounds import ChecklistItem
from editorial.refusals import Refused
from editorial.written_content import warnings_of
from tests.newsroom import MOMENT, Newsroom

SECRET, INTERNAL, IDENTITY, TELEPHONE = (
    WarningKind.SECRET,
    WarningKind.INTERNAL,
    WarningKind.IDENTITY_NUMBER,
    WarningKind.TELEPHONE,
)


def kinds(**written) -> list[str]:
    return [warning.kind for warning in warnings_about(WrittenContent(**{"title": "Tin", **written}))]


@pytest.mark.clause("R4.3-4")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo có độ TỐI MẬT của đơn vị", [SECRET]),
        ("TUYỆT MẬT", [SECRET]),
        ("Tài liệu ĐỘ MẬT", [SECRET]),
        ("MẬT\nBáo cáo tổng kết", [SECRET]),
        ("Bảo vệ bí mật nhà nước; nuôi ong lấy mật; mật độ dân số", []),
        ("Tài liệu lưu hành nội bộ", [INTERNAL]),
        ("TÀI LIỆU NỘI BỘ", [INTERNAL]),
        ("Quy chế làm việc nội bộ của cơ quan", []),
        ("Ông A, căn cước 094085001234, trú tại", [IDENTITY]),
        ("CMND số 365123456 cấp ngày", [IDENTITY]),
        ("Kinh phí 094085001 đồng; mã hồ sơ 000.00.15.H54-220101-0001", []),
        ("Liên hệ 0912 345 678", [TELEPHONE]),
        ("Liên hệ +84 912345678", [TELEPHONE]),
        ("Điện thoại cơ quan: 0299 3624779", []),
        ("Số 0912345678/QĐ-UBND; giảm 0,912345678 %; 0.912.345.678.900 đồng", []),
    ],
)
def test_words_that_may_not_be_public_are_found_and_their_likes_are_not(text, expected):
    assert kinds(texts=[text]) == expected


@pytest.mark.parametrize(
    "words", ["tại đây", "Tại đây.", "Xem thêm »", "Xem tại đây", "Tải về tại đây", "https://vi.du/a", " "]
)
def test_a_link_must_say_where_it_leads(words):
    assert kinds(links=[words]) == [WarningKind.VAGUE_LINK]


@pytest.mark.parametrize(
    "words", ["Quyết định 517/QĐ-SNV", "Tải về Kế hoạch cải cách hành chính", "Đây là cổng dịch vụ công"]
)
def test_a_link_with_a_name_is_fine(words):
    assert kinds(links=[words]) == []


@pytest.mark.parametrize(
    ("headings", "is_fine"),
    [([(2, "A"), (3, "B"), (2, "C")], True), ([(3, "A")], False), ([(2, "A"), (4, "B")], False), ([(2, "  ")], False)],
)
def test_headings_go_down_one_step_at_a_time(headings, is_fine):
    assert (kinds(headings=headings) == []) is is_fine


@pytest.mark.parametrize(
    ("words", "is_fine"), [("IMG_2034", False), ("le-khai-mac.jpg", False), ("Quầy một cửa", True)]
)
def test_a_picture_is_described_in_words(words, is_fine):
    assert (kinds(picture_words=[words]) == []) is is_fine


@pytest.mark.clause("R4.6")
def test_quoted_without_its_whole_source():
    assert kinds(is_quoted=True) == [WarningKind.NO_SOURCE]
    assert kinds(is_quoted=True, has_whole_source=True) == []


def test_a_long_title():
    assert kinds(title="a" * (LONGEST_TITLE + 1)) == [WarningKind.LONG_TITLE]
    assert kinds(title="a" * (LONGEST_TITLE + 1), has_given_title=True) == []
    assert kinds(title="a" * LONGEST_TITLE) == []


@given(st.text(), st.text())
def test_warnings_are_each_given_once_and_whatever_was_typed_is_borne(title, text):
    found = warnings_about(WrittenContent(title=title, texts=[text, text], links=[text], picture_words=[text]))
    assert len(found) == len(set(found))


def test_every_kind_of_block_is_read(newsroom: Newsroom):
    page = newsroom.draft(
        body=[
            ("paragraph", '<h3>Mục</h3><p>Gọi 0912345678, <a href="/x">tại đây</a></p>'),
            ("quote", {"text": "Lưu hành nội bộ", "source": "Giám đốc"}),
        ]
    )
    assert {warning.kind for warning in warnings_of(page)} == {
        INTERNAL,
        TELEPHONE,
        WarningKind.VAGUE_LINK,
        WarningKind.HEADING_SKIPPED,
    }


def test_the_preview_marks_what_the_editors_panel_counts(newsroom: Newsroom):
    page = newsroom.draft(body=[("paragraph", "<p>Gọi 0912345678</p>")])
    client = Client()
    client.force_login(newsroom.officer)
    answer = client.get(f"/quan-tri/pages/{page.pk}/view_draft/").content.decode()
    assert 'data-content-warning="telephone"' in answer and "wagtail-userbar" in answer
    rules = {rule["id"]: rule for rule in NewsroomContentChecker().get_axe_custom_rules(None)}
    assert rules["telephone"]["selector"] == '[data-content-warning="telephone"]'
    assert set(WarningKind) <= set(NewsroomContentChecker().get_axe_messages(None))


def test_the_public_page_shows_no_warning(newsroom: Newsroom):
    page = newsroom.draft(body=[("paragraph", "<p>Gọi 0912345678</p>")])
    submission = newsroom.checking(page)
    classify(newsroom, submission, reason="Số của đường dây nóng, đã hỏi đơn vị.")
    submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    submissions.approve(submission, by=newsroom.head, at=MOMENT)
    answer = Client().get(page.url).content.decode()
    assert "0912345678" in answer
    assert "data-content-warning" not in answer and "wagtail-userbar" not in answer


def classify(newsroom: Newsroom, submission, *, reason: str = "") -> None:
    submissions.classify(
        submission,
        by=newsroom.member,
        at=MOMENT,
        origin="own",
        content="news",
        purpose="information",
        checklist=ChecklistItem.values,
        override_reason=reason,
    )
    submission.refresh_from_db()


@pytest.mark.clause("R4.3-4")
def test_an_item_with_warnings_goes_on_only_with_a_reason_that_stays_on_record(newsroom: Newsroom):
    submission = newsroom.checking(newsroom.draft(body=[("paragraph", "<p>Gọi 0912345678</p>")]))
    classify(newsroom, submission)
    with pytest.raises(Refused) as refusal:
        submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    assert "Còn 1 cảnh báo về nội dung" in refusal.value.sentences[0]
    classify(newsroom, submission, reason="Số của đường dây nóng.")
    submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    assert "Số của đường dây nóng." in submission.steps.filter(kind="classified").last().note


def test_a_reason_holds_for_the_warnings_it_was_given_for_and_no_others(newsroom: Newsroom):
    page = newsroom.draft(body=[("paragraph", "<p>Gọi 0912345678</p>")])
    submission = newsroom.checking(page)
    classify(newsroom, submission, reason="Số của đường dây nóng.")
    page.body = [("paragraph", "<p>Gọi 0912345678. Tài liệu lưu hành nội bộ.</p>")]
    page.save_revision(user=newsroom.member)
    with pytest.raises(Refused):
        submissions.pass_on(submission, by=newsroom.member, at=MOMENT)


def test_the_member_sees_the_warnings_and_types_the_reason_on_the_screen(newsroom: Newsroom, held_clock):
    submission = newsroom.checking(newsroom.draft(body=[("paragraph", "<p>Gọi 0912345678</p>")]))
    client = Client()
    client.force_login(newsroom.member)
    address = f"/quan-tri/ho-so/{submission.pk}/"
    shown = client.get(address).content.decode()
    assert "Cảnh báo về nội dung (1)" in shown and "0912345678" in shown
    typed = {"act": "chuyen-phe-duyet", "origin": "own", "content": "news", "purpose": "information"}
    typed |= {"checklist": ChecklistItem.values}
    refused = client.post(address, typed)
    assert refused.status_code == 409 or refused.status_code == 400
    assert "Còn 1 cảnh báo" in refused.content.decode()
    assert client.post(address, {**typed, "override_reason": "Số đường dây nóng."}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == "approving" and submission.override_reason == "Số đường dây nóng."
    head = Client()
    head.force_login(newsroom.head)
    assert "Số đường dây nóng." in head.get(address).content.decode()
