"""The database as the migrations left it, put back after each test that committed.

Django empties every table after such a test. Here that would take the root of the page tree, the workflow and the roles
away from the next test, and the archive's triggers refuse it anyhow.
"""

import hashlib
import io
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from editorial import guards

SOURCES = (
    "*/migrations/*.py",
    "editorial/guard*.py",
    "editorial/page_indexes.py",
    "editorial/public_view*.py",
    "search/*_index.py",
    "requirements.txt",
)


def template_path() -> Path:
    """Name the kept copy of a migrated SQLite database after everything that its schema is made from."""
    digest = hashlib.sha256()
    for source in sorted(path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)):
        digest.update(str(source.relative_to(settings.BASE_DIR)).encode() + b"\0" + source.read_bytes())
    return settings.VAR_DIR / "test-templates" / f"{digest.hexdigest()[:20]}.sqlite3"


def take(connection: BaseDatabaseWrapper) -> "SqliteSnapshot | PostgresqlSnapshot":
    return SqliteSnapshot(connection) if connection.vendor == "sqlite" else PostgresqlSnapshot(connection)


class SqliteSnapshot:
    """A copy of the whole file, taken and put back page by page."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.copy)

    def put_back(self, connection: BaseDatabaseWrapper) -> None:
        connection.ensure_connection()
        self.copy.backup(connection.connection)

    def write(self, path: Path) -> None:
        """Keep the copy for the next run; whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{id(self)}")
        with sqlite3.connect(partial) as target:
            self.copy.backup(target)
        target.close()
        partial.replace(path)
        for older in set(path.parent.glob("*.sqlite3")) - {path}:
            older.unlink(missing_ok=True)


class PostgresqlSnapshot:
    """The rows of every table. Sequences are left alone: they only grow, as in production."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.tables = [name for name in connection.introspection.table_names() if name != "django_migrations"]
        self.rows: dict[str, str] = {}
        with connection.cursor() as cursor:
            for table in self.tables:
                text = io.StringIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
                if text.getvalue():
                    self.rows[table] = text.getvalue()

    def put_back(self, connection: BaseDatabaseWrapper) -> None:
        names = ", ".join(f'"{table}"' for table in self.tables)
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            guards.lift(connection)
            cursor.execute(f"TRUNCATE {names}")
            for table, rows in self.rows.items():
                cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(rows))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            guards.install(connection)
