"""What every test may ask for: a clean database, an empty cache, Debian's Chromium."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles.handlers import StaticFilesHandler, StaticFilesHandlerMixin
from django.core.cache import caches
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import TransactionTestCase
from django.test.testcases import _MediaFilesHandler
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from editorial import page_views
from home import navigation
from tests import database_snapshot
from tests.newsroom import Newsroom
from tests.newsroom_rows import NewsroomRows

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # Nothing outside the site is fetched. (Playwright's own way to refuse it would turn the browser's cache off.)
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]
PATIENCE_MS = 60_000
WINDOW_WIDTH = int(os.environ.get("WINDOW_WIDTH") or 1280)

# The speed of a busy machine is not what any test judges.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


def _keep_static_files(self: StaticFilesHandler, request: HttpRequest) -> HttpResponse:
    """A browser keeps the files of the admin from one page to the next, as it does with a real server."""
    response = StaticFilesHandlerMixin.serve(self, request)
    response.headers["Cache-Control"] = "max-age=600"
    return response


StaticFilesHandler.serve = _keep_static_files
# Django's live server would hand out every uploaded file by itself, past the view that asks who may read it.
_MediaFilesHandler._should_handle = lambda self, path: False


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: Any
) -> bool:
    """Start from the migrated database of an earlier run where its migrations were the same."""
    with django_db_blocker.unblock():
        return database_snapshot.begin_from_kept(connections["default"]) or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool) -> None:
    """Remember the database as the migrations left it, and put that back after each test that commits."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        snapshot = database_snapshot.take(connection)
        if not django_db_keepdb:
            snapshot.keep(connection)

    def put_back(test_case: TransactionTestCase) -> None:
        snapshot.put_back(connection)
        ContentType.objects.clear_cache()

    TransactionTestCase._fixture_teardown = put_back


@pytest.fixture(scope="session")
def newsroom_rows(django_db_setup: None, django_db_blocker: Any) -> NewsroomRows:
    with django_db_blocker.unblock():
        return NewsroomRows(connections["default"])


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Wagtail keeps the addresses of its sites in the cache; they must not outlive the test that made them.

    Every cache, not those this thread has opened: what a cache in memory holds outlives the opening, and a test that changes
    the setting closes them all.
    """
    for cache in caches.all():
        cache.clear()
    navigation.forget_tree()


@pytest.fixture(autouse=True)
def no_page_views_wait() -> None:
    """Counts of an earlier test's pages must not be written into this test's rows."""
    page_views.waiting.take(only_if_due=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; tests that need it are skipped by name where it is absent."""
    if not CHROMIUM.exists():
        pytest.skip(f"Không có Chromium tại {CHROMIUM}: hành trình này không được chạy (apt-get install chromium).")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    # Playwright keeps an event loop in this thread. Django takes that for asynchronous code, refuses the database there,
    # and looks for connections in another place: permit the one, and put the connections into the other.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    before = {alias: connections[alias] for alias in connections}
    with sync_playwright() as playwright:
        for alias, connection in before.items():
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(
    request: pytest.FixtureRequest, chromium: Any, transactional_db: None, live_server: Any, settings: Any
) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a browser window of a person of their own, with their own cookies.

    Its windows are as wide as WINDOW_WIDTH says, in pixels: a desk's, if it is silent. Public pages are kept, as in life.
    Of a failed test each window's picture is kept in var/failures.
    """
    settings.PUBLIC_PAGES_KEPT = True
    windows: list[Any] = []

    def open_window(**options: Any) -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **{"viewport": {"width": WINDOW_WIDTH, "height": 900}, **options},
        )
        context.set_default_timeout(PATIENCE_MS)
        windows.append(context.new_page())
        return windows[-1]

    yield open_window
    for index, window in enumerate(windows):
        if request.node.stash.get(FAILED, False):
            name = re.sub(r"\W+", "-", request.node.name)
            window.screenshot(path=site_settings.VAR_DIR / "failures" / f"{name}-{index}.png", full_page=True)
        window.context.close()


@pytest.fixture
def newsroom(db: None, newsroom_rows: NewsroomRows) -> Newsroom:
    """One person per role, three agencies, the site's first structure."""
    return newsroom_rows.put_in(connections["default"])
