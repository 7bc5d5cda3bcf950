"""Mails about a submission: sent once the act is on record, in Vietnamese, to whom it concerns, and never in the way."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test.utils import override_settings
from wagtail import signals

from agencies.models import User
from editorial import archiving, submissions, verifying
from editorial.models import Submission
from editorial.refusals import Refused
from tests.newsroom import MOMENT, TODAY, Newsroom


@pytest.fixture
def letters(newsroom: Newsroom, django_capture_on_commit_callbacks):
    """Give everyone an address, and return a function that does an act and returns the mails it sent."""
    for user in User.objects.all():
        user.email = f"{user.username}@soctrang.gov.vn"
        user.save()

    def do(verb, *args, **kwargs) -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb(*args, **kwargs)
        return list(mail.outbox)

    return do


def addresses(sent: list) -> set[str]:
    return {address.removesuffix("@soctrang.gov.vn") for message in sent for address in message.to}


@pytest.mark.clause("R7.2a")
def test_the_units_head_is_told_that_an_item_waits(newsroom: Newsroom, letters):
    sent = letters(newsroom.submitted)
    assert addresses(sent) == {"thutruong"}
    assert sent[0].subject.startswith("Chờ xác nhận: ")
    assert f"/xac-nhan/{Submission.objects.get().pk}/" in sent[0].body
    assert "Kính gửi Phạm Văn Đức" in sent[0].body


def test_the_member_it_goes_to_is_told_and_so_is_the_next(newsroom: Newsroom, letters):
    submission = newsroom.submitted()
    sent = letters(submissions.confirm, submission, by=newsroom.unit_head, at=MOMENT)
    assert addresses(sent) == {"thanhvien"}
    assert "giao cho anh/chị kiểm tra" in sent[0].body
    submission.refresh_from_db()
    sent = letters(submissions.forward, submission, by=newsroom.member, to=newsroom.other_member, at=MOMENT)
    assert addresses(sent) == {"thanhvien2"}


@pytest.mark.clause("R6.1b")
def test_where_nobody_looks_after_the_category_the_head_is_told_to_assign(newsroom: Newsroom, letters):
    newsroom.member.assignments.update(ends_on=TODAY - timedelta(days=1))
    sent = letters(newsroom.checking)
    assert "truongban" in addresses(sent)
    assert any("Đề nghị Trưởng ban phân công" in message.body for message in sent)


@pytest.mark.clause("R6.3b")
def test_the_officer_reads_ground_clause_and_sentence(newsroom: Newsroom, letters):
    submission = newsroom.checking()
    sent = letters(
        submissions.refuse,
        submission,
        by=newsroom.member,
        at=MOMENT,
        ground="unclear_origin",
        sentence='Ghi rõ nguồn "số liệu" & ngày.',
    )
    assert addresses(sent) == {"canbo"}
    assert "Thông tin không rõ nguồn gốc hoặc không đúng sự thật" in sent[0].body
    assert "Điều 6 khoản 3 điểm b" in sent[0].body
    assert 'Ghi rõ nguồn "số liệu" & ngày.' in sent[0].body


def test_the_officer_reads_why_their_head_did_not_confirm(newsroom: Newsroom, letters):
    sent = letters(
        submissions.decline, newsroom.submitted(), by=newsroom.unit_head, at=MOMENT, sentence="Chưa đủ số liệu quý."
    )
    assert addresses(sent) == {"canbo"}
    assert "Thủ trưởng đơn vị không xác nhận" in sent[0].body
    assert "Chưa đủ số liệu quý." in sent[0].body


@pytest.mark.clause("R6.2a")
def test_the_head_is_told_and_the_deputy_only_under_a_delegation_that_covers_it(newsroom: Newsroom, letters):
    def pass_on():
        submission = newsroom.checking()
        newsroom.classify(submission)
        return submission

    sent = letters(submissions.pass_on, pass_on(), by=newsroom.member, at=MOMENT)
    assert addresses(sent) == {"truongban"}
    delegation = newsroom.delegate(categories=["policy"])
    assert addresses(letters(submissions.pass_on, pass_on(), by=newsroom.member, at=MOMENT)) == {"truongban"}
    delegation.categories = ["activity"]
    delegation.save()
    sent = letters(submissions.pass_on, pass_on(), by=newsroom.member, at=MOMENT)
    assert addresses(sent) == {"truongban", "photruongban"}


@pytest.mark.clause("R10.3a")
def test_the_officer_reads_the_address_of_what_was_published(newsroom: Newsroom, letters):
    submission = newsroom.approving()
    sent = letters(submissions.approve, submission, by=newsroom.head, at=MOMENT)
    assert addresses(sent) == {"canbo"}
    assert submission.page.full_url in sent[0].body


@pytest.mark.clause("R7.2d")
def test_the_agency_asked_is_told_and_its_answer_reaches_who_asked(newsroom: Newsroom, letters):
    submission = newsroom.checking()
    sent = letters(
        verifying.request_verification,
        submission,
        by=newsroom.member,
        agency=newsroom.finance,
        question="Kinh phí đúng không?",
        at=MOMENT,
    )
    assert addresses(sent) == {"canbo2", "thutruong2"}
    assert "Kinh phí đúng không?" in sent[0].body
    request = submission.verification_requests.get()
    sent = letters(verifying.answer_verification, request, by=newsroom.other_officer, answer="Đúng.", at=MOMENT)
    assert addresses(sent) == {"thanhvien"}


def test_a_withdrawal_is_told_to_the_officer_with_its_decision(newsroom: Newsroom, letters):
    page = newsroom.published()
    sent = letters(
        archiving.withdraw,
        page,
        by=newsroom.head,
        at=MOMENT,
        decision_number="12/QĐ-SNV",
        reason="Sai số liệu.",
        display="notice",
    )
    assert addresses(sent) == {"canbo"}
    assert "12/QĐ-SNV" in sent[0].body


class DeadServer(EmailBackend):
    """A mail server that takes no connection."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(f"cannot reach {messages[0].to}")


def test_a_dead_mail_server_undoes_nothing_and_is_logged_without_names(newsroom: Newsroom, letters, caplog):
    submission = newsroom.approving()
    backend = f"{DeadServer.__module__}.{DeadServer.__name__}"
    with override_settings(EMAIL_BACKEND=backend), caplog.at_level(logging.ERROR, logger="cchc"):
        letters(submissions.approve, submission, by=newsroom.head, at=MOMENT)
    submission.refresh_from_db()
    assert submission.state == Submission.State.PUBLISHED
    record = next(record for record in caplog.records if record.message == "cchc.mail.failed")
    assert (record.mail, record.submission, record.error) == ("published", submission.pk, "ConnectionRefusedError")
    assert not any("soctrang.gov.vn" in line.getMessage() + str(vars(line)) for line in caplog.records)


def test_an_act_that_is_refused_sends_nothing(newsroom: Newsroom, letters):
    submission = newsroom.approving()
    with pytest.raises(Refused, match="ủy quyền"):
        letters(submissions.approve, submission, by=newsroom.deputy, at=MOMENT)
    assert mail.outbox == []


def test_wagtails_own_mails_about_workflows_are_off():
    for signal in (
        signals.task_submitted,
        signals.workflow_submitted,
        signals.workflow_approved,
        signals.workflow_rejected,
    ):
        names = [str(key) for (key, _), *_ in signal.receivers]
        assert not [name for name in names if "email_notification" in name]
