"""A row as it stands in the file becomes a document's data, or the reasons why it cannot. Pure: the day is passed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from documents.importing import words
from documents.importing.columns import Column, Columns
from documents.importing.days import NOTHING, day_of
from documents.importing.files import SourceRow
from documents.importing.legacy_cells import in_unicode
from documents.numbers import DocumentNumber, key_of, normalise

# Ten times the longest of 573 documents of the national database; more is not a document, and no reader's browser shows it.
LONGEST_TEXT = 5_000_000
EARLIEST = date(1945, 9, 2)
LONGEST = {
    "number": 100,
    "type_words": 100,
    "issuer_words": 500,
    "signed_by": 255,
    "signer_capacity": 255,
    "text": LONGEST_TEXT,
}
RELATION_COLUMNS = (
    Column.REPLACES,
    Column.REPLACED_BY,
    Column.AMENDS,
    Column.REPEALS,
    Column.BASED_ON,
    Column.GUIDES,
)
# A name does not go on with a day: the cell has half the document's title before the body, "… ngày 28/05/2014 của Bộ Tư pháp".
_BODY_AFTER_TITLE = re.compile(r".+\bngày \d{1,2}/\d{1,2}/\d{4} của (?P<body>.+)")
NAMES = {
    "number": "số, ký hiệu",
    "text": "toàn văn",
    "type_words": "loại văn bản",
    "issuer_words": "cơ quan ban hành",
    "issued_on": "ngày ban hành",
    "effective_on": "ngày có hiệu lực",
    "expires_on": "ngày hết hiệu lực",
    "abstract": "trích yếu",
    "signed_by": "người ký",
    "signer_capacity": "chức vụ người ký",
    "status": "tình trạng hiệu lực",
    "field_words": "lĩnh vực",
    "recipients": "nơi nhận",
    "source_url": "đường dẫn",
    "relations": "quan hệ với văn bản khác",
}


@dataclass(frozen=True)
class RegisterRow:
    """What one row says of a document, cleaned. Words of type and body are as printed; nobody has looked them up yet."""

    number: str = ""
    type_words: str = ""
    issuer_words: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    abstract: str = ""
    title: str = ""
    signed_by: str = ""
    signer_capacity: str = ""
    status: str = ""
    field_words: tuple[str, ...] = ()
    recipients: str = ""
    source_url: str = ""
    file_url: str = ""
    text: str = ""
    relations: tuple[tuple[str, str], ...] = ()

    @property
    def number_key(self) -> str:
        return key_of(self.number)

    def differences(self, other: "RegisterRow") -> list[str]:
        """Return, in words, what two rows about one document say differently; a column that one lacks is no difference."""
        return [
            NAMES[each.name]
            for each in fields(self)
            if each.name in NAMES
            and each.name not in ("number", "issuer_words")  # what makes them one document
            and getattr(self, each.name)
            and getattr(other, each.name)
            and _loose(getattr(self, each.name)) != _loose(getattr(other, each.name))
        ]


@dataclass(frozen=True)
class CleanedRow:
    """A row after cleaning: its data, why it cannot be imported (empty: it can), and what was mended or is in doubt."""

    line: int
    source: Mapping[str, object]
    row: RegisterRow
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: str = ""


@dataclass
class _Cell:
    """The cells of a row while they are read, and what was found wrong with them."""

    values: Mapping[Column, object]
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def line(self, column: Column) -> str:
        return words.line(self.values.get(column))

    def day(self, column: Column, name: str) -> date | None:
        try:
            return day_of(self.values.get(column))
        except ValueError:
            self.problems.append(f"{name} “{self.line(column)}” không phải một ngày đọc được (ngày/tháng/năm).")
            return None

    def link(self, *columns: Column) -> str:
        for column in columns:
            try:
                if address := words.link(self.values.get(column)):
                    return address
            except ValueError:
                self.notes.append(f"Đường dẫn “{self.line(column)[:80]}” không phải địa chỉ web nên không ghi.")
        return ""


def cleaned(source: SourceRow, columns: Columns, *, on: date) -> CleanedRow:
    """Return what `source` says of a document, and what stands against importing it on `on`."""
    if source.problem:
        return CleanedRow(source.line, source.values, RegisterRow(), (source.problem,), unread=source.unread)
    values, notes = in_unicode(columns.values_of(source.values))
    cell = _Cell(values, notes=[*notes, *columns.left_aside(source.values)])
    row = _row(cell)
    given = words.line(cell.values.get(Column.NUMBER))
    _add_notes(cell, row, given)
    problems = [
        *_number_problems(row, given),
        *cell.problems,
        *_content_problems(row),
        *_day_problems(cell, row, on=on),
    ]
    problems += _effect_problems(row)
    problems += [
        f"{NAMES[name].capitalize()} dài quá {longest} ký tự."
        for name, longest in LONGEST.items()
        if len(getattr(row, name)) > longest
    ]
    return CleanedRow(source.line, source.values, row, tuple(problems), tuple(cell.notes))


def _row(cell: "_Cell") -> RegisterRow:
    return RegisterRow(
        number=normalise(cell.line(Column.NUMBER)),
        type_words=_type_words(cell.line(Column.TYPE)),
        issuer_words=_issuer_words(cell.line(Column.ISSUER)),
        issued_on=cell.day(Column.ISSUED_ON, "Ngày ban hành"),
        effective_on=cell.day(Column.EFFECTIVE_ON, "Ngày có hiệu lực"),
        expires_on=cell.day(Column.EXPIRES_ON, "Ngày hết hiệu lực"),
        abstract=words.sentence(cell.values.get(Column.ABSTRACT)),
        title=words.sentence(cell.values.get(Column.TITLE)),
        signed_by=words.person(cell.values.get(Column.SIGNER)),
        signer_capacity=cell.line(Column.CAPACITY),
        status=cell.line(Column.STATUS),
        field_words=tuple(filter(None, (words.line(part) for part in _parts(cell.values.get(Column.FIELD))))),
        recipients=words.plain(cell.values.get(Column.RECIPIENTS)),
        source_url=cell.link(Column.URL),
        file_url=cell.link(Column.FILE),
        text=words.plain(cell.values.get(Column.TEXT)),
        relations=tuple(
            (column.value, part)
            for column in RELATION_COLUMNS
            for part in filter(None, (words.line(part) for part in _parts(cell.values.get(column))))
        ),
    )


def _add_notes(cell: "_Cell", row: RegisterRow, given: str) -> None:
    """Note what was put right, or wants a person's eye, without standing against the row."""
    if row.number != given:
        cell.notes.append(f"Số, ký hiệu “{given}” được ghi là “{row.number}”.")
    issuer = cell.line(Column.ISSUER)
    if row.issuer_words != issuer:
        cell.notes.append(f"Cơ quan ban hành “{issuer}” được ghi là “{row.issuer_words}”.")
    if row.issued_on and row.effective_on and row.effective_on < row.issued_on:
        cell.notes.append(
            f"Ngày có hiệu lực {row.effective_on:%d/%m/%Y} đứng trước ngày ban hành: sửa ở bản nháp trước khi đăng, nếu "
            "không văn bản bị bỏ ra khỏi đợt."
        )
    if "một phần" in row.status.casefold():
        cell.notes.append(f"Tệp ghi “{row.status}”: ghi phần đã hết hiệu lực bằng quan hệ của văn bản sửa đổi.")


def _parts(value: object) -> list[object]:
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return list(value)
    return list(re.split(r"\s*[;\n]\s*", words.plain(value)))


def _type_words(text: str) -> str:
    return text[:1].upper() + text[1:].lower() if text.isupper() else text[:1].upper() + text[1:]


def _issuer_words(text: str) -> str:
    after_title = _BODY_AFTER_TITLE.fullmatch(text)
    return after_title["body"] if after_title else text


def _number_problems(row: RegisterRow, given: str) -> list[str]:
    if not given:
        return ["Thiếu số, ký hiệu."]
    if DocumentNumber.parse(row.number) is None:
        sentence = f"“{given}” không phải số, ký hiệu văn bản (ví dụ đúng: 517/QĐ-SNV)."
        whole = _number_cut_in_two(given, row.abstract)
        return [f"{sentence} Phần sau có lẽ nằm ở đầu trích yếu: “{whole}”."] if whole else [sentence]
    return []


def _number_cut_in_two(given: str, abstract: str) -> str:
    """Return the number that a cell and the first word of the abstract make together; "" where they make none."""
    begun = re.match(r"\S+", abstract.lstrip("-– "))
    if not given[:1].isdigit() or begun is None or "/" not in given + begun[0]:
        return ""
    number = DocumentNumber.parse(given + begun[0])
    return number.text if number and (number.type_code or number.year) else ""


def _content_problems(row: RegisterRow) -> list[str]:
    return [] if row.abstract or row.title else ["Thiếu trích yếu."]


def _day_problems(cell: "_Cell", row: RegisterRow, *, on: date) -> list[str]:
    problems = []
    if row.issued_on is None:
        is_read = words.line(cell.values.get(Column.ISSUED_ON)).casefold() in NOTHING  # else it has its own sentence
        problems += ["Thiếu ngày ban hành."] if is_read else []
    elif not EARLIEST <= row.issued_on <= on:
        problems.append(f"Ngày ban hành {row.issued_on:%d/%m/%Y} nằm ngoài khoảng từ {EARLIEST:%d/%m/%Y} đến hôm nay.")
    starts = row.effective_on or row.issued_on
    if row.expires_on and starts and row.expires_on <= starts:
        problems.append(
            f"Ngày hết hiệu lực {row.expires_on:%d/%m/%Y} không đứng sau ngày bắt đầu hiệu lực {starts:%d/%m/%Y}."
        )
    return problems


def _effect_problems(row: RegisterRow) -> list[str]:
    """Effect is computed from dates: a word that contradicts what the dates will say must not be swallowed."""
    status = _loose(row.status)
    if status.startswith(("hết hiệu lực", "văn bản hết hiệu lực")) and "một phần" not in status and not row.expires_on:
        return [
            f"Tệp ghi “{row.status}” mà không có ngày hết hiệu lực: nhập vào sẽ hiện là còn hiệu lực. Thêm cột "
            f"“{Column.EXPIRES_ON}”."
        ]
    if status.startswith(("chưa có hiệu lực", "văn bản chưa có hiệu lực")) and not row.effective_on:
        return [f"Tệp ghi “{row.status}” mà không có ngày có hiệu lực. Thêm cột “{Column.EFFECTIVE_ON}”."]
    return []


def _loose(value: object) -> object:
    """Return a value as it is compared: capitals, spaces and signs between words do not make two documents differ."""
    if isinstance(value, str):
        return " ".join(re.findall(r"[^\W_]+", value.casefold()))
    return value
