"""The cells of a pasted table: one row of names, every cell with its own words."""

import re

from lxml.html import HtmlElement

from editorial.figures import MAX_ROWS

SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")


def cells_of(table: HtmlElement) -> list[list[str]]:
    """Return the cells row by row; what spans several stands in each of them, so that every cell is read with its words."""
    grid: dict[tuple[int, int], str] = {}
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for y, row in enumerate(rows):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in grid:
                x += 1
            words = SPACES.sub(" ", " ".join(cell.itertext())).strip()
            across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
            grid |= {(y + b, x + a): words for a in range(across) for b in range(min(down, len(rows) - y))}
            x += across
    width = max((x for _, x in grid), default=-1) + 1
    lines = [[grid.get((y, x), "") for x in range(width)] for y in range(len(rows))]
    heads = max((_span(cell, "rowspan") for cell in rows[0].iterchildren("td", "th")), default=1) if rows else 1
    heads = min(heads, max(len(lines) - 1, 1))
    return [_one_head(lines[:heads]), *(line for line in lines[heads:] if any(line))] if lines else []


def _one_head(lines: list[list[str]]) -> list[str]:
    """Make one row of names of a head of several, each name by itself: "Hồ sơ – Nhận", "Hồ sơ – Trả"."""
    names: list[str] = []
    for number, words in enumerate(zip(*lines, strict=True), 1):
        name = " – ".join(word for word in dict.fromkeys(words) if word) or f"Cột {number}"
        alike = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({alike + 1})" if alike else name)
    return names


def _span(cell: HtmlElement, name: str) -> int:
    given = cell.get(name, "1")
    return max(1, min(int(given), MAX_ROWS)) if given.isdigit() else 1
