"""The nightly files and their catalogue."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS

from editorial import archiving, clock
from home.open_data import datasets, export
from tests.home.conftest import publish_many
from tests.newsroom import MOMENT, Newsroom

SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path / "open-data"
    return settings.OPEN_DATA_DIR


def exported() -> str:
    out = io.StringIO()
    call_command("export_open_data", stdout=out)
    return out.getvalue()


def file(client: Client, name: str) -> bytes:
    response = client.get(f"/du-lieu-mo/tep/{name}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.clause("R4.7")
def test_what_is_public_is_given_in_both_formats_with_its_source(one_of_each, client: Client):
    assert "Đã xuất 10 tệp" in exported()
    items = json.loads(file(client, "tin-bai.json"))
    assert items["attribution"] == "Nguồn: Trang Thông tin"
    documents = json.loads(file(client, "van-ban.json"))["items"]
    assert {row["id"] for row in items["items"] + documents} == {page.pk for page in one_of_each.values()}
    assert documents[0]["number"] == "517/QĐ-SNV" and "sáu lĩnh vực" in documents[0]["text"]
    rows = list(csv.DictReader(io.StringIO(file(client, "tin-bai.csv").decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == [row["title"] for row in items["items"]]
    assert {row["attribution"] for row in rows} == {"Nguồn: Trang Thông tin"}
    assert [row["kind"] for row in json.loads(file(client, "thay-doi.json"))["items"]] == ["published"] * 7
    response = client.get("/du-lieu-mo/tep/tin-bai.csv")
    assert client.get("/du-lieu-mo/tep/tin-bai.csv", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_an_interrupted_run_goes_on_where_it_stopped(newsroom: Newsroom, client: Client, monkeypatch):
    pages = publish_many(newsroom, 5)
    monkeypatch.setattr(datasets, "BATCH", 2)
    whole, read = datasets._specific, []

    def cut_short(ids: list[int]) -> list:
        read.append(ids)
        if len(read) == 2:
            raise KeyboardInterrupt
        return whole(ids)

    monkeypatch.setattr(datasets, "_specific", cut_short)
    with pytest.raises(KeyboardInterrupt):
        exported()
    assert client.get("/du-lieu-mo/tep/tin-bai.json").status_code == 404  # nothing half done is given away
    assert "Tiếp tục lần xuất đang dở." in exported()
    assert read == [[page.pk for page in pages[start : start + 2]] for start in (0, 2, 2, 4)]
    rows = json.loads(file(client, "tin-bai.json"))["items"]
    assert [row["id"] for row in rows] == [page.pk for page in pages]
    assert len(file(client, "tin-bai.csv").decode().splitlines()) == 6


def test_what_is_withdrawn_while_the_files_are_written_is_not_in_them(newsroom: Newsroom, client: Client, monkeypatch):
    page, kept = publish_many(newsroom, 2)
    ask = datasets.structure.agency_rows

    def withdraw_meanwhile() -> list:
        if page.live:
            archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
            page.live = False
        return ask()

    monkeypatch.setattr(datasets.structure, "agency_rows", withdraw_meanwhile)
    assert "xuất lại từ đầu" in exported()
    assert [row["id"] for row in json.loads(file(client, "tin-bai.json"))["items"]] == [kept.pk]
    assert page.title not in file(client, "thay-doi.csv").decode()


def test_a_release_replaces_the_one_before_and_a_stale_beginning_is_not_taken_up(newsroom: Newsroom, folder, client):
    newsroom.published()
    exported()
    (folder / "building").mkdir()
    begun = {"begun_at": (MOMENT - timedelta(hours=7)).isoformat(), "last_record": 0, "sets": {}}
    (folder / "building" / "progress.json").write_text(json.dumps(begun))
    for hour in (1, 2):
        with clock.held_at(MOMENT + timedelta(hours=hour)):
            assert "Tiếp tục" not in exported()
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2
    assert export.current(folder)["made_at"].startswith("2026-11-23T11:00")


def test_the_catalogue_is_dcat_that_names_every_file(newsroom: Newsroom, client: Client):
    exported()
    graph = Graph().parse(data=client.get("/du-lieu-mo/danh-muc.jsonld").content, format="json-ld")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    data_sets = list(graph.objects(catalogue, DCAT.dataset))
    assert len(data_sets) == 5
    for thing in (catalogue, *data_sets):  # what DCAT-AP requires of both
        assert all(graph.value(thing, name) for name in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher))
    files = [file for data_set in data_sets for file in graph.objects(data_set, DCAT.distribution)]
    assert len(files) == 10
    for one in files:
        assert graph.value(one, DCAT.accessURL)
        address = str(graph.value(one, DCAT.downloadURL))
        name = address.rsplit("/", 1)[1]
        assert len(file(client, name)) == int(graph.value(one, DCAT.byteSize))
        assert graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
    # DCAT-AP's shapes ask of each thing what it is; `bench.validators` holds the catalogue to them.
    named = {thing for name, thing in graph.predicate_objects() if isinstance(thing, URIRef) and name != RDF.type}
    assert [thing for thing in named if not graph.value(thing, RDF.type)] == []


def test_the_page_about_open_data_is_read_before_and_after_the_first_run(newsroom: Newsroom, client: Client):
    assert "Chưa có lần xuất nào." in client.get("/du-lieu-mo/").content.decode()
    assert client.get("/du-lieu-mo/tep/tin-bai.csv").status_code == 404
    exported()
    shown = client.get("/du-lieu-mo/").content.decode()
    assert "/du-lieu-mo/tep/tin-bai.csv" in shown and "/api/v1/items" in shown
    assert client.get("/du-lieu-mo/tep/current.json").status_code == 404


@pytest.fixture(autouse=True)
def later_moment() -> Iterator[None]:
    with clock.held_at(MOMENT + timedelta(minutes=30)):
        yield
