"""The database's own index over the words of pages, on SQLite (FTS5) and PostgreSQL (GIN).

Part of the schema, put up after every migration: on SQLite a migration that rebuilds a table drops its triggers, and Django
has no field for either index. The words come folded and cut, so neither database's own parser is let near them.
"""

from django.db import connections
from django.db.models.expressions import RawSQL

TABLE = "search_pageentry"

# The virtual table holds no text of its own: it indexes the rows of PageEntry, by the page's own key.
SQLITE_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_pageentry_fts USING fts5("
    "words, content='search_pageentry', content_rowid='page_id', tokenize='unicode61', prefix='1 2 3')"
)
_ADD = "INSERT INTO search_pageentry_fts(rowid, words) VALUES (NEW.page_id, NEW.words);"
_TAKE = (
    "INSERT INTO search_pageentry_fts(search_pageentry_fts, rowid, words) VALUES ('delete', OLD.page_id, OLD.words);"
)
SQLITE_TRIGGERS = {
    "search_pageentry_added": f"AFTER INSERT ON search_pageentry BEGIN {_ADD} END",
    "search_pageentry_removed": f"AFTER DELETE ON search_pageentry BEGIN {_TAKE} END",
    "search_pageentry_changed": f"AFTER UPDATE ON search_pageentry BEGIN {_TAKE} {_ADD} END",
}
POSTGRESQL_INDEX = (
    "CREATE INDEX IF NOT EXISTS search_pageentry_words ON search_pageentry "
    "USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)"
)

# Which pages have, for each word, a word that begins so.
SQLITE_MATCH = "SELECT rowid FROM search_pageentry_fts WHERE search_pageentry_fts MATCH %s"
POSTGRESQL_MATCH = (
    "SELECT page_id FROM search_pageentry WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"
)
# Pages with children are few and are found first, however many items share their words.
PAGES_WITH_CHILDREN = "CREATE INDEX IF NOT EXISTS search_page_with_children ON wagtailcore_page (id) WHERE numchild > 0"


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate: put up what is missing."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return  # the app was migrated back to zero
    with connection.cursor() as cursor:
        cursor.execute(PAGES_WITH_CHILDREN)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_INDEX)
            return
        for name, body in SQLITE_TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'search_pageentry_fts'")
        if cursor.fetchone() == (0,):
            cursor.execute(SQLITE_TABLE)
            cursor.execute("INSERT INTO search_pageentry_fts(search_pageentry_fts) VALUES ('rebuild')")


def pages_with(words: list[str], *, connection) -> RawSQL:
    """Return the ids of the pages that have, for each of `words`, a word that begins so, as a subquery."""
    if connection.vendor == "postgresql":
        return RawSQL(POSTGRESQL_MATCH, [" & ".join(f"'{word}':*" for word in words)])
    return RawSQL(SQLITE_MATCH, [" AND ".join(f'"{word}"*' for word in words)])


def newest_pages_with(words: list[str], *, connection, limit: int) -> list[int]:
    """Return the ids of at most `limit` such pages, the newest first."""
    query = pages_with(words, connection=connection)
    with connection.cursor() as cursor:
        cursor.execute(f"{query.sql} ORDER BY 1 DESC LIMIT %s", [*query.params, limit])  # the sentence is ours
        return [pk for (pk,) in cursor.fetchall()]
