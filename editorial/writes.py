"""Rows of one transaction that nobody reads before its end, sent to the database together.

PostgreSQL takes them in one message, in order; on SQLite, where nothing is sent, they are written one after the other. What
a signal or a trigger must find is sent before it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from search.insert_rows import stored_rows


class Writes:
    """What is still to be sent."""

    def __init__(self) -> None:
        self._connection = connections[DEFAULT_DB_ALIAS]
        self._waiting: list[tuple[str, Sequence[Any]]] = []

    def add(self, objects: Sequence[Model]) -> None:
        """Insert new objects of one model; their keys do not come back, and no signal is sent."""
        if objects:
            sentence, rows = stored_rows(objects, self._connection)
            self._waiting += [(sentence, row) for row in rows]

    def change(self, row: Model, **values: Any) -> None:
        """Set columns of a row that is there, by their attribute's name, on the object too; no signal is sent."""
        meta, quote = row._meta, self._connection.ops.quote_name
        fields = {field.attname: field for field in meta.local_concrete_fields}
        for name, value in values.items():
            setattr(row, name, value)
        stored = [fields[name].get_db_prep_save(value, self._connection) for name, value in values.items()]
        columns = ", ".join(f"{quote(fields[name].column)} = %s" for name in values)
        self.say(
            f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s",  # noqa: S608 -- names of our own models
            [*stored, row.pk],
        )

    def say(self, sentence: str, values: Sequence[Any]) -> None:
        self._waiting.append((sentence, values))

    def send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self._connection.cursor() as cursor:
            if self._connection.vendor == "postgresql":
                values = [value for _, some in waiting for value in some]
                cursor.execute("; ".join(sentence for sentence, _ in waiting), values)
                return
            for sentence, values in waiting:
                cursor.execute(sentence, values)
