"""Feeds, read as feed readers read them."""

import feedparser
import pytest
from django.test import Client
from lxml import etree
from wagtail.models import Page

from editorial import archiving
from editorial.syndication import LENGTH
from tests.home.conftest import publish_many, section
from tests.home.test_listings import queries
from tests.newsroom import MOMENT, Newsroom

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, address: str) -> list:
    response = client.get(address)
    assert response.status_code == 200, address
    feed = feedparser.parse(response.content, response_headers={"content-type": response.headers["Content-Type"]})
    assert not feed.bozo, (address, feed.get("bozo_exception"))
    assert feed.version == ("rss20" if "rss" in address else "atom10")
    assert feed.feed.title and feed.feed.link and feed.feed.subtitle and feed.feed.language == "vi"
    return feed.entries


@pytest.mark.clause("R4.7")
@pytest.mark.parametrize("name", ["rss", "atom"])
def test_each_feed_holds_its_own_and_every_entry_carries_the_source(one_of_each, client: Client, name: str):
    activity, document = one_of_each["activity"], one_of_each["document"]
    everything = {page.title for page in one_of_each.values()}
    expected = {
        f"/nguon-tin/{name}.xml": everything,
        f"/nguon-tin/loai/activity/{name}.xml": {activity.title},
        f"/nguon-tin/co-quan/so-y-te/{name}.xml": everything,
        f"/nguon-tin/co-quan/so-tai-chinh/{name}.xml": set(),
        f"/tin-tuc/hoat-dong/{name}.xml": {activity.title},
        f"/tin-tuc/{name}.xml": everything - {document.title, one_of_each["petition"].title},
        f"/van-ban/{name}.xml": {document.title},
    }
    for address, titles in expected.items():
        found = entries(client, address)
        assert {entry.title for entry in found} == titles, address
        for entry in found:
            assert "Nguồn: Trang Thông tin" in entry.summary
            assert entry.rights == "Nguồn: Trang Thông tin"
            assert entry.author == "Sở Y tế"
            assert entry.id.startswith("tag:")
            assert entry.updated_parsed and entry.published_parsed


def test_atom_has_what_the_standard_requires(newsroom: Newsroom, client: Client):
    """RFC 4287, 4.1.1 and 4.1.2: id, title and updated once each; an author for every entry; a link to itself."""
    newsroom.published()
    root = etree.fromstring(client.get("/nguon-tin/atom.xml").content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert element.findall(f"{ATOM}author/{ATOM}name")
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("/nguon-tin/atom.xml")


def test_a_withdrawn_item_leaves_the_feeds_and_a_changed_one_keeps_its_identity(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    (before,) = entries(client, "/nguon-tin/rss.xml")
    page.title = "Tên mới"
    page.save_revision(user=newsroom.officer)
    page = newsroom.published(page, at=MOMENT.replace(day=25))
    (after,) = entries(client, "/nguon-tin/rss.xml")
    assert (after.id, after.title, before.title != after.title) == (before.id, "Tên mới", True)
    archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
    assert entries(client, "/nguon-tin/rss.xml") == []


def test_a_section_that_moves_takes_its_feed_along(
    newsroom: Newsroom, client: Client, django_capture_on_commit_callbacks
):
    moved = section("hoat-dong")
    moved.slug = "tin-hoat-dong"
    with django_capture_on_commit_callbacks(execute=True):
        moved.save_revision().publish()
    answer = client.get("/tin-tuc/hoat-dong/rss.xml")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/tin-tuc/tin-hoat-dong/rss.xml")


def test_a_feed_is_as_long_and_costs_as_much_however_many_items_there_are(newsroom: Newsroom, client: Client):
    publish_many(newsroom, 2)
    few = queries(client, "/nguon-tin/rss.xml")
    publish_many(newsroom, 4)
    assert queries(client, "/nguon-tin/rss.xml") == few
    assert LENGTH == 30


@pytest.mark.parametrize(
    "address",
    ["/nguon-tin/co-quan/khong-co/rss.xml", "/gioi-thieu/rss.xml", "/khong-co/atom.xml", "/nguon-tin/loai/x/rss.xml"],
)
def test_a_feed_of_nothing_is_not_found(newsroom: Newsroom, client: Client, address: str):
    assert client.get(address).status_code == 404


def test_a_page_names_its_feeds_to_readers_of_feeds(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    shown = client.get("/tin-tuc/hoat-dong/?coquan=so-y-te").content.decode()
    for address in ("/tin-tuc/hoat-dong/rss.xml", "/nguon-tin/co-quan/so-y-te/atom.xml", "/nguon-tin/rss.xml"):
        assert f'{address}">' in shown
    assert 'type="application/atom+xml"' in client.get(page.url).content.decode()
    people = client.get("/nguon-tin/").content.decode()
    assert "/nguon-tin/co-quan/so-y-te/rss.xml" in people and "/nguon-tin/loai/document/atom.xml" in people
    assert Page.objects.filter(slug="nguon-tin").count() == 0  # the address is the site's own
