"""Listings: newest first, by edges and not by counting, at the same cost however many items there are."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from editorial.browsing import SLICE_LENGTH, Edge, listing_of, slice_of
from editorial.models import PublicListing
from news.models import ActivityPage
from tests.home.conftest import publish_many, section
from tests.newsroom import MOMENT, Newsroom

MOST_QUERIES = 35


def rows() -> set[tuple]:
    return set(
        PublicListing.objects.values_list("section_id", "page_id", "category", "agency_id", "level", "published_at")
    )


def queries(client: Client, address: str) -> int:
    client.get(address)  # pictures are drawn and sites are looked up once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.clause("R10.3a")
def test_an_item_stands_in_every_section_above_it_as_soon_as_it_is_approved(newsroom: Newsroom):
    page = newsroom.published()
    above = {newsroom.home_page.pk, section("tin-tuc").pk, section("hoat-dong").pk}
    assert set(PublicListing.objects.filter(page=page).values_list("section_id", flat=True)) == above
    assert set(PublicListing.objects.values_list("published_at", flat=True)) == {MOMENT}


def test_a_listing_is_read_from_end_to_end_and_back_without_loss(newsroom: Newsroom):
    """Two of the items share their moment: the page number decides between them."""
    pages = [*publish_many(newsroom, 4), newsroom.published(at=MOMENT + timedelta(minutes=3))]
    expected = [page.pk for page in sorted(pages, key=lambda page: (page.first_published_at, page.pk), reverse=True)]
    listing = listing_of(newsroom.home_page.pk)
    there, slices, edge = [], [], None
    while True:
        part = slice_of(listing, before=edge, length=2)
        slices.append(part)
        there += [item.pk for item in part.items]
        if part.older_than is None:
            break
        edge = part.older_than
    assert there == expected
    back = slice_of(listing, after=slices[-1].newer_than, length=2)
    assert [item.pk for item in back.items] == [item.pk for item in slices[-2].items]
    assert slices[0].newer_than is None


def test_an_edge_is_the_same_after_a_way_through_an_address():
    edge = Edge(MOMENT.replace(microsecond=123457), 42)
    assert Edge.read(str(edge)) == edge
    for text in ("", "x", "1-", "-1", "1-2-3", "9" * 30 + "-1", "²-1"):
        assert Edge.read(text) is None


def test_the_reader_turns_to_older_items_by_a_link(newsroom: Newsroom, client: Client):
    pages = publish_many(newsroom, SLICE_LENGTH + 1)
    first = client.get("/tin-tuc/hoat-dong/")
    assert pages[-1].url in first.content.decode() and pages[0].url not in first.content.decode()
    older = client.get(f"/tin-tuc/hoat-dong/?truoc={first.context['listing'].older_than}")
    assert pages[0].url in older.content.decode()
    assert "Tin mới hơn" in older.content.decode() and "Tin cũ hơn" not in older.content.decode()


@pytest.mark.clause("R8.2")
def test_activities_are_filtered_by_agency_and_level_at_plain_addresses(newsroom: Newsroom, client: Client):
    ours = newsroom.published(newsroom.draft(level="department"))
    theirs = newsroom.draft(by=newsroom.other_officer, agency=newsroom.finance, level="commune")
    newsroom.unit_head = newsroom.other_unit_head
    theirs = newsroom.published(theirs)
    page = client.get("/tin-tuc/").content.decode()
    assert "?coquan=so-tai-chinh" in page and "?cap=commune" in page
    assert "so-noi-vu" not in page and "cap=central" not in page  # nothing of theirs is there
    for query, shown, hidden in [
        ("coquan=so-tai-chinh", theirs, ours),
        ("cap=department", ours, theirs),
        ("coquan=so-y-te&cap=department", ours, theirs),
    ]:
        listed = client.get(f"/tin-tuc/?{query}").content.decode()
        assert shown.url in listed and hidden.url not in listed
    assert "Không có tin bài phù hợp" in client.get("/tin-tuc/?coquan=so-y-te&cap=commune").content.decode()


@pytest.mark.parametrize("query", ["coquan=khong-co", "cap=khong-co", "truoc=x", "sau=1", "truoc=1-" + "9" * 50])
def test_an_address_that_means_nothing_is_not_found(newsroom: Newsroom, client: Client, query: str):
    assert client.get(f"/tin-tuc/?{query}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_number_of_items(newsroom: Newsroom, client: Client):
    page = publish_many(newsroom, 2)[0]
    addresses = ["/", "/tin-tuc/", "/tin-tuc/hoat-dong/", "/tin-tuc/hoat-dong/?coquan=so-y-te&cap=department", page.url]
    few = {address: queries(client, address) for address in addresses}
    publish_many(newsroom, 10)
    assert {address: queries(client, address) for address in addresses} == few
    assert max(few.values()) <= MOST_QUERIES


def test_a_listing_is_read_by_its_index(newsroom: Newsroom):
    newsroom.published()
    listing = listing_of(newsroom.home_page.pk).filter(published_at__lte=MOMENT).order_by("-published_at", "-page_id")
    if connection.vendor == "sqlite":
        plan = listing[:16].explain()
        assert "USING INDEX listing_newest" in plan
        assert "TEMP B-TREE" not in plan


def test_rows_follow_a_section_that_moves(newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    section("so-ban-nganh").move(Page.objects.get(pk=section("phan-anh-kien-nghi").pk), pos="first-child")
    moved = rows()
    above = {newsroom.home_page.pk, section("phan-anh-kien-nghi").pk, section("so-ban-nganh").pk}
    assert {row[0] for row in moved} == above
    assert {row[1] for row in moved} == {page.pk}


def test_rows_follow_an_item_that_moves_and_stay_when_it_is_only_reordered(newsroom: Newsroom):
    first, second = publish_many(newsroom, 2)
    before = rows()
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")
    assert rows() == before
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=section("dia-phuong").pk), pos="last-child")
    assert rows() - before == {row for row in rows() if row[0] == section("dia-phuong").pk}
    assert before - rows() == set()


def test_rebuilding_gives_the_same_rows_and_drops_strays(newsroom: Newsroom, capsys):
    publish_many(newsroom, 3)
    expected = rows()
    draft = newsroom.draft()
    PublicListing.objects.filter(page__in=ActivityPage.objects.live()[:1]).delete()
    PublicListing.objects.create(
        section=newsroom.home_page, page=draft, category="activity", agency=newsroom.health, published_at=MOMENT
    )
    call_command("rebuild_listing")
    assert rows() == expected
    assert "3 tin bài" in capsys.readouterr().out
