"""The blocks of an item's body: words, tables, pictures, sound and video (R10.1b); and of its figures (R8.4)."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from editorial.figure_blocks import FigureBlock, FigureBlocks, PastedTableBlock, figure_csv
from editorial.file_kinds import FileGroup, extension_of, extensions_of, kind_of
from editorial.pasting import tidied

__all__ = ["BodyBlocks", "FigureBlock", "FigureBlocks", "PictureBlock", "RecordingBlock", "figure_csv"]

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "blockquote", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs as the editor writes them, without the empty lines and hard spaces that a paste brings."""

    def value_from_form(self, value):
        return super().value_from_form(tidied(value) if value else value)

    def deconstruct(self):
        # What is stored is the same: migrations know the plain block.
        _, args, kwargs = super().deconstruct()
        return ("wagtail.blocks.RichTextBlock", args, kwargs)

    class Meta:
        icon = "pilcrow"


class PictureBlock(blocks.StructBlock):
    """A picture; its words for those who cannot see it belong to the picture itself."""

    image = ImageChooserBlock(label="Ảnh")
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=255)

    class Meta:
        icon = "image"
        label = "Ảnh"
        template = "editorial/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Words of another, with who said them."""

    text = blocks.TextBlock(label="Lời trích")
    source = blocks.CharBlock(label="Nguồn, người nói", max_length=255)

    class Meta:
        icon = "openquote"
        label = "Trích dẫn"
        template = "editorial/blocks/quote.html"


class AttachmentBlock(blocks.StructBlock):
    """A file to read or download."""

    document = DocumentChooserBlock(label="Tệp")
    title = blocks.CharBlock(label="Tên hiển thị", required=False, max_length=255)

    class Meta:
        icon = "doc-full"
        label = "Tệp đính kèm"
        template = "editorial/blocks/attachment.html"


class RecordingBlock(blocks.StructBlock):
    """Sound or video, never without its words: a transcript, or captions that a video shows (R10.1b)."""

    document = DocumentChooserBlock(label="Tệp âm thanh hoặc video")
    title = blocks.CharBlock(label="Tên", max_length=255)
    captions = DocumentChooserBlock(label="Phụ đề của video", required=False, help_text="Tệp WebVTT (.vtt).")
    transcript = blocks.TextBlock(
        label="Bản chép lời",
        required=False,
        help_text="Lời trong bản ghi, cho người không nghe được. Chỉ để trống được khi video có phụ đề.",
    )

    class Meta:
        icon = "media"
        label = "Âm thanh, video"
        template = "editorial/blocks/recording.html"

    def clean(self, value):
        errors = {}
        try:
            value = super().clean(value)
        except StructBlockValidationError as error:
            errors = dict(error.block_errors)
        for field, sentence in self._problems(value).items():
            errors.setdefault(field, ValidationError(sentence))
        if errors:
            raise StructBlockValidationError(errors)
        return value

    def _problems(self, value) -> dict[str, str]:
        """Return, by field, what the recording lacks. A draft may still lack its words."""
        problems = {}
        group = recording_group(value["document"])
        if value["document"] and group is None:
            accepted = ", ".join(extensions_of((FileGroup.SOUND, FileGroup.VIDEO)))
            problems["document"] = f"Tệp “{value['document'].filename}” không phải âm thanh hoặc video ({accepted})."
        if value["captions"] and extension_of(value["captions"].filename) != "vtt":
            problems["captions"] = f"Tệp “{value['captions'].filename}” không phải phụ đề WebVTT (.vtt)."
        elif value["captions"] and group == FileGroup.SOUND:
            problems["captions"] = "Âm thanh không hiện được phụ đề. Hãy nhập bản chép lời."
        has_words = (value["transcript"] or "").strip() or (value["captions"] and group == FileGroup.VIDEO)
        if not has_words and not self.is_deferred_validation:
            problems["transcript"] = "Nhập bản chép lời; video thì có thể thay bằng tệp phụ đề."
        return problems

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {"is_video": recording_group(value["document"]) == FileGroup.VIDEO}


def recording_group(document) -> FileGroup | None:
    """Return whether a file is sound or video; None where it is neither."""
    kind = kind_of(document.filename) if document else None
    return kind.group if kind and kind.group in (FileGroup.SOUND, FileGroup.VIDEO) else None


class BodyBlocks(blocks.StreamBlock):
    """What an item's body is made of."""

    paragraph = TextBlock(label="Văn bản", features=RICH_TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    gallery = blocks.ListBlock(PictureBlock(), label="Bộ ảnh", icon="image", template="editorial/blocks/gallery.html")
    table = PastedTableBlock()
    quote = QuoteBlock()
    attachment = AttachmentBlock()
    recording = RecordingBlock()
