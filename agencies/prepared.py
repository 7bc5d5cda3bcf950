"""Queries that every visit asks, prepared once: Django takes several times longer to prepare one than the database to answer.

Of Django's parts this stands on its compiler of SQL, and on its own way from rows to objects; a test sets both beside a query
that is asked the ordinary way.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)
# No key and no day that anybody asks for: where one of these stands in the prepared statement, the value asked for goes in.
_NO_KEY, _NO_DAY = -517_000_000, date(1, 1, 1)


class Prepared(Generic[M]):
    """A query of one shape, for keys and days that differ from time to time.

    `shape` gives the query for its values. What it is made of beside them must never differ.
    """

    def __init__(self, shape: Callable[..., QuerySet[M]]) -> None:
        self._shape = shape
        self._held = threading.local()

    def __call__(self, *values: int | date) -> list[M]:
        statement = getattr(self._held, "statement", None)
        if statement is None:
            stand_ins = [_stand_in(value, place) for place, value in enumerate(values)]
            statement = self._held.statement = _Statement(self._shape(*stand_ins), stand_ins)
        return list(ModelIterable(_Asked(statement, values)))


def _stand_in(value: int | date, place: int) -> int | date:
    return _NO_DAY + timedelta(place) if isinstance(value, date) else _NO_KEY - place


def _adapted(value: int | date, connection) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Statement:
    """A query as Django has prepared it for one connection."""

    def __init__(self, queryset: QuerySet, stand_ins: list[int | date]) -> None:
        self.db = queryset.db
        connection = connections[self.db]
        self.compiler = queryset.query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()
        columns = [column for column, _, _ in self.compiler.select[: self.compiler.col_count]]
        self.converters = self.compiler.get_converters(columns)
        places = {_adapted(stand_in, connection): place for place, stand_in in enumerate(stand_ins)}
        self.places = [places.get(param) for param in self.params]

    def rows(self, values: tuple[int | date, ...]) -> list:
        connection = connections[self.db]
        params = [
            param if place is None else _adapted(values[place], connection)
            for param, place in zip(self.params, self.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return cursor.fetchall()


class _Asked:
    """What Django's iterator over objects asks of a query and of its compiler, answered from what is prepared."""

    _known_related_objects: dict = {}

    def __init__(self, statement: _Statement, values: tuple[int | date, ...]) -> None:
        self._statement, self._values = statement, values
        self.db, self.query = statement.db, self
        compiler = statement.compiler
        self.select, self.klass_info, self.annotation_col_map = (
            compiler.select,
            compiler.klass_info,
            compiler.annotation_col_map,
        )

    def get_compiler(self, using: str) -> "_Asked":
        return self

    def execute_sql(self, **kwargs) -> list:
        return self._statement.rows(self._values)

    def results_iter(self, results: list) -> Iterator:
        converters = self._statement.converters
        return self._statement.compiler.apply_converters(results, converters) if converters else iter(results)
