"""What of a page is published: its content in canonical form, its digest, and its text for people.

Canonical form: JSON with sorted keys, no spaces, NFC text as stored, UTF-8; digests are SHA-256 in hexadecimal.
"""

import hashlib
import json
from datetime import date
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from editorial.plain_data import data_of

# Of Wagtail's own columns only these are content; the rest (path, dates, locks, owner …) is housekeeping.
PAGE_CONTENT_FIELDS = frozenset({"title", "seo_title", "search_description"})


@cache
def housekeeping_fields() -> frozenset[str]:
    """Return the names on Wagtail's own page table, and the relations that point at it, that are not content."""
    return frozenset(field.name for field in Page._meta.get_fields()) - PAGE_CONTENT_FIELDS | {"page_ptr", "pk"}


def canonical_json(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(page) -> dict:
    """Return the published fields of a page, saved or taken from a revision: field name to plain value."""
    unpublished = housekeeping_fields() | set(page.private_fields)
    data = data_of(page, without=unpublished)
    for field in page._meta.concrete_fields:
        if hasattr(field, "stream_block") and field.name in data:
            data[field.name] = json.loads(data[field.name])  # a stream is kept as text; the record shows its blocks
    if "type" in data:
        data["type_"] = data.pop("type")  # "type" is the page's own type, since the first record
    return json.loads(canonical_json({"type": page._meta.label_lower, **_without_row_ids(data)}))


def _without_row_ids(data: dict) -> dict:
    """Drop the ids of child rows: they change when a version becomes the public one, the content does not."""
    child_relations = {
        name: value
        for name, value in data.items()
        if isinstance(value, list) and value and isinstance(value[0], dict) and "pk" in value[0]
    }
    for name, rows in child_relations.items():
        data = {**data, name: [{key: item for key, item in row.items() if key not in ("pk", "page")} for row in rows]}
    return data


def content_digest(page) -> str:
    return digest_of(canonical_json(content_of(page)))


def shows_as_recorded(page, record) -> bool:
    """Say whether a page, or a version of it, has the content that `record`, a `PublicationRecord`, was written for.

    A field that the site gained after the record was written, and that is still empty, plays no part: otherwise each new
    column would make every older record look forged. The record's own content is held to its digest here as well.
    """
    content = content_of(page)
    if digest_of(canonical_json(content)) == record.content_digest:
        return True
    if digest_of(record.content) != record.content_digest:
        return False
    return _without_later_fields(content, recorded=json.loads(record.content)) == json.loads(record.content)


def _without_later_fields(value, *, recorded):
    """Return `value` less the keys that `recorded` does not know and that hold nothing, at every depth."""
    if isinstance(value, dict) and isinstance(recorded, dict):
        return {
            key: _without_later_fields(item, recorded=recorded.get(key))
            for key, item in value.items()
            if key in recorded or not _is_empty(item)
        }
    if isinstance(value, list) and isinstance(recorded, list) and len(value) == len(recorded):
        return [_without_later_fields(item, recorded=then) for item, then in zip(value, recorded, strict=True)]
    return value


def _is_empty(value) -> bool:
    # Zero is a figure that somebody entered; False and the rest are what a new column holds by itself.
    return value is None or value is False or value in ("", [], {})


def text_of(page) -> str:
    """Return the item as a person reads it: one line per field, marks of style dropped."""
    lines = [page.title]
    for field in page._meta.get_fields():
        if field.name in housekeeping_fields() | set(page.private_fields) or field.name in PAGE_CONTENT_FIELDS:
            continue
        if not field.concrete or field.is_relation or not field.serialize:
            continue
        text = _words(field, page)
        if text:
            lines.append(f"{capfirst(field.verbose_name)}: {text}")
    return "\n".join(lines)


def _words(field, page) -> str:
    value = field.value_from_object(page)
    if value in (None, "", False):
        return ""
    if hasattr(field, "stream_block"):
        return "\n".join(field.stream_block.get_searchable_content(value))
    if value is True:
        return "Có"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "RichTextField":
        return get_text_for_indexing(value)
    return strip_tags(str(value)) if field.get_internal_type() == "TextField" else str(field.value_to_string(page))
