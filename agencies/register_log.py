"""What the log of a register says: who entered, changed or deleted which row, and what changed from what to what."""

from datetime import date

from django import forms
from django.utils.text import capfirst
from wagtail.log_actions import LogFormatter

CREATED = "cchc.register.create"
EDITED = "cchc.register.edit"
DELETED = "cchc.register.delete"


class RegisterLogFormatter(LogFormatter):
    """Shows each changed field with its old and new value."""

    def format_message(self, log_entry) -> str:
        changes = log_entry.data.get("changes", [])
        words = "; ".join(change_in_words(*change) for change in changes)
        return f"{self.label}: {words}" if words else f"{self.label}: không đổi nội dung"


class EntryFormatter(RegisterLogFormatter):
    label = "Ghi vào sổ"


class ChangeFormatter(RegisterLogFormatter):
    label = "Sửa"


class DeletionFormatter(RegisterLogFormatter):
    label = "Xóa khỏi sổ"


FORMATTERS = {CREATED: EntryFormatter, EDITED: ChangeFormatter, DELETED: DeletionFormatter}


def change_in_words(label: str, old: str, new: str) -> str:
    return f"{label}: {old} → {new}" if old else f"{label}: {new}"


def described_changes(form: forms.ModelForm, *, is_new: bool) -> list[list[str]]:
    """Return what a form that was just saved changed, as [label, old value, new value] in words."""
    changes = []
    for name in form.changed_data:
        if name in form.fields:
            field = form.fields[name]
            old = "" if is_new else value_in_words(field, form[name].initial)
            label = capfirst(str(field.label or name))
            changes.append([label, old, value_in_words(field, form.cleaned_data.get(name))])
    for formset in getattr(form, "formsets", {}).values():
        label = capfirst(str(formset.model._meta.verbose_name))
        for row in formset.forms:
            if row in formset.deleted_forms:
                changes.append([label, str(row.instance), "đã bỏ"])
            elif row.has_changed():
                changes.append([label, "", str(row.instance)])
    return changes


def value_in_words(field: forms.Field, value) -> str:
    """Return a field's value as a person reads it."""
    if value in (None, "", []):
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(field, forms.ModelChoiceField):
        row = value if hasattr(value, "pk") else field.queryset.model._default_manager.filter(pk=value).first()
        return str(row)
    if isinstance(value, list | tuple):
        return ", ".join(value_in_words(field, item) for item in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
