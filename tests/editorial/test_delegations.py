"""The Deputy's authority: which delegations stand together, when one begins and ends, what a revocation does."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from editorial import approval, clock, delegating, submissions
from editorial.models import ApprovalDelegation, PublicationRecord
from editorial.refusals import Refused
from tests.newsroom import MOMENT, TODAY, VIETNAM, Newsroom, build_newsroom

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 10)
ONE_DAY = timedelta(days=1)
pytestmark = pytest.mark.clause("R6.2a")


def last_second_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM)


def midnight_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 0, 0, 0, tzinfo=VIETNAM)


def delegation(newsroom: Newsroom, **values) -> ApprovalDelegation:
    fields = {
        "deputy": newsroom.deputy,
        "granted_by": newsroom.head,
        "document_number": "99/UQ-BBT",
        "signed_on": TODAY,
        "starts_on": FIRST,
        "ends_on": LAST,
        "categories": ["activity"],
    }
    return ApprovalDelegation(**{**fields, **values})


def given(newsroom: Newsroom, **values) -> ApprovalDelegation:
    row = delegation(newsroom, **{"document_number": "15/UQ-BBT", **values})
    row.full_clean()
    row.save()
    return row


@pytest.mark.parametrize(
    ("given_scope", "new_scope", "shared"),
    [
        (["activity"], ["activity"], True),
        (["activity", "policy"], ["policy", "results"], True),
        (["activity"], ["policy"], False),
        ([], ["policy"], True),
        (["policy"], [], True),
        ([], [], True),
    ],
)
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "same_days"),
    [
        (FIRST - 5 * ONE_DAY, FIRST - ONE_DAY, False),
        (FIRST - 5 * ONE_DAY, FIRST, True),
        (FIRST + ONE_DAY, LAST - ONE_DAY, True),
        (LAST, LAST + ONE_DAY, True),
        (LAST + ONE_DAY, LAST + 5 * ONE_DAY, False),
    ],
)
def test_two_delegations_contradict_when_days_and_scope_are_shared(
    newsroom: Newsroom, given_scope, new_scope, shared, starts_on, ends_on, same_days
):
    given(newsroom, categories=given_scope)
    new = delegation(newsroom, categories=new_scope, starts_on=starts_on, ends_on=ends_on, signed_on=TODAY)
    if shared and same_days:
        with pytest.raises(ValidationError, match="15/UQ-BBT"):
            new.full_clean()
    else:
        new.full_clean()


def test_a_revoked_delegation_makes_room_from_the_day_of_its_revocation(newsroom: Newsroom):
    given(newsroom, revoked_on=FIRST + 3 * ONE_DAY, revocation_number="16/TH")
    delegation(newsroom, starts_on=FIRST + 3 * ONE_DAY).full_clean()
    with pytest.raises(ValidationError, match="15/UQ-BBT"):
        delegation(newsroom, starts_on=FIRST + 2 * ONE_DAY).full_clean()


def test_a_delegation_revoked_before_it_began_contradicts_nothing(newsroom: Newsroom):
    given(newsroom, revoked_on=FIRST, revocation_number="16/TH")
    delegation(newsroom, starts_on=FIRST - ONE_DAY, ends_on=LAST + ONE_DAY).full_clean()


def test_an_approval_after_revocation_and_renewal_names_the_new_delegation(newsroom: Newsroom):
    given(newsroom, starts_on=TODAY, ends_on=LAST, revoked_on=TODAY, revocation_number="16/TH")
    renewed = given(newsroom, document_number="17/UQ-BBT", starts_on=TODAY, ends_on=LAST)
    submission = newsroom.approving()
    submissions.approve(submission, by=newsroom.deputy, at=MOMENT)
    assert PublicationRecord.objects.get(submission=submission).delegation == renewed


@pytest.mark.parametrize("zone", [VIETNAM, UTC])
def test_a_delegation_ends_by_itself_at_midnight_in_vietnam(newsroom: Newsroom, zone):
    newsroom.delegate(ends_on=TODAY)
    first, second = newsroom.approving(), newsroom.approving()
    before, after = last_second_of(TODAY).astimezone(zone), midnight_of(TODAY + ONE_DAY).astimezone(zone)
    with clock.held_at(before):
        assert approval.approval_obstacles(first, newsroom.deputy, on=clock.today()) == []
    submissions.approve(first, by=newsroom.deputy, at=before)
    with clock.held_at(after):
        assert "đã hết hiệu lực sau ngày 23/11/2026" in " ".join(
            approval.approval_obstacles(second, newsroom.deputy, on=clock.today())
        )
    with pytest.raises(Refused, match="15/UQ-BBT"):
        submissions.approve(second, by=newsroom.deputy, at=after)
    second.page.refresh_from_db()
    assert not second.page.live


@pytest.mark.parametrize("zone", [VIETNAM, UTC])
def test_a_delegation_begins_at_midnight_in_vietnam_and_not_before(newsroom: Newsroom, zone):
    newsroom.delegate(starts_on=TODAY + ONE_DAY, ends_on=TODAY + ONE_DAY)
    submission = newsroom.approving()
    with pytest.raises(Refused):
        submissions.approve(submission, by=newsroom.deputy, at=last_second_of(TODAY).astimezone(zone))
    submissions.approve(submission, by=newsroom.deputy, at=midnight_of(TODAY + ONE_DAY).astimezone(zone))
    submission.refresh_from_db()
    assert submission.state == submission.State.PUBLISHED


def test_a_revocation_takes_effect_at_midnight_of_its_day(newsroom: Newsroom):
    newsroom.delegate(revoked_on=TODAY + ONE_DAY, revocation_number="16/TH-BBT")
    first, second = newsroom.approving(), newsroom.approving()
    submissions.approve(first, by=newsroom.deputy, at=last_second_of(TODAY))
    with pytest.raises(Refused, match="16/TH-BBT"):
        submissions.approve(second, by=newsroom.deputy, at=midnight_of(TODAY + ONE_DAY))


def test_a_delegation_gives_nothing_once_the_deputys_post_has_ended(newsroom: Newsroom):
    newsroom.delegate()
    newsroom.deputy.appointments.update(ends_on=TODAY)
    submission = newsroom.approving()
    with pytest.raises(Refused):
        submissions.approve(submission, by=newsroom.deputy, at=midnight_of(TODAY + ONE_DAY))
    submissions.approve(submission, by=newsroom.deputy, at=last_second_of(TODAY))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"categories": ["policy"]}, "chỉ thu hồi"),
        ({"ends_on": LAST + ONE_DAY}, "chỉ thu hồi"),
        ({"document_number": "khac"}, "chỉ thu hồi"),
        ({"revoked_on": TODAY - ONE_DAY, "revocation_number": "16/TH"}, "đã có quyết định theo văn bản này"),
        ({"revoked_on": LAST + ONE_DAY, "revocation_number": "16/TH"}, "tự hết hiệu lực"),
    ],
)
def test_code_cannot_rewrite_a_delegation_that_was_used_either(newsroom: Newsroom, changes, sentence):
    row = given(newsroom, starts_on=TODAY)
    submissions.approve(newsroom.approving(), by=newsroom.deputy, at=MOMENT)
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError, match=sentence):
        row.full_clean()


def test_a_refusal_under_a_delegation_counts_as_its_use(newsroom: Newsroom):
    row = given(newsroom, starts_on=TODAY)
    submissions.refuse(newsroom.approving(), by=newsroom.deputy, at=MOMENT, ground="poor_quality", sentence="Viết lại.")
    assert delegating.last_use(row) == TODAY


def test_a_delegation_not_yet_used_may_be_corrected(newsroom: Newsroom):
    row = given(newsroom)
    row.categories, row.ends_on = ["policy"], LAST - ONE_DAY
    row.full_clean()


def test_a_delegation_used_today_may_be_revoked_today(newsroom: Newsroom):
    row = given(newsroom, starts_on=TODAY)
    submissions.approve(newsroom.approving(), by=newsroom.deputy, at=MOMENT)
    row.revoked_on, row.revocation_number = TODAY, "16/TH"
    row.full_clean()


def test_a_revocation_stands(newsroom: Newsroom):
    row = given(newsroom, revoked_on=FIRST, revocation_number="16/TH")
    row.revoked_on, row.revocation_number = None, ""
    with pytest.raises(ValidationError, match="16/TH"):
        row.full_clean()


def test_an_unknown_category_is_refused(newsroom: Newsroom):
    with pytest.raises(ValidationError, match="khong-co"):
        delegation(newsroom, categories=["khong-co"]).full_clean()


@pytest.mark.parametrize("ends_on", [FIRST, LAST - ONE_DAY])
def test_a_delegation_reaches_no_further_than_the_deputys_posts(newsroom: Newsroom, ends_on):
    newsroom.deputy.appointments.update(ends_on=ends_on)
    with pytest.raises(ValidationError, match=f"{ends_on + ONE_DAY:%d/%m/%Y}"):
        delegation(newsroom).full_clean()


@pytest.mark.parametrize("register", ["delegation", "appointment"])
def test_of_two_administrators_who_enter_contradicting_rows_at_once_one_is_refused(transactional_db, register):
    newsroom = build_newsroom()
    if register == "delegation":
        address = reverse("editorial_approvaldelegation_modeladmin_create")
        forms = [
            {
                "deputy": newsroom.deputy.pk,
                "granted_by": newsroom.head.pk,
                "document_number": number,
                "signed_on": "23/11/2026",
                "categories": ["all"],
                "starts_on": "01/12/2026",
                "ends_on": "10/12/2026",
            }
            for number in ("31/UQ", "32/UQ")
        ]
        rows = ApprovalDelegation.objects
    else:
        address = reverse("agencies_appointment_modeladmin_create")
        forms = [
            {
                "user": person.pk,
                "agency": newsroom.department.pk,
                "post": "unit_head",
                "decision_number": "31/QĐ",
                "decided_on": "23/11/2026",
                "starts_on": "01/12/2026",
            }
            for person in (newsroom.member, newsroom.other_member)
        ]
        rows = newsroom.department.appointments.filter(post="unit_head")
    start = threading.Barrier(2)
    answers: list[int] = []

    def enter(form: dict) -> None:
        client = Client()
        client.force_login(newsroom.superuser)
        start.wait()
        with clock.held_at(MOMENT):
            answers.append(client.post(address, form).status_code)
        connection.close()

    threads = [threading.Thread(target=enter, args=[form]) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]
    assert rows.count() == 1
