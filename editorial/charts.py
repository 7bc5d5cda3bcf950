"""Charts drawn on the server as SVG: readable without JavaScript, by a screen reader, and in light or dark.

Pure: a table in, markup out. Colours are the style sheet's (`--chart-1` …), with a fallback for print and old browsers.
"""

from collections.abc import Callable
from decimal import Decimal
from math import ceil, floor, log10

from django.db.models import TextChoices
from django.utils.html import escape

from editorial.figures import FigureTable, vietnamese_number

WIDTH = 720
LABEL_LENGTH = 26
COLOURS = ("#1d5a91", "#b4531a", "#3f7d3a", "#7a4a9e", "#8a6d00", "#a02c46")
Scale = Callable[[Decimal], float]


class ChartKind(TextChoices):
    NONE = "none", "Chỉ có bảng"
    COLUMN = "column", "Biểu đồ cột"
    BAR = "bar", "Biểu đồ thanh ngang"
    LINE = "line", "Biểu đồ đường"


def draw_chart(table: FigureTable, kind: str, *, title: str, unit: str = "") -> str:
    """Return the chart of a table's number columns as SVG, or "" where nothing can be drawn."""
    columns = table.number_columns()
    if kind == ChartKind.NONE or not columns:
        return ""
    drawn = {ChartKind.BAR: _bars, ChartKind.LINE: _lines, ChartKind.COLUMN: _columns}[ChartKind(kind)]
    body, height = drawn(table, columns)
    legend = _legend(table, columns, top=height) if len(columns) > 1 else ""
    full_height = height + (26 * ceil(len(columns) / 2) if legend else 0)
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {full_height}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title><desc>{escape(_summary(table, columns, unit))}</desc>{body}{legend}</svg>"
    )


def _summary(table: FigureTable, columns: list[int], unit: str) -> str:
    words = []
    for column in columns:
        filled = [
            (row[0], number)
            for row, number in zip(table.rows, table.numbers(column), strict=True)
            if number is not None
        ]
        low, high = min(filled, key=lambda pair: pair[1]), max(filled, key=lambda pair: pair[1])
        unit_words = f" {unit}" if unit else ""
        words.append(
            f"{table.header[column]}: thấp nhất {vietnamese_number(low[1])}{unit_words} ({low[0]}), "
            f"cao nhất {vietnamese_number(high[1])}{unit_words} ({high[0]})."
        )
    return " ".join(words) + " Số liệu đầy đủ trong bảng kèm theo."


def _bounds(table: FigureTable, columns: list[int]) -> tuple[Decimal, Decimal, Decimal]:
    numbers = [number for column in columns for number in table.numbers(column) if number is not None]
    low, high = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    span = float(high - low) or 1.0
    magnitude = 10 ** floor(log10(span / 4))
    step = Decimal(str(next(magnitude * factor for factor in (1, 2, 5, 10) if span / (magnitude * factor) <= 5)))
    low = Decimal(floor(low / step)) * step
    high = max(Decimal(ceil(high / step)) * step, low + step)
    return low, high, step


def _ticks(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    return [low + step * index for index in range(int((high - low) / step) + 1)]


def _short(label: str, length: int = LABEL_LENGTH) -> str:
    return label if len(label) <= length else label[: length - 1].rstrip() + "…"


def _text(x: float, y: float, words: str, *, anchor: str = "start", full: str = "", turn: bool = False) -> str:
    turned = f' transform="rotate(-40 {x:.1f} {y:.1f})"' if turn else ""
    hint = f"<title>{escape(full)}</title>" if full and full != words else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{turned} class="chart-text">{escape(words)}{hint}</text>'
    )


def _colour(index: int) -> str:
    return f"var(--chart-{index % len(COLOURS) + 1}, {COLOURS[index % len(COLOURS)]})"


def _mark(table: FigureTable, row: int, column: int, number: Decimal) -> str:
    return f"<title>{escape(table.rows[row][0])} – {escape(table.header[column])}: {vietnamese_number(number)}</title>"


def _bars(table: FigureTable, columns: list[int]) -> tuple[str, int]:
    low, high, step = _bounds(table, columns)
    left, right, top, thickness = 230, 60, 8, 18
    group = thickness * len(columns) + 12
    height = top + group * len(table.rows) + 30

    def scale(value: Decimal) -> float:
        return left + float((value - low) / (high - low)) * (WIDTH - left - right)

    parts = [
        _grid_line(scale(tick), top, scale(tick), height - 28)
        + _text(scale(tick), height - 10, vietnamese_number(tick), anchor="middle")
        for tick in _ticks(low, high, step)
    ]
    for index, row in enumerate(table.rows):
        y = top + index * group
        parts.append(_text(left - 8, y + group / 2, _short(row[0]), anchor="end", full=row[0]))
        for order, column in enumerate(columns):
            number = table.numbers(column)[index]
            if number is None:
                continue
            start, end = sorted((scale(Decimal(0)), scale(number)))
            bar_y = y + order * thickness + 2
            parts.append(
                _rectangle(
                    start, bar_y, end - start, thickness - 4, _colour(order), _mark(table, index, column, number)
                )
            )
            parts.append(_text(max(end, start) + 4, bar_y + 11, vietnamese_number(number)))
    return "".join(parts), height


def _columns(table: FigureTable, columns: list[int]) -> tuple[str, int]:
    scale, parts, height, slot, left = _upright_frame(table, columns)
    width = min(56.0, slot * 0.8 / len(columns))
    for index in range(len(table.rows)):
        start = left + index * slot + (slot - width * len(columns)) / 2
        for order, column in enumerate(columns):
            number = table.numbers(column)[index]
            if number is None:
                continue
            top_y, bottom_y = sorted((scale(number), scale(Decimal(0))))
            mark = _mark(table, index, column, number)
            parts.append(
                _rectangle(start + order * width + 1, top_y, width - 2, bottom_y - top_y, _colour(order), mark)
            )
            if width >= 28:
                parts.append(
                    _text(start + order * width + width / 2, top_y - 4, vietnamese_number(number), anchor="middle")
                )
    return "".join(parts), height


def _lines(table: FigureTable, columns: list[int]) -> tuple[str, int]:
    scale, parts, height, slot, left = _upright_frame(table, columns)
    for order, column in enumerate(columns):
        points = [
            (left + index * slot + slot / 2, scale(number), index, number)
            for index, number in enumerate(table.numbers(column))
            if number is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{_colour(order)}" stroke-width="2.5"/>')
        for x, y, index, number in points:
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_colour(order)}">{_mark(table, index, column, number)}</circle>'
            )
    return "".join(parts), height


def _upright_frame(table: FigureTable, columns: list[int]) -> tuple[Scale, list[str], int, float, float]:
    low, high, step = _bounds(table, columns)
    longest = max(len(row[0]) for row in table.rows)
    left, top, bottom = 64.0, 24.0, 284.0
    slot = (WIDTH - left - 16) / len(table.rows)
    turn = longest * 7.5 > slot
    height = int(bottom) + (96 if turn else 30)

    def scale(value: Decimal) -> float:
        return bottom - float((value - low) / (high - low)) * (bottom - top)

    parts = []
    for tick in _ticks(low, high, step):
        parts.append(_grid_line(left, scale(tick), WIDTH - 16, scale(tick)))
        parts.append(_text(left - 6, scale(tick) + 4, vietnamese_number(tick), anchor="end"))
    shown = max(1, ceil(18 / slot))  # with many rows only every nth label has room
    for index, row in enumerate(table.rows):
        if index % shown == 0:
            x = left + index * slot + slot / 2
            words = _short(row[0], 16) if turn else row[0]
            parts.append(_text(x, bottom + 20, words, anchor="end" if turn else "middle", full=row[0], turn=turn))
    return scale, parts, height, slot, left


def _grid_line(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} class="chart-grid" stroke="currentColor" stroke-opacity="0.2"/>'


def _rectangle(x: float, y: float, width: float, height: float, colour: str, mark: str) -> str:
    size = f'width="{max(width, 0.5):.1f}" height="{max(height, 0.5):.1f}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{colour}">{mark}</rect>'


def _legend(table: FigureTable, columns: list[int], *, top: int) -> str:
    parts = []
    for order, column in enumerate(columns):
        x, y = 64 + (order % 2) * 320, top + 6 + (order // 2) * 26
        parts.append(_rectangle(x, y, 14, 14, _colour(order), ""))
        parts.append(_text(x + 20, y + 12, _short(table.header[column], 36), full=table.header[column]))
    return "".join(parts)
