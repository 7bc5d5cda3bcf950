"""Any search as a feed."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client

from tests.newsroom import Newsroom

SOURCE_LINE = "Nguồn: Trang Thông tin"


def channel(**values) -> ElementTree.Element:
    response = Client().get("/tim-kiem/rss/", values)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(response.content).find("channel")


@pytest.mark.clause("R4.7")
def test_a_search_is_followed_by_feed_the_newest_first_and_each_entry_names_its_source(newsroom: Newsroom):
    old = newsroom.published(newsroom.draft(title="Kiểm tra công vụ & thủ tục", happened_on="2025-03-01"))
    new = newsroom.published(newsroom.draft(title="Kết quả kiểm tra công vụ", happened_on="2026-03-01"))
    newsroom.published(newsroom.draft(title="Niềm vui ngày hội", summary="Vui.", body=[("paragraph", "<p>Vui.</p>")]))
    feed = channel(q="kiểm tra công vụ")
    entries = feed.findall("item")
    assert [entry.find("link").text for entry in entries] == [f"http://testserver{page.url}" for page in (new, old)]
    assert entries[1].find("title").text == "Kiểm tra công vụ & thủ tục"
    assert all(SOURCE_LINE in entry.find("description").text for entry in entries)
    assert SOURCE_LINE in feed.find("copyright").text
    assert "“kiểm tra công vụ”" in feed.find("title").text
    assert feed.find("link").text.endswith("/tim-kiem/?q=ki%E1%BB%83m+tra+c%C3%B4ng+v%E1%BB%A5&sap-xep=moi-nhat")


def test_the_feed_is_narrowed_as_the_search_is(newsroom: Newsroom):
    newsroom.published(newsroom.draft(title="Kiểm tra công vụ", happened_on="2025-03-01"))
    assert len(channel(nam="2025").findall("item")) == 1
    assert channel(nam="2024").findall("item") == []
    assert "Năm: 2025" in channel(nam="2025").find("title").text


def test_every_search_names_its_feed(newsroom: Newsroom):
    html = Client().get("/tim-kiem/", {"q": "kiểm tra", "trang": "x"}).content.decode()
    assert 'href="/tim-kiem/rss/?q=ki%E1%BB%83m+tra"' in html
    assert "/tim-kiem/rss/?muc=document" in Client().get("/van-ban/").content.decode()
