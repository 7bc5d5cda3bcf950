"""The blocks of an item's body: words, pictures, sound and video (R10.1b), and figures (R8.4)."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from editorial.charts import ChartKind, draw_chart
from editorial.figures import FigureError, FigureTable, read_csv, read_pasted, read_xlsx, to_csv, to_pasted

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "blockquote", "link", "document-link"]
SOUND_AND_VIDEO = {"mp3": "audio", "m4a": "audio", "wav": "audio", "ogg": "audio", "mp4": "video", "webm": "video"}
FIGURE_READERS = {"csv": read_csv, "xlsx": read_xlsx}


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
    """Sound or video, never without its words."""

    document = DocumentChooserBlock(label="Tệp âm thanh hoặc video")
    title = blocks.CharBlock(label="Tên", max_length=255)
    transcript = blocks.TextBlock(label="Bản chép lời", help_text="Lời trong bản ghi, cho người không nghe được.")

    class Meta:
        icon = "media"
        label = "Âm thanh, video"
        template = "editorial/blocks/recording.html"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["document"] and cleaned["document"].file_extension.lower() not in SOUND_AND_VIDEO:
            sentence = (
                f"Tệp “{cleaned['document'].filename}” không phải âm thanh hoặc video ({', '.join(SOUND_AND_VIDEO)})."
            )
            raise StructBlockValidationError({"document": ValidationError(sentence)})
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["medium"] = SOUND_AND_VIDEO.get(value["document"].file_extension.lower()) if value["document"] else None
        return context


class FigureValue(blocks.StructValue):
    """A figure's data, read once."""

    @cached_property
    def table(self) -> FigureTable | None:
        """The table, or None while a draft has no readable data."""
        try:
            return read_pasted(self.get("data") or "")
        except FigureError:
            return None

    @cached_property
    def chart(self) -> str:
        """The chart as SVG; every word in it is escaped where it is drawn."""
        if self.table is None:
            return ""
        return draw_chart(
            self.table, self.get("chart_kind"), title=self.get("title") or "", unit=self.get("unit") or ""
        )


class FigureBlock(blocks.StructBlock):
    """A table of figures and its chart. The figures themselves stay in the item, so that the record holds them."""

    title = blocks.CharBlock(label="Tên bảng số liệu", max_length=255)
    unit = blocks.CharBlock(label="Đơn vị tính", required=False, max_length=50)
    data = blocks.TextBlock(
        label="Số liệu",
        required=False,
        help_text="Dán bảng từ Excel: dòng đầu là tên cột, cột đầu là tên chỉ tiêu. Để trống nếu lấy từ tệp bên dưới.",
    )
    data_file = DocumentChooserBlock(
        label="Hoặc tệp CSV, XLSX",
        required=False,
        help_text="Số liệu của tệp được chép vào ô trên khi lưu. Muốn đọc tệp mới: xóa ô trên.",
    )
    chart_kind = blocks.ChoiceBlock(label="Biểu đồ", choices=ChartKind.choices, default=ChartKind.COLUMN)
    source = blocks.CharBlock(label="Nguồn số liệu", max_length=255)
    as_of = blocks.DateBlock(label="Tính đến ngày", required=False)
    note = blocks.CharBlock(label="Ghi chú", required=False, max_length=500)

    class Meta:
        icon = "table"
        label = "Bảng số liệu"
        template = "editorial/blocks/figure.html"
        value_class = FigureValue

    def clean(self, value):
        cleaned = super().clean(value)
        data_file = cleaned.get("data_file")
        field = "data" if (cleaned.get("data") or "").strip() or not data_file else "data_file"
        try:
            table = read_pasted(cleaned.get("data") or "") if field == "data" else read_figure_file(data_file)
        except FigureError as error:
            raise StructBlockValidationError({field: ValidationError(list(error.sentences))}) from error
        if cleaned["chart_kind"] != ChartKind.NONE and not table.number_columns():
            sentence = "Không có cột nào toàn số để vẽ biểu đồ. Sửa số liệu hoặc chọn “Chỉ có bảng”."
            raise StructBlockValidationError({"chart_kind": ValidationError(sentence)})
        cleaned["data"] = to_pasted(table)
        return cleaned


def read_figure_file(document) -> FigureTable:
    """Read an uploaded CSV or XLSX file. Raises FigureError."""
    reader = FIGURE_READERS.get(document.file_extension.lower())
    if reader is None:
        raise FigureError(f"Tệp “{document.filename}” không phải CSV hoặc XLSX.")
    with document.open_file() as stream:
        return reader(stream.read())


def figure_csv(figures, block_id: str) -> tuple[str, bytes] | None:
    """Return file name and CSV bytes of the figure `block_id` in a stream of figures; None where there is none."""
    for block in figures:
        if block.id == block_id and block.value.table is not None:
            return f"so-lieu-{block_id[:8]}.csv", to_csv(block.value.table)
    return None


class BodyBlocks(blocks.StreamBlock):
    """What an item's body is made of."""

    paragraph = blocks.RichTextBlock(label="Văn bản", features=RICH_TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    gallery = blocks.ListBlock(PictureBlock(), label="Bộ ảnh", icon="image", template="editorial/blocks/gallery.html")
    quote = QuoteBlock()
    attachment = AttachmentBlock()
    recording = RecordingBlock()


class FigureBlocks(blocks.StreamBlock):
    """The figures of a page of results."""

    figure = FigureBlock()
