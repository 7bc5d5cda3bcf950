"""The rows of the small newsroom, built once by the real verbs and put into each test's database as they are.

Building it takes some seven hundred statements, and most tests begin with one. What is put in is what `build_newsroom`
left: rows it added, changed and removed, read from the database itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from search.models import (
    SearchChange,
    SearchEntry,
    SearchFacet,
    SearchNumber,
    SearchPassage,
    SearchStatistics,
    SearchWord,
)
from tests.newsroom import Newsroom, build_newsroom

Rows = dict[object, tuple]  # by primary key
# The search's index of the site's first pages is left out: its rows say what its term tables hold, which are no models.
_INDEX = {SearchChange, SearchEntry, SearchFacet, SearchNumber, SearchPassage, SearchStatistics, SearchWord}


@dataclass(frozen=True)
class Change:
    """What building the newsroom did to one table. `removed` holds keys; a changed row is removed and added."""

    table: str
    key: str
    removed: tuple
    added: tuple[tuple, ...]


class NewsroomRows:
    """Taken from a database as the migrations left it; the database is the same afterwards."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        with transaction.atomic(using=connection.alias):
            before = dict(_tables(connection))
            newsroom = build_newsroom()
            self.changes = [
                change
                for (table, key), rows in _tables(connection)
                if (change := _change(table, key, before[table, key], rows))
            ]
            self.people = {
                item.name: (type(value), value.pk)
                for item in fields(Newsroom)
                if isinstance(value := getattr(newsroom, item.name), models.Model)
            }
            transaction.set_rollback(True, using=connection.alias)

    def put_in(self, connection: BaseDatabaseWrapper) -> Newsroom:
        """Put the newsroom into a database that has none yet, within the transaction of the caller or one of its own."""
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for change in self.changes:
                if change.removed:
                    marks = ", ".join(["%s"] * len(change.removed))
                    # Names of tables and columns come from our own models.
                    statement = f'DELETE FROM "{change.table}" WHERE "{change.key}" IN ({marks})'  # noqa: S608
                    cursor.execute(statement, change.removed)
            for change in self.changes:
                if change.added:
                    row = "(" + ", ".join(["%s"] * len(change.added[0])) + ")"
                    values = [value for one in change.added for value in one]
                    rows = ", ".join([row] * len(change.added))
                    cursor.execute(f'INSERT INTO "{change.table}" VALUES {rows}', values)  # noqa: S608
        return Newsroom(**self._people())

    def _people(self) -> dict[str, models.Model]:
        wanted: dict[type[models.Model], list] = {}
        for model, pk in self.people.values():
            wanted.setdefault(model, []).append(pk)
        found = {model: model._default_manager.in_bulk(pks) for model, pks in wanted.items()}
        return {name: found[model][pk] for name, (model, pk) in self.people.items()}


def _tables(connection: BaseDatabaseWrapper) -> Iterator[tuple[tuple[str, str], Rows]]:
    """Yield the rows of every table of a model; indexes that triggers keep are left to their triggers."""
    virtual = _virtual_tables(connection)
    for model in apps.get_models(include_auto_created=True):
        table, key = model._meta.db_table, model._meta.pk.column
        if not model._meta.managed or model._meta.proxy or table in virtual or model in _INDEX:
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            place = [column[0] for column in cursor.description].index(key)
            yield (table, key), {row[place]: row for row in cursor.fetchall()}


def _virtual_tables(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")
        return {name for (name,) in cursor.fetchall()}


def _change(table: str, key: str, before: Rows, after: Rows) -> Change | None:
    removed = tuple(pk for pk, row in before.items() if after.get(pk) != row)
    added = tuple(row for pk, row in after.items() if before.get(pk) != row)
    return Change(table, key, removed, added) if removed or added else None
