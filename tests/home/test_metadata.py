"""What every public page says of itself to machines."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from rdflib import SDO, Graph

from editorial import archiving
from editorial.metadata import Metadata, joined
from tests.newsroom import MOMENT, TODAY, Newsroom

# Thông tư 24/2011/TT-BTTTT: these elements are never empty.
REQUIRED = ["DC.title", "DC.creator", "DC.date", "DC.description", "DC.publisher", "DC.identifier"]


class Head(HTMLParser):
    """Reads the meta elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and (name := values.get("name") or values.get("property")):
            self.found.setdefault(name, []).append(values["content"])


def described(client: Client, address: str) -> tuple[dict[str, list[str]], list[dict]]:
    shown = client.get(address).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    return Head(shown).found, [thing for script in scripts for thing in json.loads(script)["@graph"]]


def test_every_public_page_has_each_required_element_once_and_never_empty(one_of_each, client: Client):
    addresses = ["/", "/tin-tuc/", "/tin-tuc/hoat-dong/", "/van-ban/", "/gioi-thieu/", "/so-do/"]
    addresses += [page.url for page in one_of_each.values()]
    for address in addresses:
        found, things = described(client, address)
        for name in REQUIRED:
            assert [bool(content.strip()) for content in found.get(name, [])] == [True], (address, name)
        assert found["DC.identifier"] == [f"{settings.WAGTAILADMIN_BASE_URL}{address}"], address
        assert found["DC.identifier"] == found["og:url"]
        assert things[0]["creditText"] == "Nguồn: Trang Thông tin"


def test_an_item_names_its_agency_dates_and_kind(newsroom: Newsroom, client: Client):
    page = newsroom.published(newsroom.draft(author_name="Minh Anh; Lan", source_name="Báo Sóc Trăng"))
    found, things = described(client, page.url)
    assert found["DC.creator"] == ["Minh Anh, Lan; Sở Y tế"]
    assert found["DC.date"] == [f"{TODAY}T09:00:00+07:00"]
    assert found["DC.source"] == ["Báo Sóc Trăng"]
    assert found["og:type"] == ["article"]
    item, breadcrumbs = things
    assert (item["@type"], item["datePublished"]) == ("NewsArticle", f"{TODAY}T09:00:00+07:00")
    assert [step["name"] for step in breadcrumbs["itemListElement"]][:2] == ["Trang chủ", "Tin tức"]


def test_the_words_of_a_page_cannot_end_the_script_they_stand_in(newsroom: Newsroom, client: Client):
    page = newsroom.published(newsroom.draft(title="Sửa </script><b> & “ngoặc”"))
    _, things = described(client, page.url)
    assert things[0]["name"] == "Sửa </script><b> & “ngoặc”"


def test_the_description_is_linked_data_that_a_reader_of_rdf_understands(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    shown = client.get(page.url).content.decode()
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL).group(1)
    # The names are looked up here, not on the network.
    data = {**json.loads(script), "@context": {"@vocab": "https://schema.org/"}}
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    titles = {str(value) for value in graph.objects(predicate=None) if str(value) == page.title}
    assert titles == {page.title}


def test_every_name_is_one_of_schema_org(one_of_each, client: Client):
    """`bench.validators` asks further: whether each stands where it may."""
    names = set()
    for address in [
        "/",
        "/tin-tuc/hoat-dong/",
        "/van-ban/",
        "/gioi-thieu/",
        *(page.url for page in one_of_each.values()),
    ]:
        for thing in described(client, address)[1]:
            names |= set(re.findall(r'"@type": "(\w+)"|"(\w+)":', json.dumps(thing)))
    found = {name for pair in names for name in pair if name}
    assert {"NewsArticle", "Legislation", "creditText", "legislationIdentifier"} <= found
    assert [name for name in sorted(found) if name not in SDO] == []


def test_moments_are_written_as_html_allows(newsroom: Newsroom, client: Client):
    page = newsroom.published(at=MOMENT.replace(microsecond=123456))
    moments = re.findall(r'<time datetime="([^"]+T[^"]+)"', client.get(page.url).content.decode())
    assert moments == [f"{TODAY}T09:00:00+07:00"]


def test_what_is_not_public_describes_nothing(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="notice")
    assert "DC.title" not in described(client, page.url)[0]
    assert "DC.title" not in described(client, "/khong-co/")[0]


def test_a_description_with_a_required_element_empty_is_refused():
    with pytest.raises(ValueError, match="publisher"):
        Metadata("Tên", ("Sở Y tế",), TODAY, "Tóm tắt", "", "http://localhost/")
    assert joined(["Một; hai", "", "  Ba "]) == "Một, hai; Ba"
