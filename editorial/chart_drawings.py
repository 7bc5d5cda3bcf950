"""What stands inside a chart: columns, bars, lines, slices. Each returns its marks and the height they take."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, cos, floor, log10, pi, radians, sin

from editorial.chart_marks import (
    FONT_SIZE,
    WIDTH,
    circle,
    colour,
    dashes,
    grid_line,
    rectangle,
    shape,
    shortened,
    text,
    text_lines,
    width_of,
    wrapped,
)
from editorial.figures import vietnamese_number

NOUGHT = Decimal(0)


@dataclass(frozen=True)
class Series:
    """One column of numbers. `sign` is "%" where every cell has it."""

    name: str
    numbers: tuple[Decimal | None, ...]
    sign: str = ""

    def words(self, number: Decimal) -> str:
        return vietnamese_number(number) + self.sign


@dataclass(frozen=True)
class Plot:
    """What is drawn: the names of the rows, and the series."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def hint(self, index: int, series: Series) -> str:
        return f"{self.labels[index]} – {series.name}: {series.words(series.numbers[index])}"


@dataclass(frozen=True)
class Axis:
    """Round numbers from `low` to `high`, nought among them, along `start` to `end` of the drawing."""

    low: Decimal
    high: Decimal
    step: Decimal
    start: float
    end: float

    def at(self, number: Decimal) -> float:
        return self.start + float((number - self.low) / (self.high - self.low)) * (self.end - self.start)

    @property
    def ticks(self) -> list[Decimal]:
        return [self.low + self.step * index for index in range(int((self.high - self.low) / self.step) + 1)]


def _axis(plot: Plot, *, start: float, end: float) -> Axis:
    numbers = [number for series in plot.series for number in series.numbers if number is not None]
    low, high = min(NOUGHT, *numbers), max(NOUGHT, *numbers)
    span = (high - low) or Decimal(1)
    magnitude = Decimal(10) ** floor(log10(span / 4))
    step = next(magnitude * factor for factor in (1, 2, 5, 10, 20) if span <= magnitude * factor * 5)
    low = floor(low / step) * step
    return Axis(low, max(ceil(high / step) * step, low + step), step, start, end)


def draw_bars(plot: Plot) -> tuple[str, float]:
    labels = [wrapped(label, 190) for label in plot.labels]
    thickness, top = 20, 6
    left = max(width_of(line) for lines in labels for line in lines) + 14
    room = max(
        width_of(series.words(number)) for series in plot.series for number in series.numbers if number is not None
    )
    axis = _axis(plot, start=left, end=WIDTH - room - 10)
    heights = [max(thickness * len(plot.series), (FONT_SIZE + 3) * len(lines)) + 12 for lines in labels]
    bottom = top + sum(heights)
    tick_room = max(width_of(vietnamese_number(tick)) for tick in axis.ticks) + 8
    every = max(1, ceil(tick_room * (len(axis.ticks) - 1) / (axis.end - axis.start)))
    parts = []
    for index, tick in enumerate(axis.ticks):
        parts.append(grid_line(axis.at(tick), top, axis.at(tick), bottom, strong=tick == 0))
        if index % every == 0:
            parts.append(text(axis.at(tick), bottom + 18, vietnamese_number(tick), anchor="middle"))
    y = float(top)
    for index, (lines, height) in enumerate(zip(labels, heights, strict=True)):
        parts.append(text_lines(left - 8, y + height / 2, lines, anchor="end", full=plot.labels[index]))
        first = y + (height - thickness * len(plot.series)) / 2
        for order, series in enumerate(plot.series):
            if (number := series.numbers[index]) is not None:
                start, end = sorted((axis.at(NOUGHT), axis.at(number)))
                bar_y = first + order * thickness
                parts.append(rectangle(start, bar_y + 2, end - start, thickness - 4, order, plot.hint(index, series)))
                parts.append(text(end + 5, bar_y + thickness / 2 + 5, series.words(number)))
        y += height
    return "".join(parts), bottom + 28


@dataclass(frozen=True)
class UprightFrame:
    """The ground of columns and lines: the axis, a slot for each row, and what is drawn already."""

    axis: Axis
    left: float
    slot: float
    ground: str
    height: float

    def middle(self, index: int) -> float:
        return self.left + self.slot * (index + 0.5)


def _upright_frame(plot: Plot) -> UprightFrame:
    top, bottom, tilt = 26.0, 300.0, 40
    axis = _axis(plot, start=bottom, end=top)
    left = max(width_of(vietnamese_number(tick)) for tick in axis.ticks) + 16
    slot = (WIDTH - left - 8) / len(plot.labels)
    labels = [wrapped(label, slot - 6, lines=3) for label in plot.labels]
    is_tilted = any(line.endswith("…") or width_of(line) > slot - 4 for lines in labels for line in lines)
    if is_tilted:
        longest = min(116.0, max(map(width_of, plot.labels)))
        left = max(left, (longest + 6) * cos(radians(tilt)) - slot / 2)
        slot = (WIDTH - left - 8) / len(plot.labels)
    frame = UprightFrame(axis, left, slot, "", 0)
    parts = []
    for tick in axis.ticks:
        parts.append(grid_line(left, axis.at(tick), WIDTH - 8, axis.at(tick), strong=tick == 0))
        parts.append(text(left - 8, axis.at(tick) + 5, vietnamese_number(tick), anchor="end"))
    every = max(1, ceil(20 / slot)) if is_tilted else 1  # among many rows only some names have room
    for index, label in enumerate(plot.labels):
        x = frame.middle(index)
        if is_tilted and index % every == 0:
            parts.append(text(x + 4, bottom + 16, shortened(label, 116), anchor="end", full=label, tilt=-tilt))
        elif not is_tilted:
            lines_top = bottom + 10 + (FONT_SIZE + 3) * len(labels[index]) / 2
            parts.append(text_lines(x, lines_top, labels[index], anchor="middle", full=label))
    depth = longest * sin(radians(tilt)) + 16 if is_tilted else (FONT_SIZE + 3) * max(map(len, labels)) + 6
    return UprightFrame(axis, left, slot, "".join(parts), bottom + depth + 14)


def draw_columns(plot: Plot) -> tuple[str, float]:
    frame = _upright_frame(plot)
    parts = [frame.ground]
    width = min(60.0, frame.slot * 0.84 / len(plot.series))
    for index in range(len(plot.labels)):
        start = frame.middle(index) - width * len(plot.series) / 2
        for order, series in enumerate(plot.series):
            if (number := series.numbers[index]) is None:
                continue
            x = start + order * width
            top, bottom = sorted((frame.axis.at(number), frame.axis.at(NOUGHT)))
            parts.append(rectangle(x + width * 0.05, top, width * 0.9, bottom - top, order, plot.hint(index, series)))
            room = frame.slot if len(plot.series) == 1 else width
            if width_of(series.words(number)) <= room:
                y = bottom + FONT_SIZE if number < 0 else top - 5
                parts.append(text(x + width / 2, y, series.words(number), anchor="middle"))
    return "".join(parts), frame.height


def draw_lines(plot: Plot) -> tuple[str, float]:
    frame = _upright_frame(plot)
    parts = [frame.ground]
    radius = 4 if frame.slot >= 10 else 1.5
    for order, series in enumerate(plot.series):
        pieces: list[list[str]] = [[]]
        points = []
        for index, number in enumerate(series.numbers):
            if number is None:
                pieces.append([])  # no line across what is not known
                continue
            x, y = frame.middle(index), frame.axis.at(number)
            pieces[-1].append(f"{x:.1f},{y:.1f}")
            points.append(circle(x, y, radius, order, plot.hint(index, series)))
            if len(plot.series) == 1 and width_of(series.words(number)) <= frame.slot:
                points.append(text(x, y - 9, series.words(number), anchor="middle"))
        for piece in pieces:
            if len(piece) > 1:
                parts.append(
                    f'<polyline points="{" ".join(piece)}" fill="none" stroke="{colour(order)}" '
                    f'stroke-width="2.5"{dashes(order)}/>'
                )
        parts += points
    return "".join(parts), frame.height


def draw_pie(plot: Plot) -> tuple[str, float]:
    series = plot.series[0]
    slices = [(index, number) for index, number in enumerate(series.numbers) if number]
    total = sum(number for _, number in slices)
    x, y, radius, key_x = 130.0, 140.0, 120.0, 284.0
    parts, angle, key_y = [], -pi / 2, 24.0
    for order, (index, number) in enumerate(slices):
        share = number / total
        percentage = "" if series.sign else f" ({vietnamese_number(round(share * 100, 1))}%)"
        words = f"{plot.labels[index]}: {series.words(number)}{percentage}"
        end = angle + 2 * pi * float(share)
        parts.append(_slice(x, y, radius, angle, end, order, words))
        lines = wrapped(words, WIDTH - key_x - 26, lines=3)
        height = (FONT_SIZE + 3) * len(lines)
        parts.append(rectangle(key_x, key_y, 14, 14, order, ""))
        parts.append(text_lines(key_x + 22, key_y + height / 2 - 1, lines, full=words))
        angle, key_y = end, key_y + height + 10
    return "".join(parts), max(272.0, key_y + 6)


def _slice(x: float, y: float, radius: float, start: float, end: float, order: int, hint: str) -> str:
    if end - start > 2 * pi - 0.001:
        return circle(x, y, radius, order, hint)
    x1, y1 = x + radius * cos(start), y + radius * sin(start)
    x2, y2 = x + radius * cos(end), y + radius * sin(end)
    is_large = int(end - start > pi)
    path = f"M{x:.1f},{y:.1f}L{x1:.2f},{y1:.2f}A{radius:.1f},{radius:.1f} 0 {is_large} 1 {x2:.2f},{y2:.2f}Z"
    return shape("path", order, hint, d=path, stroke="var(--paper, #fff)", stroke_width="1.5")
