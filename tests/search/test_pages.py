"""Finding pages by their words, through the door that Wagtail's own screens use."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import PlainPage, SectionPage
from search import pages
from search.models import PageEntry
from tests.newsroom import Newsroom


def found(query: str) -> list[str]:
    return [page.title for page in Page.objects.all().autocomplete(query)]


def write(newsroom: Newsroom, title: str) -> PlainPage:
    return newsroom.home_page.add_child(instance=PlainPage(title=title))


@pytest.mark.parametrize("query", ["đổi mới", "doi moi", "ĐỔI MỚI", "bo may", "de an", "mới bộ", "to chu"])
def test_a_title_is_found_with_and_without_marks(newsroom: Newsroom, query: str) -> None:
    write(newsroom, "Đề án đổi mới tổ chức bộ máy")
    assert found(query) == ["Đề án đổi mới tổ chức bộ máy"]


@pytest.mark.parametrize("query", ["517/QĐ-SNV", "517/qd-snv", "qd-snv", "517", "517 QĐ SNV", "517/QD"])
def test_a_number_is_found_however_it_is_typed(newsroom: Newsroom, query: str) -> None:
    write(newsroom, "Quyết định số 517/QĐ-SNV ban hành Quy chế")
    assert found(query) == ["Quyết định số 517/QĐ-SNV ban hành Quy chế"]


def test_every_word_must_be_there(newsroom: Newsroom) -> None:
    write(newsroom, "Đề án đổi mới")
    assert found("đề án vị trí việc làm") == []


@pytest.mark.parametrize("query", ["\"'", "* AND", "NEAR(", "a:*", "'; DROP", "%", "đổi & !mới"])
def test_signs_are_never_taken_for_operators(newsroom: Newsroom, query: str) -> None:
    write(newsroom, "Đề án đổi mới")
    found(query)


def test_a_new_title_is_found_as_soon_as_its_draft_is_saved(newsroom: Newsroom) -> None:
    page = newsroom.published()
    page.title = "Niềm vui ngày hội"
    page.save_revision(user=newsroom.officer)
    assert [hit.pk for hit in Page.objects.all().autocomplete("niem vui")] == [page.pk]
    assert page.pk in [hit.pk for hit in Page.objects.all().autocomplete("kiem tra cai cach")]


def test_a_deleted_page_is_found_no_more(newsroom: Newsroom) -> None:
    write(newsroom, "Đề án đổi mới").delete()
    assert found("đổi mới") == []


def test_a_section_comes_before_the_many_items_that_share_its_words(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = newsroom.section
    items = [newsroom.draft(title=f"Hoạt động cải cách hành chính tuần {number}") for number in range(6)]
    monkeypatch.setattr(pages, "MOST_MATCHES", 4)
    hits = list(Page.objects.all().autocomplete("hoat dong cai cach"))
    assert [hit.pk for hit in hits] == [section.pk, *reversed([item.pk for item in items[2:]])]


def test_what_else_is_asked_is_asked_before_the_newest_are_taken(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaf = SectionPage(title="Hoạt động khác", category="activity")
    newsroom.section.add_child(instance=leaf)
    for number in range(3):
        newsroom.draft(title=f"Hoạt động tuần {number}")
    monkeypatch.setattr(pages, "MOST_MATCHES", 2)
    hits = Page.objects.type(SectionPage).autocomplete("hoat dong khac")
    assert [hit.pk for hit in hits] == [leaf.pk]


def test_entries_are_written_again_after_rows_that_no_signal_announced(newsroom: Newsroom) -> None:
    page = write(newsroom, "Đề án đổi mới")
    Page.objects.filter(pk=page.pk).update(title="Sổ tay", draft_title="Sổ tay")
    assert found("sổ tay") == []
    assert pages.refresh_entries([page.pk]) == 1
    assert found("sổ tay") == ["Sổ tay"]


def test_the_index_finds_what_the_table_holds_after_it_was_filled_in_bulk(newsroom: Newsroom) -> None:
    page = write(newsroom, "Đề án đổi mới")
    PageEntry.objects.filter(pk=page.pk).delete()
    assert found("đổi mới") == []
    PageEntry.objects.bulk_create([PageEntry(page_id=page.pk, words="so tay")])
    assert found("sổ tay") == ["Đề án đổi mới"]


def test_saving_a_page_does_not_read_the_whole_index(newsroom: Newsroom) -> None:
    page = write(newsroom, "Đề án đổi mới")
    with CaptureQueriesContext(connection) as queries:
        page.save()
    assert not [query["sql"] for query in queries if "AVG(" in query["sql"].upper()]
    if (
        "URLS" not in settings.WAGTAILSEARCH_BACKENDS["default"]
    ):  # with a search server Wagtail's own entries are kept there
        assert [query["sql"] for query in queries if "indexentry" in query["sql"]]
