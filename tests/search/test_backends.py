"""Wagtail's own search, on whichever engine is set: Vietnamese as people type it, drafts included."""

import pytest
from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.models import PlainPage
from tests.newsroom import Newsroom

ON_SERVER = "URLS" in settings.WAGTAILSEARCH_BACKENDS["default"]


@pytest.fixture
def index(db: None):
    """The engine's own index of Wagtail's models, which a server does not forget with the test's transaction."""
    backend = get_search_backend()
    if ON_SERVER:
        for model in (Page, get_document_model()):
            index = backend.get_index_for_model(model)
            index.reset()
            index.add_model(model)
    return backend


def found(backend, query: str, **options) -> list[str]:
    backend.refresh_indexes() if not ON_SERVER else backend.get_index_for_model(Page).refresh()
    return [page.title for page in Page.objects.all().search(query, **options)[:20]]


@pytest.mark.parametrize(
    "query", ["cải cách", "cai cach", "CẢI CÁCH", "doi moi", "de an", "bo may", "517/QĐ-SNV", "517 qd snv", "đề án 517"]
)
def test_a_page_is_found_as_people_type(index, newsroom: Newsroom, query: str) -> None:
    if ON_SERVER:
        index.get_index_for_model(PlainPage).add_model(PlainPage)
    page = PlainPage(title="Đề án 517/QĐ-SNV về cải cách, đổi mới tổ chức bộ máy")
    newsroom.home_page.add_child(instance=page)
    index.add(page)
    assert page.title in found(index, query, operator="and")
    assert found(index, "nông nghiệp", operator="and") == []
