"""Triggers of the database: the archive only grows, and nothing contributed is public without its record.

They are part of the schema, installed after every migration (SQLite drops a table's triggers when a migration rebuilds
it), on SQLite and PostgreSQL. `verify_archive` reports one that is missing.
"""

from django.db import connections

from editorial.guard_sql import APPEND_ONLY_TABLES, postgresql_statements, sqlite_statements


def install(connection) -> None:
    """Create every trigger anew."""
    lift(connection)
    statements = sqlite_statements() if connection.vendor == "sqlite" else postgresql_statements()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift(connection) -> None:
    """Drop every trigger: only for migrations that rebuild a table, and for emptying a test database."""
    with connection.cursor() as cursor:
        for name, table in installed(connection):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def installed(connection) -> list[tuple[str, str]]:
    """Return the guards that stand and are switched on, as (name, table)."""
    if connection.vendor == "sqlite":
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'cchc_%'"
    else:
        query = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname LIKE 'cchc_%' "
            "AND n.nspname = ANY (current_schemas(false))"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(name, table) for name, table in cursor.fetchall()]


def missing(connection) -> list[str]:
    """Return the names of the guards that should stand and do not."""
    names = {name for name, _ in installed(connection)}
    return sorted(expected_names(connection.vendor) - names)


def expected_names(vendor: str) -> set[str]:
    names = {
        "cchc_page_needs_record_insert",
        "cchc_page_needs_record_update",
        "cchc_recorded_revision_is_fixed",
        "cchc_record_continues_chain",
        "cchc_archive_head_moves_on",
        "cchc_archive_head_stays",
    }
    for table in APPEND_ONLY_TABLES:
        names |= {f"cchc_{table}_no_update", f"cchc_{table}_no_delete"}
        if vendor == "postgresql":
            names.add(f"cchc_{table}_no_truncate")
    if vendor == "postgresql":
        names.add("cchc_archive_head_is_not_emptied")
    return names


def lift_before_migration(*, using: str, **kwargs) -> None:
    """Receiver of pre_migrate: SQLite cannot rebuild a table that a trigger of another table reads."""
    lift(connections[using])


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate."""
    from editorial.models.archive import ContributedType
    from editorial.models.pages import contributed_page_types

    connection = connections[using]
    if ContributedType._meta.db_table not in connection.introspection.table_names():
        return  # the app was migrated back to zero
    from django.contrib.contenttypes.models import ContentType

    for content_type in ContentType.objects.db_manager(using).get_for_models(*contributed_page_types()).values():
        ContributedType.objects.using(using).get_or_create(content_type=content_type)
    install(connection)
