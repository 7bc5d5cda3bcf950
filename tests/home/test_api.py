"""The API as its users meet it: what it promises in its own description, and what it never tells."""

import contextlib
from datetime import date, timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from wagtail.models import Page, PageViewRestriction

from agencies.models import AgencySuccession
from editorial import archiving
from tests.home.conftest import publish_many, publish_one, section
from tests.home.test_listings import queries
from tests.newsroom import MOMENT, Newsroom

API = "/api/v1"
SOURCE = "Nguồn: Trang Thông tin"


def asked(client: Client, address: str, status: int = 200, **query) -> dict:
    response = client.get(f"{API}{address}", query)
    assert response.status_code == status, response.content[:300]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    answer = response.json()
    assert answer["attribution"] == SOURCE
    return answer


def withdraw(newsroom: Newsroom, page, display: str, *, at=MOMENT) -> None:
    archiving.withdraw(page, by=newsroom.head, at=at, decision_number="9/QĐ-SNV", reason="Số liệu sai", display=display)


@pytest.fixture
def open_connection():
    """Keep the test's transaction open over requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.clause("R4.7")
def test_every_answer_is_as_the_description_says_and_carries_the_source(one_of_each, open_connection, client: Client):
    """schemathesis asks each address what the description allows, and what it does not."""
    description = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) == 6
    asked_about = [
        case for operation in operations for mode in GenerationMode for case in ask_and_check(operation, mode)
    ]
    assert len(asked_about) > 30
    for address in ("/items", "/documents", "/sections", "/agencies", "/changes"):
        assert asked(client, address)["items"]


def ask_and_check(operation, mode: GenerationMode) -> list:
    cases = []

    @settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case) -> None:
        cases.append(case)
        case.call_and_validate()

    # There is nothing to ask wrongly where nothing can be said.
    with contextlib.suppress(Unsatisfiable):
        check()
    return cases


def test_an_item_is_given_with_its_text_facts_files_and_place(newsroom: Newsroom, client: Client):
    page = publish_one(newsroom, "results")
    item = asked(client, f"/items/{page.pk}")["item"]
    assert item["text"].startswith("Nội dung kiểm tra gồm sáu lĩnh vực.")
    assert item["facts"] == {"level": "Cấp tỉnh", "period": "Năm 2022", "issued_on": "2026-11-23"}
    assert [step["title"] for step in item["sections"]] == ["Trang chủ", "Tin tức", "Tình hình, kết quả thực hiện"]
    (figure,) = item["figures"]
    assert client.get(figure["csv"].split("8000", 1)[-1]).status_code == 200
    assert item["agency"] == {"slug": "so-y-te", "name": "Sở Y tế"}


def test_items_are_filtered_and_read_part_by_part(newsroom: Newsroom, client: Client):
    pages = publish_many(newsroom, 3)
    theirs = newsroom.draft(by=newsroom.other_officer, agency=newsroom.finance, level="commune")
    newsroom.unit_head = newsroom.other_unit_head
    other = newsroom.published(theirs)
    first = asked(client, "/items", size=2, agency="so-y-te")
    rest = asked(client, "/items", size=2, agency="so-y-te", cursor=first["next"])
    found = [item["id"] for part in (first, rest) for item in part["items"]]
    assert (found, rest["next"]) == ([page.pk for page in reversed(pages)], None)
    for query in ({"level": "commune"}, {"agency": "so-tai-chinh"}):
        assert [item["id"] for item in asked(client, "/items", **query)["items"]] == [other.pk]
    assert asked(client, "/items", published_from="2026-11-24")["items"] == []
    assert len(asked(client, "/items", published_to="2026-11-23", section=section("hoat-dong").pk)["items"]) == 4
    assert asked(client, "/items", category="policy")["items"] == []


def test_documents_are_found_by_number_however_it_is_typed(newsroom: Newsroom, client: Client):
    page = publish_one(newsroom, "document")
    for number in ("517/QĐ-SNV", "517/qd-snv", "0517 / QÐ-SNV"):
        (found,) = asked(client, "/documents", number=number)["items"]
        assert (found["id"], found["issued_on"], found["issuing_body"]) == (page.pk, "2026-11-23", "Sở Nội vụ")
    assert asked(client, "/documents", number="518/QĐ-SNV")["items"] == []
    assert asked(client, "/documents", issued_from="2026-11-24")["items"] == []


def test_what_is_not_public_is_never_told(newsroom: Newsroom, client: Client):
    draft = newsroom.draft(title="Bản nháp kín")
    hidden = newsroom.published(newsroom.draft(section=section("so-ban-nganh")))
    withdrawn = newsroom.published()
    withdraw(newsroom, withdrawn, "gone")
    PageViewRestriction.objects.create(page=Page.objects.get(slug="so-ban-nganh"), restriction_type="login")
    for page in (draft, hidden, withdrawn):
        assert asked(client, f"/items/{page.pk}", 404)["detail"]
    assert asked(client, "/items")["items"] == []
    told = client.get(f"{API}/changes").content.decode()
    for page in (draft, hidden, withdrawn):
        assert page.title not in told


def test_changes_tell_what_was_published_changed_and_withdrawn_and_no_person(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    page.summary = "Bản đã sửa."
    page.save_revision(user=newsroom.officer)
    page = newsroom.published(page, at=MOMENT + timedelta(days=2))
    withdraw(newsroom, page, "notice", at=MOMENT + timedelta(days=3))
    answer = asked(client, "/changes")
    assert [row["kind"] for row in answer["items"]] == ["published", "changed", "withdrawn"]
    assert {row["title"] for row in answer["items"]} == {page.title}  # the notice at the address names it too
    assert answer["items"][-1]["decision_number"] == "9/QĐ-SNV" and answer["items"][-1]["reason"] == "Số liệu sai"
    assert (answer["next"], answer["last"]) == (None, 3)
    text = client.get(f"{API}/changes").content.decode()
    for person in (newsroom.head, newsroom.officer, newsroom.member):
        assert str(person) not in text and person.username not in text
    part = asked(client, "/changes", size=2)
    assert [row["sequence"] for row in asked(client, "/changes", after=part["next"])["items"]] == [3]
    later = asked(client, "/changes", since="2026-11-25T00:00:00+07:00")
    assert [row["kind"] for row in later["items"]] == ["changed", "withdrawn"]
    assert asked(client, "/changes", since="2027-01-01T00:00:00Z") == {
        "attribution": SOURCE, "items": [], "next": None, "last": 3,
    }  # fmt: skip


def test_sections_and_agencies_are_given_whole_with_their_dates(newsroom: Newsroom, client: Client):
    newsroom.finance.valid_to = date(2025, 6, 30)
    newsroom.finance.save()
    AgencySuccession.objects.create(
        predecessor=newsroom.finance,
        successor=newsroom.health,
        kind="merged",
        happened_on=date(2025, 7, 1),
        legal_basis="NQ 1668",
    )
    rows = {row["slug"]: row for row in asked(client, "/agencies")["items"]}
    assert rows["so-tai-chinh"]["valid_to"] == "2025-06-30"
    assert rows["so-tai-chinh"]["successors"][0]["slug"] == "so-y-te"
    sections = {row["id"]: row for row in asked(client, "/sections")["items"]}
    parent = sections[sections[section("so-ban-nganh").pk]["parent"]]
    assert parent["title"] == "Hoạt động cải cách hành chính"


def test_a_question_that_means_nothing_is_answered_in_vietnamese(newsroom: Newsroom, client: Client):
    assert asked(client, "/items", 422, size=0, cursor="x")["detail"]
    assert asked(client, "/items", 404, agency="khong-co")["detail"] == ["Không có cơ quan này."]
    refused = client.post(f"{API}/items")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.options(f"{API}/items").status_code == 204
    assert client.head(f"{API}/items").status_code == 200


def test_a_part_of_the_list_costs_the_same_however_many_items_there_are(newsroom: Newsroom, client: Client):
    publish_many(newsroom, 2)
    few = [queries(client, f"{API}{address}") for address in ("/items", "/changes")]
    publish_many(newsroom, 4)
    assert [queries(client, f"{API}{address}") for address in ("/items", "/changes")] == few
