"""What follows a publication follows surely: after the commit, out of the request, whatever dies or is withdrawn meanwhile."""

import io
import threading
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, ReferenceIndex

from editorial import archiving, clock, following, notifications, submissions
from editorial.models import PublicationToFollow
from search import later
from search.models import PageEntry, SearchEntry
from tests.newsroom import MOMENT, Newsroom

LATER = MOMENT + timedelta(hours=2)
WITHDRAWAL = {"decision_number": "20/QĐ-SNV", "reason": "Số liệu sai", "display": "gone"}


@pytest.fixture
def followed_later(settings, monkeypatch):
    """As the site runs; the thread is not begun: what would be left if the process died right after the commit."""
    settings.PUBLICATIONS_FOLLOWED_LATER = True
    monkeypatch.setattr(following.follower, "wake", lambda: None)


def references(page) -> int:
    pages = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(base_content_type=pages, object_id=str(page.pk)).count()


def approved(newsroom: Newsroom, **fields) -> Page:
    submission = newsroom.approving(newsroom.draft(**fields))
    PageEntry.objects.filter(page_id=submission.page_id).delete()
    ReferenceIndex.objects.filter(object_id=str(submission.page_id)).delete()
    newsroom.officer.email = "canbo@soctrang.example.vn"
    newsroom.officer.save()
    mail.outbox.clear()
    submissions.approve(submission, by=newsroom.head, at=LATER)
    return Page.objects.get(pk=submission.page_id).specific


@pytest.mark.django_db
def test_a_publication_whose_process_died_is_followed_by_the_command(
    newsroom: Newsroom, followed_later, django_capture_on_commit_callbacks
):
    page = approved(newsroom)
    assert page.live
    assert PublicationToFollow.objects.filter(page_id=page.pk).exists()
    for index in (PageEntry, SearchEntry):
        assert not index.objects.filter(page_id=page.pk).exists()
    assert (references(page), mail.outbox) == (0, [])
    out = io.StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("follow_publications", stdout=out)
    assert "của 1 tin bài" in out.getvalue()
    for index in (PageEntry, SearchEntry):
        assert index.objects.filter(page_id=page.pk).exists()
    assert references(page) > 0
    assert [message.to for message in mail.outbox] == [[newsroom.officer.email]]
    assert not PublicationToFollow.objects.exists()
    call_command("follow_publications", stdout=io.StringIO())
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_mail_whose_process_died_before_it_was_out_is_sent_by_the_next_and_once(
    newsroom: Newsroom, followed_later, django_capture_on_commit_callbacks, monkeypatch
):
    page = approved(newsroom)
    with monkeypatch.context() as dying:
        dying.setattr(following, "_tell", lambda pk: None)
        with django_capture_on_commit_callbacks(execute=True):
            assert following.follow_all() == (1, 0)
    assert SearchEntry.objects.filter(page_id=page.pk).exists()
    assert mail.outbox == []
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert following.follow_all() == (0, 0)
    assert [message.to for message in mail.outbox] == [[newsroom.officer.email]]
    assert not PublicationToFollow.objects.exists()


@pytest.mark.django_db
def test_a_mail_that_the_server_did_not_take_is_tried_again_later_under_the_same_name(
    newsroom: Newsroom, followed_later, django_capture_on_commit_callbacks, monkeypatch
):
    approved(newsroom)
    names = []

    def turn(at):
        with clock.held_at(at), django_capture_on_commit_callbacks(execute=True):
            following.follow_all()

    class Away:
        def send_messages(self, messages):
            names.extend(message.extra_headers["Message-ID"] for message in messages)
            raise OSError

    with monkeypatch.context() as away:
        away.setattr(notifications, "get_connection", Away)
        turn(LATER)
        turn(LATER + timedelta(minutes=5))  # as if another process still sent it
        assert len(names) == 1
    assert PublicationToFollow.objects.count() == 1
    turn(LATER + following.MAIL_AGAIN_AFTER + timedelta(minutes=1))
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == names
    assert not PublicationToFollow.objects.exists()


@pytest.mark.django_db
def test_what_was_withdrawn_before_it_was_followed_is_not_found(
    newsroom: Newsroom, followed_later, django_capture_on_commit_callbacks
):
    page = approved(newsroom)
    archiving.withdraw(page, by=newsroom.head, at=LATER + timedelta(minutes=1), **WITHDRAWAL)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert following.follow_all() == (1, 0)
    assert not SearchEntry.objects.filter(page_id=page.pk).exists()
    assert mail.outbox == []


@pytest.mark.django_db
def test_one_that_cannot_be_followed_stops_no_other_and_waits(newsroom: Newsroom, followed_later, monkeypatch, caplog):
    broken, good = approved(newsroom), approved(newsroom, title="Tin thứ hai", slug="tin-thu-hai")
    whole = later.write_indexes

    def failing(page_id: int):
        if page_id == broken.pk:
            connection.cursor().execute("SELECT 1 FROM no_such_table")
        return whole(page_id)

    monkeypatch.setattr(following, "write_indexes", failing)
    assert following.follow_all() == (1, 1)
    assert SearchEntry.objects.filter(page_id=good.pk).exists()
    assert [row.page_id for row in PublicationToFollow.objects.filter(indexed_at=None)] == [broken.pk]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [
        "cchc.publication.not_followed"
    ]
    with pytest.raises(CommandError, match="1 tin bài chưa làm được"):
        call_command("follow_publications", stdout=io.StringIO())


@pytest.mark.django_db(transaction=True)
def test_a_thread_follows_what_is_approved_and_ends(newsroom: Newsroom, settings, monkeypatch):
    """Several at once, while the approving goes on: on SQLite each waits its turn, and none is told the database is locked."""
    settings.PUBLICATIONS_FOLLOWED_LATER = True
    monkeypatch.setattr(following, "PAUSE", 0.01)
    pages = [approved(newsroom, title=f"Tin {number}", slug=f"tin-{number}") for number in range(3)]
    for thread in threading.enumerate():
        if thread.name == "following":
            thread.join(30)
    found = set(SearchEntry.objects.values_list("page_id", flat=True))
    assert {page.pk for page in pages} <= found
    assert not PublicationToFollow.objects.exists()
    assert "following" not in {thread.name for thread in threading.enumerate()}


def test_a_process_looks_once_for_what_an_earlier_one_left(settings, monkeypatch):
    woken: list[int] = []
    monkeypatch.setattr(following.follower, "wake", lambda: woken.append(1))
    settings.PUBLICATIONS_FOLLOWED_LATER = True
    following.install()
    for _ in range(2):
        following.request_finished.send(sender=None)
    assert woken == [1]
    following.install()
    settings.PUBLICATIONS_FOLLOWED_LATER = False
