"""Text pasted into a form in TCVN3 or VNI is shown converted and to be looked at; never stored garbled (Điều 9 khoản 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django import forms

from editorial.legacy_text import converted, legacy_warning

CONVERTED = (
    "Nội dung vừa nhập gõ bằng bảng mã cũ {names}, không phải Unicode. Hệ thống đã chuyển sang Unicode trong ô này và chưa lưu: "
    "xin xem lại chữ đã chuyển rồi lưu lần nữa."
)
BLOCKS = ("body-", "figures-")
_TEXT_WIDGETS = (forms.TextInput, forms.Textarea)


class LegacyTextForm:
    """Mixed into a form: plain fields come back converted, the text of blocks is refused with what it would become."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.converted_fields: dict[str, str] = {}
        if self.is_bound:
            self._convert_plain_fields()

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        for name, names in self.converted_fields.items():
            self.add_error(name, CONVERTED.format(names=names))
        for sentence in {legacy_warning(text) for text in self._texts_of_blocks()} - {""}:
            self.add_error(None, sentence)
        return cleaned_data

    def _convert_plain_fields(self) -> None:
        data = self.data.copy()
        for name, field in self.fields.items():
            is_text = isinstance(field, forms.CharField) and isinstance(field.widget, _TEXT_WIDGETS)
            text = data.get(self.add_prefix(name)) if is_text else None
            if not isinstance(text, str) or text.isascii():
                continue
            found = converted(text)
            if found.encodings:
                data[self.add_prefix(name)] = found.text
                self.converted_fields[name] = ", ".join(sorted(encoding.label for encoding in found.encodings))
        if self.converted_fields:
            self.data = data

    def _texts_of_blocks(self) -> Iterator[str]:
        """Yield what was typed into the blocks of the text; rich text comes as the editor's own JSON."""
        for name, value in self.data.items():
            if name.startswith(BLOCKS) and isinstance(value, str) and not _is_plain(value):
                yield _text_of(value)


def _is_plain(value: str) -> bool:
    # JSON writes letters beyond ASCII either way.
    return value.isascii() and "\\u" not in value


def _text_of(value: str) -> str:
    try:
        blocks = json.loads(value)["blocks"]
        return "\n".join(str(block["text"]) for block in blocks)
    except (ValueError, TypeError, KeyError, AttributeError):
        return value
