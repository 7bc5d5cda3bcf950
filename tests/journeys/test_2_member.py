"""Journey 2: a member sees the clock, refuses with a ground; the officer corrects; the next round shows what changed."""

import pytest
from playwright.sync_api import expect

from editorial.models import Submission
from tests.journeys.steps import (
    Visitor,
    act,
    classify_and_pass,
    log_in,
    open_dossier,
    press_submit,
    sees,
    unfold,
)
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.journey

TITLE = "Sở Y tế họp về cải cách hành chính"
GROUND = "Thông tin không rõ nguồn gốc hoặc không đúng sự thật"


@pytest.mark.clause("R6.3b")
@pytest.mark.clause("R6.3d")
@pytest.mark.clause("R10.1c")
def test_a_refused_item_is_corrected_and_the_next_round_shows_the_change(visitor: Visitor, newsroom: Newsroom):
    submission = newsroom.checking(newsroom.draft(title=TITLE), at=MOMENT)
    member = log_in(visitor, newsroom.member)
    open_dossier(member, TITLE)
    sees(member, "Vì sao là ngày này?")
    member.get_by_text("Vì sao là ngày này?").click()
    sees(member, "Ngày Văn hóa")
    act(member, "chuyen-phe-duyet")
    why = member.locator(".newsroom-deed .newsroom-error", has_text="Chưa phân loại đủ").first
    expect(why).to_be_in_viewport()  # of a refusal that is out of sight, whoever pressed knows nothing
    unfold(member, "textarea[name=sentence]")
    member.locator(f"label:has-text('{GROUND}')").first.click()
    member.fill("textarea[name=sentence]", "Ghi rõ số liệu lấy từ đâu.")
    act(member, "tra-lai")
    submission.refresh_from_db()
    assert submission.state == Submission.State.RETURNED

    officer = log_in(visitor, newsroom.officer)
    sees(officer, GROUND)
    sees(officer, "Điều 6 khoản 3 điểm b")
    sees(officer, "Ghi rõ số liệu lấy từ đâu.")
    officer.get_by_role("link", name="Sửa và trình lại").click()
    officer.fill("textarea[name=summary]", "Số liệu theo báo cáo tháng 11 của Sở Y tế.")
    press_submit(officer)

    unit_head = log_in(visitor, newsroom.unit_head)
    open_dossier(unit_head, TITLE)
    act(unit_head, "confirm")

    open_dossier(member, TITLE)
    sees(member, "So với lần trình 1")
    expect(member.locator("ins", has_text="báo cáo tháng 11").first).to_be_visible()
    classify_and_pass(member)
    again = Submission.objects.get(previous=submission)
    assert again.state == Submission.State.APPROVING
    assert again.round_number == 2


@pytest.mark.clause("R7.2d")
def test_an_agency_is_asked_and_its_answer_stays_with_the_dossier(visitor: Visitor, newsroom: Newsroom):
    newsroom.checking(newsroom.draft(title=TITLE), at=MOMENT)
    member = log_in(visitor, newsroom.member)
    open_dossier(member, TITLE)
    unfold(member, "select[name=agency]")
    member.select_option("select[name=agency]", label="Sở Tài chính")
    member.fill("textarea[name=question]", "Kinh phí nêu trong bài có đúng không?")
    act(member, "xac-minh")

    asked = log_in(visitor, newsroom.other_officer)
    asked.get_by_role("link", name="Kinh phí nêu trong bài có đúng không?").click()
    asked.fill("textarea", "Đúng theo quyết toán năm 2025.")
    with asked.expect_navigation():
        asked.get_by_role("button", name="Gửi trả lời").click()

    open_dossier(member, TITLE)
    sees(member, "Đúng theo quyết toán năm 2025.")
