"""While the site is being mended its readers are told so, and those who mend it get in."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from home import maintenance
from tests.newsroom import MOMENT, Newsroom


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_readers_are_told_when_to_come_back_and_the_admin_stays_open(newsroom: Newsroom, client: Client, settings):
    settings.PUBLIC_PAGES_KEPT = True
    assert client.get("/").status_code == 200  # kept, and not sent again meanwhile
    maintenance.begin(until=MOMENT + timedelta(hours=1))
    closed = client.get("/")
    assert (closed.status_code, closed.headers["Retry-After"]) == (503, "3601")
    assert closed.headers["Cache-Control"] == "no-store"
    assert "Dự kiến mở lại lúc <strong>10:00 ngày 23/11/2026" in closed.content.decode()
    assert client.get("/api/v1/items").json()["detail"] == maintenance.SENTENCE
    client.force_login(newsroom.administrator)
    assert client.get("/quan-tri/").status_code == 200
    assert client.get("/tep/khong-co.pdf").status_code == 404  # not closed: pictures show in the admin
    maintenance.end()
    assert client.get("/").status_code == 200


def test_an_end_that_has_passed_is_not_promised(newsroom: Newsroom, client: Client):
    maintenance.begin(until=MOMENT - timedelta(minutes=1))
    closed = client.get("/")
    assert (closed.status_code, closed.headers["Retry-After"]) == (503, "600")
    assert "Vui lòng quay lại" in closed.content.decode()


def test_the_command_closes_opens_and_writes_the_page_for_the_web_server():
    call_command("maintenance", "on", stdout=io.StringIO())
    assert maintenance.is_on() and maintenance.ends_at() is None
    call_command("maintenance", "off", stdout=io.StringIO())
    assert not maintenance.is_on()
    written = io.StringIO()
    call_command("maintenance", "page", stdout=written)
    assert "<h1>Trang đang bảo trì</h1>" in written.getvalue()
    assert 'rel="stylesheet"' not in written.getvalue()
    for until in ("25h", "01/01/2020 08:00"):
        with pytest.raises(CommandError):
            call_command("maintenance", "on", until=until)
