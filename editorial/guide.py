"""The user guide, read from its Markdown files: pages, their sections, and which section is the help beside which screen.

One text: a comment under a heading, `<!-- màn hình: newsroom:queue -->`, makes that section the help beside the screen of
that name. A screen is named by its view, by a register (`agencies_agency_modeladmin`), by a room of Wagtail's
(`wagtailimages`), or by the type of page that is edited (`news.activitypage`).
"""

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from agencies.models import Post
from agencies.standing import Standing
from search.analysis import fold

FRONT = "README"
PAGES_OF_POSTS = {
    Post.BOARD_HEAD: "truong-ban",
    Post.BOARD_DEPUTY: "truong-ban",
    Post.BOARD_MEMBER: "thanh-vien",
    Post.UNIT_HEAD: "thu-truong",
    Post.FOCAL_OFFICER: "can-bo-dau-moi",
    Post.ADMINISTRATOR: "quan-tri",
}
# What follows a reader's own pages.
ORDER = (*dict.fromkeys(PAGES_OF_POSTS.values()), "man-hinh", "ban-doc")
_SCREENS = re.compile(r"<!--\s*màn hình:\s*(.*?)\s*-->", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True, eq=False)  # each is read once: itself and no other
class Section:
    """A heading of the guide and what stands under it, up to the next heading."""

    page: str
    anchor: str
    title: str
    level: int
    tokens: tuple[Token, ...]
    screens: tuple[str, ...]

    @property
    def text(self) -> str:
        inlines = [token for token in self.tokens if token.type == "inline"]
        return " ".join(
            [self.title, *(child.content for token in inlines for child in token.children or () if child.content)]
        )


@dataclass(frozen=True)
class GuidePage:
    """One Markdown file: its first section carries the page's title."""

    name: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return self.sections[0].title


# Where a link or a picture of the guide leads in the place that draws it.
Address = Callable[[str], str]


@cache
def guide() -> dict[str, GuidePage]:
    """Return the pages of the guide by name; read once, for the files come with the code."""
    files = sorted(Path(settings.GUIDE_DIR).glob("*.md"))
    return {file.stem: GuidePage(file.stem, tuple(_sections(file))) for file in files}


def own_pages(standing: Standing, *, is_administrator: bool = False) -> list[GuidePage]:
    """Return the pages of the posts that a person holds."""
    own = [page for post, page in PAGES_OF_POSTS.items() if standing.holds(post)]
    own += ["quan-tri"] if is_administrator else []
    return [guide()[name] for name in dict.fromkeys(own)]


def pages_for(standing: Standing, *, is_administrator: bool = False) -> list[GuidePage]:
    """Return all pages but the front, those of the reader's own posts first."""
    own = own_pages(standing, is_administrator=is_administrator)
    return [*own, *(page for name in ORDER if (page := guide()[name]) not in own)]


@cache
def help_by_screen() -> dict[str, Section]:
    return {screen: section for page in guide().values() for section in page.sections for screen in section.screens}


def help_for(names: Iterable[str]) -> Section | None:
    """Return the section that is the help beside a screen, by the first of its names that has one."""
    return next((help_by_screen()[name] for name in names if name in help_by_screen()), None)


@cache
def pictures() -> frozenset[str]:
    """Return the names of the pictures that the guide shows."""
    sections = (section for page in guide().values() for section in page.sections)
    return frozenset(Path(target).name for section in sections for target in targets_of(section))


def sections_about(words: str, pages: Iterable[GuidePage]) -> list[Section]:
    """Return the sections that hold every one of these words, with or without Vietnamese marks."""
    wanted = fold(words).split()
    found = []
    for page in pages:
        for section in page.sections:
            text = fold(section.text)
            if wanted and all(word in text for word in wanted):
                found.append(section)
    return found


def drawn(section: Section, *, address: Address) -> SafeString:
    """Draw what stands under a section's heading."""
    tokens = copy.deepcopy(list(section.tokens))
    for token in _every(tokens):
        for name in ("href", "src"):
            target = token.attrGet(name)
            if isinstance(target, str):
                token.attrSet(name, address(_whole(target, section.page)))
        if token.type == "image":
            token.attrSet("loading", "lazy")
        if token.type == "table_open":
            token.attrSet("class", "listing guide-table")
    return mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))  # noqa: S308 -- our own files, no HTML in them


def targets_of(section: Section) -> Iterator[str]:
    """Yield where the links and pictures of a section lead: `thanh-vien.md#hàng-chờ`, `../images/queue.png`."""
    for token in _every(section.tokens):
        for name in ("href", "src"):
            if isinstance(target := token.attrGet(name), str):
                yield _whole(target, section.page)


def _whole(target: str, page: str) -> str:
    target = unquote(target)
    return f"{page}.md{target}" if target.startswith("#") else target


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _sections(file: Path) -> Iterator[Section]:
    source = file.read_text(encoding="utf-8")
    tokens = _MARKDOWN.parse(source)
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    for start, end in pairwise([*starts, len(tokens)]):
        body = tokens[start + 3 : end]
        comments = [token.content for token in body if token.type == "html_block"]
        screens = [name for comment in comments for words in _SCREENS.findall(comment) for name in words.split()]
        title = "".join(child.content for child in tokens[start + 1].children or ())
        yield Section(
            page=file.stem,
            anchor=anchor_of(title),
            title=title,
            level=int(tokens[start].tag[1:]),
            tokens=tuple(token for token in body if token.type != "html_block"),
            screens=tuple(screens),
        )


def anchor_of(title: str) -> str:
    """Return the anchor that code hosts give a heading, so that one link works there and here."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
