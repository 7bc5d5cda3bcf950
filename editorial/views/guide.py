"""The user guide inside the admin: the reader's own page first, a contents list, a search, one long page for paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from agencies.standing import standing_of
from editorial import clock, guide
from editorial.guide import GuidePage, Section
from editorial.permissions import is_administrator
from editorial.views.screens import ScreenView

TITLE = "Hướng dẫn sử dụng"


def address_in_admin(target: str, *, in_one_page: bool = False) -> str:
    """Return where a link or picture of the guide leads inside the admin."""
    path, _, anchor = target.partition("#")
    if path.endswith(".png"):
        return reverse("newsroom:guide_picture", args=[Path(path).name])
    if not path.endswith(".md"):
        return target
    name = Path(path).stem
    if in_one_page:
        return f"#{name}{f'--{quote(anchor)}' if anchor else ''}"
    address = reverse(
        "newsroom:guide" if name == guide.FRONT else "newsroom:guide_page", args=[name] * (name != guide.FRONT)
    )
    return f"{address}#{quote(anchor)}" if anchor else address


def address_of(section: Section) -> str:
    return address_in_admin(f"{section.page}.md#{section.anchor}")


@dataclass(frozen=True)
class DrawnSection:
    """A section as the template shows it."""

    title: str
    anchor: str
    level: int
    html: SafeString


def drawn_sections(page: GuidePage, *, in_one_page: bool = False) -> list[DrawnSection]:
    address = partial(address_in_admin, in_one_page=in_one_page)
    prefix = f"{page.name}--" if in_one_page else ""
    return [
        DrawnSection(each.title, prefix + each.anchor, each.level, guide.drawn(each, address=address))
        for each in page.sections
    ]


class GuideView(ScreenView):
    """The front of the guide; with `q`, the sections that hold these words."""

    template_name = "editorial/admin/guide/front.html"
    page_title = TITLE
    header_icon = "help"

    def get_context_data(self, **kwargs):
        pages = self.pages()
        words = " ".join(self.request.GET.get("q", "").split())[:100]
        return {
            **super().get_context_data(**kwargs),
            "contents": [(page, address_in_admin(f"{page.name}.md"), _parts(page)) for page in pages],
            "own": self.own_pages(),
            "words": words,
            "found": [(each, address_of(each), guide.guide()[each.page].title) for each in _found(words, pages)],
            "intro": drawn_sections(guide.guide()[guide.FRONT])[0],
        }

    def pages(self) -> list[GuidePage]:
        user = self.request.user
        return guide.pages_for(standing_of(user, on=clock.today()), is_administrator=is_administrator(user))

    def own_pages(self) -> list[GuidePage]:
        """Return the pages of the posts that the reader holds today; the first of all pages are these."""
        user = self.request.user
        return guide.own_pages(standing_of(user, on=clock.today()), is_administrator=is_administrator(user))


def _found(words: str, pages: Iterable[GuidePage]) -> list[Section]:
    return guide.sections_about(words, pages) if words else []


def _parts(page: GuidePage) -> list[tuple[Section, str]]:
    return [(section, address_of(section)) for section in page.sections[1:] if section.level == 2]


class GuidePageView(GuideView):
    """One page of the guide, with the contents of all beside it."""

    template_name = "editorial/admin/guide/page.html"

    def setup(self, request: HttpRequest, name: str, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        if name not in guide.guide():
            raise Http404
        self.page = guide.guide()[name]

    def get_page_subtitle(self) -> str:
        return self.page.title

    def get_trail(self) -> list[dict[str, str]]:
        return [{"url": reverse("newsroom:guide"), "label": TITLE}]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "sections": drawn_sections(self.page),
        }


class WholeGuideView(GuideView):
    """All pages as one, to search with the browser and to print."""

    template_name = "editorial/admin/guide/whole.html"

    def get_context_data(self, **kwargs):
        pages = self.pages()
        return {
            **super().get_context_data(**kwargs),
            "pages": [(page, drawn_sections(page, in_one_page=True)) for page in pages],
        }


def guide_picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture that the guide shows, and no other file."""
    path = Path(settings.GUIDE_IMAGES_DIR) / name
    if name not in guide.pictures() or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response
