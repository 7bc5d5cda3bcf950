"""The explorer and the admin's search at any size: the same pages as Wagtail's, at a cost that does not grow."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import GroupPagePermission, Page

from agencies.models import User
from editorial import clock
from editorial.explorer import ExplorerView
from editorial.page_indexes import ORDERS, ParentPath
from home.models import SectionPage
from search.vietnamese_order import sort_key
from tests.newsroom import MOMENT, Newsroom


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(page) -> str:
    return f"/quan-tri/pages/{page.pk}/"


def queries_of(client: Client, url: str) -> int:
    with clock.held_at(MOMENT):
        client.get(url)  # what is read once for ever is not counted
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
    return len(queries)


def rows(view_class, user: User, parent, query: str = "") -> list[int]:
    request = RequestFactory().get(f"/{query}")
    request.user = user
    view = view_class(columns=view_class.base_columns)
    view.setup(request)
    view.parent_page = parent
    view.index_results_url = "/"
    return [page.pk for page in view.get_queryset()]


def test_the_explorer_asks_no_more_for_many_rows_than_for_few(newsroom: Newsroom) -> None:
    def asked() -> dict[str, int]:
        roles = ("member", "officer", "administrator", "superuser")
        return {role: queries_of(as_user(getattr(newsroom, role)), address(newsroom.section)) for role in roles}

    def fill(times: int) -> None:
        for _ in range(times):
            newsroom.published()
            newsroom.checking()
            newsroom.draft()

    fill(1)
    few = asked()
    fill(4)
    assert asked() == few


def test_the_search_asks_no_more_for_many_hits_than_for_few(newsroom: Newsroom) -> None:
    newsroom.published()
    newsroom.draft()
    client = as_user(newsroom.member)
    few = queries_of(client, "/quan-tri/pages/search/?q=kiem+tra")
    for _ in range(4):
        newsroom.published()
        newsroom.draft()
    assert queries_of(client, "/quan-tri/pages/search/?q=kiem+tra") == few


@pytest.mark.parametrize("ordering", ORDERS)
@pytest.mark.parametrize("role", ["member", "administrator", "superuser"])
def test_the_explorer_shows_the_children_that_wagtails_own_shows(newsroom: Newsroom, ordering: str, role: str) -> None:
    for title in ["Đề án", "Ấn phẩm", "Báo cáo", "báo cáo"]:
        newsroom.draft(title=title)
    newsroom.published()
    sections = newsroom.section.get_children().type(SectionPage)
    for number, section in enumerate(sections[1:]):
        Page.objects.filter(pk=section.pk).update(latest_revision_created_at=MOMENT - timedelta(days=number))
    # The first of them was never edited: Wagtail puts what has no date of change at one end.
    assert sections[0].latest_revision_created_at is None
    user = getattr(newsroom, role)
    ours = rows(ExplorerView, user, newsroom.section, f"?ordering={ordering}")
    stock = rows(ExplorableIndexView, user, newsroom.section, f"?ordering={ordering}")
    assert sorted(ours) == sorted(stock)
    if ordering.lstrip("-") == "title":  # Wagtail's own puts Đ and Ấ after Z
        titles = [Page.objects.get(pk=pk).title for pk in ours]
        assert titles == sorted(titles, key=sort_key, reverse=ordering.startswith("-"))
    elif "live" not in ordering:  # Wagtail's own leaves equal rows in no order
        assert ours == stock


def test_the_number_of_children_is_told_right(newsroom: Newsroom) -> None:
    for _ in range(23):
        newsroom.draft()
    newsroom.section.refresh_from_db()
    page = as_user(newsroom.member).get(address(newsroom.section)).context["page_obj"]
    assert page.paginator.count == newsroom.section.get_children().count()
    assert len(page.object_list) == 20


def test_whoever_has_a_permission_on_one_section_sees_only_the_way_there(newsroom: Newsroom) -> None:
    guest = User.objects.create_user("khach", password="x", last_name="Khách", first_name="Mời")
    group = Group.objects.create(name="Khách")
    group.user_set.add(guest)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    deep = SectionPage.objects.get(slug="so-ban-nganh")
    other = SectionPage.objects.get(slug="ket-qua")
    for page in (deep, other):
        permission = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    news = SectionPage.objects.get(slug="tin-tuc")
    assert rows(ExplorerView, guest, news) == rows(ExplorableIndexView, guest, news)
    assert set(rows(ExplorerView, guest, news)) == {newsroom.section.pk, other.pk}


def test_the_database_reads_the_rows_of_the_screen_from_the_index(newsroom: Newsroom) -> None:
    children = Page.objects.alias(parent_path=ParentPath())
    for ordering, index in {
        "-latest_revision_created_at": "editorial_page_children_by_change",
        "latest_revision_created_at": "editorial_page_children_by_change",
        "title": "editorial_page_children_by_name",
        "-title": "editorial_page_children_by_name",
        "-live": "editorial_page_children_by_status",
        "ord": "editorial_page_children",
    }.items():
        pages = children.filter(parent_path=newsroom.section.path).order_by(*ORDERS[ordering]).values("pk")[:20]
        plan = explained(pages)
        assert index in plan, (ordering, plan)
        assert "TEMP B-TREE" not in plan and "Sort" not in plan, (ordering, plan)


def explained(queryset) -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # with a handful of rows it would read them all, rightly
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    return queryset.explain()


@pytest.mark.parametrize("query", ["doi+moi", "%C4%91%E1%BB%95i+m%E1%BB%9Bi", "bo+may"])
@pytest.mark.parametrize(
    "door", ["/quan-tri/pages/search/?q={q}", "/quan-tri/choose-page/search/?q={q}", "/quan-tri/pages/{section}/?q={q}"]
)
def test_every_search_box_of_the_admin_finds_a_title_without_its_marks(
    newsroom: Newsroom, door: str, query: str
) -> None:
    newsroom.draft(title="Đề án đổi mới tổ chức bộ máy")
    newsroom.draft(title="Báo cáo quý III")
    response = as_user(newsroom.member).get(door.format(q=query, section=newsroom.section.pk))
    assert response.status_code == 200
    assert "Đề án đổi mới tổ chức bộ máy" in response.content.decode()
    assert "Báo cáo quý III" not in response.content.decode()


def test_the_search_narrows_by_type_and_counts_each(newsroom: Newsroom) -> None:
    newsroom.draft(title="Hoạt động tuần này")
    client = as_user(newsroom.member)
    response = client.get("/quan-tri/pages/search/?q=hoat+dong")
    counts = {content_type.model: count for content_type, count in response.context["content_types"]}
    assert counts == {"activitypage": 1, "sectionpage": 1}
    narrowed = client.get("/quan-tri/pages/search/?q=hoat+dong&content_type=home.sectionpage&ordering=title")
    assert [page.pk for page in narrowed.context["page_obj"].object_list] == [newsroom.section.pk]
