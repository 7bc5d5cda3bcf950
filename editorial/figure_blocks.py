"""Blocks that hold tables: figures with their chart (R8.4), and tables of words. What is in the block is the table."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from editorial.charts import ChartKind, chart_obstacles, draw_chart
from editorial.figure_files import read_csv, read_xlsx
from editorial.figures import FigureError, FigureTable, read_pasted, to_csv, to_pasted
from editorial.file_kinds import extension_of
from editorial.slugs import vietnamese_slug


def refusal(field: str, *sentences: str) -> StructBlockValidationError:
    """Return the error that shows these sentences at a field of the block."""
    return StructBlockValidationError({field: ValidationError(list(sentences))})


class TableValue(blocks.StructValue):
    """A block's table, read once from its cells."""

    @cached_property
    def table(self) -> FigureTable | None:
        """The table, or None while a draft has no readable data."""
        try:
            return read_pasted(self.get("data") or "")
        except FigureError:
            return None

    @property
    def label_column(self) -> int:
        return self.table.label_column

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows under the header: each cell with what it is, "label", "number" or "words"."""
        kinds = dict.fromkeys(self.table.number_columns(), "number") | {self.label_column: "label"}
        return [[(cell, kinds.get(column, "words")) for column, cell in enumerate(row)] for row in self.table.rows]


class PastedTableBlock(blocks.StructBlock):
    """A table of words, its first row the header."""

    caption = blocks.CharBlock(label="Tên bảng", max_length=255)
    data = blocks.TextBlock(
        label="Các ô", help_text="Dán bảng từ Excel hoặc Word: dòng đầu là tên cột. Các ô cách nhau bằng dấu tab."
    )

    class Meta:
        icon = "table"
        label = "Bảng"
        template = "editorial/blocks/table.html"
        value_class = TableValue

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["data"]:  # a draft may have none
            cleaned["data"] = to_pasted(_read_at("data", read_pasted, cleaned["data"]))
        return cleaned


class FigureValue(TableValue):
    """A figure's data, and the columns that its chart is drawn of."""

    @property
    def label_column(self) -> int:
        named = self.table.find_column(self.get("label_column") or "")
        return self.table.label_column if named is None else named

    @property
    def series_columns(self) -> list[int] | None:
        """The columns that the editor chose; None where every column of numbers is drawn."""
        found = [self.table.find_column(words) for words in series_words(self)]
        return [column for column in found if column is not None] or None

    @cached_property
    def chart(self) -> str:
        """The chart as SVG; every word in it is escaped where it is drawn."""
        if self.table is None:
            return ""
        return draw_chart(
            self.table,
            self.get("chart_kind") or ChartKind.NONE,
            title=self.get("title") or "",
            unit=self.get("unit") or "",
            label_column=self.label_column,
            series_columns=self.series_columns,
        )


def series_words(value) -> list[str]:
    return [words.strip() for words in (value.get("series_columns") or "").split(";") if words.strip()]


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
        help_text=(
            "Khi lưu, số liệu trong tệp được chép vào ô trên. Sổ tính XLSX không được công bố: chép xong, hệ thống bỏ "
            "chọn tệp. Muốn lấy số liệu từ tệp khác thì xóa ô trên."
        ),
    )
    sheet = blocks.CharBlock(
        label="Trang tính",
        required=False,
        max_length=31,
        search_index=False,
        help_text="Để trống: trang tính đầu tiên.",
    )
    chart_kind = blocks.ChoiceBlock(
        label="Biểu đồ",
        choices=ChartKind.choices,
        default=ChartKind.COLUMN,
        help_text="Không dán dòng tổng cộng nếu vẽ biểu đồ: dòng ấy làm các cột khác thấp đi.",
    )
    label_column = blocks.CharBlock(
        label="Cột tên chỉ tiêu",
        required=False,
        max_length=300,
        search_index=False,
        help_text="Tên hoặc số thứ tự của cột. Để trống: cột đầu tiên, hoặc cột sau cột STT.",
    )
    series_columns = blocks.CharBlock(
        label="Cột vẽ biểu đồ",
        required=False,
        max_length=1000,
        search_index=False,
        help_text="Tên hoặc số thứ tự các cột, cách nhau bằng dấu chấm phẩy. Để trống: mọi cột toàn số.",
    )
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
        table = self._read(cleaned)
        if table is None:
            return cleaned
        cleaned["data"] = to_pasted(table)
        if cleaned["data_file"] and extension_of(cleaned["data_file"].filename) == "xlsx":
            # A published file can be read whole; a workbook may hold sheets that nobody meant to publish.
            cleaned["data_file"] = None
        self._check_chart(cleaned, table)
        return cleaned

    def _read(self, value) -> FigureTable | None:
        pasted, data_file = (value["data"] or "").strip("\r\n"), value["data_file"]
        if not pasted.strip() and not data_file:
            if self.is_deferred_validation:  # a draft may wait for its figures
                return None
            raise refusal("data", "Chưa có số liệu: dán bảng từ Excel hoặc chọn tệp CSV, XLSX.")
        of_file = _read_at("data_file", read_figure_file, data_file, sheet=value["sheet"] or "") if data_file else None
        of_cells = _read_at("data", read_pasted, pasted) if pasted.strip() else None
        if of_file and of_cells and of_file != of_cells:
            raise refusal(
                "data_file",
                f"Số liệu trong tệp “{data_file.filename}” khác số liệu trong ô. Xóa ô để lấy số liệu của tệp, "
                "hoặc bỏ chọn tệp để giữ số liệu trong ô.",
            )
        return of_cells or of_file

    def _check_chart(self, value, table: FigureTable) -> None:
        if value["chart_kind"] == ChartKind.NONE:
            return
        for field, names in (("label_column", [value["label_column"] or ""]), ("series_columns", series_words(value))):
            unknown = [name for name in names if name.strip() and table.find_column(name) is None]
            if unknown:
                columns = "; ".join(f"{number}. {name}" for number, name in enumerate(table.header, 1))
                raise refusal(field, f"Bảng không có cột “{unknown[0]}”. Các cột: {columns}.")
        columns = {"label_column": value.label_column, "series_columns": value.series_columns}
        if sentences := chart_obstacles(table, value["chart_kind"], **columns):
            raise refusal("chart_kind", *sentences)


def _read_at(field: str, reader, *given, **options) -> FigureTable:
    """Return what the reader reads; its sentences are shown at the field."""
    try:
        return reader(*given, **options)
    except FigureError as error:
        raise refusal(field, *error.sentences) from error


def read_figure_file(document, *, sheet: str = "") -> FigureTable:
    """Read an uploaded CSV or XLSX file. Raises FigureError."""
    extension = extension_of(document.filename)
    if extension not in ("csv", "xlsx"):
        raise FigureError(f"Tệp “{document.filename}” không phải CSV hoặc XLSX.")
    try:
        with document.open_file() as stream:
            content = stream.read()
    except FileNotFoundError:
        raise FigureError(f"Không tìm thấy nội dung của tệp “{document.filename}”. Hãy tải tệp lên lại.") from None
    return read_xlsx(content, sheet=sheet) if extension == "xlsx" else read_csv(content)


def figure_csv(figures, block_id: str) -> tuple[str, bytes] | None:
    """Return file name and CSV bytes of the figure `block_id` in a stream of figures; None where there is none."""
    for block in figures:
        if block.id == block_id and block.value.table is not None:
            return f"{vietnamese_slug(block.value.get('title') or '') or 'so-lieu'}.csv", to_csv(block.value.table)
    return None


class FigureBlocks(blocks.StreamBlock):
    """The figures of a page of results."""

    figure = FigureBlock()
