"""The database's own index over the words of pages, on SQLite (FTS5) and PostgreSQL (GIN).

Part of the schema, put up after every migration: on SQLite a migration that rebuilds a table drops its triggers, and Django
has no field for either index. The words come folded and cut, so neither database's own parser is let near them.
"""

from django.db import connections

TABLE = "search_pageentry"

# The virtual table holds no text of its own: it indexes the rows of PageEntry, newest page last by its rowid.
SQLITE_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_pageentry_fts USING fts5("
    "words, content='search_pageentry', content_rowid='page_id', tokenize='unicode61', prefix='1 2 3')"
)
_ADD = "INSERT INTO search_pageentry_fts(rowid, words) VALUES (NEW.page_id, NEW.words);"
_TAKE = "INSERT INTO search_pageentry_fts(search_pageentry_fts, rowid, words) VALUES ('delete', OLD.page_id, OLD.words);"
SQLITE_TRIGGERS = {
    "search_pageentry_added": f"AFTER INSERT ON search_pageentry BEGIN {_ADD} END",
    "search_pageentry_removed": f"AFTER DELETE ON search_pageentry BEGIN {_TAKE} END",
    "search_pageentry_changed": f"AFTER UPDATE ON search_pageentry BEGIN {_TAKE} {_ADD} END",
}
POSTGRESQL_INDEX = (
    "CREATE INDEX IF NOT EXISTS search_pageentry_words ON search_pageentry "
    "USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)"
)

# Newest pages first: the newest is what people look for, and the index can stop as soon as it has enough.
SQLITE_QUERY = (
    "SELECT rowid FROM search_pageentry_fts WHERE search_pageentry_fts MATCH %s ORDER BY rowid DESC LIMIT %s"
)
SQLITE_QUERY_UNDER = (
    "SELECT f.rowid FROM search_pageentry_fts f CROSS JOIN wagtailcore_page p ON p.id = f.rowid "
    "WHERE f.search_pageentry_fts MATCH %s AND substr(p.path, 1, %s) = %s ORDER BY f.rowid DESC LIMIT %s"
)
POSTGRESQL_QUERY = (
    "SELECT page_id FROM search_pageentry WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery "
    "ORDER BY page_id DESC LIMIT %s"
)
POSTGRESQL_QUERY_UNDER = (
    "SELECT e.page_id FROM search_pageentry e JOIN wagtailcore_page p ON p.id = e.page_id "
    "WHERE array_to_tsvector(string_to_array(e.words, ' ')) @@ %s::tsquery AND substr(p.path, 1, %s) = %s "
    "ORDER BY e.page_id DESC LIMIT %s"
)


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate: put up what is missing."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return  # the app was migrated back to zero
    with connection.cursor() as cursor:
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


def matching_ids(words: list[str], *, connection, under: str, limit: int) -> list[int]:
    """Return the newest pages that have, for each of `words`, a word that begins so; `under` is a path of the tree."""
    if connection.vendor == "postgresql":
        match = " & ".join(f"'{word}':*" for word in words)
        query, query_under = POSTGRESQL_QUERY, POSTGRESQL_QUERY_UNDER
    else:
        match = " AND ".join(f'"{word}"*' for word in words)
        query, query_under = SQLITE_QUERY, SQLITE_QUERY_UNDER
    with connection.cursor() as cursor:
        if under:
            cursor.execute(query_under, [match, len(under), under, limit])
        else:
            cursor.execute(query, [match, limit])
        return [pk for (pk,) in cursor.fetchall()]
