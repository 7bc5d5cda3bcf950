"""The site's search setting on SQLite and PostgreSQL: Wagtail's own backend of that database, made Vietnamese.

Saving a page does not read the whole index again. Wagtail does so to weigh titles by their average length; the weights are
renewed by `update_index`, and a page saved since then has the neutral one.
"""

from modelsearch.backends.database import SearchBackend as stock_backend
from modelsearch.utils import get_content_type_pk

from search.backends.vietnamese import FoldedQuestions, FoldedTexts, PagesByWords


def SearchBackend(params: dict):
    """Return the backend for the database in use; Wagtail looks for this name."""
    # Syllables as they are: PostgreSQL would take them for English words and cut their endings.
    params = {"SEARCH_CONFIG": "simple", **params}
    stock = type(stock_backend(dict(params)))
    index_class = type("Index", (FoldedTexts, WrittenTogether, WeightsLater, stock.index_class), {})
    return type("SearchBackend", (PagesByWords, FoldedQuestions, stock), {"index_class": index_class})(params)


class WeightsLater:
    """An index that renews the weights of titles when it is built anew, and not at every save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            super()._refresh_title_norms(full=True)


class WrittenTogether:
    """An index that writes many pages anew in a few statements; SQLite's own sends one for each that is there already."""

    def add_items(self, model, objs) -> None:
        objs = list(objs)
        if len(objs) > 1 and self.write_connection.vendor == "sqlite":
            there = self.entries.filter(
                content_type_id=get_content_type_pk(model), object_id__in=[str(obj.pk) for obj in objs]
            )
            there._raw_delete(using=self.write_connection.alias)
        super().add_items(model, objs)
