"""What every engine does alike behind Wagtail's search API: words go in folded, questions come folded."""

from copy import copy
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model, QuerySet, TextField
from django.utils.functional import cached_property
from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.index import FilterField, RelatedFields
from modelsearch.query import SearchQuery
from wagtail.models import Page

from search.analysis import folded_words
from search.pages import matching


def folded(text: str) -> str:
    return " ".join(folded_words(text))


class FoldedQuestions:
    """The part of a backend that reads a question: "Cải cách", "cai cach" and "CAI CACH" ask for the same."""

    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        return super()._search(query_compiler_class, _folded_query(query), model_or_queryset, **options)


def _folded_query(query):
    """Return a question with every text in it folded, whatever it is composed of."""
    if isinstance(query, str):
        # A question of signs alone finds nothing; an empty one would be refused differently by each engine.
        return folded(query) or query
    result = copy(query)
    if hasattr(query, "query_string"):
        result.query_string = folded(query.query_string)
    if hasattr(query, "subquery"):
        result.subquery = _folded_query(query.subquery)
    if hasattr(query, "subqueries"):
        result.subqueries = [_folded_query(part) for part in query.subqueries]
    return result


class FoldedTexts:
    """The part of a database's index that takes texts in: folded, whatever the field."""

    def add_items(self, model, objs) -> None:
        folded_fields: dict[type, list] = {}
        for obj in objs:
            if type(obj) not in folded_fields:
                # What only narrows a search stands in the page's own row; the index would ask for it and leave it out.
                texts = [field for field in obj.get_search_fields() if not isinstance(field, FilterField)]
                folded_fields[type(obj)] = [_folded_field(field) for field in texts]
        super().add_items(model, [_with_fields(obj, folded_fields[type(obj)]) for obj in objs])


def _with_fields(obj, fields: list):
    """Return a copy of an object that gives the index its texts folded.

    Each once: the index asks for them again for the title, for the body and for what is typed.
    """
    result = copy(obj)
    result.get_search_fields = lambda: fields
    return result


def _folded_field(field):
    result = copy(field)
    if isinstance(field, RelatedFields):
        result.fields = [_folded_field(inner) for inner in field.fields]
    else:
        known: dict[int, tuple] = {}  # by the object itself, which is kept beside: an id alone may be used again

        def value_of(obj):
            if id(obj) not in known:
                is_own = _is_own_text(type(obj), field.field_name)
                value = getattr(obj, field.field_name) if is_own else field.get_value(obj)
                known[id(obj)] = (obj, _folded_value(value))
            return known[id(obj)][1]

        result.get_value = value_of
    return result


@cache
def _is_own_text(model: type[Model], name: str) -> bool:
    """Whether what a field is searched by is its text as it stands: then nothing need be looked up for each page."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return isinstance(field, CharField | TextField) and not hasattr(field, "get_searchable_content")


def _folded_value(value):
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list):
        return [_folded_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded_value(item) for key, item in value.items()}
    return value


class PagesByWords:
    """The part of a backend that answers while a person types: the database's folded words, whatever the engine.

    Wagtail's own answers with a join over text keys that SQLite does not finish at 100,000 pages.
    """

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
