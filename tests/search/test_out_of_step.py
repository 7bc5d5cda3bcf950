"""The index is derived: whatever has happened to it, publishing and withdrawing go on, and it is mended afterwards."""

import logging

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection

from search import term_index, terms, writing
from search.asking import SearchQuestion, answer
from search.entries import EntryTexts, PassageText
from search.models import SearchPassage
from tests.newsroom import TODAY

pytestmark = pytest.mark.django_db


def put(page_id: int, title: str, text: str = "") -> None:
    writing.write_texts([(page_id, EntryTexts(title, passages=(PassageText(text=text),)))])


def found(text: str) -> list[int]:
    return [hit.page_id for hit in answer(SearchQuestion(text=text, on=TODAY)).hits]


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.name == "cchc.search" and one.levelno == logging.ERROR]


@pytest.fixture
def rows_and_terms_differ() -> None:
    """The row of page 1 has many words more than its terms were made of."""
    put(1, "Kế hoạch cải cách", "Một cửa.")
    longer = terms.packed(np.arange(1_000, 3_000, dtype=np.uint32) << 8)
    SearchPassage.objects.filter(entry=1).update(tokens=longer)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes a row out by its number alone")
def test_an_entry_is_written_where_its_old_terms_cannot_be_taken_out(
    rows_and_terms_differ, caplog: pytest.LogCaptureFixture
) -> None:
    put(1, "Báo cáo tổng kết", "Hai cửa.")
    assert found("bao cao tong ket") == [1]
    assert said(caplog) == ["cchc.search.out_of_step error=DatabaseError pages=[1]"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes a row out by its number alone")
def test_what_is_withdrawn_is_not_found_even_then(rows_and_terms_differ) -> None:
    writing.remove_entries([1])
    assert found("ke hoach cai cach") == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL takes a row out by its number alone")
def test_the_index_is_mended_from_its_rows(rows_and_terms_differ, caplog: pytest.LogCaptureFixture) -> None:
    put(1, "Báo cáo tổng kết", "Hai cửa.")
    assert writing.mend_terms()
    assert found("ke hoach cai cach") == []  # the terms left over are gone
    assert found("bao cao tong ket") == [1]
    assert not writing.mend_terms()
    caplog.clear()
    put(1, "Quyết định")
    assert said(caplog) == []


def test_a_page_is_published_where_there_is_no_index_and_found_once_it_is_written_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(1, "Kế hoạch cải cách")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_page_terms")
    put(1, "Báo cáo tổng kết")
    put(2, "Báo cáo khác")
    writing.remove_entries([2])
    assert said(caplog)
    term_index.install(connection)
    call_command("index_search", verbosity=0)
    put(1, "Báo cáo tổng kết")
    assert found("bao cao") == [1]
