"""Public pages are kept whole, and no reader is ever sent what was true before (R10.3a)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.cache import never_cache
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from agencies.models import Agency
from cchc_site.settings import environment
from editorial import archiving, clock, page_cache, public_view, submissions
from editorial.models import PublicViewStamp, SiteRendition, WithdrawalDisplay
from editorial.page_cache import KeptPage, PageCacheMiddleware
from editorial.public_view_sql import installed
from home.models import SectionPage, SiteIdentity
from tests.home.conftest import publish_one, section
from tests.newsroom import MOMENT, VIETNAM, Newsroom

FRONT, ACTIVITIES = "/", "/tin-tuc/hoat-dong/"


@pytest.fixture(autouse=True)
def pages_are_kept(settings):
    settings.PUBLIC_PAGES_KEPT = True
    caches["pages"].clear()


@pytest.fixture
def committed(transactional_db) -> None:
    """As in life, each change is a transaction of its own."""


def visit(address: str, **headers) -> HttpResponse:
    return Client().get(address, headers=headers)


def warm(*addresses: str) -> None:
    """Visit until each answer is a kept copy: the first visit may make sizes of pictures."""
    for address in addresses:
        visit(address)
        assert is_copy(visit(address)), address


def is_copy(response: HttpResponse) -> bool:
    return getattr(response, "is_kept_copy", False)


def withdraw(newsroom: Newsroom, page: Page, display: WithdrawalDisplay = WithdrawalDisplay.GONE) -> None:
    archiving.withdraw(
        page, by=newsroom.head, at=MOMENT, decision_number="9/QĐ-SNV", reason="Số liệu sai.", display=display
    )


def rename(page: Page, title: str) -> None:
    page.title = title
    page.save_revision().publish()


@pytest.mark.clause("R10.3a")
def test_every_change_of_the_public_view_shows_at_the_next_visit(committed, newsroom):
    item = newsroom.published(newsroom.draft(title="Tin thứ nhất"))
    waiting = newsroom.approving(newsroom.draft(title="Tin thứ hai"))
    other = SectionPage.objects.get(slug="sang-kien")
    news = item.get_url()

    def moved() -> None:
        SectionPage.objects.filter(pk=other.pk).update(category="activity")
        Page.objects.get(pk=item.pk).specific.move(Page.objects.get(pk=other.pk), pos="last-child")

    changes = [
        ("approval", ACTIVITIES, "Tin thứ hai", lambda: submissions.approve(waiting, by=newsroom.head, at=MOMENT)),
        ("agency", news, "Sở Sức khỏe", lambda: rename_agency(newsroom.health, "Sở Sức khỏe")),
        ("section", ACTIVITIES, "Hoạt động mới", lambda: rename(section("hoat-dong"), "Hoạt động mới")),
        ("menu", ACTIVITIES, "Kinh nghiệm hay", lambda: rename(section("sang-kien"), "Kinh nghiệm hay")),
        ("identity", news, "0299 000111", lambda: identity_says("0299 000111")),
        ("site", FRONT, "", lambda: Site.objects.update(site_name="Trang")),
        ("redirect", FRONT, "", lambda: Redirect.add_redirect("/cu", "/so-do/")),
        ("move", ACTIVITIES, "Tin thứ hai", moved),
    ]
    for name, address, words, change in changes:
        warm(FRONT, address)
        change()
        answer = visit(address)
        assert not is_copy(answer), name
        assert words in answer.content.decode(), name
    assert "Tin thứ nhất" not in visit(ACTIVITIES).content.decode()
    assert visit(news).status_code == 301  # its old address leads to the new one


def rename_agency(agency: Agency, name: str) -> None:
    agency.name = name
    agency.save()


def identity_says(telephone: str) -> None:
    SiteIdentity.objects.update_or_create(site=Site.objects.get(), defaults={"telephone": telephone})


@pytest.mark.clause("R10.4")
def test_a_withdrawn_item_is_gone_for_a_reader_who_holds_its_copy(committed, newsroom):
    item = newsroom.published()
    address = item.get_url()
    warm(address, ACTIVITIES)
    etag = visit(address)["ETag"]
    assert visit(address, if_none_match=etag).status_code == 304
    withdraw(newsroom, item)
    gone = visit(address, if_none_match=etag)
    assert gone.status_code == 410
    assert gone["Cache-Control"] == "no-cache"
    assert not is_copy(visit(address))
    assert item.title not in visit(ACTIVITIES).content.decode()


def test_work_on_drafts_leaves_the_copies(committed, newsroom):
    item = newsroom.published()
    warm(FRONT)
    before = public_view.stamp(connection)
    draft = newsroom.draft(title="Bản nháp")
    draft.summary = "Sửa lần nữa."
    draft.save()
    newsroom.approving(draft)
    changed = item.get_latest_revision_as_object()
    changed.title = "Tiêu đề chưa duyệt"
    changed.save_revision(user=newsroom.officer)
    Client().force_login(newsroom.officer)
    assert public_view.stamp(connection) == before
    assert is_copy(visit(FRONT))


def test_a_change_that_is_undone_leaves_the_copies_and_one_from_elsewhere_does_not(committed, newsroom):
    warm(FRONT)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Agency.objects.filter(pk=newsroom.health.pk).update(name="Sở Sai")
        raise ZeroDivisionError
    assert is_copy(visit(FRONT))
    with connection.cursor() as cursor:  # not by Django's models: as another program would
        cursor.execute("UPDATE agencies_agency SET name = 'Sở Khác' WHERE slug = 'so-y-te'")
    assert not is_copy(visit(FRONT))


@pytest.mark.clause("R3.2c")
def test_what_depends_on_the_day_turns_with_the_day_in_vietnam(committed, newsroom):
    tomorrow = MOMENT.date() + timedelta(days=1)
    SectionPage.objects.filter(slug="sang-kien").update(retired_on=tomorrow)
    last_minute = datetime(2026, 11, 23, 23, 59, tzinfo=VIETNAM)
    with clock.held_at(last_minute):
        warm(ACTIVITIES)
        menu_before = visit(ACTIVITIES).content.decode()
    with clock.held_at(last_minute + timedelta(minutes=2)):
        after = visit(ACTIVITIES)
    assert not is_copy(after)
    assert "sang-kien" in menu_before.split("<main")[0]
    assert "sang-kien" not in after.content.decode().split("<main")[0]


def test_what_belongs_to_one_reader_is_neither_kept_nor_sent_to_another(committed, newsroom):
    item = newsroom.published()
    warm(item.get_url())
    reader = Client()
    reader.force_login(newsroom.officer)
    answer = reader.get(item.get_url())
    assert not is_copy(answer)
    assert "private" in answer["Cache-Control"]
    PageViewRestriction.objects.create(
        page=section("hoat-dong"), restriction_type=PageViewRestriction.PASSWORD, password="kin"
    )
    for _ in range(2):
        asked = visit(item.get_url())
        assert item.summary not in asked.content.decode()
        assert not is_copy(asked)


@pytest.mark.django_db
def test_missing_pages_typed_words_and_other_methods_are_not_kept(newsroom):
    for address in ("/khong-co/", "/so-do/?q=cai+cach", "/so-do/?x=" + "a" * 600, "/quan-tri/login/"):
        visit(address)
        assert not is_copy(visit(address)), address
    Client().post(FRONT)
    Client().head("/so-do/")
    assert not is_copy(visit("/so-do/"))
    assert is_copy(Client().head("/so-do/"))
    assert visit("/so-do/", if_none_match="*").status_code == 304


def answered(response: HttpResponse) -> PageCacheMiddleware:
    return PageCacheMiddleware(lambda request: response)


def with_headers(**headers) -> HttpResponse:
    response = HttpResponse("một trang")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def cookie_setting() -> HttpResponse:
    response = HttpResponse("một trang")
    response.set_cookie("lua-chon", "1")
    return response


@pytest.mark.django_db
@pytest.mark.parametrize(
    "response",
    [
        cookie_setting(),
        never_cache(lambda request: HttpResponse("một trang"))(RequestFactory().get("/")),
        with_headers(Cache_Control="private"),
        with_headers(Vary="Accept"),
        HttpResponse("hỏng", status=500),
        HttpResponse("", status=302),
    ],
    ids=["cookie", "never_cache", "private", "vary", "error", "redirect"],
)
def test_a_view_opts_out_as_in_django(response):
    request = RequestFactory().get("/so-do/")
    answered(response)(request)
    assert not is_copy(answered(HttpResponse("khác"))(request))


@pytest.mark.django_db
def test_a_view_may_say_how_long_others_keep_its_page():
    request = RequestFactory().get("/so-do/")
    for _ in range(2):
        answer = answered(with_headers(Cache_Control="public, max-age=300"))(request)
        assert answer["Cache-Control"] == "public, max-age=300"
    assert is_copy(answer)


@pytest.mark.django_db
def test_each_host_and_scheme_and_version_of_the_code_has_its_own_copies(settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    ask = answered(HttpResponse("một trang"))
    requests = [
        RequestFactory().get("/so-do/", headers={"host": "a.example"}),
        RequestFactory().get("/so-do/", headers={"host": "b.example"}),
        RequestFactory().get("/so-do/", headers={"host": "a.example"}, secure=True),
    ]
    assert [is_copy(ask(request)) for request in [*requests, requests[0]]] == [False, False, False, True]
    monkeypatch.setattr(page_cache, "code_stamp", lambda: "bản khác")
    assert not is_copy(ask(requests[0]))
    assert not is_copy(ask(RequestFactory().get("/so-do/", headers={"host": "evil.example"})))


@pytest.mark.django_db
def test_a_silent_store_costs_the_reader_nothing(settings):
    settings.CACHES = {**settings.CACHES, "pages": environment.page_cache("redis://127.0.0.1:1/0")}
    assert visit("/so-do/").status_code == 200
    assert environment.page_cache("")["OPTIONS"]["MAX_ENTRIES"] == 1000


@pytest.mark.django_db
def test_a_page_too_large_is_drawn_each_time(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 10)
    request = RequestFactory().get("/so-do/")
    ask = answered(HttpResponse("một trang dài"))
    assert [is_copy(ask(request)) for _ in range(2)] == [False, False]
    assert KeptPage.of(HttpResponse("một trang")).response().content == "một trang".encode()


@pytest.mark.django_db
def test_every_table_that_a_public_page_shows_is_watched():
    assert public_view.missing(connection) == []
    tables = {table for table, _ in installed(connection).values()}
    assert {"wagtailcore_page", "news_activitypage", "agencies_agency", SiteRendition._meta.db_table} <= tables
    assert not {"editorial_submission", "wagtailcore_revision", "django_session"} & tables


@pytest.mark.django_db
def test_without_a_stamp_nothing_is_kept():
    PublicViewStamp.objects.all().delete()
    for _ in range(2):
        assert not is_copy(visit("/so-do/"))


def test_two_writers_never_wait_for_each_other_here(committed, newsroom):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite có một người ghi mỗi lúc: chỉ PostgreSQL có hai người ghi cùng lúc.")
    before = public_view.stamp(connection)
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            Agency.objects.filter(pk=newsroom.health.pk).update(name="Sở Một")
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute("UPDATE agencies_agency SET name = 'Sở Hai' WHERE slug = 'so-tai-chinh'")
            between = public_view.stamp(other)
        after = public_view.stamp(connection)
    finally:
        other.close()
    assert len({before, between, after}) == 3


def test_a_new_size_of_a_picture_leaves_the_copies_and_a_lost_one_does_not(committed, newsroom, tmp_path, settings):
    from tests.editorial.conftest import make_image

    settings.MEDIA_ROOT = Path(tmp_path)
    picture = make_image("Ảnh hội nghị")
    warm(FRONT)
    rendition = picture.get_rendition("width-20")
    assert is_copy(visit(FRONT))
    rendition.delete()
    assert not is_copy(visit(FRONT))


def test_dates_of_agencies_and_documents_count(committed, newsroom):
    document = publish_one(newsroom, "document")
    warm(document.get_url())
    Agency.objects.filter(pk=newsroom.health.pk).update(valid_to=date(2026, 12, 31))
    assert not is_copy(visit(document.get_url()))


def test_the_site_goes_on_while_the_cache_server_is_away(committed, newsroom, settings, caplog):
    away = "redis://127.0.0.1:9/0"
    settings.CACHES = {"default": environment.cache(away), "pages": environment.page_cache(away)}
    item = newsroom.published(newsroom.draft(title="Tin đọc được"))
    assert "Tin đọc được" in visit(item.get_url()).content.decode()
    assert visit(f"/bao-loi/{item.pk}/").status_code == 200
    head = Client()
    head.force_login(newsroom.head)
    assert head.get("/quan-tri/").status_code == 200
    assert any(record.name.startswith("django_redis") for record in caplog.records)
