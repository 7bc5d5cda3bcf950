"""The rows of the explorer that we draw are the rows that Wagtail's templates draw: a Wagtail that draws otherwise is noticed."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.html import parse_html
from wagtail.admin.ui.tables.pages import PageTable
from wagtail.models import Page

from agencies.models import User
from editorial import clock
from editorial.explorer import ExplorerView, FoldedSearchView
from home.models import SectionPage
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="HTML của một hàng không tùy thuộc cơ sở dữ liệu: chỉ so trên SQLite."
)


@pytest.fixture
def every_row(newsroom: Newsroom) -> Newsroom:
    """Every shape a row may have: public, draft, in each step, changed since, locked by hand, with children, odd letters."""
    newsroom.published()
    newsroom.draft(title='Đề án "Một cửa" & <liên thông>')
    newsroom.submitted()
    newsroom.checking()
    newsroom.approving()
    changed = newsroom.published()
    changed.save_revision(user=newsroom.officer)
    locked = newsroom.draft(title="Bị khóa bằng tay")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=newsroom.superuser)
    return newsroom


def answer(user: User, url: str) -> HttpResponse:
    client = Client()
    client.force_login(user)
    with clock.held_at(MOMENT):
        return client.get(url)


def table_of(response: HttpResponse) -> list[str]:
    html = response.content.decode()
    start, end = html.index('<table class="listing'), html.rindex("</table>") + len("</table>")
    return str(parse_html(html[start:end])).splitlines()


def test_a_drawn_row_is_wagtails_row(every_row: Newsroom, monkeypatch) -> None:
    section, home, news = every_row.section, every_row.home_page, SectionPage.objects.get(slug="tin-tuc")
    visits = [
        *((every_row.member, f"/quan-tri/pages/{page.pk}/") for page in (section, home)),
        (every_row.member, f"/quan-tri/pages/{news.pk}/?q=kiem+tra"),
        (every_row.officer, f"/quan-tri/pages/{section.pk}/?ordering=title"),
        (every_row.administrator, f"/quan-tri/pages/{section.pk}/"),
        (every_row.administrator, "/quan-tri/pages/search/?q=hanh+chinh"),
        (every_row.superuser, f"/quan-tri/pages/{section.pk}/"),
        (every_row.superuser, "/quan-tri/pages/1/"),
    ]
    drawn = [table_of(answer(*visit)) for visit in visits]
    for view_class in (ExplorerView, FoldedSearchView):
        monkeypatch.setattr(view_class, "table_class", PageTable)
    for visit, ours in zip(visits, drawn, strict=True):
        assert ours == table_of(answer(*visit)), visit


def test_a_row_like_thousands_needs_no_template(every_row: Newsroom) -> None:
    names = {template.name for template in answer(every_row.member, "/quan-tri/pages/search/?q=lien+thong").templates}
    assert "wagtailadmin/tables/column_header.html" in names
    rows = ("listing_checkbox_cell", "_page_title_cell", "_parent_page_cell", "date_cell", "_page_status_cell")
    assert not [name for name in names if name and name.rpartition("/")[2].removesuffix(".html") in rows]
