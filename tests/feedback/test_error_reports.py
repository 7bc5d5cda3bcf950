"""A reader reports an error: without saying who they are, and never without an answer."""

import logging
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from editorial import archiving, clock, submissions
from editorial.refusals import Refused
from feedback import error_reports, spam_guard
from feedback.models import ErrorReport, ErrorReportContact, ReportState
from tests.newsroom import MOMENT, Newsroom

QUOTE = "Nội dung kiểm tra gồm sáu lĩnh vực."
MESSAGE = "Phải là bảy lĩnh vực, theo kế hoạch đã công bố."


@pytest.fixture(autouse=True)
def calm_clock(monkeypatch):
    """A test fills in a form faster than a person does."""
    monkeypatch.setattr(spam_guard, "QUICKEST", -1)
    with clock.held_at(MOMENT):
        yield


def sent(client: Client, page, **words):
    form = {"quote": QUOTE, "message": MESSAGE, "opened": spam_guard.stamp(page.pk), **words}
    return client.post(f"/bao-loi/{page.pk}/", form)


def report(newsroom: Newsroom, page=None, *, at=MOMENT, contact: str = "") -> ErrorReport:
    return error_reports.receive(page or newsroom.published(), quote=QUOTE, message=MESSAGE, contact=contact, at=at)


def put_right(newsroom: Newsroom, page, *, at):
    """Change the item and take it through both steps."""
    page.body = [("paragraph", "<p>Nội dung kiểm tra gồm bảy lĩnh vực.</p>")]
    page.save_revision(user=newsroom.officer)
    return newsroom.published(page, at=at)


def test_a_report_needs_no_name_and_sets_no_cookie(newsroom: Newsroom, client: Client, caplog):
    page = newsroom.published()
    opened = client.get(f"/bao-loi/{page.pk}/", {"doan": QUOTE})
    assert QUOTE in opened.content.decode() and page.title in opened.content.decode()
    with caplog.at_level(logging.INFO):
        answer = sent(client, page)
    kept = ErrorReport.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/bao-loi/ma/{kept.code}/")
    assert not client.cookies and not opened.cookies
    assert (kept.quote, kept.message, kept.agency, kept.state) == (QUOTE, MESSAGE, newsroom.health, ReportState.OPEN)
    assert not ErrorReportContact.objects.exists()
    assert MESSAGE not in caplog.text and QUOTE not in caplog.text
    state = client.get(answer.headers["Location"]).content.decode()
    assert "Chờ xem xét" in state and MESSAGE not in state


def test_the_clock_counts_working_days(newsroom: Newsroom):
    """From Monday 23 November 2026, with the holiday of the 24th: the fifth working day is Tuesday 1 December."""
    assert report(newsroom).due_on == date(2026, 12, 1)


def test_a_contact_needs_consent_and_is_erased_after_its_time(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    refused = sent(client, page, contact="0912 000 111")
    assert refused.status_code == 400
    assert (
        "Đánh dấu đồng ý" in refused.content.decode() and MESSAGE in refused.content.decode()
    )  # nothing typed is lost
    assert sent(client, page, contact="0912 000 111", consent="on").status_code == 302
    kept = ErrorReport.objects.get()
    assert kept.contact.words == "0912 000 111" and kept.contact.consent == error_reports.CONSENT
    error_reports.decline(kept, by=newsroom.officer, at=MOMENT, answer="Số liệu đúng.")
    with clock.held_at(MOMENT + timedelta(days=30)):
        call_command("erase_report_contacts")
        assert ErrorReportContact.objects.exists()
    with clock.held_at(MOMENT + timedelta(days=31)):
        call_command("erase_report_contacts")
    assert not ErrorReportContact.objects.exists() and ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"message": ""}, "Ghi chỗ nào chưa đúng."),
        ({"message": "Sai"}, "Ghi rõ hơn một chút"),
        ({"message": "Số liệu sai. " * 200}, "Không được quá 2000 ký tự"),
        ({"opened": "khong-that"}, "Biểu mẫu mở đã lâu"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(newsroom, client: Client, words: dict, sentence: str):
    answer = sent(client, newsroom.published(), **words)
    assert answer.status_code == 400
    assert sentence in answer.content.decode() and QUOTE in answer.content.decode()
    assert "maxlength" not in str(answer.context["form"])  # by which a browser cuts what is pasted without a word
    assert not ErrorReport.objects.exists()


def test_machines_are_kept_out_without_being_told(newsroom: Newsroom, client: Client, monkeypatch):
    page = newsroom.published()
    assert sent(client, page, website="http://quang-cao.example").status_code == 302
    monkeypatch.setattr(spam_guard, "QUICKEST", 3)
    assert "nhanh hơn" in sent(client, page).content.decode()
    monkeypatch.setattr(spam_guard, "QUICKEST", -1)
    assert not ErrorReport.objects.exists()
    cache.clear()
    assert [sent(client, page).status_code for _ in range(6)] == [302] * 5 + [429]
    assert sent(Client(REMOTE_ADDR="10.0.0.9"), page).status_code == 302  # another connection has its own count


def test_it_lies_on_the_desks_of_the_agency_and_the_board_alone(newsroom: Newsroom, client: Client):
    kept = report(newsroom)
    for person, sees in [
        (newsroom.officer, True),
        (newsroom.unit_head, True),
        (newsroom.member, True),
        (newsroom.head, True),
        (newsroom.other_officer, False),
    ]:
        client.force_login(person)
        desk = client.get("/quan-tri/").content.decode()
        assert ("Bạn đọc báo lỗi" in desk) == sees, person
        assert client.get(f"/quan-tri/bao-loi/{kept.pk}/").status_code == (200 if sees else 404)
        assert (kept.title in client.get("/quan-tri/bao-loi/").content.decode()) == sees


def test_a_decision_needs_a_sentence_and_the_right_person(newsroom: Newsroom):
    kept = report(newsroom)
    for by, answer, reason in [
        (newsroom.other_officer, "Đúng.", "Chỉ cán bộ đầu mối, thủ trưởng của Sở Y tế"),
        (newsroom.officer, "  ", "Ghi một câu trả lời"),
    ]:
        with pytest.raises(Refused, match=reason):
            error_reports.decline(kept, by=by, at=MOMENT, answer=answer)
    error_reports.decline(kept, by=newsroom.officer, at=MOMENT, answer="Số liệu theo báo cáo chính thức.")
    with pytest.raises(Refused, match="đã được xử lý"):
        error_reports.accept(kept, by=newsroom.member, at=MOMENT, answer="Đúng.")


@pytest.mark.clause("R10.3b")
def test_a_correction_goes_through_both_steps_and_leaves_a_note_and_the_difference(newsroom: Newsroom, client: Client):
    page = newsroom.published(newsroom.draft(body=[("paragraph", f"<p>{QUOTE}</p>")]))
    kept = report(newsroom, page)
    client.force_login(newsroom.officer)
    done = client.post(f"/quan-tri/bao-loi/{kept.pk}/", {"viec": "tiep-thu", "answer": "Sửa số lĩnh vực thành bảy."})
    assert done.status_code == 302
    client.logout()
    assert "Đính chính" not in client.get(page.url).content.decode()  # nothing is public before the two steps
    put_right(newsroom, page, at=MOMENT + timedelta(days=2))
    kept.refresh_from_db()
    assert kept.state == ReportState.CORRECTED
    shown = client.get(page.url).content.decode()
    assert "Sửa số lĩnh vực thành bảy." in shown
    difference = client.get(f"/dinh-chinh/{kept.correction.sequence}/").content.decode()
    assert "<del>sáu</del>" in difference and "<ins>bảy</ins>" in difference
    assert MESSAGE not in difference and str(newsroom.officer) not in difference


def test_a_version_sent_before_the_decision_is_no_answer_to_it(newsroom: Newsroom):
    page = newsroom.published()
    kept = report(newsroom, page)
    page.summary = "Sửa chuyện khác."
    page.save_revision(user=newsroom.officer)
    newsroom.submitted(page, at=MOMENT + timedelta(hours=1))
    error_reports.accept(kept, by=newsroom.member, at=MOMENT + timedelta(hours=2), answer="Đúng, sẽ sửa.")
    under_way = page.submissions.get(state="awaiting_confirmation")
    later = MOMENT + timedelta(hours=3)
    submissions.confirm(under_way, by=newsroom.unit_head, at=later)
    under_way.refresh_from_db()
    newsroom.classify(under_way, at=later)
    submissions.pass_on(under_way, by=newsroom.member, at=later)
    under_way.refresh_from_db()
    submissions.approve(under_way, by=newsroom.head, at=later)
    kept.refresh_from_db()
    assert kept.state == ReportState.ACCEPTED


def test_what_must_not_be_spread_is_not_shown_by_the_difference(newsroom: Newsroom, client: Client):
    page = newsroom.published(newsroom.draft(body=[("paragraph", f"<p>{QUOTE}</p>")]))
    kept = report(newsroom, page)
    error_reports.accept(kept, by=newsroom.head, at=MOMENT, answer="Bỏ dữ liệu cá nhân.", hides_changes=True)
    put_right(newsroom, page, at=MOMENT + timedelta(days=2))
    kept.refresh_from_db()
    shown = client.get(f"/dinh-chinh/{kept.correction.sequence}/").content.decode()
    assert "Phần so sánh không được công khai." in shown and "sáu" not in shown


def test_a_withdrawal_closes_what_is_open_and_takes_the_form_away(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    kept = report(newsroom, page)
    archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
    kept.refresh_from_db()
    assert kept.state == ReportState.WITHDRAWN and kept.closed_at
    assert client.get(f"/bao-loi/{page.pk}/").status_code == 404
    assert page.title not in client.get(f"/bao-loi/ma/{kept.code}/").content.decode()
