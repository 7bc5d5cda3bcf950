"""The user guide inside the admin: every screen of ours has its help, and nothing in the guide leads nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from lxml.html import document_fromstring
from wagtail.models import get_page_models

from editorial import guide
from editorial.templatetags.screen_help import names_of_screen
from editorial.views.guide import address_in_admin
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="Hướng dẫn như nhau trên mọi cơ sở dữ liệu: đọc một lần, trên SQLite."
)
ROOMS = ("agencies", "editorial", "search", "documents", "feedback", "news", "home")
# What answers a script or sends a file is no screen.
NO_SCREENS = {"newsroom:paste", "newsroom:paste_picture", "newsroom:guide_picture", "imports:report"}
OWN_PAGES = {
    "officer": "can-bo-dau-moi",
    "unit_head": "thu-truong",
    "member": "thanh-vien",
    "deputy": "truong-ban",
    "head": "truong-ban",
    "administrator": "quan-tri",
}


def views_below(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views_below(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", pattern


def own_screens() -> Iterator[str]:
    """Yield the names of all views of the admin that are code of ours, registers among them."""
    admin = next(
        part
        for part in get_resolver().url_patterns
        if str(part.pattern) == "quan-tri/" and hasattr(part, "url_patterns")
    )
    for name, pattern in views_below(admin):
        view = getattr(pattern.callback, "view_class", None) or pattern.callback
        if view.__module__.split(".")[0] in ROOMS or "_modeladmin_" in name:
            yield name


class Match:
    """What names a screen: its view."""

    def __init__(self, view_name: str) -> None:
        self.view_name, self.namespace, self.kwargs = view_name, view_name.rpartition(":")[0], {}


class Request:
    def __init__(self, view_name: str) -> None:
        self.resolver_match = Match(view_name)


def test_every_screen_of_ours_has_its_help():
    screens = set(own_screens()) - NO_SCREENS
    assert len(screens) > 60
    bare = [name for name in sorted(screens) if not guide.help_for(names_of_screen({"request": Request(name)}))]
    assert bare == []


def test_every_type_of_page_has_help_beside_its_editor():
    types = {model._meta.label_lower for model in get_page_models() if model.is_creatable}
    assert sorted(types - set(guide.help_by_screen())) == []


def test_each_screen_has_one_help_and_every_name_in_the_guide_is_a_screen():
    named = [screen for page in guide.guide().values() for section in page.sections for screen in section.screens]
    assert len(named) == len(set(named))
    views = dict(views_below(get_resolver()))
    rooms = {name.rpartition(":")[0] for name in views} | {
        f"{name.partition('_modeladmin_')[0]}_modeladmin" for name in views
    }
    types = {model._meta.label_lower for model in get_page_models()}
    assert [name for name in named if name not in views and name not in rooms and name not in types] == []


def test_every_link_anchor_and_picture_of_the_guide_exists():
    anchors = {f"{page.name}.md#{each.anchor}" for page in guide.guide().values() for each in page.sections}
    known = anchors | {f"{name}.md" for name in guide.guide()}
    for page in guide.guide().values():
        assert len({each.anchor for each in page.sections}) == len(page.sections), page.name
        for section in page.sections:
            for target in guide.targets_of(section):
                is_picture = target.endswith(".png") and (Path(settings.GUIDE_DIR) / target).is_file()
                assert target in known or is_picture, f"{page.name}: {target}"


@pytest.mark.parametrize("role", OWN_PAGES)
def test_each_role_reads_its_own_page_first(newsroom: Newsroom, client: Client, role: str):
    client.force_login(getattr(newsroom, role))
    screen = document_fromstring(client.get(reverse("newsroom:guide")).content)
    first = screen.xpath("//nav[@class='guide-contents']//li/a/@href")[0]
    assert first == reverse("newsroom:guide_page", args=[OWN_PAGES[role]])
    assert screen.xpath("//*[@class='newsroom-card__title']/a/@href") == [first]
    desk = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("newsroom:guide") in desk and "wagtail.org" not in desk


def test_a_page_of_the_guide_shows_its_pictures_and_leads_to_its_sections(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.officer)
    page = document_fromstring(client.get(reverse("newsroom:guide_page", args=["can-bo-dau-moi"])).content)
    pictures = page.xpath("//div[@class='guide-text']//img/@src")
    assert pictures and all(client.get(address).status_code == 200 for address in pictures)
    whole = document_fromstring(client.get(reverse("newsroom:whole_guide")).content)
    ids = set(whole.xpath("//@id"))
    links = whole.xpath("//div[@class='guide-text']//a/@href")
    assert links and [link for link in links if link.startswith("#") and link[1:] not in _quoted(ids)] == []


def _quoted(ids: set[str]) -> set[str]:
    return {address_in_admin(f"x.md#{each}").partition("#")[2] for each in ids}


def test_nothing_but_the_pictures_of_the_guide_is_sent_and_only_to_those_who_may_enter(
    newsroom: Newsroom, client: Client
):
    address = reverse("newsroom:guide_picture", args=["queue.png"])
    assert client.get(address).status_code == 302
    client.force_login(newsroom.officer)
    assert client.get(address).headers["Content-Type"] == "image/png"
    assert client.get(reverse("newsroom:guide_picture", args=["look-front-desk.png"])).status_code == 404
    assert client.get(reverse("newsroom:guide_page", args=["khong-co"])).status_code == 404


def test_words_are_found_with_and_without_marks(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.member)
    for words in ("trả lại cả đợt", "tra lai ca dot"):
        found = client.get(reverse("newsroom:guide"), {"q": words}).content.decode()
        assert address_in_admin("man-hinh.md#một-đợt-văn-bản") in found
    assert "Không có mục nào" in client.get(reverse("newsroom:guide"), {"q": "qqqq"}).content.decode()


def test_help_stands_beside_the_screens(newsroom: Newsroom, client: Client):
    page = newsroom.draft()
    submission = newsroom.checking(newsroom.draft(title="Tin chờ kiểm tra"), at=MOMENT)
    beside = {
        reverse("wagtailadmin_home"): "Bàn làm việc",
        reverse("newsroom:review", args=[submission.pk]): "Hồ sơ trình duyệt",
        reverse("wagtailadmin_pages:edit", args=[page.pk]): "Soạn tin hoạt động",
        reverse("wagtailadmin_pages:add", args=["documents", "legaldocumentpage", _register().pk]): "Soạn một văn bản",
        reverse("wagtailadmin_explore_root"): "Trang: duyệt cây chuyên mục và tin bài",
        reverse("wagtailimages:index"): "Ảnh",
    }
    client.force_login(newsroom.officer)
    for address, title in beside.items():
        screen = document_fromstring(client.get(address, follow=True).content)
        assert screen.xpath("//aside[@class='screen-help']//h2/text()") == [title], address
    client.force_login(newsroom.administrator)
    screen = document_fromstring(client.get(reverse("agencies_agency_modeladmin_index")).content)
    assert screen.xpath("//aside[@class='screen-help']//h2/text()") == ["Sổ cơ quan, đơn vị"]


def _register():
    from documents.models import DocumentRegisterPage

    return DocumentRegisterPage.objects.get()
