"""An item as open data: the facts of its type and its text, as plain values; nothing of the newsroom's own."""

from datetime import date, datetime
from typing import Any

from editorial.models.media import StoredFile
from editorial.published_content import housekeeping_fields

Plain = str | bool | int | float | None | list[str]


def own_facts(page, *, shared: type) -> dict[str, Plain]:
    """Return what the type of `page` says beyond `shared`, the class all items have in common: field name to value."""
    known = housekeeping_fields() | {field.name for field in shared._meta.get_fields()} | set(page.private_fields)
    fields = [field for field in page._meta.get_fields() if field.concrete and field.name not in known]
    return {field.name: _plain(field, page) for field in fields if _is_a_fact(field)}


def text_of_streams(page) -> str:
    """Return the words of the item's body, and of its figures where it has some: a paragraph a block."""
    streams = [field for field in page._meta.concrete_fields if hasattr(field, "stream_block")]
    parts = [field.stream_block.get_searchable_content(field.value_from_object(page)) for field in streams]
    return "\n\n".join(str(text).strip() for part in parts for text in part if str(text).strip())


def _is_a_fact(field) -> bool:
    is_file = field.is_relation and issubclass(field.related_model, StoredFile)
    is_derived = not getattr(field, "serialize", True)
    return not (is_file or is_derived or hasattr(field, "stream_block"))


def _plain(field, page) -> Plain:
    if field.many_to_many:
        return [str(related) for related in getattr(page, field.name).all()]
    if field.is_relation:
        related: Any = getattr(page, field.name)
        return str(related) if related is not None else None
    value = field.value_from_object(page)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if field.choices and value not in (None, ""):
        return str(dict(field.flatchoices).get(value, value))
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)
