"""Which column of a register's file holds what: people name the same column in many ways, with marks or without."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from editorial.legacy_text import LegacyEncoding, convert
from search.analysis import fold


class Column(StrEnum):
    """What a column of the file may hold; the value is its name in docs/operations/import.md."""

    NUMBER = "so_ky_hieu"
    TYPE = "loai"
    ISSUER = "co_quan"
    ISSUED_ON = "ngay_ban_hanh"
    EFFECTIVE_ON = "ngay_hieu_luc"
    EXPIRES_ON = "ngay_het_hieu_luc"
    ABSTRACT = "trich_yeu"
    TITLE = "tieu_de"
    SIGNER = "nguoi_ky"
    CAPACITY = "chuc_vu"
    STATUS = "tinh_trang"
    FIELD = "linh_vuc"
    RECIPIENTS = "noi_nhan"
    URL = "url"
    FILE = "file"
    TEXT = "text"
    REPLACES = "thay_the"
    REPLACED_BY = "bi_thay_the"
    AMENDS = "sua_doi"
    REPEALS = "bai_bo"
    BASED_ON = "can_cu"
    GUIDES = "huong_dan"


# Folded, spaces for every other sign. The first of a list wins where a file has two of them.
SYNONYMS: dict[Column, tuple[str, ...]] = {
    Column.NUMBER: (
        "so ky hieu",
        "so va ky hieu",
        "so hieu",
        "so ki hieu",
        "so van ban",
        "so hieu van ban",
        "ky hieu",
        "number",
    ),
    Column.TYPE: ("loai", "loai van ban", "hinh thuc", "hinh thuc van ban", "the loai", "ten loai", "type"),
    Column.ISSUER: (
        "co quan",
        "co quan ban hanh",
        "noi ban hanh",
        "don vi ban hanh",
        "co quan don vi ban hanh",
        "issuer",
        "issuing body",
    ),
    Column.ISSUED_ON: ("ngay ban hanh", "ngay ky", "ngay van ban", "ngay thang", "ngay thang nam", "issued on"),
    Column.EFFECTIVE_ON: ("ngay hieu luc", "ngay co hieu luc", "hieu luc tu", "hieu luc tu ngay", "effective on"),
    Column.EXPIRES_ON: (
        "ngay het hieu luc",
        "het hieu luc tu",
        "ngay het hieu luc tu",
        "hieu luc den",
        "hieu luc den ngay",
        "expires on",
    ),
    Column.ABSTRACT: ("trich yeu", "trich yeu noi dung", "noi dung trich yeu", "ve viec", "noi dung", "abstract"),
    Column.TITLE: ("tieu de", "ten van ban", "title"),
    Column.SIGNER: ("nguoi ky", "ho ten nguoi ky", "signer", "signed by"),
    Column.CAPACITY: ("chuc vu", "chuc vu nguoi ky", "chuc danh", "chuc danh nguoi ky"),
    Column.STATUS: ("tinh trang", "tinh trang hieu luc", "hieu luc", "trang thai", "trang thai hieu luc", "status"),
    Column.FIELD: ("linh vuc", "field", "fields"),
    Column.RECIPIENTS: ("noi nhan", "recipients"),
    Column.URL: ("url", "duong dan", "lien ket", "link", "nguon", "source url"),
    Column.FILE: ("file", "pdf", "tep", "tep van ban", "tep dinh kem", "file dinh kem", "attachment"),
    Column.TEXT: ("text", "toan van", "noi dung toan van", "van ban toan van", "full text"),
    Column.REPLACES: ("thay the", "thay the van ban", "thay the cho", "replaces"),
    Column.REPLACED_BY: ("bi thay the", "bi thay the boi", "van ban thay the", "duoc thay the boi", "replaced by"),
    Column.AMENDS: ("sua doi", "sua doi bo sung", "sua doi van ban", "amends"),
    Column.REPEALS: ("bai bo", "bai bo van ban", "repeals"),
    Column.BASED_ON: ("can cu", "can cu ban hanh", "based on"),
    Column.GUIDES: ("huong dan", "huong dan thi hanh", "guides"),
}
_BY_NAME = {name: (column, rank) for column, names in SYNONYMS.items() for rank, name in enumerate(names)}

# What a document is, and whether it is in force: of two columns that say it, the one left aside is told of.
DECISIVE = (
    *(Column.NUMBER, Column.TYPE, Column.ISSUER, Column.ISSUED_ON),
    *(Column.EFFECTIVE_ON, Column.EXPIRES_ON, Column.STATUS),
)

# Without one of these two columns the rows are not a register of documents.
NEEDED = (Column.NUMBER, Column.ISSUED_ON)


@dataclass(frozen=True)
class Columns:
    """The columns of one file: which of its own names hold what, the best first, and which names nobody knows."""

    names: Mapping[Column, tuple[str, ...]]
    unknown: tuple[str, ...]

    def values_of(self, row: Mapping[str, object]) -> dict[Column, object]:
        """Return what the row says, by column: where the best name's cell is empty, what a second name has."""
        return {
            column: next((row[name] for name in names if not _is_empty(row.get(name))), row.get(names[0]))
            for column, names in self.names.items()
            if any(name in row for name in names)
        }

    def left_aside(self, row: Mapping[str, object]) -> list[str]:
        """Return, as sentences, where a second name for what decides says otherwise than the one that was used."""
        sentences = []
        for column in DECISIVE:
            filled = [name for name in self.names.get(column, ()) if not _is_empty(row.get(name))]
            sentences += [
                f"Cột “{name}” ghi khác cột “{filled[0]}” (“{str(row[name])[:80]}”): không dùng."
                for name in filled[1:]
                if str(row[name]).strip() != str(row[filled[0]]).strip()
            ]
        return sentences


def _is_empty(cell: object) -> bool:
    return cell is None or not str(cell).strip()


def folded_name(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(name)))


def recognised(names: Iterable[str]) -> Columns:
    """Return which of `names` hold what."""
    found: dict[Column, list[tuple[int, str]]] = {}
    unknown = []
    for name in dict.fromkeys(names):
        column, rank = _meant_by(name)
        if column:
            found.setdefault(column, []).append((rank, name))
        else:
            unknown.append(name)
    by_rank = {column: tuple(name for _, name in sorted(ranked, key=_rank)) for column, ranked in found.items()}
    return Columns(by_rank, tuple(unknown))


def _rank(ranked: tuple[int, str]) -> int:
    return ranked[0]


def _meant_by(name: str) -> tuple[Column | None, int]:
    """Return the column that a name means, typed in Unicode or in an old encoding, and how good a name it is."""
    spellings = [name] if name.isascii() else [name, *(convert(name, encoding) for encoding in LegacyEncoding)]
    found = (_BY_NAME.get(folded_name(spelling)) for spelling in spellings)
    return next(filter(None, found), (None, 0))


def missing_columns(columns: Columns) -> list[str]:
    """Return, as sentences, which columns the file cannot do without and lacks; empty means it can be imported."""
    sentences = [
        f"Tệp không có cột “{column}” ({_spellings(column)})." for column in NEEDED if column not in columns.names
    ]
    if Column.ABSTRACT not in columns.names and Column.TITLE not in columns.names:
        sentences.append(f"Tệp không có cột “{Column.ABSTRACT}” ({_spellings(Column.ABSTRACT)}).")
    return sentences


def _spellings(column: Column) -> str:
    return "hoặc: " + ", ".join(SYNONYMS[column][1:4])
