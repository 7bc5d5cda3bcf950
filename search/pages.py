"""Finding pages by the words of their title or number, as the admin does: any page, public or not."""

from collections.abc import Iterable

from django.db import connections, router
from wagtail.models import Page
from wagtail.search.index import AutocompleteField

from search import word_index
from search.analysis import folded_words, words_of
from search.models import PageEntry

# A person who sees a thousand hits types another word; beyond it, counting would cost more than it tells.
MOST_MATCHES = 1_000


def matching_page_ids(query: str, *, under: str = "", limit: int = MOST_MATCHES) -> list[int]:
    """Return at most `limit` ids of pages that have every word of `query` or a word that begins with it, newest first.

    Marks and capitals do not matter: "cai cach" finds "Cải cách", "qd-snv" finds "517/QĐ-SNV".
    """
    words = folded_words(query)
    if not words:
        return []
    connection = connections[router.db_for_read(PageEntry)]
    return word_index.matching_ids(words, connection=connection, under=under, limit=limit)


def refresh_entries(page_ids: Iterable[int]) -> int:
    """Write the entries of these pages anew, from what the database holds; return how many."""
    pages = Page.objects.filter(pk__in=list(page_ids), depth__gt=1).specific()
    entries = [PageEntry(page_id=page.pk, words=entry_words(page)) for page in pages]
    PageEntry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["page"], update_fields=["words"])
    return len(entries)


def entry_words(page: Page) -> str:
    """Return the words of a page: what its type declares as AutocompleteField, and the title of its newest draft."""
    declared = [field for field in page.get_search_fields() if isinstance(field, AutocompleteField)]
    texts = [str(field.get_value(page) or "") for field in declared]
    return words_of(*texts, page.draft_title)
