"""Long lists are packed, a bit for each passage: what they say is what the index says, whatever happens to it afterwards."""

import math
from datetime import date
from threading import current_thread
from threading import enumerate as enumerate_threads
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import changes, packing, posted, statistics, writing
from search.asking import SearchQuestion, answer
from search.engines import packed, repacking
from search.entries import EntryTexts, PassageText
from search.models import SearchEntry, SearchPackedList, SearchPacking, SearchPassage
from search.questions import read
from search.term_index import PAGES, PASSAGES
from search.terms import terms_of_page, terms_of_passage, unpacked
from tests.newsroom import TODAY

pytestmark = pytest.mark.django_db
WORDS = [
    "kế",
    "hoạch",
    "cải",
    "cách",
    "hành",
    "chính",
    "báo",
    "cáo",
    "chuyển",
    "đổi",
    "số",
    "năm",
    "quyết",
    "định",
    "xã",
    "phường",
]
QUESTIONS = ("cải cách", "ke hoach chuyen doi so", "quyết định", "xã báo cáo", "số 12", "cchc", "hành chính năm xã")


@pytest.fixture(autouse=True)
def every_list_is_long(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.database"}}
    monkeypatch.setattr(packing, "LEAST", 2)
    monkeypatch.setattr(repacking, "_not_before", math.inf)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, every_list_is_long: None) -> list:
    """The threads that were to pack anew, each by what it does: they are not started."""
    threads: list = []
    monkeypatch.setattr(repacking, "_not_before", 0.0)
    monkeypatch.setattr(repacking, "Thread", lambda *, target, args, **_: threads.append((target, args)) or Mock())
    return threads


def put(page_id: int, *, turn: int = 0) -> None:
    """Write a page whose words follow from its number and how often it was changed."""
    words = [WORDS[(page_id * 7 + place * (turn + 3)) % len(WORDS)] for place in range(12)]
    passages = tuple(
        PassageText(f"dieu-{n}", " ".join(words[n : n + 3]), " ".join(words[n * 2 :])) for n in range(1, 4)
    )
    writing.write_texts([(page_id, EntryTexts(" ".join(words[:4]), number=f"{page_id}/QĐ", passages=passages))])


def lists() -> packed.Packed:
    found = packed.current(connection, at=changes.newest(using="default"))
    assert found is not None
    return found


def differences() -> list:
    """Return every term and question for which the packed lists say something else than the term index."""
    held = lists()
    found: list = []
    for side, index in ((held.pages, PAGES), (held.passages, PASSAGES)):
        terms = side.terms.tolist()
        has = side.having(terms)
        rows = zip(terms, index.rows_with_each(connection, terms), strict=True)
        found += [term for term, row in rows if sorted(side.numbers[has[term].view(bool)].tolist()) != row.tolist()]
    synonyms = (("CCHC", "cải cách hành chính"),)
    for text in QUESTIONS:
        groups = read(text, synonyms).groups
        pages = packed.pages_with(held, groups)
        if pages is not None and pages.tolist() != PAGES.rows_with_groups(connection, groups).tolist():
            found.append(text)
    return found


def test_pairs_of_terms_and_rows_are_those_of_the_term_index() -> None:
    for page_id in (1, 2, 3):
        put(page_id)
    found = posted.read([1, 2, 3, 4], using="default")
    names = dict(SearchEntry.objects.values_list("pk", "name_tokens"))
    for passage in SearchPassage.objects.all():
        terms = set(found.of_passages.terms[found.of_passages.rows == passage.pk].tolist())
        name = unpacked(names[passage.entry_id])
        assert terms == set(terms_of_passage(name, unpacked(passage.tokens)).tolist())
    texts = [unpacked(passage.tokens) for passage in SearchPassage.objects.filter(entry=2)]
    terms = set(found.of_pages.terms[found.of_pages.rows == 2].tolist())
    assert terms == set(terms_of_page(unpacked(names[2]), texts).tolist())


def test_packed_lists_say_what_the_index_says_after_every_change() -> None:
    for page_id in range(1, 30):
        put(page_id)
    packing.pack(using="default")
    assert lists().passages.terms.size > 20
    assert differences() == []
    put(7, turn=1)  # published again
    assert differences() == []
    writing.remove_entries([3, 29])  # withdrawn
    assert differences() == []
    put(200)  # new
    put(7, turn=2)
    assert differences() == []
    writing.remove_entries([200, 7])
    put(3)
    assert differences() == []
    packing.pack(using="default")
    assert lists().changed_pages.tolist() == [1]  # which stands for all in the log
    assert differences() == []


def test_an_answer_is_the_same_with_packed_lists_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    for page_id in range(1, 20):
        put(page_id)
    statistics.recount(using="default")
    questions = [SearchQuestion(text=text, on=date(2026, 1, 1)) for text in QUESTIONS]
    without = [answer(question) for question in questions]
    packing.pack(using="default")
    with CaptureQueriesContext(connection) as queries:
        assert [answer(question) for question in questions] == without
    assert any(SearchPackedList._meta.db_table in one["sql"] for one in queries.captured_queries)
    monkeypatch.setattr(packed, "MOST_CHANGED", 0)  # too much has changed to be followed
    put(19)
    assert [answer(question) for question in questions] == without


def test_lists_are_packed_anew_behind_who_asks_once_much_has_changed(
    monkeypatch: pytest.MonkeyPatch, started: list
) -> None:
    put(1)
    packing.pack(using="default")
    put(2)
    assert lists()
    assert not started
    monkeypatch.setattr(packed, "MUCH_CHANGED", 2)
    put(3)
    assert lists().changed_pages.tolist() == [1, 2, 3]
    put(4)
    assert lists()
    assert started == [(repacking._pack, ("default",))]  # and not again for a while


def test_what_grew_by_publications_alone_is_packed_too(monkeypatch: pytest.MonkeyPatch, started: list) -> None:
    monkeypatch.setattr(packed, "MUCH_CHANGED", 2)
    for page_id in (1, 2):
        put(page_id)
    assert packed.current(connection, at=changes.newest(using="default")) is None
    assert not started
    put(3)
    assert packed.current(connection, at=changes.newest(using="default")) is None
    assert started == [(repacking._pack, ("default",))]


@pytest.mark.django_db(transaction=True)
def test_a_thread_packs_while_pages_are_asked_for_and_a_second_process_does_not_pack_again(monkeypatch) -> None:
    packed_by: list[str] = []
    whole = packing.pack
    monkeypatch.setattr(packing, "pack", lambda *, using: (packed_by.append(current_thread().name), whole(using=using)))
    monkeypatch.setattr(packed, "MUCH_CHANGED", 2)
    for page_id in (1, 2, 3):
        put(page_id)
    question = SearchQuestion(text="cải cách", on=TODAY)
    before = answer(question)
    for _ in range(2):  # the second time as another process, which has not packed
        monkeypatch.setattr(repacking, "_not_before", 0.0)
        repacking.start(using="default")
        for thread in enumerate_threads():
            if thread.name == "search-lists-are-packed":
                thread.join(30)
        assert answer(question) == before
    assert packed_by == ["search-lists-are-packed"]
    assert SearchPacking.objects.count() == 1
    assert lists()


def test_an_index_of_nothing_is_packed_as_well() -> None:
    packing.pack(using="default")
    put(1)
    assert [hit.page_id for hit in answer(SearchQuestion(text="cải cách", on=TODAY)).hits] == [1]


def test_a_packing_replaced_meanwhile_is_gone_by_no_more() -> None:
    for page_id in range(1, 10):
        put(page_id)
    packing.pack(using="default")
    before = lists()
    SearchPackedList.objects.all().delete()
    with pytest.raises(packed.Replaced):
        before.pages.having(before.pages.terms.tolist())
    assert [hit.page_id for hit in answer(SearchQuestion(text="số 7/QĐ", on=TODAY)).hits][:1] == [7]
