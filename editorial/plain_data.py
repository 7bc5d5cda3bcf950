"""A page as plain data and back, as modelcluster has it, with what each field needs worked out once for the type.

For pages read and written by the hundred, and for the one that the Head waits for. A test holds both ways to modelcluster's.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.db.models import DateField, DateTimeField, Field, Model
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_field_value,
    get_serializable_data_for_fields,
    model_from_serializable_data,
)
from wagtail.fields import StreamField
from wagtail.models import Page

from editorial.new_objects import new_page

# What plain data holds as it is; a moment is turned to UTC first.
_PLAIN = frozenset({type(None), int, bool, float, Decimal, date})


@cache
def child_relations(page_type: type[Model]) -> tuple:
    return tuple(get_all_child_relations(page_type))


@cache
def choices(page_type: type[Model]) -> tuple[ParentalManyToManyField, ...]:
    return tuple(get_all_child_m2m_relations(page_type))


def data_of(page: Page, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return what `page.serializable_data()` does, less the fields and relations that are not wanted, which are not read."""
    data = {} if "pk" in without else {"pk": page.pk}
    for field, name, attribute, plain in _fields(type(page)):
        if name in without:
            continue
        value = getattr(page, attribute)
        if plain is None or type(value) in plain:
            data[name] = value
        elif isinstance(field, StreamField):
            data[name] = json.dumps(field.get_prep_value(value), cls=_encoder(field))
        else:
            data[name] = get_field_value(field, page)
    for relation in child_relations(type(page)):
        name = relation.get_accessor_name()
        if name not in without:
            data[name] = [_data_of_child(child) for child in held(page, name)]
    for field in choices(type(page)):
        if field.serialize and field.name not in without:
            data[field.name] = [chosen.pk for chosen in held(page, field.name)]
    return data


def held(page: Page, name: str) -> Iterable[Model]:
    """Return the rows of a relation: those that the page holds in memory, or else the database's."""
    inner = getattr(page, "_cluster_related_objects", {})
    return inner[name] if name in inner else getattr(page, name).all()


def _data_of_child(child: Model) -> dict[str, Any]:
    return child.serializable_data() if hasattr(child, "serializable_data") else get_serializable_data_for_fields(child)


@cache
def _fields(page_type: type[Page]) -> tuple[tuple[Field, str, str, frozenset[type] | None], ...]:
    """Return the fields that versions hold, each with its attribute and the types it gives as they are; None: all."""
    return tuple(
        (field, field.name, field.attname, _plain_types(field)) for field in page_type._meta.fields if field.serialize
    )


def _plain_types(field: Field) -> frozenset[type] | None:
    if field.remote_field is not None:
        return None
    is_set_by_saving = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    if type(field).pre_save not in (Field.pre_save, DateField.pre_save, DateTimeField.pre_save) or is_set_by_saving:
        return frozenset()
    return _PLAIN | {str} if type(field).value_to_string is Field.value_to_string else _PLAIN


@cache
def _encoder(field: StreamField) -> type[json.JSONEncoder] | None:
    return field.json_field.encoder


class Reader:
    """Makes pages of one type from plain data, as `from_serializable_data` does where no key is looked up.

    Made for pages that are read together: what they have chosen is read once for all of them.
    """

    def __init__(self, page_type: type[Page], of: Iterable[Mapping[str, Any]]) -> None:
        self.page_type = page_type
        self.wanted = {field: {key for data in of for key in data.get(field.name, ())} for field in choices(page_type)}

    @cached_property
    def _chosen(self) -> dict[str, list[Model]]:
        return {
            field.name: list(field.related_model._default_manager.filter(pk__in=keys)) if keys else []
            for field, keys in self.wanted.items()
        }

    def page(self, data: Mapping[str, Any]) -> Page:
        values = {"id": data["pk"], self.page_type._meta.pk.attname: data["pk"]}
        for name, attribute, read in _readers(self.page_type):
            if name in data:
                values[attribute] = read(data[name])
        page = new_page(self.page_type, values)
        page._state.adding = data["pk"] is None
        held_rows = page._cluster_related_objects = {}
        for name, rows in self._chosen.items():
            if keys := set(data.get(name, ())):
                setattr(page, name, [row for row in rows if row.pk in keys])
            elif name in data:
                held_rows[name] = []
        for relation in child_relations(self.page_type):
            name = relation.get_accessor_name()
            if children := data.get(name):
                setattr(page, name, [_child_of(relation.related_model, child) for child in children])
            elif name in data:
                held_rows[name] = []
        return page


def _child_of(model: type[Model], data: Mapping[str, Any]) -> Model:
    if hasattr(model, "from_serializable_data"):
        return model.from_serializable_data(data, check_fks=False, strict_fks=True)
    return model_from_serializable_data(model, data, check_fks=False, strict_fks=True)


@cache
def _readers(page_type: type[Page]) -> tuple:
    """Return the fields that plain data may hold: its name there, its attribute, and what reads its value."""
    return tuple((field.name, field.attname, _reader(field)) for field in page_type._meta.concrete_fields)


def _reader(field: Field):
    if field.remote_field is not None:
        to_python = field.target_field.to_python
        return lambda value: None if value is None else to_python(value)
    if isinstance(field, DateTimeField):
        return lambda value: _local(field.to_python(value))
    return field.to_python


def _local(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    zone = timezone.get_default_timezone()
    return timezone.localtime(moment, zone) if timezone.is_aware(moment) else timezone.make_aware(moment, zone)
