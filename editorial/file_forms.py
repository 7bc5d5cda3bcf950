"""The forms by which files enter the libraries: refusals name the file, fixed files stay as they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from editorial import clock
from editorial.file_checks import accepted_words, file_obstacles
from editorial.file_kinds import SIZE_LIMITS, FileGroup, extensions_of
from editorial.files import moderation_obstacles


class CheckedFileField(forms.FileField):
    """A file field that speaks before Wagtail's own checks, which do not name the file."""

    groups: tuple[FileGroup, ...] = tuple(FileGroup)

    def __init__(self, **kwargs: Any) -> None:
        # An empty file gets our sentence, not Django's.
        super().__init__(allow_empty_file=True, **kwargs)
        accepted = accepted_words(self.groups)
        self.max_upload_size = max(SIZE_LIMITS[group] for group in self.groups)
        self.help_text = f"Nhận {accepted}."
        self.error_messages["file_too_large_unknown_size"] = f"Tệp quá lớn. Nhận {accepted}."
        self.error_messages["invalid_image_extension"] = f"Tệp thuộc loại không được nhận. Nhận {accepted}."
        self.widget.attrs["accept"] = ",".join(f".{name}" for name in extensions_of(self.groups))

    def to_python(self, data: Any) -> Any:
        uploaded = forms.FileField.to_python(self, data)
        if uploaded is None:
            return None
        if obstacles := file_obstacles(uploaded.name, uploaded, uploaded.size, groups=self.groups):
            raise ValidationError(obstacles, code="file_refused")
        return super().to_python(data)


class CheckedImageField(CheckedFileField, WagtailImageField):
    groups = (FileGroup.IMAGE,)


class CheckedDocumentField(CheckedFileField, WagtailDocumentField):
    pass


class StoredFileFormMixin:
    """Checks an upload by its content and refuses, at the field, what would alter a fixed file."""

    checked_field: type[CheckedFileField]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Wagtail's base takes the person out of the arguments and keeps only their collections.
        self.by = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if plain := self.fields.get("file"):
            self.fields["file"] = self.checked_field(
                label=plain.label, required=plain.required, initial=plain.initial, widget=plain.widget
            )
            if self.instance.pk:
                self._close_file_input()

    def _close_file_input(self) -> None:
        """Show that the bytes stay; a request that sends others all the same is refused with a sentence."""
        field = self.fields["file"]
        field.widget.attrs["disabled"] = True
        field.help_text = (
            "Tệp đã lưu thì nội dung không thay được. Muốn dùng bản khác, hãy tải lên tệp mới rồi chọn trong bài."
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        sentences = self._obstacles()
        hidden = [name for name in sentences if self._is_out_of_sight(name)]
        for name in sentences.keys() - hidden:
            self.add_error(name, sentences[name])
        if hidden:
            self.add_error(None, sentences[hidden[0]])

    def _obstacles(self) -> dict[str, str]:
        """Return, by field, why the file may not be saved as it stands."""
        sentences = self.instance.change_obstacles()
        shown = [name for name in self.instance.shown_fields if name in self.changed_data]
        if shown and self.by and not sentences:
            in_moderation = moderation_obstacles(self.instance, self.by, on=clock.today())
            sentences = dict.fromkeys(shown, " ".join(in_moderation)) if in_moderation else {}
        return sentences

    def _is_out_of_sight(self, name: str) -> bool:
        return name not in self.fields or self.fields[name].widget.is_hidden


class SiteImageForm(StoredFileFormMixin, BaseImageForm):
    """Base of every form for images (WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    checked_field = CheckedImageField


class SiteDocumentForm(StoredFileFormMixin, BaseDocumentForm):
    """Base of every form for documents (WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

    checked_field = CheckedDocumentField
