"""Rows of a table by the hundred: stored as Django would store them, without its compiling each value of each row.

What a field does to a value before it is stored is worked out once for a column; what every driver takes as it is goes past it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connections, router
from django.db.models import Field, Model

_WORDS, _NUMBERS, _YES_OR_NO = (frozenset({type(None), kind}) for kind in (str, int, bool))
# What a driver stores as it is given, by the field that holds it.
_PLAIN = {
    "BooleanField": _YES_OR_NO,
    "CharField": _WORDS,
    "SlugField": _WORDS,
    "TextField": _WORDS,
    "IntegerField": _NUMBERS,
    "SmallIntegerField": _NUMBERS,
    "BigIntegerField": _NUMBERS,
    "PositiveIntegerField": _NUMBERS,
    "PositiveSmallIntegerField": _NUMBERS,
    "PositiveBigIntegerField": _NUMBERS,
    "AutoField": _NUMBERS,
    "BigAutoField": _NUMBERS,
}
# Stored alike wherever they stand, and alike in most rows.
_REPEATED = (date, datetime)
_HOLDING = (list, dict)
# Fewer values in one statement than SQLite refuses; PostgreSQL takes what a chunk has.
_MOST_VALUES = {"sqlite": 900}
_MOST_ELSEWHERE = 20_000


def insert_rows(
    model: type[Model], rows: Sequence[dict[str, Any]], *, returns_keys: bool = False, using: str | None = None
) -> list[Any]:
    """Insert rows of one table; each gives the same columns by their attribute's name, `page_id` for a key.

    What a row does not give has the field's default. No signal is sent, as by `bulk_create`; keys come back where they are
    asked for, in the order of the rows.
    """
    if not rows:
        return []
    given = rows[0]
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key or field.attname in given]
    columns = [
        [row[field.attname] for row in rows] if field.attname in given else [field.get_default() for _ in rows]
        for field in fields
    ]
    return _insert(model, fields, columns, returns_keys=returns_keys, using=using)


def insert_objects(
    objects: Sequence[Model], fields: Sequence[Field] | None = None, *, using: str | None = None
) -> list[Any]:
    """Insert objects of one model into its own table, or these columns of it; return their keys, in order.

    As `bulk_create` does, objects learn their key and that they are saved; no signal is sent. `fields` may be those of a
    table the model inherits from: then what the objects are told is the caller's to decide.
    """
    if not objects:
        return []
    table = fields[0].model if fields else type(objects[0])
    stored = fields or fields_to_store(table)
    keys = _insert(table, stored, _columns(objects, stored), returns_keys=True, using=using)
    if fields is None:
        for one, key in zip(objects, keys, strict=True):
            one.pk = key
            one._state.adding = False
    return keys


def fields_to_store(model: type[Model]) -> list[Field]:
    """Return the columns that a new row is given: all but a key that the database makes."""
    fields = model._meta.local_concrete_fields
    return [field for field in fields if not (field.primary_key and field.get_internal_type().endswith("AutoField"))]


def point_rows(model: type[Model], name: str, values: Mapping[Any, Any]) -> None:
    """Set one column of many rows, each by its key to a key, in a few statements."""
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    table, column, key = map(quote, (model._meta.db_table, model._meta.get_field(name).column, model._meta.pk.column))
    # Both databases name the columns of a list of values so.
    sentence = (
        f"UPDATE {table} SET {column} = given.column2 FROM (VALUES {{}}) AS given WHERE {table}.{key} = given.column1"  # noqa: S608 -- names of our own models
    )
    pairs = list(values.items())
    step = _MOST_VALUES.get(connection.vendor, _MOST_ELSEWHERE) // 2
    with connection.cursor() as cursor:
        for start in range(0, len(pairs), step):
            some = pairs[start : start + step]
            cursor.execute(
                sentence.format(", ".join(["(%s, %s)"] * len(some))), [each for pair in some for each in pair]
            )


def stored_rows(objects: Sequence[Model], connection) -> tuple[str, list[tuple[Any, ...]]]:
    """Return how one row of these objects' table is inserted, and the values of each."""
    model, fields = type(objects[0]), fields_to_store(type(objects[0]))
    rows = _rows(fields, _columns(objects, fields), connection)
    return f"{_head(model, fields, connection)}{_places(fields)}", rows


def _insert(
    model: type[Model],
    fields: Sequence[Field],
    columns: Sequence[Sequence[Any]],
    *,
    returns_keys: bool,
    using: str | None,
) -> list[Any]:
    connection = connections[using or router.db_for_write(model)]
    rows = _rows(fields, columns, connection)
    head, one = _head(model, fields, connection), _places(fields)
    tail = f" RETURNING {connection.ops.quote_name(model._meta.pk.column)}" if returns_keys else ""
    step = max(1, _MOST_VALUES.get(connection.vendor, _MOST_ELSEWHERE) // len(fields))
    keys = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), step):
            some = rows[start : start + step]
            cursor.execute(head + ", ".join([one] * len(some)) + tail, [value for row in some for value in row])
            keys += [key for (key,) in cursor.fetchall()] if returns_keys else []
    return keys


def _head(model: type[Model], fields: Sequence[Field], connection) -> str:
    quote = connection.ops.quote_name
    return f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608 -- names of our own models


def _places(fields: Sequence[Field]) -> str:
    return f"({', '.join(['%s'] * len(fields))})"


def _rows(fields: Sequence[Field], columns: Sequence[Sequence[Any]], connection) -> list[tuple[Any, ...]]:
    stored = [_as_stored(field, values, connection) for field, values in zip(fields, columns, strict=True)]
    return list(zip(*stored, strict=True))


def _columns(objects: Sequence[Model], fields: Sequence[Field]) -> list[list[Any]]:
    return [[value(one) for one in objects] for value in map(_taken_from, fields)]


def _taken_from(field: Field) -> Callable[[Model], Any]:
    """Return what reads the field's value off a new object: some fields work it out as they are saved."""
    if type(field).pre_save is Field.pre_save:
        name = field.attname
        return lambda one: getattr(one, name)
    return lambda one: field.pre_save(one, add=True)


def _as_stored(field: Field, values: Sequence[Any], connection) -> Sequence[Any]:
    """Return a column as the database takes it."""
    plain = _plain_types(field)
    known: dict[Any, Any] = {}
    stored = []
    for value in values:
        kind = type(value)
        if kind in plain:
            stored.append(value)
        elif kind in _REPEATED or (kind in _HOLDING and not value):
            key = kind if kind in _HOLDING else value
            if key not in known:
                known[key] = field.get_db_prep_save(value, connection)
            stored.append(known[key])
        else:
            stored.append(field.get_db_prep_save(value, connection))
    return stored


@cache
def _plain_types(field: Field) -> frozenset[type]:
    while field.is_relation:
        field = field.target_field
    return _PLAIN.get(field.get_internal_type(), frozenset())
