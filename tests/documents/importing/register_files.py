"""Small registers as files, and a vocabulary that knows what a test lets it know."""

import csv
import gzip
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from documents.importing.cleaning import RegisterRow
from documents.importing.files import rows_of
from documents.importing.judging import Judge, JudgedRow, Meaning, NewWord, WordKind
from search.analysis import fold

ON = date(2026, 11, 23)
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "docs"
RULES = {
    "so_ky_hieu": "517/QĐ-SNV",
    "loai": "Quyết định",
    "co_quan": "Sở Nội vụ",
    "ngay_ban_hanh": "2022-12-30",
    "trich_yeu": "Về việc ban hành Quy chế quản lý Trang thông tin điện tử cải cách hành chính",
}


def row(**values) -> dict:
    return {**RULES, **values}


def jsonl(path: Path, *rows: dict) -> Path:
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


def csv_file(path: Path, header: list[str], *rows: list, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return path


def xlsx(path: Path, *rows: list) -> Path:
    book = Workbook()
    for each in rows:
        book.active.append(each)
    book.save(path)
    return path


@dataclass
class Words:
    """A vocabulary of the words it is given."""

    types: set[str] = field(default_factory=lambda: {"quyet dinh", "thong tu"})
    bodies: set[str] = field(default_factory=lambda: {"so noi vu", "bo noi vu"})

    def meaning_of(self, row: RegisterRow) -> Meaning:
        new = [NewWord(WordKind.TYPE, row.type_words)] if fold(row.type_words) not in self.types else []
        new += [NewWord(WordKind.BODY, row.issuer_words)] if fold(row.issuer_words) not in self.bodies else []
        return Meaning(type_name=row.type_words, body_name=row.issuer_words, new_words=tuple(new))


def judged(path: Path, judge: Judge | None = None) -> list[JudgedRow]:
    judge = judge or Judge(Words(), on=ON)
    return [judge.judge(each) for each in rows_of(path)]
