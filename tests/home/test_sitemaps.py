"""The map of the site for machines, at any size."""

import pytest
from django.test import Client
from lxml import etree

from editorial import archiving
from home import sitemaps
from tests.home.conftest import publish_many
from tests.home.test_listings import queries
from tests.newsroom import MOMENT, Newsroom

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=NAMES)


def path_of(location: str) -> str:
    return "/" + location.split("/", 3)[3]


@pytest.mark.clause("R3.2b")
def test_every_public_page_stands_in_one_file_and_keeps_it(newsroom: Newsroom, client: Client, monkeypatch):
    pages = publish_many(newsroom, 5)
    whole = locations(client, "/sitemap.xml")
    assert {path_of(location) for location in whole} >= {page.url for page in pages} | {"/", "/so-do/", "/du-lieu-mo/"}
    monkeypatch.setattr(sitemaps, "SPAN", 4)
    files = [path_of(location) for location in locations(client, "/sitemap.xml")]
    assert len(files) > 2
    by_file = {name: locations(client, name) for name in files}
    assert sorted(location for found in by_file.values() for location in found) == sorted(whole)
    archiving.withdraw(pages[0], by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
    still_named = [path_of(location) for location in locations(client, "/sitemap.xml")]
    after = {name: locations(client, name) for name in still_named}
    changed = [name for name in files if after.get(name, []) != by_file[name]]
    assert len(changed) == 1  # only the file it stood in
    for name in set(files) - set(still_named):  # it held no other page
        assert client.get(name).status_code == 404
    assert client.get("/sitemap-999.xml").status_code == 404


def test_a_file_costs_the_same_number_of_queries_however_many_pages_it_holds(newsroom: Newsroom, client: Client):
    publish_many(newsroom, 1)
    few = queries(client, "/sitemap.xml")
    publish_many(newsroom, 3)
    assert queries(client, "/sitemap.xml") == few < 10
