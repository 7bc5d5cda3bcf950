"""An item as a person in the newsroom reads it: each field of a version, named and rendered, whatever its type."""

from dataclasses import dataclass
from datetime import date

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from modelcluster.models import get_all_child_relations
from wagtail.rich_text import expand_db_html

from editorial.published_content import PAGE_CONTENT_FIELDS, housekeeping_fields

TITLE_FIELDS = PAGE_CONTENT_FIELDS | {"agency"}


@dataclass(frozen=True)
class ReadField:
    """One field of a version. `html` is safe to show; `is_long` asks for a line of its own."""

    label: str
    html: SafeString | str
    is_long: bool = False


def fields_to_read(page) -> list[ReadField]:
    """Return the filled fields of a version, the short ones first; papers of the newsroom and the title stand apart."""
    hidden = housekeeping_fields() | set(page.private_fields) | TITLE_FIELDS
    found = []
    for field in page._meta.get_fields():
        if field.concrete and field.serialize and field.name not in hidden:
            read = _read(field, page)
            if read:
                found.append(read)
    return sorted([*found, *_child_rows(page)], key=lambda read: read.is_long)


def _read(field, page) -> ReadField | None:
    label = str(field.verbose_name)
    if field.is_relation:
        related = getattr(page, field.name, None) if field.many_to_one else None
        return ReadField(label, str(related)) if related else None
    value = field.value_from_object(page)
    if value in (None, "", False):
        return None
    if hasattr(field, "stream_block"):
        return ReadField(label, getattr(page, field.name).render_as_block(), is_long=True) if len(value) else None
    if value is True:
        return ReadField(label, "Có")
    if isinstance(value, date):
        return ReadField(label, f"{value:%d/%m/%Y}")
    if field.choices:
        return ReadField(label, str(dict(field.flatchoices).get(value, value)))
    if field.get_internal_type() == "RichTextField":
        return ReadField(label, mark_safe(expand_db_html(value)), is_long=True)  # noqa: S308  cleaned when it was saved
    if field.get_internal_type() == "TextField":
        return ReadField(label, mark_safe(linebreaks(value, autoescape=True)), is_long=True)  # noqa: S308  escaped here
    return ReadField(label, str(value))


def _child_rows(page) -> list[ReadField]:
    """The rows that belong to the page, such as the documents of a meeting: each by its own words."""
    rows = []
    for relation in get_all_child_relations(type(page)):
        if relation.name in housekeeping_fields():
            continue
        children = list(getattr(page, relation.get_accessor_name()).all())
        if children:
            words = "\n".join(str(child) for child in children)
            label = str(relation.related_model._meta.verbose_name_plural)
            rows.append(ReadField(label, mark_safe(linebreaks(words, autoescape=True)), is_long=True))  # noqa: S308
    return rows
