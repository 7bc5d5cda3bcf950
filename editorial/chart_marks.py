"""The marks that charts are made of, as SVG. Whatever comes from a table is escaped here, and only here."""

import unicodedata

from django.utils.html import escape

WIDTH = 640
FONT_SIZE = 15
# The style sheet may name others; these keep three to one against white and against the dark ground.
COLOURS = ("#2a73b3", "#c05a1c", "#3f8a3a", "#8b5bb0", "#94770a", "#c04a66", "#5b7a85", "#7d6a55")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "14 5", "5 2 1 2")
_NARROW = frozenset("iljtfrI.,:;'’()[]|! ")


def svg(body: str, *, height: float, title: str, description: str) -> str:
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height:.0f}" font-size="{FONT_SIZE}" fill="currentColor" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{safe(title)}</title><desc>{safe(description)}</desc>{body}</svg>'
    )


def safe(words: str) -> str:
    """Return words as XML may hold them: escaped, without control characters."""
    return str(escape("".join(char for char in words if unicodedata.category(char) not in ("Cc", "Cs"))))


def width_of(words: str) -> float:
    """Return how wide words are, on the safe side, in a Times-like face of the chart's size."""
    shares = (0.33 if char in _NARROW else 0.74 if char.isupper() or char in "mw%…" else 0.52 for char in words)
    return sum(shares) * FONT_SIZE


def shortened(words: str, room: float) -> str:
    """Return words that fit in `room`, ending in … where some were cut."""
    if width_of(words) <= room:
        return words
    while words and width_of(words + "…") > room:
        words = words[:-1]
    return words.rstrip() + "…"


def wrapped(words: str, room: float, *, lines: int = 2) -> list[str]:
    """Return words on at most so many lines that fit in `room`; the last may be cut."""
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < lines - 1:
        count = 1
        while count < len(rest) and width_of(" ".join(rest[: count + 1])) <= room:
            count += 1
        found.append(shortened(" ".join(rest[:count]), room))
        rest = rest[count:]
    return [*found, shortened(" ".join(rest), room)] if rest else found or [""]


def text(x: float, y: float, words: str, *, anchor: str = "start", full: str = "", tilt: int = 0) -> str:
    turned = f' transform="rotate({tilt} {x:.1f} {y:.1f})"' if tilt else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{turned}>{safe(words)}{_hint(full, words)}</text>'


def text_lines(x: float, middle: float, lines: list[str], *, anchor: str = "start", full: str = "") -> str:
    """Lines of words about a middle height."""
    leading = FONT_SIZE + 3
    first = middle - leading * (len(lines) - 1) / 2 + FONT_SIZE * 0.35
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{first + leading * index:.1f}">{safe(line)}</tspan>' for index, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}">{spans}{_hint(full, " ".join(lines))}</text>'


def _hint(full: str, words: str) -> str:
    return f"<title>{safe(full)}</title>" if full and full != words else ""


def colour(order: int) -> str:
    return f"var(--chart-{order % len(COLOURS) + 1}, {COLOURS[order % len(COLOURS)]})"


def dashes(order: int) -> str:
    pattern = DASHES[order % len(DASHES)]
    return f' stroke-dasharray="{pattern}"' if pattern else ""


def shape(name: str, order: int, hint: str, **attributes: str) -> str:
    """A filled shape of a series, with the words that a pointer over it shows."""
    written = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    inner = f"<title>{safe(hint)}</title>" if hint else ""
    return f'<{name}{written} fill="{colour(order)}">{inner}</{name}>'


def rectangle(x: float, y: float, width: float, height: float, order: int, hint: str) -> str:
    size = {"width": f"{max(width, 0.5):.1f}", "height": f"{max(height, 0.5):.1f}"}
    return shape("rect", order, hint, x=f"{x:.1f}", y=f"{y:.1f}", **size)


def circle(x: float, y: float, radius: float, order: int, hint: str) -> str:
    return shape("circle", order, hint, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}")


def grid_line(x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor" '
        f'stroke-opacity="{0.6 if strong else 0.18}"/>'
    )


def legend(names: list[str], *, top: float, as_lines: bool) -> tuple[str, float]:
    """The series and their colours, in one column or two; returns the marks and their height."""
    across = 2 if max(map(width_of, names)) <= WIDTH / 2 - 60 else 1
    parts = []
    for order, name in enumerate(names):
        x, y = 20 + (order % across) * WIDTH / 2, top + 6 + (order // across) * 26
        if as_lines:
            parts.append(
                f'<line x1="{x:.1f}" y1="{y + 8:.1f}" x2="{x + 30:.1f}" y2="{y + 8:.1f}" stroke="{colour(order)}" '
                f'stroke-width="2.5"{dashes(order)}/>'
            )
        else:
            parts.append(rectangle(x + 8, y, 16, 16, order, ""))
        room = WIDTH / across - 60
        parts.append(text(x + 38, y + 13, shortened(name, room), full=name))
    return "".join(parts), 14 + 26 * -(-len(names) // across)
