"""What a person does with hand and eye, named: shared by the journeys in the browser."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from agencies.models import User
from tests.newsroom import PASSWORD

Visitor = Callable[..., Any]


def today() -> date:
    return timezone.localdate()


def log_in(visitor: Visitor, user: User, **options) -> Window:
    """Open a window of the person's own and log in, as they would."""
    window = visitor(**options)
    window.goto("/quan-tri/")
    window.fill("input[name=username]", user.username)
    window.fill("input[name=password]", PASSWORD)
    window.click("button[type=submit]")
    expect(window.get_by_role("heading", name="Bàn làm việc")).to_be_visible()
    return window


def start_writing(window: Window, category: str) -> None:
    """From the desk to an empty form, by the category's name."""
    window.goto("/quan-tri/")
    window.get_by_role("link", name="Viết tin bài").click()
    window.locator("main").get_by_role("link", name=category).first.click()
    expect(window.locator("input[name=title]")).to_be_visible()


def write_activity(window: Window, *, title: str, summary: str = "Đoàn kiểm tra làm việc với Sở Y tế.") -> None:
    window.fill("textarea[name=title], input[name=title]", title)
    window.fill("input[name=happened_on]", f"{today():%d/%m/%Y}")
    window.keyboard.press("Escape")
    window.select_option("select[name=level]", "department")
    window.fill("input[name=place]", "Sở Y tế")
    window.fill("textarea[name=summary]", summary)


def write_body(window: Window, words: str) -> None:
    """Add a block of text and type into it."""
    window.locator(".c-sf-add-button").first.click()
    window.get_by_role("option", name="Văn bản").first.click()
    window.locator(".public-DraftEditor-content").first.click()
    window.keyboard.type(words)


def open_tab(window: Window, name: str) -> None:
    window.get_by_role("tab", name=name).click()


def press_submit(window: Window) -> None:
    """Press "Trình duyệt" in the editor's footer."""
    wait_until_saved(window)
    button = window.locator("footer button[name=action-submit]")
    if not button.is_visible():
        window.locator("footer .w-dropdown__toggle").click()
    with window.expect_navigation():
        button.click()


def wait_until_saved(window: Window) -> None:
    """Let a save that the editor began by itself end."""
    window.wait_for_timeout(1500)


def unfold(window: Window, field: str) -> None:
    """Open the folded part of a screen that holds `field`, if it is folded."""
    for summary in window.locator(f"details:not([open]):has({field}) > summary").all():
        summary.click()


def act(window: Window, value: str) -> None:
    """Press the button of an act on a dossier's screen."""
    with window.expect_navigation():
        window.locator(f"button[name=act][value={value}]").click()


def classify_and_pass(window: Window) -> None:
    window.select_option("select[name=origin]", "own")
    window.select_option("select[name=content]", "news")
    window.select_option("select[name=purpose]", "information")
    for box in window.locator("input[name=checklist]").all():
        box.check()
    act(window, "chuyen-phe-duyet")


def open_dossier(window: Window, title: str) -> None:
    """From the desk to the dossier of an item."""
    window.goto("/quan-tri/")
    window.locator("main").get_by_role("link", name=title).first.click()
    window.wait_for_load_state()


def sees(window: Window, words: str) -> None:
    expect(window.locator("body")).to_contain_text(words)


def save_draft(window: Window) -> None:
    with window.expect_navigation():
        window.locator("footer button.action-save").click()
