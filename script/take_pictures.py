"""Take the pictures of the README, the user guide and docs/looks.md anew, from a site with demo content that is running.

    .venv/bin/python script/take_pictures.py [http://localhost:8000]

Needs the packages of requirements-dev.txt and Debian's Chromium. Writes docs/images/*.png.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

SITE = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "cchc-demo-2026"
# One page of each kind, and the two looks that differ most; the others are between them.
KINDS = {
    "front": "/",
    "section": "/tin-tuc/hoat-dong/",
    "item": "/tin-tuc/ket-qua/thoi-han-cung-cap-thong-tin-cho-trang-theo-tung-loai/",
    "register": "/van-ban/",
    "document": "/van-ban/2022/517-qd-snv/",
    "search": "/tim-kiem/?q=cai+cach+hanh+chinh",
    "statement": "/gioi-thieu/ho-tro-tiep-can/",
    "site-map": "/so-do/",
}
LOOKS = {"desk": (1280, 900, "light"), "phone": (360, 720, "dark")}


def window(browser: Browser, *, width: int = 1280, height: int = 860, username: str = "") -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN").new_page()
    if username:
        page.goto(f"{SITE}/quan-tri/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_load_state("networkidle")
    return page


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128)
    picture.save(IMAGES / f"{name}.png", optimize=True)


def pictures_of_looks(browser: Browser) -> None:
    for look, (width, height, theme) in LOOKS.items():
        page = window(browser, width=width, height=height)
        page.emulate_media(color_scheme=theme)
        for kind, address in KINDS.items():
            page.goto(SITE + address)
            keep(page, f"look-{kind}-{look}")


def public_pictures(browser: Browser) -> None:
    page = window(browser)
    page.goto(f"{SITE}/")
    keep(page, "front-page")
    phone = window(browser, width=390, height=800)
    phone.goto(f"{SITE}/tin-tuc/ket-qua/")
    phone.locator("main a[href^='/tin-tuc/ket-qua/']").first.click()
    keep(phone, "item-phone")


def newsroom_pictures(browser: Browser) -> None:
    officer = window(browser, username="canbo")
    keep(officer, "desk-officer")
    officer.goto(f"{SITE}/quan-tri/viet-tin-bai/")
    keep(officer, "contribute")
    officer.locator("main").get_by_role("link", name="Hoạt động cải cách hành chính").first.click()
    keep(officer, "editor")
    for username in ("thutruong", "thutruong2", "thutruong3"):
        unit_head = window(browser, username=username)
        waiting = unit_head.locator("main a[href*='/xac-nhan/']")
        if waiting.count():
            waiting.first.click()
            keep(unit_head, "confirmation")
            break
    member = window(browser, username="thanhvien")
    member.goto(f"{SITE}/quan-tri/hang-cho/")
    keep(member, "queue")
    member.locator("main a[href*='/ho-so/']").first.click()
    keep(member, "review")
    head = window(browser, username="truongban")
    keep(head, "desk-head")
    head.goto(f"{SITE}/quan-tri/ho-so-luu/")
    head.locator("main a[href*='/ho-so-luu/']").first.click()
    head.locator("main a[href*='/lich-su/']").last.click()
    keep(head, "history")
    head.locator("a[href*='/thu-hoi/']").first.click()
    keep(head, "withdrawal")
    administrator = window(browser, username="quantri")
    administrator.goto(f"{SITE}/quan-tri/so-phan-cong-nhiem-vu/")
    keep(administrator, "registers")


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        public_pictures(chromium)
        pictures_of_looks(chromium)
        newsroom_pictures(chromium)
        chromium.close()
