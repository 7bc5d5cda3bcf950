"""Rows of a table by the hundred, where nobody needs the objects: stored as Django would, without making a model of each."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, router
from django.db.models import Field, Model

# What a driver stores as it is given.
_PLAIN = {"BooleanField", "CharField", "IntegerField", "PositiveIntegerField", "TextField"}
# Fewer values in one statement than any of the databases refuses.
_MOST_VALUES = 900


def insert_rows(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of one table; each gives the same columns by their attribute's name, `page_id` for a key.

    What a row does not give has the field's default. No signal is sent and no key comes back, as by `bulk_create`.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields = [
        field for field in model._meta.local_concrete_fields if not (field.primary_key and field.attname not in rows[0])
    ]
    columns = [_values_of(field, rows, connection) for field in fields]
    quote = connection.ops.quote_name
    head = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608 -- names of our own models
    one = f"({', '.join(['%s'] * len(fields))})"
    values = list(zip(*columns, strict=True))
    step = max(1, _MOST_VALUES // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(values), step):
            some = values[start : start + step]
            cursor.execute(head + ", ".join([one] * len(some)), [value for row in some for value in row])


def _values_of(field: Field, rows: Sequence[dict[str, Any]], connection) -> list[Any]:
    """Return the column of all rows, as the database takes it."""
    name = field.attname
    given = [row[name] for row in rows] if name in rows[0] else [field.get_default() for _ in rows]
    stored = field.target_field if field.is_relation else field
    if stored.get_internal_type() in _PLAIN or stored.get_internal_type().endswith("AutoField"):
        return given
    return [field.get_db_prep_save(value, connection) for value in given]
