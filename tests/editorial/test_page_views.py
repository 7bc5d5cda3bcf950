"""How often items are read: counted on every answer, kept copies too, and nothing else is kept."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from editorial import clock, page_views
from editorial.models import PageViews
from editorial.templatetags.vietnamese_numbers import grouped
from tests.newsroom import MOMENT, TODAY, Newsroom

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
MACHINE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture(autouse=True)
def nothing_waits():
    page_views.waiting.take(only_if_due=False)
    with clock.held_at(MOMENT):
        yield
    page_views.waiting.take(only_if_due=False)


@pytest.fixture
def reader() -> Client:
    return Client(headers={"user-agent": PERSON})


def counted(page) -> list[tuple]:
    page_views.write_down()
    return list(PageViews.objects.filter(page_id=page.pk).values_list("day", "agency_id", "people", "machines"))


def test_people_and_machines_are_counted_apart_and_nobody_is_told_how(newsroom: Newsroom, reader: Client):
    page = newsroom.published()
    answers = [reader.get(page.url) for _ in range(3)]
    reader.get(page.url, headers={"user-agent": MACHINE})
    reader.get(page.url, headers={"user-agent": ""})
    assert not any(answer.has_header(page_views.HEADER) or answer.cookies for answer in answers)
    assert counted(page) == [(TODAY, newsroom.health.pk, 3, 2)]
    kept = {field.name for field in PageViews._meta.get_fields()}
    assert kept == {"id", "day", "page", "agency", "people", "machines"}


def test_a_kept_copy_and_an_unchanged_page_are_readings_too(newsroom: Newsroom, reader: Client, settings):
    settings.PUBLIC_PAGES_KEPT = True
    page = newsroom.published()
    first = reader.get(page.url)
    again = reader.get(page.url, headers={"if-none-match": first.headers["ETag"]})
    reader.get(page.url)
    assert again.status_code == 304 and not again.has_header(page_views.HEADER)
    assert counted(page) == [(TODAY, newsroom.health.pk, 3, 0)]


def test_what_is_no_reading_is_not_counted(newsroom: Newsroom, reader: Client):
    page = newsroom.published()
    reader.get(f"{page.url}?in")
    reader.get(page.url, headers={"sec-purpose": "prefetch"})
    reader.head(page.url)
    reader.get("/tin-tuc/")
    reader.get("/khong-co/")
    reader.force_login(newsroom.officer)
    reader.get(page.url)
    assert counted(page) == []


def test_counts_are_written_together_added_up_and_not_lost_when_the_database_refuses(
    newsroom: Newsroom, reader: Client, monkeypatch
):
    page = newsroom.published()
    reader.get(page.url)
    assert not PageViews.objects.exists()  # a reader waits for no writing
    write = page_views._write

    def refuse(counts):
        raise DatabaseError

    monkeypatch.setattr(page_views, "_write", refuse)
    page_views.write_down()
    monkeypatch.setattr(page_views, "_write", write)
    assert counted(page) == [(TODAY, newsroom.health.pk, 1, 0)]
    reader.get(page.url)
    monkeypatch.setattr(page_views, "WRITE_EVERY", 0)
    page_views.write_when_due(None)
    assert PageViews.objects.get().people == 2
    with clock.held_at(MOMENT + timedelta(days=1)):
        reader.get(page.url)
        assert len(counted(page)) == 2


def test_the_newsroom_sees_the_figures_by_agency_item_and_day(newsroom: Newsroom, reader: Client):
    page = newsroom.published()
    for _ in range(4):
        reader.get(page.url)
    staff = Client()
    staff.force_login(newsroom.member)
    shown = staff.get("/quan-tri/luot-xem/?coquan=so-y-te").content.decode()
    assert page.title in shown and "4 lượt xem" in shown
    assert "Sở Y tế" in staff.get("/quan-tri/luot-xem/?ky=7").content.decode()
    assert page.title not in staff.get("/quan-tri/luot-xem/?coquan=so-tai-chinh").content.decode()
    days = staff.get(f"/quan-tri/luot-xem/{page.pk}/").content.decode()
    assert "23/11/2026" in days and "<td>4</td>" in days
    assert staff.get("/quan-tri/luot-xem/?ky=8").status_code == 404


def test_counts_are_written_as_vietnam_writes_numbers():
    assert grouped(1234567) == "1.234.567" and grouped(999) == "999"
