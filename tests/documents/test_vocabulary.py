"""The register's vocabularies: what printed words mean, as of a day, and what an administrator may change."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency
from agencies.seeding import ensure_agencies
from documents.models import DocumentType, IssuingBody
from documents.seeding import ensure_vocabularies
from documents.vocabulary import Vocabulary, is_normative, type_named, type_of_number
from editorial import clock
from tests.newsroom import MOMENT

THEN, NOW = date(2022, 12, 30), date(2026, 11, 23)


@pytest.fixture
def vocabulary(db) -> Vocabulary:
    ensure_agencies()
    ensure_vocabularies()
    return Vocabulary.load()


def test_a_type_is_recognised_as_printed_and_an_unknown_one_is_not_guessed(vocabulary):
    printed = {
        "QUYẾT ĐỊNH": "Quyết định",
        "Quyết định của Chủ tịch UBND tỉnh": "Quyết định",
        "nghi quyet": "Nghị quyết",
        "Thông tư liên tịch": "Thông tư liên tịch",
        "Giấy uỷ quyền": "Giấy ủy quyền",
        "Bản tin": None,
    }
    found = {text: vocabulary.type_named(text, on=THEN) for text in printed}
    assert {text: row.name if row else None for text, row in found.items()} == printed
    assert type_named("QUYẾT ĐỊNH", on=THEN).name == "Quyết định"


def test_a_number_says_its_type_where_it_says_any(vocabulary):
    said = {
        "517/QĐ-SNV": "Quyết định",
        "517/QÐ-SNV": "Quyết định",
        "12/HD-SNV": "Hướng dẫn",
        "12/HĐ-SNV": "Hợp đồng",
        "3445/UBND-KT": None,
        "68/2014/QH13": None,
    }
    found = {number: vocabulary.type_of_number(number) for number in said}
    assert {number: row.name if row else None for number, row in found.items()} == said
    assert type_of_number("517/QĐ-SNV").name == "Quyết định"


@pytest.mark.clause("R10.1c")
def test_type_and_number_tell_a_normative_document(vocabulary):
    expected = {
        ("Quyết định", "517/QĐ-SNV"): False,
        ("Quyết định", "04/2022/QĐ-UBND"): True,
        ("Nghị định", "42/2022/NĐ-CP"): True,
        ("Kế hoạch", "163/KH-UBND"): False,
    }
    assert {
        (name, number): is_normative(vocabulary.type_named(name, on=THEN), number) for name, number in expected
    } == expected


def test_a_body_is_recognised_by_any_of_its_names(vocabulary):
    printed = {
        "CHÍNH PHỦ": "Chính phủ",
        "Giám đốc Sở Nội vụ tỉnh Sóc Trăng": "Sở Nội vụ tỉnh Sóc Trăng",
        "Chủ tịch UBND tỉnh Sóc Trăng": "Ủy ban nhân dân tỉnh Sóc Trăng",
        "Uỷ ban nhân dân tỉnh Sóc Trăng": "Ủy ban nhân dân tỉnh Sóc Trăng",
        "BỘ TRƯỞNG BỘ NỘI VỤ": "Bộ Nội vụ",
        "Ban Vớ vẩn": None,
    }
    found = {text: vocabulary.body_named(text, on=THEN) for text in printed}
    assert {text: body.name if body else None for text, body in found.items()} == printed
    assert vocabulary.body_named("CHÍNH PHỦ", on=THEN).name == "Chính phủ"


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


def test_everybody_reads_the_vocabularies_and_administrators_keep_them(newsroom):
    officer, administrator = _client(newsroom.officer), _client(newsroom.administrator)
    with clock.held_at(MOMENT):
        for register in ("documenttype", "issuingbody", "documentfield"):
            create = reverse(f"documents_{register}_modeladmin_create")
            assert officer.get(reverse(f"documents_{register}_modeladmin_index")).status_code == 200
            assert officer.get(create).status_code in (302, 403)
            assert administrator.get(create).status_code == 200


def test_a_type_of_a_name_already_in_use_is_refused_with_what_was_typed(newsroom):
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
