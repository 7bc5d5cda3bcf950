"""Two people press at the same moment, in processes of their own: one wins, whole; the other is told."""

from datetime import timedelta

import pytest

from editorial import archiving, calendar_changes, deadlines, submissions
from editorial.calendars import working_calendar
from editorial.models import CalendarException, PublicationRecord, Submission
from editorial.working_days import DayKind, WorkingCalendar
from tests.editorial.archive_tools import findings
from tests.editorial.processes import race
from tests.newsroom import MOMENT, TODAY, Newsroom

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("R10.4")]


def one_wins(answers: list[list[str]]) -> None:
    assert sorted(bool(sentences) for sentences in answers) == [False, True], answers
    assert findings() == []


def test_two_approvals_at_once_publish_once(newsroom: Newsroom):
    newsroom.delegate(starts_on=TODAY, ends_on=TODAY)
    submission = newsroom.approving()
    answers = race(
        lambda: submissions.approve(submission, by=newsroom.head, at=MOMENT),
        lambda: submissions.approve(submission, by=newsroom.deputy, at=MOMENT),
    )
    one_wins(answers)
    assert PublicationRecord.objects.count() == 1
    assert any("không ở bước phê duyệt" in sentence for sentences in answers for sentence in sentences)


def test_a_double_press_approves_once(newsroom: Newsroom):
    submission = newsroom.approving()
    one_wins(race(*[lambda: submissions.approve(submission, by=newsroom.head, at=MOMENT)] * 2))
    assert PublicationRecord.objects.count() == 1


def test_an_approval_that_races_a_refusal_is_whole_or_refused_whole(newsroom: Newsroom):
    submission = newsroom.approving()
    newsroom.delegate(starts_on=TODAY, ends_on=TODAY)
    details = {"ground": "poor_quality", "sentence": "Viết lại phần kết quả."}
    approved, returned = answers = race(
        lambda: submissions.approve(submission, by=newsroom.head, at=MOMENT),
        lambda: submissions.refuse(submission, by=newsroom.deputy, at=MOMENT, **details),
    )
    one_wins(answers)
    submission.refresh_from_db()
    assert (submission.state == Submission.State.PUBLISHED) == (not approved)
    assert (submission.state == Submission.State.RETURNED) == (not returned)
    assert submission.page.live == (not approved)


def test_an_approval_that_races_a_taking_back_is_whole_or_refused_whole(newsroom: Newsroom):
    submission = newsroom.approving()
    answers = race(
        lambda: submissions.approve(submission, by=newsroom.head, at=MOMENT),
        lambda: submissions.take_back(submission, by=newsroom.officer, at=MOMENT),
    )
    one_wins(answers)


def test_two_submits_open_one_round(newsroom: Newsroom):
    page = newsroom.draft()
    one_wins(race(*[lambda: submissions.submit(page, by=newsroom.officer, at=MOMENT)] * 2))
    assert Submission.objects.filter(page_id=page.pk).count() == 1


def test_an_edit_that_races_an_approval_is_never_published_with_it(newsroom: Newsroom):
    submission = newsroom.approving()
    page = submission.page.specific
    page.title = "Sửa vào phút chót"
    approved, _edited = race(
        lambda: submissions.approve(submission, by=newsroom.head, at=MOMENT),
        lambda: page.save_revision(user=newsroom.member),
    )
    assert approved == []
    public = type(page).objects.get(pk=page.pk)
    assert public.live
    assert public.title != "Sửa vào phút chót"
    assert PublicationRecord.objects.get().revision_id == submission.submitted_revision_id
    assert findings() == []


def test_an_edit_of_the_member_that_races_passing_on_is_seen_or_refused(newsroom: Newsroom):
    submission = newsroom.checking()
    newsroom.classify(submission)
    page = submission.page.specific
    page.title = "Sửa vào phút chót"
    seen = page.latest_revision_id
    _passed, edited = race(
        lambda: submissions.pass_on(submission, by=newsroom.member, at=MOMENT),
        lambda: page.save_revision(user=newsroom.member),
    )
    submission.refresh_from_db()
    sentences = _approve(submission, newsroom, seen_revision_id=seen)
    assert bool(sentences) == (not edited), "a version that the Head has not seen is not approved"


def _approve(submission, newsroom: Newsroom, **details) -> list[str]:
    from editorial.views.screens import attempt

    return attempt(submissions.approve, submission, by=newsroom.head, at=MOMENT, **details)


def test_two_withdrawals_at_once_are_recorded_once(newsroom: Newsroom):
    page = newsroom.published()
    details = {"reason": "Số liệu sai", "display": "gone", "at": MOMENT + timedelta(hours=1)}
    one_wins(
        race(
            lambda: archiving.withdraw(page, by=newsroom.head, decision_number="1/QĐ", **details),
            lambda: archiving.withdraw(page, by=newsroom.head, decision_number="2/QĐ", **details),
        )
    )
    assert PublicationRecord.objects.filter(kind="withdrawal").count() == 1


def test_two_items_approved_at_once_follow_each_other_in_the_chain(newsroom: Newsroom):
    first, second = newsroom.approving(), newsroom.approving()
    answers = race(
        lambda: submissions.approve(first, by=newsroom.head, at=MOMENT),
        lambda: submissions.approve(second, by=newsroom.head, at=MOMENT),
    )
    assert answers == [[], []]
    assert list(PublicationRecord.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
    assert findings() == []


@pytest.mark.clause("R10.1c")
def test_a_round_that_opens_while_the_calendar_changes_has_the_due_date_of_the_new_one(newsroom: Newsroom):
    page = newsroom.draft()
    holiday = CalendarException(
        day=TODAY + timedelta(days=2), kind=DayKind.HOLIDAY, name="Nghỉ bù", legal_basis="Công văn số 1/UBND"
    )
    answers = race(
        lambda: calendar_changes.register_exception(holiday, by=newsroom.administrator, at=MOMENT),
        lambda: submissions.submit(page, by=newsroom.officer, at=MOMENT),
    )
    assert answers == [[], []]
    opened = Submission.objects.get(page_id=page.pk)
    kind = deadlines.DeadlineKind(opened.deadline_kind)
    assert opened.due_on == deadlines.due_on(kind, starts_on=opened.starts_on, calendar=working_calendar())
    assert opened.due_on != deadlines.due_on(kind, starts_on=opened.starts_on, calendar=WorkingCalendar.of([]))
