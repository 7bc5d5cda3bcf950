"""The unit head's screen, and the answer to a verification request, through the real views."""

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Appointment, User
from editorial import clock, verifying
from editorial.models import StepKind, Submission, VerificationRequest
from tests.newsroom import MOMENT, TODAY, Newsroom


def confirmation(submission: Submission) -> str:
    return reverse("newsroom:confirmation", args=[submission.pk])


def press(client: Client, user: User, address: str, **data):
    client.force_login(user)
    with clock.held_at(MOMENT):
        return client.post(address, data)


def read(client: Client, user: User, address: str):
    client.force_login(user)
    with clock.held_at(MOMENT):
        return client.get(address)


@pytest.mark.clause("R7.2a")
def test_the_head_of_the_unit_reads_the_item_and_confirms_it(newsroom: Newsroom, client: Client):
    submission = newsroom.submitted()
    text = read(client, newsroom.unit_head, confirmation(submission)).content.decode()
    assert "Nội dung kiểm tra gồm sáu lĩnh vực." in text
    assert "Xác nhận và gửi Ban Biên tập" in text
    assert press(client, newsroom.unit_head, confirmation(submission), act="confirm").status_code == 302
    submission.refresh_from_db()
    assert submission.state == Submission.State.CHECKING
    assert submission.confirmed_by == newsroom.unit_head
    assert submission.confirmed_under.decision_number == "thutruong/QĐ-SNV"


@pytest.mark.clause("R7.2a")
@pytest.mark.parametrize("role", ["other_unit_head", "officer", "member", "head", "administrator", "superuser"])
def test_nobody_else_confirms_and_each_reads_why(newsroom: Newsroom, client: Client, role: str):
    submission = newsroom.submitted()
    user = getattr(newsroom, role)
    for response in (
        read(client, user, confirmation(submission)),
        press(client, user, confirmation(submission), act="confirm"),
    ):
        assert response.status_code == 403
        assert "Chỉ thủ trưởng đang giữ nhiệm vụ của Sở Y tế" in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == Submission.State.AWAITING_CONFIRMATION


def test_a_head_whose_post_ended_yesterday_confirms_nothing(newsroom: Newsroom, client: Client):
    submission = newsroom.submitted()
    Appointment.objects.filter(user=newsroom.unit_head).update(ends_on=TODAY.replace(day=22))
    response = press(client, newsroom.unit_head, confirmation(submission), act="confirm")
    assert response.status_code in (302, 403)
    submission.refresh_from_db()
    assert submission.state == Submission.State.AWAITING_CONFIRMATION


@pytest.mark.clause("R7.2a")
def test_not_confirming_asks_for_a_reason_and_sends_the_item_back_with_it(newsroom: Newsroom, client: Client):
    submission = newsroom.submitted()
    response = press(client, newsroom.unit_head, confirmation(submission), act="decline", sentence="  ")
    assert response.status_code == 400
    assert "Ghi lý do không xác nhận" in response.content.decode()
    press(client, newsroom.unit_head, confirmation(submission), act="decline", sentence="Chưa đủ số liệu quý.")
    submission.refresh_from_db()
    assert submission.state == Submission.State.RETURNED
    assert submission.refusal_sentence == "Chưa đủ số liệu quý."


def test_a_second_press_says_that_it_is_done_and_changes_nothing(newsroom: Newsroom, client: Client):
    submission = newsroom.submitted()
    press(client, newsroom.unit_head, confirmation(submission), act="confirm")
    response = press(client, newsroom.unit_head, confirmation(submission), act="confirm")
    assert response.status_code == 409
    assert "Hồ sơ không chờ xác nhận: đang kiểm tra." in response.content.decode()
    assert submission.steps.filter(kind=StepKind.CONFIRMED).count() == 1


@pytest.fixture
def asked(newsroom: Newsroom) -> VerificationRequest:
    return verifying.request_verification(
        newsroom.checking(), by=newsroom.member, agency=newsroom.finance, question="Kinh phí đúng không?", at=MOMENT
    )


@pytest.mark.clause("R7.2d")
def test_the_agency_asked_reads_question_and_item_and_answers(newsroom: Newsroom, client: Client, asked):
    address = reverse("newsroom:verification_answer", args=[asked.pk])
    text = read(client, newsroom.other_officer, address).content.decode()
    assert "Kinh phí đúng không?" in text
    assert "Nội dung kiểm tra gồm sáu lĩnh vực." in text
    assert press(client, newsroom.other_officer, address, answer=" ").status_code == 400
    press(client, newsroom.other_officer, address, answer="Đúng, theo báo cáo quý III.")
    asked.refresh_from_db()
    assert asked.answer == "Đúng, theo báo cáo quý III."
    assert asked.answered_by == newsroom.other_officer


def test_a_second_answer_is_refused_and_stays_readable(newsroom: Newsroom, client: Client, asked):
    address = reverse("newsroom:verification_answer", args=[asked.pk])
    press(client, newsroom.other_officer, address, answer="Đúng.")
    response = press(client, newsroom.other_unit_head, address, answer="Không đúng, xem phụ lục.")
    assert response.status_code == 409
    assert "đã được Trần Văn Bình trả lời" in response.content.decode()
    assert "Không đúng, xem phụ lục." in response.content.decode()
    asked.refresh_from_db()
    assert asked.answer == "Đúng."


@pytest.mark.clause("R7.2d")
def test_another_agency_may_not_answer(newsroom: Newsroom, client: Client, asked):
    response = press(client, newsroom.officer, reverse("newsroom:verification_answer", args=[asked.pk]), answer="Đúng.")
    assert response.status_code == 403
    assert "Chỉ cán bộ đầu mối hoặc thủ trưởng của Sở Tài chính" in response.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None
