"""What becomes of each row: a new document, one that is there already, one that waits for a word, or one that is refused.

Pure: what the site holds and what its vocabularies know is handed in. Every row gets exactly one outcome, and a sentence for
each outcome but the first, so that the sum of the outcomes is the number of rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from documents.importing.cleaning import CleanedRow, RegisterRow, cleaned
from documents.importing.columns import Columns, recognised
from documents.importing.files import SourceRow
from search.analysis import folded_words

# Of the words of two abstracts, the share that must be common for them to speak of one document.
ALIKE = 0.5


class Outcome(StrEnum):
    """What became of a row. The value is kept in the database."""

    IMPORTED = "imported"
    PRESENT = "present"
    CHANGED = "changed"
    REPEATED = "repeated"
    WAITING = "waiting"
    REFUSED = "refused"


ALREADY_THERE = (Outcome.PRESENT, Outcome.CHANGED, Outcome.REPEATED)


class WordKind(StrEnum):
    """Which vocabulary a new word belongs to."""

    TYPE = "type"
    BODY = "body"
    FIELD = "field"


@dataclass(frozen=True)
class NewWord:
    """A word of the file that no vocabulary has."""

    kind: WordKind
    text: str


@dataclass(frozen=True)
class Meaning:
    """What the vocabularies make of a row's words: keys of entries, the words themselves, and the words nobody knows."""

    type_id: int | None = None
    type_name: str = ""
    body_id: int | None = None
    body_name: str = ""
    field_ids: tuple[int, ...] = ()
    new_words: tuple[NewWord, ...] = ()
    problems: tuple[str, ...] = ()


class Vocabulary(Protocol):
    """What the judge asks of the vocabularies."""

    def meaning_of(self, row: RegisterRow) -> Meaning: ...


@dataclass(frozen=True)
class KnownDocument:
    """A document that is there already: on the site, by its page, or in an earlier row of the file, by its line."""

    row: RegisterRow
    line: int | None = None
    page_id: int | None = None

    @property
    def name(self) -> str:
        return f"dòng {self.line}" if self.line else f"văn bản số {self.row.number} trong sổ"


# Number, day and body: two documents never share all three.
Identity = tuple[str, date | None, str]


@dataclass(frozen=True)
class JudgedRow:
    """A row with its outcome and the sentences that say why."""

    line: int
    outcome: Outcome
    cleaned: CleanedRow
    meaning: Meaning = Meaning()
    reasons: tuple[str, ...] = ()
    page_id: int | None = None

    @property
    def row(self) -> RegisterRow:
        return self.cleaned.row


@dataclass
class Judge:
    """Judges the rows of one file in order, and remembers each, so that a later row that repeats it is known."""

    vocabulary: Vocabulary
    on: date
    known: dict[Identity, KnownDocument] = field(default_factory=dict)
    numbers: dict[tuple[str, date | None], str] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    new_words: Counter = field(default_factory=Counter)
    unknown_columns: dict[str, None] = field(default_factory=dict)

    def judge(self, source: SourceRow) -> JudgedRow:
        columns = columns_of(tuple(source.values))
        self.unknown_columns.update(dict.fromkeys(columns.unknown))
        judged = self._judged(cleaned(source, columns, on=self.on))
        self.counts[judged.outcome] += 1
        if judged.outcome == Outcome.WAITING:
            self.new_words.update(judged.meaning.new_words)
        return judged

    def _judged(self, row: CleanedRow) -> JudgedRow:
        if row.problems:
            return JudgedRow(row.line, Outcome.REFUSED, row, reasons=row.problems)
        meaning = self.vocabulary.meaning_of(row.row)
        if meaning.problems:
            return JudgedRow(row.line, Outcome.REFUSED, row, meaning, meaning.problems)
        identity = identity_of(row.row, meaning)
        if known := self.known.get(identity):
            return _already_there(row, meaning, known)
        same_number = self.numbers.get(identity[:2])
        notes = [f"Cùng số và ngày với {same_number}, nhưng cơ quan khác."] if same_number else []
        self.remember(identity, KnownDocument(_without_text(row.row), line=row.line))
        if meaning.new_words:
            return JudgedRow(row.line, Outcome.WAITING, row, meaning, tuple(map(_waits, meaning.new_words)))
        return JudgedRow(row.line, Outcome.IMPORTED, row, meaning, tuple(notes))

    def remember(self, identity: Identity, document: KnownDocument) -> None:
        self.known[identity] = document
        self.numbers[identity[:2]] = document.name

    def forget(self, judged: Iterable[JudgedRow]) -> None:
        """Take back what was remembered of rows that could not be written after all."""
        for each in judged:
            identity = identity_of(each.row, each.meaning)
            self.known.pop(identity, None)
            self.numbers.pop(identity[:2], None)


def _without_text(row: RegisterRow) -> RegisterRow:
    return replace(row, text="") if row.text else row


@lru_cache(maxsize=64)
def columns_of(names: tuple[str, ...]) -> Columns:
    return recognised(names)


def identity_of(row: RegisterRow, meaning: Meaning) -> Identity:
    body = f"#{meaning.body_id}" if meaning.body_id else " ".join(folded_words(meaning.body_name or row.issuer_words))
    return row.number_key, row.issued_on, body


def _already_there(row: CleanedRow, meaning: Meaning, known: KnownDocument) -> JudgedRow:
    differences = known.row.differences(row.row)
    if not speak_of_one_document(known.row, row.row):
        reason = f"Cùng số, ngày và cơ quan với {known.name} nhưng trích yếu nói về việc khác: cần người xem bản gốc."
        return JudgedRow(row.line, Outcome.REFUSED, row, meaning, (reason,), known.page_id)
    if known.line:
        words = f"Trùng với {known.name}" + (f", khác ở: {', '.join(differences)}." if differences else ".")
        return JudgedRow(row.line, Outcome.REPEATED, row, meaning, (words,), known.page_id)
    if differences:
        reason = f"Đã có ({known.name}) và được giữ nguyên; dòng này khác ở: {', '.join(differences)}."
        return JudgedRow(row.line, Outcome.CHANGED, row, meaning, (reason,), known.page_id)
    return JudgedRow(row.line, Outcome.PRESENT, row, meaning, (f"Đã có ({known.name}).",), known.page_id)


def speak_of_one_document(one: RegisterRow, other: RegisterRow) -> bool:
    """Say whether the abstracts of two rows that share number, day and body are of one document."""
    mine, theirs = (set(folded_words(row.abstract or row.title)) for row in (one, other))
    return not mine or not theirs or len(mine & theirs) / min(len(mine), len(theirs)) >= ALIKE


def _waits(word: NewWord) -> str:
    names = {WordKind.TYPE: "Loại văn bản", WordKind.BODY: "Cơ quan ban hành", WordKind.FIELD: "Lĩnh vực"}
    return f"{names[word.kind]} “{word.text}” chưa có trong danh mục: dòng chờ quản trị chấp nhận."


def total(counts: Mapping[Outcome, int]) -> int:
    return sum(counts.values())
