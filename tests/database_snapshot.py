"""The database as the migrations left it, put back after each test that committed.

Django empties every table after such a test. Here that would take the root of the page tree, the workflow and the roles
away from the next test, and the archive's triggers refuse it anyhow.
"""

import contextlib
import hashlib
import io
import shutil
import sqlite3
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, ProgrammingError, transaction
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


TEMPLATE_PREFIX = "cchc_template_"


def begin_from_kept(connection: BaseDatabaseWrapper) -> bool:
    """Let the test database be made from the migrated one of an earlier run, if its migrations were the same.

    Return whether it stands there already, so that Django should keep it and not make it.
    """
    if connection.vendor == "sqlite":
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(template_path(), connection.settings_dict["TEST"]["NAME"])
            return True
    elif _template_name() in _templates(connection):
        connection.settings_dict["TEST"]["TEMPLATE"] = _template_name()
    return False


def template_path() -> Path:
    """The kept copy of a migrated SQLite database."""
    return settings.VAR_DIR / "test-templates" / f"{_digest()}.sqlite3"


def _template_name() -> str:
    return TEMPLATE_PREFIX + _digest()


def _templates(connection: BaseDatabaseWrapper) -> list[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEMPLATE_PREFIX}%"])
        return [name for (name,) in cursor.fetchall()]


@cache
def _digest() -> str:
    """Name a migrated database after everything that its schema is made from."""
    digest = hashlib.sha256()
    for source in sorted(path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)):
        digest.update(str(source.relative_to(settings.BASE_DIR)).encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:20]


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

    def keep(self, connection: BaseDatabaseWrapper) -> None:
        """Keep the copy for the next run; whole or not at all."""
        path = template_path()
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

    def keep(self, connection: BaseDatabaseWrapper) -> None:
        """Keep a copy on the server for the next run, unless another run has just done so."""
        source, kept = connection.settings_dict["NAME"], _templates(connection)
        if _template_name() in kept:
            return
        connection.close()
        with connection._nodb_cursor() as cursor:
            for older in kept:
                cursor.execute(f'DROP DATABASE IF EXISTS "{older}"')
            with contextlib.suppress(ProgrammingError, IntegrityError):
                cursor.execute(f'CREATE DATABASE "{_template_name()}" TEMPLATE "{source}"')
