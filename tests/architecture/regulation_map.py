"""Read and write docs/regulation.md: which tests keep which clause.

`python -m tests.architecture.regulation_map --write` fills the column of tests from the markers in tests/.
"""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "docs" / "regulation.md"


@dataclass(frozen=True)
class Clause:
    """One row of the map."""

    id: str
    state: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def quoted(cell: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("`") for part in cell.split(",") if part.strip())


def is_row(line: str) -> bool:
    return line.startswith("| R")


def clauses() -> list[Clause]:
    """Return every row of docs/regulation.md."""
    rows = [cells(line) for line in MAP.read_text(encoding="utf-8").splitlines() if is_row(line)]
    return [Clause(id=row[0], state=row[2], modules=quoted(row[3]), tests=quoted(row[4])) for row in rows]


def markers() -> dict[str, set[str]]:
    """Return, by clause, the test files that carry its marker."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause"
            if is_call and node.args and isinstance(node.args[0], ast.Constant):
                found.setdefault(node.args[0].value, set()).add(path.relative_to(ROOT).as_posix())
    return found


def written() -> str:
    """Return the map with its column of tests as the markers have it."""
    by_clause = markers()
    lines = []
    for line in MAP.read_text(encoding="utf-8").splitlines():
        if is_row(line):
            row = cells(line)
            row[4] = ", ".join(f"`{name}`" for name in sorted(by_clause.get(row[0], ())))
            line = "| " + " | ".join(row) + " |"
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__" and "--write" in sys.argv:
    MAP.write_text(written(), encoding="utf-8")
