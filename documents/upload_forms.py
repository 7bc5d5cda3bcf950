"""The form that takes a file in, to be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.reading.extraction import READABLE, is_readable
from editorial.file_checks import shown_name
from editorial.file_forms import CheckedDocumentField
from editorial.file_kinds import FileGroup, extension_of


class ReadableFileField(CheckedDocumentField):
    """A file that can be read: any other kind is refused before its bytes are looked at."""

    groups = (FileGroup.TEXT,)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kinds = ", ".join(kind.upper() for kind in READABLE)
        self.help_text = f"Nhận {kinds}; bản quét thì lưu thành PDF. Tối đa 25 MB."
        self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in READABLE)

    def to_python(self, data: Any) -> Any:
        uploaded = forms.FileField.to_python(self, data)
        if uploaded is not None and not is_readable(extension_of(uploaded.name)):
            raise ValidationError(
                f"Tệp “{shown_name(uploaded.name)}” không phải văn bản đọc được. Nhận PDF, DOCX, DOC, RTF; tệp loại khác "
                "thì đính kèm trong biểu mẫu nhập tay.",
                code="file_refused",
            )
        return super().to_python(data)


class AddDocumentForm(forms.Form):
    """One file, and the key that makes a second press the same press."""

    file = ReadableFileField(
        label="Tệp văn bản", error_messages={"required": "Chọn tệp văn bản, hoặc kéo tệp thả vào khung."}
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
