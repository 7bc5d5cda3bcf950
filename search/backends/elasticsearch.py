"""The site's search setting where SEARCH_URL names a server: Wagtail's own backend for Elasticsearch, made Vietnamese.

What the public searches goes through `engines.elasticsearch`, over the same connection: an index of passages of its own.
"""

from copy import deepcopy

from django.db.models import QuerySet
from modelsearch.backends.elasticsearch9 import (
    Elasticsearch9AutocompleteQueryCompiler,
    Elasticsearch9Index,
    Elasticsearch9Mapping,
    Elasticsearch9SearchBackend,
    Elasticsearch9SearchQueryCompiler,
)
from modelsearch.utils import deep_update
from wagtail.models import Page

from search.backends import database
from search.backends.vietnamese import FoldedQuestions

# The server takes texts as they are and folds them; questions come folded. It has no analysis-icu: NFC is ours, at the door.
_FOLDED = {"filter": ["lowercase", "asciifolding"], "char_filter": ["lines_are_spaces"], "tokenizer": "standard"}
ANALYSIS = {
    "settings": {
        "analysis": {
            "char_filter": {"lines_are_spaces": {"type": "mapping", "mappings": ["_ => \\u0020"]}},
            "analyzer": {
                "default": {"type": "custom", **_FOLDED},
                "edgengram_analyzer": {
                    "type": "custom",
                    **_FOLDED,
                    "filter": [*_FOLDED["filter"], "edgengram"],
                },
            },
        }
    }
}


class FoldingMapping(Elasticsearch9Mapping):
    edgengram_analyzer_config = {"analyzer": "edgengram_analyzer", "search_analyzer": "default"}


class FoldingIndex(Elasticsearch9Index):
    def __init__(self, backend, name: str) -> None:
        super().__init__(backend, name)
        self.mapping_class = FoldingMapping


class FoldingQueryCompiler(Elasticsearch9SearchQueryCompiler):
    mapping_class = FoldingMapping


class FoldingAutocompleteQueryCompiler(Elasticsearch9AutocompleteQueryCompiler):
    mapping_class = FoldingMapping


class SearchBackend(FoldedQuestions, Elasticsearch9SearchBackend):
    """Wagtail looks for this name."""

    mapping_class = FoldingMapping
    index_class = FoldingIndex
    query_compiler_class = FoldingQueryCompiler
    autocomplete_query_compiler_class = FoldingAutocompleteQueryCompiler
    settings = deep_update(deepcopy(Elasticsearch9SearchBackend.settings), ANALYSIS)

    def autocomplete(self, query, model_or_queryset, *args, **kwargs):
        model = model_or_queryset.model if isinstance(model_or_queryset, QuerySet) else model_or_queryset
        if not issubclass(model, Page):
            return super().autocomplete(query, model_or_queryset, *args, **kwargs)
        # Pages are found while typing by the database's own index: it knows of a draft in the moment it is saved.
        return database.SearchBackend({}).autocomplete(query, model_or_queryset, *args, **kwargs)
