"""Journey 9: no page of the public site stands in the way of a reader, whatever they see, hear or press with."""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.template.loader import render_to_string
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from editorial import archiving
from editorial.models import SiteDocument, SiteImage
from feedback import error_reports
from home.about_site import ensure_about_pages
from home.models import PlainPage
from tests import axe
from tests.editorial.sample_files import picture
from tests.home.conftest import KINDS, publish_one
from tests.journeys.steps import Visitor
from tests.newsroom import MOMENT, Newsroom

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="Trang gửi đi như nhau trên mọi cơ sở dữ liệu: xem một lần, trên SQLite."
    ),
]
# What stands at an address of its own, and what a reader may type there.
ADDRESSES = (
    "/",
    "/tin-tuc/",
    "/tin-tuc/hoat-dong/?cap=department",
    "/van-ban/",
    "/van-ban/?q=quy+che&hieu-luc=con-hieu-luc",
    "/tim-kiem/",
    "/tim-kiem/?q=kiem+tra",
    "/tim-kiem/?q=xyzxyz",
    "/so-do/",
    "/nguon-tin/",
    "/du-lieu-mo/",
    "/khong-co-trang-nay/",
)
FILMED = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
STANDING_ALONE = ("500.html", "maintenance.html")  # files that a server shows when nothing else of the site runs


def stored(name: str, content: bytes) -> SiteDocument:
    return SiteDocument.objects.create(title=name, file=ContentFile(content, name))


def body_of_every_block() -> list[tuple]:
    image = SiteImage.objects.create(
        title="Bộ phận Một cửa", alt_text="Quầy tiếp nhận hồ sơ", file=ImageFile(ContentFile(picture()), name="a.png")
    )
    shown = {"image": image, "caption": "Quầy tiếp nhận"}
    video, captions = stored("a.mp4", FILMED), stored("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:02.000\nXin\n")
    return [
        (
            "paragraph",
            "<h2>Nội dung</h2><p>Sáu lĩnh vực, <a href='/so-do/'>xem sơ đồ</a>.</p><ul><li>Một cửa</li></ul>",
        ),
        ("picture", shown),
        ("gallery", [shown, shown]),
        ("table", {"caption": "Kết quả", "data": "Đơn vị\tTỷ lệ\nSở Y tế\t81,5\n"}),
        ("quote", {"text": "Dân biết, dân bàn.", "source": "Phương châm"}),
        ("attachment", {"document": stored("ke-hoach.pdf", b"%PDF-1.4"), "title": "Kế hoạch"}),
        ("recording", {"document": video, "title": "Phóng sự", "captions": captions, "transcript": "Lời bình."}),
        ("recording", {"document": stored("a.mp3", b"ID3\x03"), "title": "Phát thanh", "transcript": "Lời."}),
    ]


def corrected(newsroom: Newsroom) -> Iterator[str]:
    """Yield the addresses of an item put right after a report: itself, the report's, the correction's."""
    page = newsroom.published()
    report = error_reports.receive(page, quote="sáu lĩnh vực", message="Phải là bảy lĩnh vực.", contact="", at=MOMENT)
    error_reports.accept(report, by=newsroom.head, at=MOMENT, answer="Đã sửa thành bảy lĩnh vực.")
    page.body = [("paragraph", "<p>Nội dung kiểm tra gồm bảy lĩnh vực.</p>")]
    page.save_revision(user=newsroom.officer)
    record = newsroom.published(page, at=MOMENT.replace(day=25)).publication_records.latest("sequence")
    yield from (page.url, f"/bao-loi/{page.pk}/?doan=sáu lĩnh vực", f"/bao-loi/ma/{report.code}/")
    yield f"/dinh-chinh/{record.sequence}/"


def withdrawn(newsroom: Newsroom, display: str) -> str:
    page = newsroom.published()
    archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Số liệu sai", display=display)
    return page.url


def addresses(newsroom: Newsroom) -> Iterator[str]:
    for category in KINDS:
        page = publish_one(newsroom, category)
        yield page.url
    yield f"{page.url}?in"
    yield newsroom.published(newsroom.draft(body=body_of_every_block())).url
    yield from corrected(newsroom)
    for display in ("gone", "notice"):
        yield withdrawn(newsroom, display)
    ensure_about_pages(newsroom.home_page)
    for page in PlainPage.objects.live():
        yield page.url
    yield from ADDRESSES


def test_axe_finds_nothing_on_any_page_in_light_and_dark_at_a_desk_and_on_a_phone(visitor: Visitor, newsroom: Newsroom):
    found = {}
    window = visitor()
    for address in list(addresses(newsroom)):
        window.goto(address)
        found[address] = axe.problems_in_every_look(window)
    for name in STANDING_ALONE:
        window.set_content(render_to_string(name))
        found[name] = axe.problems_in_every_look(window)
    assert {address: problems for address, problems in found.items() if problems} == {}


def test_a_screen_reader_hears_the_page_in_the_order_in_which_it_is_meant(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(title="Lịch tiếp công dân"))
    window = visitor()
    begin = ['link "Đến nội dung chính"', "- banner:", "- search:", 'navigation "Trình đơn chính"']
    end = ["- contentinfo:", 'navigation "Cuối trang"']
    window.goto("/")
    heard_in_order(window, [*begin, "- main:", 'region "Chủ trương, chính sách"', 'region "Văn bản"', *end])
    window.goto(page.url)
    item = ['navigation "Vị trí của trang"', "- article:", 'heading "Lịch tiếp công dân" [level=1]', "Đăng ngày"]
    words = [
        "Đoàn kiểm tra",
        "Ngày diễn ra",
        "Nội dung kiểm tra",
        "Nguồn: Trang Thông tin",
        "Báo lỗi trong tin bài này",
    ]
    heard_in_order(window, [*begin, *item, *words, *end])
    window.keyboard.press("Tab")
    expect(window.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    window.keyboard.press("Enter")
    expect(window.locator("main")).to_be_focused()


def heard_in_order(window: Window, parts: list[str]) -> None:
    """Assert that the parts stand in the accessibility tree, each after the one before."""
    tree, place = window.locator("body").aria_snapshot(), 0
    for part in parts:
        found = tree.find(part, place)
        assert found >= 0, f"“{part}” is not heard after what stands before it:\n{tree[place:]}"
        place = found + len(part)
