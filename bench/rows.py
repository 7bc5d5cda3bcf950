"""Rows by the hundred thousand: everything that one item left in the database, copied with new keys.

The pattern is an item that went through the real verbs, so that whatever the site keeps of an item (its versions, rounds,
steps, records, log, references, listings) is multiplied with it, tables that do not exist yet included.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max, Q
from wagtail.models import Page

Key = tuple[type[models.Model], Any]
CHUNK = 1_000
# Wagtail's generic relations: the name of the type's column and of the key's.
GENERIC = (("content_type", "object_id"), ("base_content_type", "object_id"))


@dataclass(frozen=True)
class RowPattern:
    """One row of the item: its values by column, and which of them are keys of other rows of the item."""

    model: type[models.Model]
    pk: Any
    values: dict[str, Any]
    keys: dict[str, Key]


def rows_of_item(page: models.Model, *, leave_out: Iterable[str] = ()) -> list[RowPattern]:
    """Return every row that belongs to `page`, parents before children."""
    skipped = set(leave_out)
    tables = set(connection.introspection.table_names())
    candidates = [
        model
        for model in apps.get_models()
        if model._meta.db_table in tables and model._meta.managed and model._meta.label not in skipped
    ]
    found: dict[Key, models.Model] = {}
    for cls in [base for base in reversed(type(page).__mro__) if _is_table(base)]:
        found[cls, page.pk] = cls.objects.get(pk=page.pk)
    size = -1
    while size != len(found):
        size = len(found)
        for model in candidates:
            for row in _rows_that_point_at(found, model, page):
                found.setdefault((model, row.pk), row)
    return [_pattern(model, row, found, page) for (model, _), row in found.items()]


def _is_table(cls: type) -> bool:
    return issubclass(cls, Page) and not cls._meta.abstract and not cls._meta.proxy


def _rows_that_point_at(found: dict[Key, models.Model], model: type[models.Model], page) -> Iterable[models.Model]:
    # A row belongs to the item if a key that it must have points at a row of the item; pages only by being the item.
    if issubclass(model, Page):
        return []
    wanted = Q(pk__in=[])
    names = {field.name for field in model._meta.fields}
    for field in model._meta.local_concrete_fields:
        if field.is_relation and not field.null and field.related_model is not model:
            keys = [pk for (owner, pk) in found if owner is field.related_model]
            if keys:
                wanted |= Q(**{f"{field.name}__in": keys})
    for type_name, key_name in GENERIC:
        if {type_name, key_name} <= names:
            types = ContentType.objects.get_for_models(*_lineage(page)).values()
            wanted |= Q(**{f"{type_name}__in": types, key_name: str(page.pk)})
    return model._default_manager.filter(wanted)


def _lineage(page) -> list[type[models.Model]]:
    return [cls for cls in type(page).__mro__ if _is_table(cls)]


def _pattern(model: type[models.Model], row: models.Model, found: dict[Key, models.Model], page) -> RowPattern:
    values, keys = {}, {}
    for field in model._meta.local_concrete_fields:
        value = getattr(row, field.attname)
        values[field.column] = field.get_db_prep_save(value, connection)
        if field.is_relation and (field.related_model, value) in found:
            keys[field.column] = (field.related_model, value)
    if "object_id" in values and values["object_id"] == str(page.pk):
        keys["object_id"] = (type(page), page.pk)
    return RowPattern(model, row.pk, values, keys)


class Copier:
    """Hands out keys and writes the copies, one chunk of items at a time."""

    def __init__(self, patterns: list[RowPattern]) -> None:
        self.patterns = patterns
        self.next_pk = {p.model: _highest_pk(p.model) + 1 for p in patterns if _has_own_pk(p.model)}
        self.rows: dict[type[models.Model], list[list[Any]]] = {p.model: [] for p in patterns}

    def keys_of_copy(self) -> dict[Key, Any]:
        """Return the new keys of one copy, by the keys of the pattern."""
        keys: dict[Key, Any] = {}
        for pattern in self.patterns:
            if _has_own_pk(pattern.model):
                keys[pattern.model, pattern.pk] = self.next_pk[pattern.model]
                self.next_pk[pattern.model] += 1
            else:
                owner = pattern.keys[pattern.model._meta.pk.column]
                keys[pattern.model, pattern.pk] = keys[owner]
        return keys

    def copy(self, keys: dict[Key, Any], change: Callable[[RowPattern], dict[str, Any]]) -> None:
        """Add the rows of one copy; `change` returns the columns that differ from the pattern's."""
        for pattern in self.patterns:
            row = dict(pattern.values)
            if _has_own_pk(pattern.model):
                row[pattern.model._meta.pk.column] = keys[pattern.model, pattern.pk]
            for column, key in pattern.keys.items():
                row[column] = str(keys[key]) if column == "object_id" else keys[key]
            row.update(change(pattern))
            self.rows[pattern.model].append(list(row.values()))

    def write(self, after_each: dict[type[models.Model], Callable[[dict[str, Any]], None]] | None = None) -> None:
        """Insert what was copied; `after_each` names tables whose rows go in one by one, and what follows each."""
        for model, rows in self.rows.items():
            follow = (after_each or {}).get(model)
            if follow is None:
                insert(model, rows)
            else:
                columns = [field.column for field in model._meta.local_concrete_fields]
                for row in rows:
                    insert(model, [row])
                    follow(dict(zip(columns, row, strict=True)))
            rows.clear()

    def finish(self) -> None:
        """Let the database's own counters go on after the keys that were handed out."""
        statements = connection.ops.sequence_reset_sql(no_style(), list(self.next_pk))
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _has_own_pk(model: type[models.Model]) -> bool:
    return not model._meta.pk.is_relation


def _highest_pk(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0


def insert(model: type[models.Model], rows: list[list[Any]]) -> None:
    """Insert rows whose values stand in the order of the model's own columns."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in model._meta.local_concrete_fields)
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            execute_values(cursor.cursor, f"INSERT INTO {table} ({columns}) VALUES %s", rows, page_size=CHUNK)  # noqa: S608 -- names of our own models
        else:
            marks = ", ".join(["%s"] * len(model._meta.local_concrete_fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 -- names of our own models
