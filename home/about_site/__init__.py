"""The first words of the pages about the site; administrators keep them from then on (Quy chế 517, Điều 3, 5, 10)."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from home.models import HomePage, PlainPage

HERE = Path(__file__).parent
ABOUT = "gioi-thieu"
ACCESSIBILITY = "ho-tro-tiep-can"


@dataclass(frozen=True)
class FirstPage:
    """A page that every site of this kind has from its first day."""

    title: str
    slug: str
    description: str


PAGES = (
    FirstPage(
        "Ban Biên tập", "ban-bien-tap", "Ai viết, ai kiểm tra, ai phê duyệt tin bài trên Trang, và trong bao lâu."
    ),
    FirstPage(
        "Quy chế hoạt động",
        "quy-che",
        "Toàn văn Quy chế hoạt động và cung cấp thông tin trên Trang, ban hành kèm Quyết định số 517/QĐ-SNV, theo từng điều.",
    ),
    FirstPage("Liên hệ", "lien-he", "Gửi tin bài, báo lỗi, hỏi Ban Biên tập: địa chỉ, điện thoại, thư điện tử."),
    FirstPage(
        "Hỗ trợ tiếp cận",
        ACCESSIBILITY,
        "Phím tắt, cỡ chữ, nghe đọc và những gì Trang làm để ai cũng đọc được.",
    ),
)


def ensure_about_pages(home_page: HomePage) -> None:
    """Write the pages about the site that are missing, under "Giới thiệu"; what is there stays as it is."""
    about = PlainPage.objects.child_of(home_page).filter(slug=ABOUT).first()
    if about is None:
        return  # the administrators have arranged these pages in another way
    for page in PAGES:
        if not about.get_children().filter(slug=page.slug).exists():
            added = PlainPage(title=page.title, slug=page.slug, search_description=page.description)
            added.body = [("paragraph", _words(page.slug))]
            about.add_child(instance=added)
            added.save_revision().publish()


def regulation_lines() -> list[str]:
    """Return the regulation's text, one paragraph a line, without the marks of its source file."""
    text = (HERE / "quy-che-517-2022.md").read_text(encoding="utf-8")
    lines = (line.strip().replace("**", "").replace("*", "").lstrip("- ").strip() for line in text.splitlines())
    return [line.replace("<", "").replace(">", "") for line in lines if line]


def regulation_html(line: str) -> SafeString:
    """Return a line of the regulation as an editor would have set it: chapters and articles are headings."""
    if line.startswith(("Chương ", "CHƯƠNG ")):
        return format_html("<h2>{}</h2>", line)
    if line.startswith("Điều ") and "." in line[:9] and len(line) < 120:
        return format_html("<h3>{}</h3>", line)
    return format_html("<p>{}</p>", line)


def _words(slug: str) -> SafeString:
    if slug == "quy-che":
        return SafeString("".join(regulation_html(line) for line in regulation_lines()))
    return mark_safe((HERE / f"{slug}.html").read_text(encoding="utf-8"))  # noqa: S308  our own file
