"""The search server: it follows the index, and nobody misses it while it is away."""

import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from django.conf import settings
from django.db import connection

from search import changes, writing
from search.asking import SearchQuestion, answer
from search.engines import choice
from search.entries import EntryTexts, PassageText
from tests.newsroom import TODAY

pytestmark = pytest.mark.django_db
ON_SERVER = "URLS" in settings.WAGTAILSEARCH_BACKENDS["default"]
needs_server = pytest.mark.skipif(not ON_SERVER, reason="SEARCH_URL is empty: no search server to ask")


@pytest.fixture(autouse=True)
def nobody_left_the_server_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another test left behind is not this one's: a server is left alone for half a minute."""
    monkeypatch.setattr(choice, "_left_alone_until", 0.0)


def put(page_id: int, title: str, text: str = "") -> None:
    writing.write_texts([(page_id, EntryTexts(title, passages=(PassageText(text=text),)))])


def found(text: str) -> tuple[list[int], str]:
    answered = answer(SearchQuestion(text=text, on=TODAY))
    return [hit.page_id for hit in answered.hits], answered.engine


@pytest.fixture
def unreachable(settings) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "search.backends.elasticsearch", "URLS": ["http://127.0.0.1:9"], "INDEX_PREFIX": "none_"}
    }


def test_while_the_server_is_down_the_database_answers_and_the_log_says_so(
    unreachable, caplog: pytest.LogCaptureFixture
) -> None:
    put(1, "Kế hoạch cải cách hành chính")
    with caplog.at_level(logging.WARNING, logger="cchc.search"):
        assert found("cai cach") == ([1], connection.vendor)
        assert found("cai cach") == ([1], connection.vendor)
    said = [record.getMessage() for record in caplog.records if record.name == "cchc.search"]
    assert len(said) == 1  # it is left alone for a while, and not asked again at every search
    assert said[0].startswith("cchc.search.server_down")


class Stranger(BaseHTTPRequestHandler):
    """What may stand at the server's address: an Elasticsearch of an older version, another search server, a proxy's page."""

    answers: ClassVar[dict] = {
        "older": (
            400,
            {"X-Elastic-Product": "Elasticsearch"},
            '{"error": {"type": "media_type_header_exception"}, "status": 400}',
        ),
        "another": (200, {"Content-Type": "application/json"}, '{"version": {"distribution": "opensearch"}}'),
        "page": (502, {"Content-Type": "text/html"}, "<html>Bad Gateway</html>"),
    }
    kind = ""

    def answer(self) -> None:
        status, headers, body = self.answers[self.kind]
        self.send_response(status)
        for name, value in {"Content-Type": "application/vnd.elasticsearch+json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode() if self.command != "HEAD" else b"")

    do_GET = do_POST = do_PUT = do_HEAD = answer

    def log_message(self, *args) -> None:
        pass


@pytest.mark.parametrize("kind", ["older", "another", "page"])
def test_whatever_answers_at_the_servers_address_the_database_answers_the_citizen(kind: str, settings, caplog) -> None:
    stranger = ThreadingHTTPServer(("127.0.0.1", 0), type("", (Stranger,), {"kind": kind}))
    Thread(target=stranger.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{stranger.server_port}"
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "search.backends.elasticsearch", "URLS": [url], "INDEX_PREFIX": "none_"}
    }
    try:
        put(1, "Kế hoạch cải cách hành chính")
        assert found("cai cach") == ([1], connection.vendor)
    finally:
        stranger.shutdown()
        stranger.server_close()
    assert "cchc.search.server_down" in caplog.text


def test_a_rolled_back_change_is_no_change_for_who_follows(django_db_blocker) -> None:
    put(1, "Một")
    here = changes.newest(using="default")
    put(2, "Hai")
    news = changes.since(here, using="default")
    assert (list(news.page_ids), news.is_whole) == ([2], False)
    stranger = changes.Place(here.change, "another mark")
    assert changes.since(stranger, using="default").is_whole
    ahead = changes.since(changes.Place(here.change + 100, "of a log that was put back"), using="default")
    assert ahead.is_whole
    assert ahead.place == news.place


@needs_server
def test_the_server_answers_and_follows_what_is_written_and_removed() -> None:
    put(1, "Kế hoạch cải cách hành chính", "Đẩy mạnh chuyển đổi số.")
    assert found("chuyen doi so") == ([1], "elasticsearch")
    put(2, "Báo cáo", "Kết quả chuyển đổi số.")
    ids, engine = found("chuyển đổi số")
    assert (sorted(ids), engine) == ([1, 2], "elasticsearch")
    writing.remove_entries([1])
    assert found("chuyển đổi số") == ([2], "elasticsearch")


@needs_server
def test_a_server_that_was_away_catches_up_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    put(1, "Kế hoạch cải cách")
    assert found("cải cách")[1] == "elasticsearch"
    choice.leave_alone(ConnectionError())
    put(2, "Báo cáo cải cách")
    ids, engine = found("cải cách")
    assert (sorted(ids), engine) == ([1, 2], connection.vendor)
    monkeypatch.setattr(choice, "_left_alone_until", 0.0)
    ids, engine = found("cải cách")
    assert (sorted(ids), engine) == ([1, 2], "elasticsearch")


@needs_server
def test_while_the_index_is_made_anew_the_old_one_answers() -> None:
    put(1, "Kế hoạch cải cách", "Đẩy mạnh chuyển đổi số.")
    server = choice.server_engine()
    filling = server.send_all(using="default")
    assert next(filling) == 1
    assert found("chuyển đổi số") == ([1], "elasticsearch")
    assert not list(filling)
    assert found("chuyển đổi số") == ([1], "elasticsearch")
    assert len(server._indices()) == 1


@needs_server
def test_a_server_that_came_back_empty_is_filled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    put(1, "Kế hoạch cải cách")
    assert found("cải cách")[1] == "elasticsearch"
    choice.server_engine().remove()
    assert found("cải cách") == ([1], connection.vendor)
    monkeypatch.setattr(choice, "_left_alone_until", 0.0)
    assert found("cải cách") == ([1], "elasticsearch")


@needs_server
def test_much_is_sent_behind_the_back_of_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Later:
        def __init__(self, *, target, **kwargs) -> None:
            self.start = lambda: started.append(target)

    monkeypatch.setattr(choice, "FEW", 0)
    monkeypatch.setattr(choice, "Thread", Later)
    monkeypatch.setattr(choice, "_is_following", False)
    put(1, "Kế hoạch cải cách")
    assert found("cải cách") == ([1], connection.vendor)
    assert found("cải cách") == ([1], connection.vendor)
    assert len(started) == 1
