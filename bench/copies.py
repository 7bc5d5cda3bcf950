"""An index on trial, multiplied in the database: to write a hundred thousand documents one by one takes longer than to ask."""

from django.db import connections

from search import packing, scratch, statistics
from search.models import SearchEntry, SearchFacet, SearchNumber, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.term_index import PAGES, PASSAGES


def multiply(times: int, *, of: int, using: str) -> None:
    """Write the documents 1 to `of` so often as there shall be of them, with all that the index keeps of each."""
    if times == 1:
        return
    connection = connections[using]
    if connection.vendor != "postgresql":
        raise SystemExit("--copies: only PostgreSQL gives back what its term index holds")
    page, passage = f"{of} * copy", f"{of * PASSAGES_PER_PAGE} * copy"
    moved = {
        SearchEntry._meta.db_table: {"page_id": page},
        SearchPassage._meta.db_table: {"id": passage, "entry_id": page},
        SearchFacet._meta.db_table: {"id": None, "entry_id": page},
        SearchNumber._meta.db_table: {"id": None, "entry_id": page},
        PAGES.table: {"id": page},
        PASSAGES.table: {"id": passage},
    }
    with connection.cursor() as cursor:
        for table, keys in moved.items():
            columns = [row.name for row in connection.introspection.get_table_description(cursor, table)]
            kept = [name for name in columns if keys.get(name, "") is not None]
            values = [f"{name} + {keys[name]}" if name in keys else name for name in kept]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(kept)}) SELECT {', '.join(values)} "  # noqa: S608 -- the names are ours
                f"FROM {table}, generate_series(1, {times - 1}) AS copy"
            )
    statistics.recount(using=using)
    packing.pack(using=using)
    scratch.settle()
