"""Long lists of the term index are held in memory: what they say is what the index says, whatever happens to it."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import writing
from search.asking import SearchQuestion, answer
from search.changes import Place
from search.engines import held_lists
from search.entries import EntryTexts, PassageText
from search.models import SearchFollower
from search.term_index import PASSAGES
from tests.newsroom import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_list_is_long(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.database"}}
    monkeypatch.setattr(held_lists, "LONG", 0)


def put(page_id: int, title: str) -> None:
    writing.write_texts([(page_id, EntryTexts(title, passages=(PassageText(text="Điều khoản thi hành."),)))])


def passages_of(text: str) -> list[int]:
    """Return the pages whose passages were offered and ranked."""
    answered = answer(SearchQuestion(text=text, on=TODAY))
    return sorted(hit.page_id for hit in answered.hits if hit.score > 0)


def test_a_list_is_read_once_until_the_index_changes() -> None:
    put(1, "Kế hoạch cải cách")
    assert passages_of("cải cách") == [1]
    with CaptureQueriesContext(connection) as queries:
        assert passages_of("cải cách") == [1]
    assert not [one for one in queries.captured_queries if PASSAGES.table in one["sql"]]
    put(2, "Báo cáo cải cách")
    assert passages_of("cải cách") == [1, 2]
    writing.remove_entries([1])
    assert passages_of("cải cách") == [2]


def test_lists_made_anew_are_read_anew() -> None:
    put(1, "Kế hoạch cải cách")
    put(2, "Báo cáo cải cách")
    PASSAGES.empty(connection)
    assert passages_of("cải cách") == []
    SearchFollower.objects.create(name=writing._OUT_OF_STEP)
    assert writing.mend_terms()
    assert passages_of("cải cách") == [1, 2]


def test_the_longest_unused_list_is_given_up_first(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.arange(10)
    monkeypatch.setattr(held_lists, "MOST_BYTES", 2 * rows.nbytes)
    held = held_lists.HeldLists(Place(1, "mark"))
    for term in (1, 2):
        held.keep(term, rows)
    assert held.get(1) is rows
    held.keep(3, rows)
    assert held.get(2) is None
    assert held.get(1) is held.get(3) is rows
