"""Finding pages by the words of their title or number, as the admin does: any page, public or not."""

from collections.abc import Iterable
from functools import cache

from django.db import connections
from django.db.models import Case, QuerySet, When
from wagtail.models import Page
from wagtail.search.index import AutocompleteField

from search import word_index
from search.analysis import folded_words, words_of
from search.insert_rows import insert_rows
from search.models import PageEntry

# A person who sees a thousand hits types another word; beyond it, counting would cost more than it tells.
MOST_MATCHES = 1_000


def matching(pages: QuerySet, query: str) -> QuerySet:
    """Keep of `pages` what has every word of `query`, or a word that begins with it: at most `MOST_MATCHES` of the newest.

    Pages with children come first, then the newest. Marks and capitals do not matter: "cai cach" finds "Cải cách",
    "qd-snv" finds "517/QĐ-SNV". A query without a letter or a digit keeps everything.
    """
    words = folded_words(query)
    if not words:
        return pages
    connection = connections[pages.db]
    newest = word_index.newest_pages_with(words, connection=connection, limit=MOST_MATCHES + 1)
    ids = set(newest)
    if len(newest) > MOST_MATCHES:
        ids = _newest_of_many(pages, newest[:MOST_MATCHES], words, connection=connection)
    return pages.filter(pk__in=ids).order_by(Case(When(numchild__gt=0, then=0), default=1), "-pk")


def _newest_of_many(pages: QuerySet, newest: list[int], words: list[str], *, connection) -> set[int]:
    """Return the pages with children, and the newest others, where more match than are shown."""
    hits = pages.order_by().filter(pk__in=word_index.pages_with(words, connection=connection))
    ids = set(hits.filter(numchild__gt=0).values_list("pk", flat=True)[:MOST_MATCHES])
    # Mostly the newest of all are among `pages`; only where other conditions leave some out is each match looked at.
    kept = set(pages.order_by().filter(pk__in=newest).values_list("pk", flat=True))
    if len(kept) < len(newest):
        kept = set(hits.order_by("-pk").values_list("pk", flat=True)[:MOST_MATCHES])
    return ids | kept


def follow_save(page: Page, *, is_whole: bool) -> None:
    """Write the entry of a page just saved: from the object where it is of the page's own type and was saved whole."""
    if is_whole and type(page) is page.specific_class and page.depth > 1:
        write_entries([page])
    else:
        refresh_entries([page.pk])


def refresh_entries(page_ids: Iterable[int]) -> int:
    """Write the entries of these pages anew, from what the database holds; return how many."""
    return write_entries(Page.objects.filter(pk__in=list(page_ids), depth__gt=1).specific())


def write_entries(pages: Iterable[Page]) -> int:
    """Write the entries of these specific pages, from what they hold; return how many."""
    entries = [PageEntry(page_id=page.pk, words=entry_words(page)) for page in pages]
    PageEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["page"], update_fields=["words"])
    return len(entries)


def add_entries(pages: Iterable[Page]) -> None:
    """Write the entries of specific pages that are new."""
    insert_rows(PageEntry, [{"page_id": page.pk, "words": entry_words(page)} for page in pages])


def entry_words(page: Page) -> str:
    """Return the words of a page: what its type declares as AutocompleteField, and the title of its newest draft."""
    texts = dict.fromkeys(str(field.get_value(page) or "") for field in _declared(type(page)))
    return words_of(*texts, *(() if page.draft_title in texts else (page.draft_title,)))


@cache
def _declared(page_type: type[Page]) -> tuple[AutocompleteField, ...]:
    return tuple(field for field in page_type.get_search_fields() if isinstance(field, AutocompleteField))
