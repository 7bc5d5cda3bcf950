"""The text of the triggers that renew the stamp of the public view, for both databases."""

from collections.abc import Iterable
from dataclasses import dataclass

PAGES = "wagtailcore_page"
PREFIX = "public_view_"

_SQLITE_RENEW = "UPDATE editorial_publicviewstamp SET stamp = lower(hex(randomblob(16)))"
# Once in a transaction is enough. A row that another writer holds is passed over, so nobody waits and nothing can deadlock.
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION public_view_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('cchc.public_view_changed', true), '') <> '1' THEN
    UPDATE editorial_publicviewstamp SET stamp = gen_random_uuid()::text
      WHERE id = (SELECT id FROM editorial_publicviewstamp ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
      INSERT INTO editorial_publicviewstamp (stamp) VALUES (gen_random_uuid()::text);
    END IF;
    PERFORM set_config('cchc.public_view_changed', '1', true);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public_view_shows(page bigint) RETURNS boolean LANGUAGE sql STABLE AS
  'SELECT EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = page AND live)';
"""


@dataclass(frozen=True)
class TableTriggers:
    """What of one table counts: which verbs, which columns (empty: all), and the page the rows belong to, if any."""

    table: str
    verbs: tuple[str, ...]
    columns: tuple[str, ...]
    page_column: str

    def condition(self, verb: str, *, vendor: str) -> str:
        row = "OLD" if verb == "delete" else "NEW"
        if self.table == PAGES:
            # An item that was withdrawn is not live, and its address answers all the same.
            moved = "OLD.live OR NEW.live OR OLD.url_path <> NEW.url_path"
            return moved if verb == "update" else f"{row}.live"
        if not self.page_column:
            return ""
        if vendor == "postgresql":
            return f"public_view_shows({row}.{self.page_column})"
        return f"EXISTS (SELECT 1 FROM {PAGES} p WHERE p.id = {row}.{self.page_column} AND p.live)"  # noqa: S608 -- names of our own tables

    def statement(self, verb: str, *, vendor: str) -> str:
        columns = f" OF {', '.join(self.columns)}" if verb == "update" and self.columns else ""
        condition = self.condition(verb, vendor=vendor)
        head = f"CREATE TRIGGER {self.name(verb)} AFTER {verb.upper()}{columns} ON {self.table}"
        if vendor == "postgresql":
            when = f" WHEN ({condition})" if condition else ""
            return f"{head} FOR EACH ROW{when} EXECUTE FUNCTION public_view_changed()"
        return f"{head} {f'WHEN {condition} ' if condition else ''}BEGIN {_SQLITE_RENEW}; END"

    def name(self, verb: str) -> str:
        return f"{PREFIX}{self.table}_{verb}"


def statements(vendor: str, tables: Iterable[TableTriggers]) -> dict[str, str]:
    """Return the statements by the names of the triggers; on PostgreSQL the first brings the functions with it."""
    found = {table.name(verb): table.statement(verb, vendor=vendor) for table in tables for verb in table.verbs}
    if vendor == "postgresql" and found:
        first = next(iter(found))
        found[first] = f"{_POSTGRESQL_FUNCTION}{found[first]}"
    return found


def installed(connection) -> dict[str, tuple[str, str]]:
    """Return the triggers that stand, by name: table, and the statement as it was written where the database keeps it."""
    if connection.vendor == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'public_view_%'"
    else:
        query = (
            "SELECT t.tgname, c.relname, '' FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND t.tgname LIKE 'public_view_%' AND n.nspname = ANY (current_schemas(false))"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: (table, written) for name, table, written in cursor.fetchall()}
