"""The board's queue through the real view: who sees which rounds, in which order, at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Appointment
from agencies.standing import standing_of
from editorial import clock, queues, submissions
from editorial.calendars import working_calendar
from editorial.deadlines import Urgency, urgency
from editorial.models import Submission
from tests.editorial.conftest import signed_in
from tests.newsroom import MOMENT, TODAY, Newsroom

ADDRESS = "/quan-tri/hang-cho/"


def opened(user, **query):
    with clock.held_at(MOMENT):
        return signed_in(user).get(ADDRESS, query)


def titles(response) -> list[str]:
    return [row.submission.title for row in response.context["rows"]]


def test_the_queue_stands_at_its_address() -> None:
    assert reverse("newsroom:queue") == ADDRESS


@pytest.mark.clause("R6.1b")
def test_a_member_first_sees_what_is_given_to_them_soonest_due_first(newsroom: Newsroom) -> None:
    newsroom.checking(newsroom.draft(title="Hạn sau", happened_on=TODAY))
    newsroom.checking(newsroom.draft(title="Hạn trước", happened_on=TODAY - timedelta(days=3)))
    assert titles(opened(newsroom.member)) == ["Hạn trước", "Hạn sau"]
    assert titles(opened(newsroom.other_member)) == []


@pytest.mark.clause("R10.1c")
def test_a_row_says_agency_category_round_and_how_the_deadline_stands(newsroom: Newsroom) -> None:
    newsroom.checking(newsroom.draft(title="Tin quá hạn", happened_on=date(2026, 11, 13)))
    newsroom.checking(newsroom.draft(title="Tin mới", happened_on=TODAY))
    page = opened(newsroom.member).content.decode()
    assert "Quá hạn 3 ngày làm việc" in page
    assert "Còn 3 ngày làm việc" in page
    for words in ("Sở Y tế", "Hoạt động cải cách hành chính", "lần 1", "Lê Thị Mai", "Hạn 18/11/2026"):
        assert words in page


def test_what_nobody_looks_after_stands_under_unassigned_also_when_its_member_left_the_board(
    newsroom: Newsroom,
) -> None:
    left_behind = newsroom.checking(newsroom.draft(title="Người phụ trách đã thôi nhiệm vụ"))
    newsroom.checking(newsroom.draft(title="Chưa có ai"))
    Submission.objects.filter(title="Chưa có ai").update(assigned_to=None)
    assert titles(opened(newsroom.other_member, **{"danh-sach": "chua-giao"})) == ["Chưa có ai"]
    Appointment.objects.filter(user=left_behind.assigned_to).update(ends_on=TODAY - timedelta(days=1))
    found = titles(opened(newsroom.other_member, **{"danh-sach": "chua-giao"}))
    assert sorted(found) == ["Chưa có ai", "Người phụ trách đã thôi nhiệm vụ"]


@pytest.mark.clause("R6.1d")
def test_the_head_first_sees_what_waits_for_approval(newsroom: Newsroom) -> None:
    newsroom.approving(newsroom.draft(title="Chờ Trưởng ban"))
    newsroom.checking(newsroom.draft(title="Đang kiểm tra"))
    assert titles(opened(newsroom.head)) == ["Chờ Trưởng ban"]
    assert sorted(titles(opened(newsroom.head, **{"danh-sach": "tat-ca"}))) == ["Chờ Trưởng ban", "Đang kiểm tra"]


@pytest.mark.clause("R6.2a")
def test_a_deputy_sees_for_approval_only_what_a_delegation_in_force_covers(newsroom: Newsroom) -> None:
    newsroom.approving(newsroom.draft(title="Tin hoạt động"))
    tab = {"danh-sach": "cho-phe-duyet"}
    without = opened(newsroom.deputy, **tab)
    assert titles(without) == []
    assert "chưa có văn bản ủy quyền" in without.content.decode()
    delegation = newsroom.delegate(categories=["document"])
    assert titles(opened(newsroom.deputy, **tab)) == []
    delegation.categories = []
    delegation.save()
    covered = opened(newsroom.deputy, **tab)
    assert titles(covered) == ["Tin hoạt động"]
    assert "15/UQ-BBT" in covered.content.decode()


def test_the_queue_narrows_by_category_agency_and_deadline(newsroom: Newsroom) -> None:
    newsroom.checking(newsroom.draft(title="Của Sở Y tế, quá hạn", happened_on=date(2026, 11, 12)))
    newsroom.checking(newsroom.draft(title="Của Sở Y tế, còn hạn", happened_on=TODAY))
    assert titles(opened(newsroom.member, urgency="late")) == ["Của Sở Y tế, quá hạn"]
    assert titles(opened(newsroom.member, urgency="on_time")) == ["Của Sở Y tế, còn hạn"]
    assert len(titles(opened(newsroom.member, agency=newsroom.health.pk))) == 2
    assert titles(opened(newsroom.member, agency=newsroom.finance.pk)) == []
    assert len(titles(opened(newsroom.member, category="activity"))) == 2
    assert titles(opened(newsroom.member, category="document")) == []


def test_a_filter_that_is_no_choice_is_said_and_narrows_nothing(newsroom: Newsroom) -> None:
    newsroom.checking()
    response = opened(newsroom.member, urgency="hom-qua", agency="không phải số", trang="cuối")
    assert len(titles(response)) == 1
    assert "không có trong danh sách" in response.content.decode()


@pytest.mark.parametrize("days", range(-10, 12))
def test_the_filter_by_deadline_agrees_with_the_words(newsroom: Newsroom, days: int) -> None:
    submission = newsroom.checking()
    due, calendar = TODAY + timedelta(days=days), working_calendar()
    Submission.objects.filter(pk=submission.pk).update(due_on=due)
    for kind in Urgency:
        condition = queues.of_urgency(kind, on=TODAY, calendar=calendar)
        expected = urgency(due, on=TODAY, calendar=calendar) == kind
        assert Submission.objects.filter(condition).exists() == expected


@pytest.mark.parametrize("role", ["officer", "unit_head", "administrator", "superuser"])
def test_people_outside_the_board_are_told_that_the_queue_is_not_theirs(newsroom: Newsroom, role: str) -> None:
    newsroom.checking(newsroom.draft(title="Không cho người ngoài"))
    response = opened(getattr(newsroom, role))
    assert response.status_code == 403
    assert "không giữ nhiệm vụ trong Ban Biên tập" in response.content.decode()
    assert "Không cho người ngoài" not in response.content.decode()


def test_a_long_queue_comes_in_pages_that_keep_the_filters(newsroom: Newsroom) -> None:
    for _ in range(27):
        newsroom.checking()
    first = opened(newsroom.member, category="activity")
    second = opened(newsroom.member, category="activity", trang="2")
    assert (len(titles(first)), len(titles(second))) == (25, 2)
    assert "category=activity&amp;trang=2" in first.content.decode()


def test_each_queue_costs_the_same_number_of_queries_with_3_and_15_rows(newsroom: Newsroom) -> None:
    newsroom.delegate()

    def fill(times: int) -> dict[str, int]:
        for _ in range(times):
            newsroom.approving()
            Submission.objects.filter(pk=newsroom.checking().pk).update(assigned_to=newsroom.deputy)
            Submission.objects.filter(pk=newsroom.checking().pk).update(assigned_to=None)
        client = signed_in(newsroom.deputy)
        counts = {}
        for tab in queues.Tab.values:
            with clock.held_at(MOMENT):
                client.get(ADDRESS, {"danh-sach": tab})
                with CaptureQueriesContext(connection) as queries:
                    response = client.get(ADDRESS, {"danh-sach": tab})
            assert len(titles(response)) >= times
            counts[tab] = len(queries)
        return counts

    assert fill(3) == fill(12)


def test_closed_rounds_are_never_read(newsroom: Newsroom) -> None:
    standing = standing_of(newsroom.member, on=TODAY)
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL chọn chỉ mục theo số dòng: bench.newsroom đo hàng chờ ở 100.000 tin bài.")
    for condition in queues.conditions(standing).values():
        plan = queues.waiting_in(condition).explain()
        assert "submission_queue" in plan or "submission_queue_of_member" in plan, plan


def test_a_returned_round_leaves_the_queue(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    submissions.refuse(submission, by=newsroom.member, at=MOMENT, ground="poor_quality", sentence="Viết lại.")
    assert titles(opened(newsroom.member, **{"danh-sach": "tat-ca"})) == []
