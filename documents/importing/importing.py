"""Importing a file: a chunk of rows at a time, each chunk with its documents whole in the database or not there at all.

Safe to stop at any point and to run again: a reading that was cut short goes on after its last chunk, and what is there
already is known by number, day and body. Drafts only; `editorial.batches` is the road from there to the public.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.models import Max
from django.utils import timezone

from documents.importing.drafts import draft_of
from documents.importing.files import SourceRow, digest_of_file, rows_of
from documents.importing.judging import Judge, JudgedRow, Outcome
from documents.importing.keeping import kept_row, renew_proposals
from documents.importing.known import remember_register
from documents.importing.meanings import RegisterVocabulary
from documents.importing.slugs import SlugGiver
from documents.models import DocumentField, DocumentRegisterPage, ImportBatch, ImportRow, ImportState
from documents.vocabulary import is_normative
from editorial import batch_approval, batches
from editorial.categories import InformationCategory
from editorial.models import BatchState, SubmissionBatch
from editorial.page_rows import add_drafts
from editorial.refusals import refuse_if
from search.insert_rows import insert_rows

logger = logging.getLogger("cchc")

CHUNK = 250
CHUNK_LETTERS = 1_500_000
Tick = Callable[[int], None]
NOT_ACCEPTED = "Cơ sở dữ liệu không nhận dòng này ({error})."


def import_file(
    path: Path,
    *,
    by,
    at: datetime,
    default_issuer: str = "",
    creates_vocabulary: bool = False,
    tick: Tick = lambda rows: None,
) -> ImportBatch:
    """Import every row of the file as a draft, and send the drafts for moderation as one batch; return what was done."""
    refuse_if(batch_approval.opening_obstacles(by, on=timezone.localdate(at)))
    batch = _reading_of(path, by=by, at=at, default_issuer=default_issuer)
    writer = RowWriter(batch, by=by, at=at, creates_vocabulary=creates_vocabulary)
    done = batch.rows.aggregate(line=Max("line"))["line"] or 0
    rows = (row for row in rows_of(path) if row.line > done)
    tick(batch.rows.count())
    for chunk in _chunks_by_length(rows):
        writer.write(chunk)
        tick(len(chunk))
    _finish(batch, writer.judge, by=by, at=at)
    return batch


def import_waiting(
    batch: ImportBatch, *, by, at: datetime, most: int | None = None, tick: Tick = lambda rows: None
) -> int:
    """Import the rows that waited for words which are known by now; return how many became documents."""
    refuse_if(batch_approval.opening_obstacles(by, on=timezone.localdate(at)))
    writer = RowWriter(batch, by=by, at=at, creates_vocabulary=False)
    waiting = batch.rows.filter(outcome=Outcome.WAITING)
    before = waiting.count()
    keys = list(waiting.order_by("line").values_list("pk", flat=True))
    for chunk in _chunks(iter(keys)):
        rows = ImportRow.objects.filter(pk__in=chunk).order_by("line")
        writer.write([SourceRow(row.line, row.source) for row in rows], again={row.line: row.pk for row in rows})
        tick(len(chunk))
        if most is not None and before - waiting.count() >= most:
            break
    _finish(batch, writer.judge, by=by, at=at)
    return writer.imported


def _reading_of(path: Path, *, by, at: datetime, default_issuer: str) -> ImportBatch:
    """Return the reading of this very file that was cut short, or a new one."""
    digest = digest_of_file(path)
    begun = ImportBatch.objects.filter(file_digest=digest, state=ImportState.READING, default_issuer=default_issuer)
    return begun.order_by("-pk").first() or ImportBatch.objects.create(
        file_name=path.name[:255],
        file_digest=digest,
        file_size=path.stat().st_size,
        imported_by=by,
        started_at=at,
        default_issuer=default_issuer,
    )


def _chunks(rows: Iterator) -> Iterator[list]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _chunks_by_length(rows: Iterator[SourceRow]) -> Iterator[list[SourceRow]]:
    """Yield as many rows as are soon written: a chunk that is cut short is written anew from its start."""
    chunk: list[SourceRow] = []
    letters = 0
    for row in rows:
        chunk.append(row)
        letters += sum(len(value) for value in row.values.values() if isinstance(value, str))
        if len(chunk) == CHUNK or letters >= CHUNK_LETTERS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk


class RowWriter:
    """Writes judged rows of one file, and the drafts of those that are new."""

    def __init__(self, batch: ImportBatch, *, by, at: datetime, creates_vocabulary: bool) -> None:
        self.batch, self.by, self.at = batch, by, at
        self.imported = 0
        self.register = DocumentRegisterPage.objects.get()
        self.vocabulary = RegisterVocabulary(batch.default_issuer, creates=creates_vocabulary)
        self.judge = Judge(self.vocabulary, on=timezone.localdate(at))
        self.slugs = SlugGiver(self.register)
        self.collecting: SubmissionBatch | None = None
        self.again: dict[int, int] = {}
        remember_register(self.judge, batch)

    def write(self, rows: list[SourceRow], *, again: dict[int, int] | None = None) -> None:
        """Write a chunk in one transaction; where the database refuses it, each row in one of its own, so that one bad row
        stops no other. `again` names the rows that waited, by line."""
        self.again = again or {}
        for line in self.again:
            self._forget_waiting(line)
        try:
            self._write(rows)
        except DatabaseError:
            self._take_back()
            for row in rows:
                self._write_alone(row)

    def _write_alone(self, row: SourceRow) -> None:
        try:
            self._write([row])
        except DatabaseError as error:
            self._take_back()
            judged = self.judge.judge(row)
            self.judge.forget([judged])
            self.judge.counts[judged.outcome] -= 1
            reason = NOT_ACCEPTED.format(error=type(error).__name__)
            logger.warning("cchc.import.row_refused", extra={"batch": self.batch.pk, "line": row.line})
            refused = JudgedRow(row.line, Outcome.REFUSED, judged.cleaned, reasons=(reason,))
            self._keep([refused], {})

    def _write(self, rows: list[SourceRow]) -> None:
        with transaction.atomic():
            self.judged = [self.judge.judge(row) for row in rows]
            new = [each for each in self.judged if each.outcome == Outcome.IMPORTED]
            pages = self._add(new)
            self._keep(self.judged, {each.line: page.pk for each, page in zip(new, pages, strict=True)})
        self.imported += len(new)

    def _take_back(self) -> None:
        """After a rollback: what was remembered of the chunk never happened."""
        self.judge.forget(self.judged)
        self.judge.counts.subtract(each.outcome for each in self.judged)
        self.vocabulary.reload()
        self.slugs.reload()
        self.collecting = None
        self.judged = []

    def _add(self, judged: list[JudgedRow]) -> list:
        if not judged:
            return []
        batch = self._submission_batch()
        fields = DocumentField.objects.in_bulk({pk for each in judged for pk in each.meaning.field_ids})
        types = {row.pk: row for row in self.vocabulary.words.types}
        pages = []
        for each in judged:
            normative = is_normative(types.get(each.meaning.type_id), each.row.number)
            page = draft_of(each, agency=batch.agency, fields=fields, is_normative=normative)
            page.slug = self.slugs.give(page)
            pages.append(page)
        add_drafts(self.register, pages, by=self.by, at=self.at)
        batches.collect(batch, [(page.pk, page.latest_revision_id) for page in pages])
        return pages

    def _submission_batch(self) -> SubmissionBatch:
        """Return the batch that collects the drafts of this file; a new one where the earlier was sent."""
        if self.collecting is None:
            collecting = SubmissionBatch.objects.filter(import_rows__batch=self.batch, state=BatchState.COLLECTING)
            self.collecting = collecting.filter(submitted_by=self.by).first() or batches.open_batch(
                name=str(self.batch), category=InformationCategory.DOCUMENT, by=self.by, at=self.at
            )
        return self.collecting

    def _keep(self, judged: Iterable[JudgedRow], page_ids: dict[int, int]) -> None:
        rows = [
            kept_row(
                each, self.batch, page_id=page_ids.get(each.line) or each.page_id, submission_batch=self.collecting
            )
            for each in judged
        ]
        if not self.again:
            insert_rows(ImportRow, rows)
            return
        waited = [ImportRow(pk=self.again[row["line"]], **row) for row in rows]
        names = ("outcome", "reasons", "notes", "source", "number", "page", "submission_batch", "new_words")
        ImportRow.objects.bulk_update(waited, names, batch_size=CHUNK)

    def _forget_waiting(self, line: int) -> None:
        """A row that waited is judged again, and must not be taken for a repetition of itself."""
        for identity, known in list(self.judge.known.items()):
            if known.line == line and known.page_id is None:
                del self.judge.known[identity]
                self.judge.numbers.pop(identity[:2], None)


@transaction.atomic
def _finish(batch: ImportBatch, judge: Judge, *, by, at: datetime) -> None:
    """Close the reading, list the words that rows wait for, and send what was collected for moderation."""
    batch.state = ImportState.FINISHED
    batch.finished_at = at
    batch.unknown_columns = batch.unknown_columns or list(judge.unknown_columns)
    batch.save()
    renew_proposals(batch)
    for collected in SubmissionBatch.objects.filter(import_rows__batch=batch, state=BatchState.COLLECTING).distinct():
        if collected.submitted_by_id == by.pk:
            batches.send_batch(collected, by=by, at=at)
    logger.info("cchc.import.finished", extra={"batch": batch.pk, "by": by.pk})
