"""A query prepared once gives what the ordinary one gives, for every value, in every thread."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agencies.models import Appointment, User
from agencies.prepared import Prepared
from editorial.models import Submission
from tests.newsroom import TODAY, Newsroom


def held(user_id: int, on: date):
    return Appointment.objects.filter(user_id=user_id).in_force(on=on).select_related("agency", "user")


def facts(row) -> dict:
    related = [getattr(row, name) for name in ("agency", "user", "page") if row._state.fields_cache.get(name)]
    return {**row.__dict__, "_state": row._state.db, "related": [{**one.__dict__, "_state": None} for one in related]}


@pytest.mark.django_db
def test_rows_and_what_is_read_with_them_are_the_same_for_every_value(newsroom: Newsroom):
    prepared = Prepared(held)
    Appointment.objects.filter(user=newsroom.head).update(ends_on=TODAY)
    seen = set()
    for user in User.objects.all():
        for on in (TODAY - timedelta(days=20_000), TODAY, TODAY + timedelta(days=1)):
            with CaptureQueriesContext(connection) as queries:
                rows = prepared(user.pk, on)
                assert [facts(row) for row in rows] == [facts(row) for row in held(user.pk, on)]
                for row in rows:
                    assert (row.agency.name, row.user.username) != ("", "")
            assert len(queries) == 2
            seen.add(len(rows))
    assert {0, 1} <= seen


@pytest.mark.django_db
def test_moments_numbers_and_json_come_back_as_they_are_kept(newsroom: Newsroom):
    submission = newsroom.approving()
    shape = lambda pk: Submission.objects.select_for_update(of=("self",)).select_related("page").filter(pk=pk)  # noqa: E731
    prepared = Prepared(shape)
    with transaction.atomic():
        for _ in range(2):
            (row,) = prepared(submission.pk)
            assert facts(row) == facts(shape(submission.pk).get())
        assert prepared(0) == []
    assert row.checklist == submission.checklist != []
    row.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_each_thread_prepares_its_own(newsroom: Newsroom):
    prepared, found = Prepared(held), []

    def ask() -> None:
        found.append([row.pk for row in prepared(newsroom.head.pk, TODAY)])
        connection.close()

    ask()
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
        thread.join()
    assert found[0]
    assert found == [found[0]] * 3
