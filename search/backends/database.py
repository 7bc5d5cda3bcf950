"""The site's own search setting on SQLite and PostgreSQL: Wagtail's, with two of its places replaced.

1. Finding pages while typing (the explorer, the admin's search, the page chooser) asks the folded words of `search.pages`.
   Wagtail's own answers with a join over text keys that SQLite does not finish at 100,000 pages, and does not find
   "cai cach" or "517/QĐ-SNV".
2. Saving a page does not read the whole index again. Wagtail does so to weigh titles by their average length; the weights
   are renewed by `update_index`, and a page saved since then has the neutral one.
"""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.backends.database import SearchBackend as stock_backend
from modelsearch.query import SearchQuery
from wagtail.models import Page

from search.pages import matching


def SearchBackend(params: dict):
    """Return the backend for the database in use; Wagtail looks for this name."""
    stock = type(stock_backend(params))
    index_class = type("Index", (WeightsLater, stock.index_class), {})
    return type("SearchBackend", (PagesByWords, stock), {"index_class": index_class})(params)


class WeightsLater:
    """An index that renews the weights of titles when it is built anew, and not at every save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class PagesByWords:
    """The part of a backend that answers while a person types."""

    def autocomplete(self, query, model_or_queryset, *args, **kwargs):
        results = super().autocomplete(query, model_or_queryset, *args, **kwargs)
        if results.model is not None and issubclass(results.model, Page):
            results.query_compiler = PageWordsCompiler(results.query_compiler)
        return results


class PageWordsCompiler:
    """Stands where Wagtail's query compiler stands, and answers with a plain queryset of the pages that match."""

    def __init__(self, stock: BaseSearchQueryCompiler) -> None:
        self.stock = stock

    def __getattr__(self, name: str):
        return getattr(self.stock, name)

    def search(self, config, start, stop, score_field=None, **kwargs) -> QuerySet:
        return self.pages[start:stop]

    @cached_property
    def pages(self) -> QuerySet:
        pages = self.stock.queryset
        found = matching(pages, _text_of(self.stock.query))
        if self.stock.order_by_relevance:
            return found
        return found.order_by(*(pages.query.order_by or ["-pk"]))


def _text_of(query: SearchQuery) -> str:
    """Return the words a query was made from; its operators play no part in finding a page by its title."""
    parts = [*getattr(query, "subqueries", []), *([query.subquery] if hasattr(query, "subquery") else [])]
    return " ".join([getattr(query, "query_string", ""), *(_text_of(part) for part in parts)])
