"""What a person is told of an import: every row that did not become a document, with its line, its reason and itself; and
every one that did and was put right on the way, or wants a person's eye."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import TextIOBase

# No spreadsheet takes more into a cell.
_LONGEST_CELL = 32_000
# A spreadsheet would run a cell that begins so.
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class ReportRow:
    """One line of a report."""

    line: int
    outcome: str
    reasons: Iterable[str]
    source: Mapping[str, object]
    unread: str = ""


def write_report(file: TextIOBase, rows: Iterable[ReportRow]) -> int:
    """Write a report as CSV: line, outcome, reasons, then the row as it was; return how many rows it has.

    Open `file` with newline="" and as UTF-8 with its mark, so that spreadsheets read it.
    """
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name in row.source))
    writer = csv.writer(file)
    writer.writerow(["Dòng", "Kết quả", "Lý do, ghi chú", *names, "Dòng không đọc được"])
    for row in rows:
        cells = [_cell(row.source.get(name)) for name in names]
        writer.writerow([row.line, row.outcome, " ".join(row.reasons), *cells, _cell(row.unread)])
    return len(rows)


def _cell(value: object) -> str:
    text = (
        "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    )
    text = text[:_LONGEST_CELL]
    return f"'{text}" if text.startswith(_FORMULA) else text
