"""Journey 10: no screen of the newsroom stands in the way of those who work in it, in light and dark, on a phone too."""

from collections.abc import Iterator

import pytest
from django.db import connection

from agencies.models import User
from feedback import error_reports
from tests import axe
from tests.documents.batch_tools import sent_with_warnings
from tests.journeys.steps import Visitor, log_in
from tests.newsroom import MOMENT, Newsroom

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="Màn hình như nhau trên mọi cơ sở dữ liệu: xem một lần, trên SQLite."
    ),
]
# One of each kind: a tree, a list with dates that end, a list of short forms. The others are drawn by the same templates.
REGISTERS = ("so-co-quan", "so-uy-quyen", "so-tu-viet-tat")


def screens(newsroom: Newsroom) -> Iterator[tuple[User, list[str]]]:
    """Yield who works on which of the house's own screens: late, returned, refused and withdrawn things among them."""
    checking = newsroom.checking(newsroom.draft(title="Tin quá hạn kiểm tra"), at=MOMENT)
    approving = newsroom.approving(newsroom.draft(title="Tin chờ phê duyệt"), at=MOMENT)
    unconfirmed = newsroom.submitted(newsroom.draft(title="Tin chờ xác nhận"), at=MOMENT)
    page = newsroom.published(newsroom.draft(title="Tin đã đăng"), at=MOMENT)
    record = page.publication_records.latest("sequence")
    report = error_reports.receive(page, quote="Tin", message="Sai ngày.", contact="", at=MOMENT)
    batch = sent_with_warnings(newsroom)
    yield newsroom.officer, ["", "viet-tin-bai/", "them-van-ban/", "huong-dan/", "huong-dan/man-hinh/"]
    yield newsroom.unit_head, ["", f"xac-nhan/{unconfirmed.pk}/"]
    yield (
        newsroom.member,
        [
            "",
            f"ban-lam-viec/?xu-ly={checking.pk}",
            "hang-cho/?xem=tat-ca",
            f"ho-so/{checking.pk}/",
            "dot-trinh/",
            f"dot-trinh/{batch.pk}/",
            "nhap-van-ban/",
            "bao-loi/",
            f"bao-loi/{report.pk}/",
            f"lich-su/{page.pk}/",
            "ho-so-luu/",
            f"ho-so-luu/{record.sequence}/",
            "luot-xem/",
        ],
    )
    yield newsroom.head, ["", f"ho-so/{approving.pk}/", f"thu-hoi/{page.pk}/"]
    yield newsroom.administrator, [f"{register}/" for register in REGISTERS]


def test_axe_finds_nothing_on_the_newsrooms_own_screens(visitor: Visitor, newsroom: Newsroom):
    found = {}
    for user, addresses in list(screens(newsroom)):
        window = log_in(visitor, user)
        for address in addresses:
            response = window.goto(f"/quan-tri/{address}")
            assert response.status == 200, address
            found[user.username, address] = axe.problems_in_every_look(window)
    assert [f"{place}: {problem}" for place, problems in found.items() for problem in problems] == []


def test_axe_finds_nothing_on_a_screen_whose_help_is_open(visitor: Visitor, newsroom: Newsroom):
    window = log_in(visitor, newsroom.member)
    window.goto("/quan-tri/hang-cho/")
    window.locator(".screen-help summary").focus()
    window.keyboard.press("Enter")
    assert window.locator(".screen-help__text h2").inner_text() == "Hàng chờ"
    assert axe.problems_in_every_look(window) == []
    window.get_by_role("link", name="Mở mục này trong Hướng dẫn").click()
    assert window.locator(":target").inner_text() == "Hàng chờ"
