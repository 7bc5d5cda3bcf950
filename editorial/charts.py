"""Charts of a table, drawn on the server as SVG: readable without JavaScript, by a screen reader, in light or dark.

Pure: a table in, markup out. Words take the page's own colour; a series takes the style sheet's `--chart-1` …
`--chart-8`, with a fallback.
"""

from django.db.models import TextChoices

from editorial.chart_drawings import Plot, Series, draw_bars, draw_columns, draw_lines, draw_pie
from editorial.chart_marks import legend, svg
from editorial.figures import FigureTable, vietnamese_number

MAX_SERIES = 6
MAX_MARKS = 60
MAX_SLICES = 8


class ChartKind(TextChoices):
    NONE = "none", "Chỉ có bảng"
    COLUMN = "column", "Biểu đồ cột"
    BAR = "bar", "Biểu đồ thanh ngang"
    LINE = "line", "Biểu đồ đường"
    PIE = "pie", "Biểu đồ tròn"


def chart_obstacles(
    table: FigureTable, kind: str, *, label_column: int | None = None, series_columns: list[int] | None = None
) -> list[str]:
    """Return the reasons, in Vietnamese, why this chart cannot be drawn of this table; empty means it can."""
    if kind == ChartKind.NONE:
        return []
    faulty = [sentence for column in series_columns or [] for sentence in table.cells_not_numbers(column)]
    if faulty:
        return faulty[:3]
    plot = _plot(table, label_column, series_columns)
    if not any(number is not None for series in plot.series for number in series.numbers):
        return ["Không có cột nào toàn số để vẽ biểu đồ. Sửa số liệu hoặc chọn “Chỉ có bảng”."]
    if len(plot.series) > MAX_SERIES:
        return [f"Biểu đồ có {len(plot.series)} cột số liệu, tối đa {MAX_SERIES}. Chọn bớt ở “Cột vẽ biểu đồ”."]
    if kind == ChartKind.PIE:
        return _pie_obstacles(plot)
    marks = len(plot.labels) * len(plot.series)
    if kind in (ChartKind.COLUMN, ChartKind.BAR) and marks > MAX_MARKS:
        return [f"Biểu đồ sẽ có {marks} cột, quá {MAX_MARKS} thì không đọc được. Chọn biểu đồ đường hoặc bớt số liệu."]
    if kind == ChartKind.LINE and len(plot.labels) < 2:
        return ["Biểu đồ đường cần ít nhất hai dòng số liệu."]
    return []


def _pie_obstacles(plot: Plot) -> list[str]:
    numbers = plot.series[0].numbers
    if len(plot.series) > 1:
        return ["Biểu đồ tròn vẽ một cột số liệu. Chọn cột ở “Cột vẽ biểu đồ”."]
    if len(numbers) > MAX_SLICES:
        return [f"Biểu đồ tròn có tối đa {MAX_SLICES} phần. Chọn biểu đồ thanh ngang."]
    if any(number is not None and number < 0 for number in numbers) or not any(numbers):
        return ["Biểu đồ tròn cần các số không âm, có tổng lớn hơn 0."]
    total = sum(number for number in numbers if number is not None)
    if plot.series[0].sign and abs(total - 100) > 1:
        sentence = f"Các tỷ lệ cộng lại được {vietnamese_number(total)}%, không phải các phần của một tổng. "
        return [sentence + "Chọn biểu đồ cột hoặc thanh ngang."]
    return []


def draw_chart(
    table: FigureTable,
    kind: str,
    *,
    title: str,
    unit: str = "",
    label_column: int | None = None,
    series_columns: list[int] | None = None,
) -> str:
    """Return the chart as SVG, or "" where none is wanted or none can be drawn.

    Columns count from 0; left out, the rows are named by the table's label column and every number column is drawn.
    """
    columns = {"label_column": label_column, "series_columns": series_columns}
    if kind == ChartKind.NONE or chart_obstacles(table, kind, **columns):
        return ""
    plot = _plot(table, label_column, series_columns)
    draw = {
        ChartKind.BAR: draw_bars,
        ChartKind.LINE: draw_lines,
        ChartKind.COLUMN: draw_columns,
        ChartKind.PIE: draw_pie,
    }
    body, height = draw[ChartKind(kind)](plot)
    if len(plot.series) > 1:
        keys, keys_height = legend([series.name for series in plot.series], top=height, as_lines=kind == ChartKind.LINE)
        body, height = body + keys, height + keys_height
    return svg(body, height=height, title=title, description=_summary(plot, unit))


def _plot(table: FigureTable, label_column: int | None, series_columns: list[int] | None) -> Plot:
    label = table.label_column if label_column is None else label_column
    columns = series_columns or table.number_columns(after=label)
    return Plot(
        tuple(row[label] for row in table.rows),
        tuple(
            Series(table.header[column], table.numbers(column), "%" if table.is_percentage(column) else "")
            for column in columns
        ),
    )


def _summary(plot: Plot, unit: str) -> str:
    words = []
    for series in plot.series:
        filled = [
            (number, label) for number, label in zip(series.numbers, plot.labels, strict=True) if number is not None
        ]
        if not filled:
            continue
        low, high = min(filled, key=lambda pair: pair[0]), max(filled, key=lambda pair: pair[0])
        of_unit = f" {unit}" if unit and not series.sign else ""
        words.append(
            f"{series.name}: thấp nhất {series.words(low[0])}{of_unit} ({low[1]}), "
            f"cao nhất {series.words(high[0])}{of_unit} ({high[1]})."
        )
    return " ".join([*words, "Số liệu đầy đủ trong bảng kèm theo."])
