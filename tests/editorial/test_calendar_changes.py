"""A holiday added later moves the open due dates and keeps the old ones on record."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from editorial import calendar_changes, clock, submissions
from editorial.calendars import working_calendar
from editorial.deadlines import DeadlineKind, due_on
from editorial.models import CalendarException, DueDateChange, StepKind, Submission
from editorial.working_days import SEED_EXCEPTIONS, DayKind
from tests.newsroom import MOMENT, VIETNAM, Newsroom

LATER = datetime(2026, 11, 23, 15, 0, tzinfo=VIETNAM)
NEW_HOLIDAY = date(2026, 11, 25)


def holiday(day: date = NEW_HOLIDAY, kind: str = DayKind.HOLIDAY) -> CalendarException:
    return CalendarException(day=day, kind=kind, name="Nghỉ bão số 15", legal_basis="Công điện số 99/CĐ-UBND")


@pytest.mark.clause("R10.1c")
def test_a_holiday_added_later_moves_an_open_due_date_and_keeps_the_old_one(newsroom: Newsroom):
    submission = newsroom.checking()
    assert submission.due_on == date(2026, 11, 27)  # 24/11 rests; 25, 26, 27 count
    moved = calendar_changes.register_exception(holiday(), by=newsroom.administrator, at=LATER)
    assert moved == 1
    submission.refresh_from_db()
    assert submission.due_on == date(2026, 11, 30)
    change = DueDateChange.objects.get(submission=submission)
    assert (change.old_due_on, change.new_due_on, change.at) == (date(2026, 11, 27), date(2026, 11, 30), LATER)
    assert "Nghỉ bão số 15" in change.reason
    assert "99/CĐ-UBND" in change.reason


def test_the_move_is_a_step_in_the_history_with_who_and_under_which_appointment(newsroom: Newsroom):
    submission = newsroom.approving()
    calendar_changes.register_exception(holiday(), by=newsroom.administrator, at=LATER)
    step = submission.steps.get(kind=StepKind.DUE_DATE_MOVED)
    assert step.by == newsroom.administrator
    assert "quantri/QĐ-SNV" in step.authority
    assert "27/11/2026 chuyển thành 30/11/2026" in step.note
    assert step.revision_id == submission.page.latest_revision_id


@pytest.mark.clause("R10.1c")
def test_the_due_dates_of_closed_rounds_stay_as_they_were(newsroom: Newsroom):
    newsroom.published()
    returned = newsroom.checking()
    submissions.refuse(returned, by=newsroom.member, at=MOMENT, ground="unclear_origin", sentence="Ghi rõ nguồn.")
    assert calendar_changes.register_exception(holiday(), by=newsroom.administrator, at=LATER) == 0
    assert set(Submission.objects.values_list("due_on", flat=True)) == {date(2026, 11, 27)}
    assert not DueDateChange.objects.exists()


def test_a_make_up_day_brings_the_due_date_forward_and_switching_it_off_moves_it_back(newsroom: Newsroom):
    submission = newsroom.submitted()
    made_up = CalendarException.objects.get(day=date(2026, 11, 24))
    made_up.kind = DayKind.ORDINARY
    calendar_changes.register_exception(made_up, by=newsroom.administrator, at=LATER)
    submission.refresh_from_db()
    assert submission.due_on == date(2026, 11, 26)
    made_up.kind = DayKind.HOLIDAY
    calendar_changes.register_exception(made_up, by=newsroom.administrator, at=LATER.replace(hour=16))
    submission.refresh_from_db()
    assert submission.due_on == date(2026, 11, 27)
    changes = submission.due_date_changes.values_list("old_due_on", "new_due_on")
    assert list(changes) == [
        (date(2026, 11, 27), date(2026, 11, 26)),
        (date(2026, 11, 26), date(2026, 11, 27)),
    ]


def test_striking_a_day_out_moves_the_due_dates_back(newsroom: Newsroom):
    submission = newsroom.submitted()
    exception = holiday()
    calendar_changes.register_exception(exception, by=newsroom.administrator, at=LATER)
    moved = calendar_changes.strike_exception(exception, by=newsroom.administrator, at=LATER.replace(hour=16))
    submission.refresh_from_db()
    assert moved == 1
    assert submission.due_on == date(2026, 11, 27)
    assert not CalendarException.objects.filter(day=NEW_HOLIDAY).exists()


def test_a_row_saved_by_code_moves_due_dates_too(newsroom: Newsroom):
    submission = newsroom.submitted()
    with clock.held_at(LATER):
        holiday().save()
    submission.refresh_from_db()
    assert submission.due_on == date(2026, 11, 30)
    assert submission.steps.get(kind=StepKind.DUE_DATE_MOVED).authority == "Tự động"


def test_a_day_after_every_due_date_moves_nothing(newsroom: Newsroom):
    newsroom.submitted()
    far = holiday(date(2026, 12, 14))
    assert calendar_changes.register_exception(far, by=newsroom.administrator, at=LATER) == 0


def test_all_due_dates_move_or_none(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch):
    submission = newsroom.submitted()

    def power_cut(*args, **kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr(DueDateChange.objects, "bulk_create", power_cut)
    with pytest.raises(RuntimeError):
        calendar_changes.register_exception(holiday(), by=newsroom.administrator, at=LATER)
    submission.refresh_from_db()
    assert submission.due_on == date(2026, 11, 27)
    assert not CalendarException.objects.filter(day=NEW_HOLIDAY).exists()


def test_moving_many_does_not_ask_the_database_more_often(newsroom: Newsroom, django_assert_max_num_queries):
    for _ in range(12):
        newsroom.submitted()
    with django_assert_max_num_queries(20):
        moved = calendar_changes.register_exception(holiday(), by=newsroom.administrator, at=LATER)
    assert moved == 12
    for submission in Submission.objects.all():
        expected = due_on(
            DeadlineKind(submission.deadline_kind), starts_on=submission.starts_on, calendar=working_calendar()
        )
        assert submission.due_on == expected


def test_the_administrator_is_told_how_many_moved(newsroom: Newsroom):
    newsroom.submitted()
    client = Client()
    client.force_login(newsroom.administrator)
    form = {"day": "25/11/2026", "kind": "holiday", "name": "Nghỉ bão số 15", "legal_basis": "Công điện số 99"}
    with clock.held_at(LATER):
        response = client.post(reverse("editorial_calendarexception_modeladmin_create"), form, follow=True)
    assert "1 hồ sơ chưa xong đã được tính lại hạn" in response.content.decode()
    exception = CalendarException.objects.get(day=NEW_HOLIDAY)
    assert exception.registered_by == newsroom.administrator
    with clock.held_at(LATER.replace(hour=16)):
        response = client.post(
            reverse("editorial_calendarexception_modeladmin_delete", args=[exception.pk]), follow=True
        )
    assert "1 hồ sơ chưa xong đã được tính lại hạn" in response.content.decode()
    assert Submission.objects.get().due_on == date(2026, 11, 27)


def test_a_day_of_the_first_register_is_switched_off_not_deleted(newsroom: Newsroom):
    client = Client()
    client.force_login(newsroom.administrator)
    seeded = CalendarException.objects.get(day=date(2026, 11, 24))
    with clock.held_at(LATER):
        response = client.post(reverse("editorial_calendarexception_modeladmin_delete", args=[seeded.pk]))
    assert "Ngày thường" in response.content.decode()
    assert CalendarException.objects.filter(pk=seeded.pk).exists()


def test_the_site_starts_with_the_days_known_and_keeps_what_an_administrator_changed(newsroom: Newsroom):
    assert CalendarException.objects.count() == len(SEED_EXCEPTIONS)
    CalendarException.objects.filter(day=date(2026, 11, 24)).update(kind=DayKind.ORDINARY)
    calendar_changes.seed_calendar()
    assert CalendarException.objects.get(day=date(2026, 11, 24)).kind == DayKind.ORDINARY
    assert CalendarException.objects.count() == len(SEED_EXCEPTIONS)
