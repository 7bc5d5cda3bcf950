"""What changed between two versions of an item: field by field, streams block by block, words within.

Wagtail compares versions too, but through the editing form and as ready HTML; here the answer is plain values, so that the
screen decides how a change looks, and papers and rows of the page are compared with the rest.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal

from django.db import models
from django.utils.text import Truncator
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.utils.text import text_from_html

from editorial.published_content import PAGE_CONTENT_FIELDS, housekeeping_fields
from editorial.word_changes import Run, changed_words, without_long_sameness

_PAGE_LABELS = {
    "title": "Tiêu đề",
    "slug": "Địa chỉ",
    "seo_title": "Tiêu đề cho công cụ tìm kiếm",
    "search_description": "Mô tả cho công cụ tìm kiếm",
}

ONLY_FORM_CHANGED = "Câu chữ giữ nguyên; định dạng, liên kết hoặc tệp trong khối này đã đổi."
_SAME_AT_LEAST = 0.5


@dataclass(frozen=True)
class PartChange:
    """A block or a row that came, went, moved or reads otherwise. `label` says what it is; empty for a plain field."""

    kind: Literal["changed", "added", "removed", "moved"]
    label: str
    runs: list[Run]


@dataclass(frozen=True)
class FieldChange:
    """One field that differs, under the name it has on the form."""

    label: str
    parts: list[PartChange]


def changes_between(old, new, *, without: Collection[str] = ()) -> list[FieldChange]:
    """Return what differs from `old` to `new`, two versions of one item; empty means nothing a reader would see.

    `without` names fields to pass over, such as those that the public does not see.
    """
    found = []
    for field in _compared_fields(new):
        if field.name in without:
            continue
        if hasattr(field, "stream_block"):
            parts = _stream_changes(getattr(old, field.name), getattr(new, field.name))
        else:
            parts = _text_changes(_words(field, old), _words(field, new))
        if parts:
            found.append(FieldChange(_label(field), parts))
    return found + _row_changes(old, new)


def _compared_fields(page) -> list[models.Field]:
    wanted = (PAGE_CONTENT_FIELDS | {"slug"}) | {
        field.name for field in page._meta.get_fields()
    } - housekeeping_fields()
    return [field for field in page._meta.get_fields() if field.concrete and field.name in wanted]


def _label(field) -> str:
    label = _PAGE_LABELS.get(field.name) or str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _text_changes(old: str, new: str, *, label: str = "") -> list[PartChange]:
    if old == new:
        return []
    return [PartChange("changed", label, without_long_sameness(changed_words(old, new)))]


def _words(field, instance) -> str:
    """Return the value of a field as a person reads it."""
    if field.many_to_one or field.one_to_one:
        related = getattr(instance, field.name, None)
        return str(related) if related else ""
    value = field.value_from_object(instance)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "RichTextField":
        return text_from_html(str(value))
    return str(value)


def _stream_changes(old, new) -> list[PartChange]:
    """Compare two streams by the ids of their blocks, in the order of the new one; what went stands where it stood."""
    old_blocks, new_blocks = {block.id: block for block in old}, {block.id: block for block in new}
    parts: list[PartChange] = []
    matcher = SequenceMatcher(None, list(old_blocks), list(new_blocks), autojunk=False)
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag == "equal":
            for block in list(new)[b_from:b_to]:
                parts += _block_changes(old_blocks[block.id], block)
            continue
        gone = [block for block in list(old)[a_from:a_to] if block.id not in new_blocks]
        for block in list(new)[b_from:b_to]:
            if block.id in old_blocks:
                parts += _block_changes(old_blocks[block.id], block) or [_moved(block)]
            elif gone and _is_rewritten(gone[0], block):
                parts += _block_changes(gone.pop(0), block)
            else:
                parts.append(PartChange("added", _block_label(block), [Run("inserted", block_text(block))]))
        parts += [PartChange("removed", _block_label(block), [Run("deleted", block_text(block))]) for block in gone]
    return parts


def _block_changes(before, after) -> list[PartChange]:
    if _raw(before) == _raw(after):
        return []
    words = _text_changes(block_text(before), block_text(after), label=_block_label(after))
    return words or [PartChange("changed", _block_label(after), [Run("same", ONLY_FORM_CHANGED)])]


def _moved(block) -> PartChange:
    return PartChange("moved", _block_label(block), [Run("same", Truncator(block_text(block)).words(20))])


def _is_rewritten(before, after) -> bool:
    """Say whether a block was typed anew over another: same kind, much the same words."""
    if before.block_type != after.block_type:
        return False
    return SequenceMatcher(None, block_text(before).split(), block_text(after).split()).quick_ratio() > _SAME_AT_LEAST


def _raw(bound_block):
    return bound_block.block.get_prep_value(bound_block.value)


def _block_label(bound_block) -> str:
    return str(bound_block.block.label)


def block_text(bound_block) -> str:
    """Return a block as a person reads it, one line a value."""
    return _block_words(bound_block.block, bound_block.value)


def _block_words(block, value) -> str:
    if value in (None, ""):
        return ""
    if isinstance(block, blocks.StructBlock):
        lines = ((child.label, _block_words(child, value.get(name))) for name, child in block.child_blocks.items())
        return "\n".join(f"{label}: {words}" for label, words in lines if words)
    if isinstance(block, blocks.ListBlock):
        return "\n".join(_block_words(block.child_block, item) for item in value)
    if isinstance(block, blocks.StreamBlock):
        return "\n".join(block_text(child) for child in value)
    if isinstance(block, blocks.BooleanBlock):
        return "Có" if value else "Không"
    if isinstance(block, (blocks.ChooserBlock, blocks.CharBlock, blocks.TextBlock, blocks.RawHTMLBlock)):
        return str(value)
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value, value))
    if isinstance(block, blocks.DateBlock):
        return f"{value:%d/%m/%Y}"
    return _paragraphs(block, value)


def _paragraphs(block, value) -> str:
    """The text of a block that draws itself (rich text, tables), a line a paragraph."""
    html = str(block.render_basic(value))
    for end in ("</p>", "</li>", "</tr>", "<br/>", "<br>", "</h2>", "</h3>", "</h4>"):
        html = html.replace(end, f"{end}\n")
    lines = (" ".join(text_from_html(line).split()) for line in html.splitlines())
    return "\n".join(line for line in lines if line)


def _row_changes(old, new) -> list[FieldChange]:
    """Compare the rows that belong to the page, such as attached documents, each by its own words."""
    found = []
    for relation in get_all_child_relations(type(new)):
        if relation.name in housekeeping_fields():
            continue
        accessor = relation.get_accessor_name()
        before, after = (
            "\n".join(_row_words(row, relation) for row in getattr(version, accessor).all()) for version in (old, new)
        )
        parts = _text_changes(before, after)
        if parts:
            label = str(relation.related_model._meta.verbose_name_plural)
            found.append(FieldChange(label[:1].upper() + label[1:], parts))
    return found


def _row_words(row, relation) -> str:
    own = [
        field
        for field in row._meta.concrete_fields
        if field.name not in ("id", "sort_order", relation.field.name) and not field.auto_created
    ]
    return "; ".join(words for words in (_words(field, row) for field in own) if words)
