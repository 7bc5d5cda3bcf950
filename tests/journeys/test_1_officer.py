"""Journey 1: a focal officer writes, is told what a quoted item lacks, sends, and their head confirms."""

import pytest
from playwright.sync_api import expect

from editorial.models import Submission
from news.models import ActivityPage
from tests.journeys.steps import (
    Visitor,
    act,
    log_in,
    open_dossier,
    open_tab,
    press_submit,
    save_draft,
    sees,
    start_writing,
    write_activity,
    write_body,
)
from tests.newsroom import PASSWORD, Newsroom

pytestmark = pytest.mark.journey

TITLE = "Sở Y tế kiểm tra cải cách hành chính"


def test_words_typed_just_before_saving_are_saved(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.draft(body=[])
    officer = log_in(visitor, newsroom.officer)
    officer.goto(f"/quan-tri/pages/{page.pk}/edit/")
    write_body(officer, "Đoàn kiểm tra làm việc tại ba đơn vị.")
    save = officer.locator("footer button.action-save").element_handle()
    with officer.expect_navigation():
        officer.keyboard.type(" Hết.", delay=0)
        save.evaluate("button => button.click()")

    page.refresh_from_db()
    assert "tại ba đơn vị. Hết." in page.get_latest_revision_as_object().body[0].value.source


def test_what_was_typed_stays_as_typed_when_it_is_refused(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    start_writing(officer, "Hoạt động cải cách hành chính")
    long_summary = "Tóm tắt dán vào. " * 40
    write_activity(officer, title=TITLE, summary=long_summary)
    officer.fill("input[name=happened_on]", "31/02/2026")
    officer.locator("[name=place]").focus()  # the chooser of dates looks at what was typed as its field is left
    save_draft(officer)

    expect(officer.locator("body")).to_contain_text("Nhập một ngày có thật")
    expect(officer.locator("body")).to_contain_text("Không được quá 500 ký tự")
    expect(officer.locator("[name=happened_on]")).to_have_value("31/02/2026")
    expect(officer.locator("[name=summary]")).to_have_value(long_summary)


def test_a_session_that_ended_in_the_middle_of_a_form_loses_nothing(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    start_writing(officer, "Hoạt động cải cách hành chính")
    write_activity(officer, title=TITLE, summary="Viết dở khi hết phiên.")
    officer.context.clear_cookies(name="sessionid")
    save_draft(officer)
    sees(officer, "những gì anh/chị đã nhập vẫn còn")

    with officer.context.expect_page() as opened:
        officer.get_by_role("link", name="Đăng nhập lại").click()
    other_tab = opened.value
    other_tab.fill("input[name=username]", newsroom.officer.username)
    other_tab.fill("input[name=password]", PASSWORD)
    other_tab.click("button[type=submit]")
    expect(other_tab.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    with officer.expect_navigation():
        officer.get_by_role("button", name="Gửi lại").click()

    expect(officer.locator("[name=summary]")).to_have_value("Viết dở khi hết phiên.")
    sees(officer, "Đã tạo trang")


def test_a_connection_lost_while_a_new_item_is_written_loses_nothing(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    start_writing(officer, "Hoạt động cải cách hành chính")
    write_body(officer, "Viết khi mất mạng.")
    officer.context.set_offline(True)
    write_activity(officer, title=TITLE)
    officer.locator("footer button.action-save").click()
    sees(officer, "Mất kết nối nên chưa lưu được")

    expect(officer.locator("footer button.action-save")).to_be_enabled(timeout=15_000)
    officer.context.set_offline(False)
    officer.locator("footer button.action-save").click()
    expect(officer.locator(".messages")).to_contain_text(f"trang “{TITLE}”")
    page = ActivityPage.objects.get()
    assert "Viết khi mất mạng." in page.get_latest_revision_as_object().body[0].value.source


@pytest.mark.clause("R4.6")
@pytest.mark.clause("R7.2a")
@pytest.mark.clause("R10.2")
def test_an_officer_sends_a_quoted_item_once_its_source_is_complete(visitor: Visitor, newsroom: Newsroom):
    officer = log_in(visitor, newsroom.officer)
    sees(officer, "Cán bộ đầu mối, Sở Y tế")
    start_writing(officer, "Hoạt động cải cách hành chính")
    write_activity(officer, title=TITLE)
    write_body(officer, "Đoàn kiểm tra làm việc tại ba đơn vị trực thuộc Sở Y tế.")
    save_draft(officer)
    open_tab(officer, "Nguồn và xác nhận")
    officer.check("input[name=is_quoted]")

    press_submit(officer)
    sees(officer, "Tin bài trích dẫn phải ghi nguồn")
    expect(officer.locator("[name=title]")).to_have_value(TITLE)
    assert not Submission.objects.exists()

    open_tab(officer, "Nguồn và xác nhận")
    officer.fill("input[name=author_name]", "Minh Anh")
    officer.fill("input[name=source_name]", "Báo Sóc Trăng")
    officer.fill("input[name=source_url]", "https://baosoctrang.org.vn/cai-cach")
    press_submit(officer)

    submission = Submission.objects.get()
    assert submission.agency == newsroom.health
    assert submission.state == Submission.State.AWAITING_CONFIRMATION
    officer.goto("/quan-tri/")
    sees(officer, TITLE)
    sees(officer, "Chờ thủ trưởng đơn vị xác nhận")

    unit_head = log_in(visitor, newsroom.unit_head)
    open_dossier(unit_head, TITLE)
    act(unit_head, "confirm")
    submission.refresh_from_db()
    assert submission.state == Submission.State.CHECKING
    assert submission.confirmed_by == newsroom.unit_head


@pytest.mark.clause("R7.2a")
def test_a_double_press_sends_once(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.draft(title=TITLE)
    officer = log_in(visitor, newsroom.officer)
    officer.goto(f"/quan-tri/pages/{page.pk}/edit/")
    button = officer.locator("footer button[name=action-submit]")
    if not button.is_visible():
        officer.locator("footer .w-dropdown__toggle").click()
    button.dblclick(no_wait_after=True)
    sees(officer, "Đã trình duyệt")
    officer.wait_for_load_state("networkidle")
    assert Submission.objects.filter(page_id=page.pk).count() == 1
