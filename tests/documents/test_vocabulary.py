"""The register's vocabularies: what printed words mean, as of a day, and what an administrator may change."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from agencies.seeding import ensure_agencies
from documents.models import DocumentType, IssuingBody
from documents.seeding import ensure_vocabularies
from documents.vocabulary import Vocabulary, body_named, is_normative, type_named, type_of_number
from editorial import clock
from tests.newsroom import MOMENT

THEN, NOW = date(2022, 12, 30), date(2026, 11, 23)


@pytest.fixture
def vocabulary(db) -> Vocabulary:
    ensure_agencies()
    ensure_vocabularies()
    return Vocabulary.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUYẾT ĐỊNH", "Quyết định"),
        ("Quyết định của Chủ tịch UBND tỉnh", "Quyết định"),
        ("nghi quyet", "Nghị quyết"),
        ("Thông tư liên tịch", "Thông tư liên tịch"),
        ("Giấy uỷ quyền", "Giấy ủy quyền"),
    ],
)
def test_a_type_is_recognised_as_printed(vocabulary, text, name):
    assert vocabulary.type_named(text, on=THEN).name == name
    assert type_named(text, on=THEN).name == name


def test_an_unknown_type_is_not_guessed(vocabulary):
    assert vocabulary.type_named("Bản tin", on=THEN) is None


@pytest.mark.parametrize(
    ("number", "name"),
    [("517/QĐ-SNV", "Quyết định"), ("517/QÐ-SNV", "Quyết định"), ("12/HD-SNV", "Hướng dẫn"), ("12/HĐ-SNV", "Hợp đồng")],
)
def test_a_number_says_its_type(vocabulary, number, name):
    assert type_of_number(number).name == name


def test_a_letter_and_a_law_say_no_type_by_their_number(vocabulary):
    assert vocabulary.type_of_number("3445/UBND-KT") is None
    assert vocabulary.type_of_number("68/2014/QH13") is None


@pytest.mark.clause("R10.1c")
@pytest.mark.parametrize(
    ("type_name", "number", "expected"),
    [
        ("Quyết định", "517/QĐ-SNV", False),
        ("Quyết định", "04/2022/QĐ-UBND", True),
        ("Nghị định", "42/2022/NĐ-CP", True),
        ("Kế hoạch", "163/KH-UBND", False),
    ],
)
def test_type_and_number_tell_a_normative_document(vocabulary, type_name, number, expected):
    assert is_normative(type_named(type_name, on=THEN), number) is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CHÍNH PHỦ", "Chính phủ"),
        ("Giám đốc Sở Nội vụ tỉnh Sóc Trăng", "Sở Nội vụ tỉnh Sóc Trăng"),
        ("Chủ tịch UBND tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("Uỷ ban nhân dân tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("BỘ TRƯỞNG BỘ NỘI VỤ", "Bộ Nội vụ"),
        ("Ban Vớ vẩn", None),
    ],
)
def test_a_body_is_recognised_by_any_of_its_names(vocabulary, text, name):
    found = body_named(text, on=THEN)
    assert (found.name if found else None) == name


def test_each_agency_is_an_issuing_body_that_knows_what_it_succeeded(vocabulary):
    now = IssuingBody.objects.get(agency=Agency.objects.get(slug="so-noi-vu-thanh-pho-can-tho"))
    assert "Sở Nội vụ tỉnh Sóc Trăng" in {body.name for body in now.predecessors.all()}
    assert not IssuingBody.objects.get(name="Sở Nội vụ tỉnh Sóc Trăng").exists_on(NOW)
    assert {body.name for body in vocabulary.bodies_with_code("SNV", on=NOW)} == {"Sở Nội vụ thành phố Cần Thơ"}


def test_seeding_again_adds_nothing_and_leaves_corrections(vocabulary):
    DocumentType.objects.filter(name="Quyết định").update(legal_basis="Quản trị viên đã sửa")
    assert not ensure_vocabularies()
    assert DocumentType.objects.get(name="Quyết định").legal_basis == "Quản trị viên đã sửa"


def _client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("register", ["documenttype", "issuingbody", "documentfield"])
def test_everybody_reads_the_vocabularies_and_administrators_keep_them(vocabulary, newsroom, register):
    with clock.held_at(MOMENT):
        index = reverse(f"documents_{register}_modeladmin_index")
        create = reverse(f"documents_{register}_modeladmin_create")
        assert _client(newsroom.officer).get(index).status_code == 200
        assert _client(newsroom.officer).get(create).status_code in (302, 403)
        assert _client(newsroom.administrator).get(create).status_code == 200


def test_a_type_of_a_name_already_in_use_is_refused_with_what_was_typed(vocabulary, newsroom):
    form = {
        "name": "QUYẾT  ĐỊNH",
        "abbreviation": "QDD",
        "legal_basis": "",
        "valid_from": "",
        "valid_to": "",
        "slug": "",
    }
    with clock.held_at(MOMENT):
        response = _client(newsroom.administrator).post(reverse("documents_documenttype_modeladmin_create"), form)
    assert "Danh mục đã có loại “Quyết định”" in response.content.decode()
    assert "QUYẾT  ĐỊNH" in response.content.decode()
    assert DocumentType.objects.filter(abbreviation="QDD").count() == 0
