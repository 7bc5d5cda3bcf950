"""The desk: each post sees, on the admin's front page, what waits for it today."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, AgencySuccession, Appointment, User
from editorial import clock, submissions, verifying
from news.models import ActivityPage
from tests.newsroom import MOMENT, TODAY, Newsroom


def desk_of(client: Client, user: User, *, at=MOMENT) -> str:
    client.force_login(user)
    with clock.held_at(at):
        response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.clause("R5")
def test_the_desk_says_under_which_decision_a_person_acts_today(newsroom: Newsroom, client: Client):
    text = desk_of(client, newsroom.officer)
    assert "Cán bộ đầu mối, Sở Y tế, theo Quyết định số canbo/QĐ-SNV" in text
    assert "Thứ Hai, 23/11/2026" in text


def test_a_person_without_a_post_today_reads_a_plain_sentence(newsroom: Newsroom, client: Client):
    assert "Hôm nay anh/chị không giữ nhiệm vụ nào" in desk_of(client, newsroom.superuser)


def test_an_officer_sees_drafts_what_waits_and_what_is_late(newsroom: Newsroom, client: Client):
    newsroom.draft(title="Bản nháp về một cửa")
    newsroom.submitted(newsroom.draft(title="Tin đang chờ xác nhận"))
    newsroom.checking(newsroom.draft(title="Tin quá hạn", happened_on=date(2026, 11, 9)))
    text = desk_of(client, newsroom.officer)
    assert "Bản nháp về một cửa" in text
    assert "Tin đang chờ xác nhận" in text
    assert "Chờ thủ trưởng đơn vị xác nhận" in text
    assert "Đang kiểm tra: Nguyễn Văn An" in text
    assert "1 tin quá hạn" in text
    assert "Quá hạn 7 ngày làm việc" in text


@pytest.mark.clause("R10.1c")
def test_a_draft_shows_the_clock_that_already_runs_from_its_event(newsroom: Newsroom, client: Client):
    newsroom.draft(happened_on=date(2026, 11, 9))
    undated = newsroom.draft()
    ActivityPage.objects.filter(pk=undated.pk).update(happened_on=None)
    text = desk_of(client, newsroom.officer)
    assert "Hạn đăng 12/11/2026" in text
    assert text.count("Hạn đăng") == 1
    assert "Quá hạn 7 ngày làm việc" in text


@pytest.mark.clause("R6.3b")
def test_an_officer_sees_why_an_item_came_back_and_where_to_correct_it(newsroom: Newsroom, client: Client):
    submission = newsroom.checking()
    submissions.refuse(
        submission, by=newsroom.member, at=MOMENT, ground="unclear_origin", sentence="Ghi rõ nguồn số liệu."
    )
    text = desk_of(client, newsroom.officer)
    assert "Thông tin không rõ nguồn gốc hoặc không đúng sự thật" in text
    assert "Điều 6 khoản 3 điểm b" in text
    assert "Ghi rõ nguồn số liệu." in text
    assert reverse("wagtailadmin_pages:edit", args=[submission.page_id]) in text


def test_an_item_sent_again_is_no_longer_among_those_that_came_back(newsroom: Newsroom, client: Client):
    submission = newsroom.checking()
    submissions.refuse(submission, by=newsroom.member, at=MOMENT, ground="poor_quality", sentence="Viết lại đoạn hai.")
    newsroom.submitted(submission.page.specific, by=newsroom.officer)
    assert "Viết lại đoạn hai." not in desk_of(client, newsroom.officer)


def test_an_officer_sees_only_their_own_agency(newsroom: Newsroom, client: Client):
    newsroom.draft(by=newsroom.other_officer, agency=newsroom.finance, title="Nháp của Sở Tài chính")
    newsroom.submitted(newsroom.draft(by=newsroom.other_officer, agency=newsroom.finance, title="Tin Sở Tài chính"))
    text = desk_of(client, newsroom.officer)
    assert "Nháp của Sở Tài chính" not in text
    assert "Tin Sở Tài chính" not in text


def test_a_new_officer_finds_the_drafts_of_the_one_before(newsroom: Newsroom, client: Client):
    newsroom.draft(title="Nháp để lại")
    successor = User.objects.create_user("canbo-moi", last_name="Trịnh Thị", first_name="Nga")
    Appointment.objects.create(
        user=successor,
        agency=newsroom.health,
        post="focal_officer",
        decision_number="9/QĐ-SYT",
        decided_on=TODAY,
        starts_on=TODAY,
    )
    assert "Nháp để lại" in desk_of(client, successor)


def test_what_an_ended_agency_sent_lies_on_its_successors_desk(newsroom: Newsroom, client: Client):
    newsroom.submitted(newsroom.draft(title="Tin của cơ quan đã sáp nhập"))
    Agency.objects.filter(pk=newsroom.health.pk).update(valid_to=TODAY - timedelta(days=1))
    AgencySuccession.objects.create(
        predecessor=newsroom.health, successor=newsroom.finance, kind="merged", happened_on=TODAY, legal_basis="NQ 1"
    )
    assert "Tin của cơ quan đã sáp nhập" in desk_of(client, newsroom.other_officer)
    assert "Tin của cơ quan đã sáp nhập" in desk_of(client, newsroom.other_unit_head)


@pytest.mark.clause("R7.2d")
def test_a_verification_request_waits_on_the_desk_of_the_agency_asked(newsroom: Newsroom, client: Client):
    request = verifying.request_verification(
        newsroom.checking(),
        by=newsroom.member,
        agency=newsroom.finance,
        question="Số kinh phí có đúng không?",
        at=MOMENT,
    )
    assert "Số kinh phí có đúng không?" in desk_of(client, newsroom.other_officer)
    assert "Số kinh phí có đúng không?" in desk_of(client, newsroom.other_unit_head)
    assert "Số kinh phí có đúng không?" not in desk_of(client, newsroom.officer)
    verifying.answer_verification(request, by=newsroom.other_officer, answer="Đúng.", at=MOMENT)
    assert "Số kinh phí có đúng không?" not in desk_of(client, newsroom.other_officer)


@pytest.mark.clause("R7.2a")
def test_a_unit_head_sees_what_waits_for_their_confirmation(newsroom: Newsroom, client: Client):
    submission = newsroom.submitted()
    assert reverse("newsroom:confirmation", args=[submission.pk]) in desk_of(client, newsroom.unit_head)
    assert submission.title not in desk_of(client, newsroom.other_unit_head)


def test_a_member_sees_what_is_theirs_and_what_is_nobodys(newsroom: Newsroom, client: Client):
    mine = newsroom.checking(newsroom.draft(title="Tin giao cho An"))
    text = desk_of(client, newsroom.member)
    assert mine.title in text
    assert f"/ho-so/{mine.pk}/" in text
    assert mine.title not in desk_of(client, newsroom.other_member)


@pytest.mark.clause("R6.2a")
def test_head_and_deputy_see_what_waits_and_the_delegations_in_force(newsroom: Newsroom, client: Client):
    submission = newsroom.approving()
    assert "chưa có văn bản ủy quyền" in desk_of(client, newsroom.deputy)
    newsroom.delegate(ends_on=TODAY + timedelta(days=2))
    for person in (newsroom.head, newsroom.deputy):
        text = desk_of(client, person)
        assert submission.title in text
        assert "Văn bản số 15/UQ-BBT" in text
        assert "Sắp hết hiệu lực" in text


@pytest.mark.clause("R7.1")
def test_an_administrator_sees_which_agencies_have_no_focal_officer(newsroom: Newsroom, client: Client):
    Agency.objects.create(name="Sở Tư pháp", slug="so-tu-phap", kind="department")
    Agency.objects.create(
        name="Huyện cũ", slug="huyen-cu", kind="district", valid_to=TODAY - timedelta(days=1), legal_basis="NQ 1"
    )
    text = desk_of(client, newsroom.administrator)
    assert reverse("agencies_appointment_modeladmin_index") in text
    assert "Sở Tư pháp" in text
    assert "Huyện cũ" not in text


def test_a_desk_asks_the_same_number_of_queries_however_much_lies_on_it(newsroom: Newsroom, client: Client):
    def fill(times: int) -> None:
        for _ in range(times):
            newsroom.draft()
            newsroom.submitted()
            newsroom.approving()
            newsroom.published()
            returned = newsroom.checking()
            verifying.request_verification(
                newsroom.checking(), by=newsroom.member, agency=newsroom.health, question="Đúng không?", at=MOMENT
            )
            submissions.refuse(returned, by=newsroom.member, at=MOMENT, ground="poor_quality", sentence="Viết lại.")

    def asked() -> dict[str, int]:
        counts = {}
        for role in ("officer", "unit_head", "member", "head", "administrator"):
            desk_of(client, getattr(newsroom, role))
            with CaptureQueriesContext(connection) as queries:
                desk_of(client, getattr(newsroom, role))
            counts[role] = len(queries)
        return counts

    fill(1)
    few = asked()
    fill(4)
    many = asked()
    assert {role: count for role, count in many.items() if count > few[role]} == {}


def test_writing_starts_from_a_category_and_its_sections(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.officer)
    text = client.get(reverse("newsroom:contribute")).content.decode()
    for label in (
        "Chủ trương, chính sách",
        "Phản ánh, kiến nghị",
        "Tin tức › Hoạt động cải cách hành chính › Sở, ban, ngành",
    ):
        assert label in text
    assert reverse("wagtailadmin_pages:add", args=["news", "activitypage", newsroom.section.pk]) in text
