"""What is kept of each row: its outcome and reasons, and the row as it stood in the file unless it became a document."""

import re
from collections import Counter
from collections.abc import Mapping
from math import isfinite

from documents.importing.cleaning import LONGEST_TEXT
from documents.importing.judging import JudgedRow, NewWord, Outcome, WordKind
from documents.models import ImportBatch, WordProposal
from documents.models.imports import LONGEST_WORD

# PostgreSQL keeps neither NUL nor half of a pair of signs in a text, nor what is no number as a number.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def kept_row(judged: JudgedRow, batch: ImportBatch, *, page_id: int | None, submission_batch) -> dict:
    """Return what is kept of a row, by its columns."""
    is_document = judged.outcome == Outcome.IMPORTED
    return {
        "batch_id": batch.pk,
        "line": judged.line,
        "outcome": judged.outcome.value,
        "reasons": list(judged.reasons),
        "notes": list(judged.cleaned.notes),
        "source": {} if is_document else plain_source(judged.cleaned.source),
        "unread": _kept(judged.cleaned.unread),
        "number": judged.row.number[:255],
        "page_id": page_id,
        "submission_batch_id": submission_batch.pk if is_document else None,
        "new_words": [[word.kind.value, word.text] for word in judged.meaning.new_words],
    }


def plain_source(source: Mapping[str, object]) -> dict:
    """Return a row of the file as JSON has it; the days of a spreadsheet in figures."""
    return {_kept(name): _plain(value) for name, value in source.items()}


def _plain(value: object):
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float) and isfinite(value):
        return value
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return _kept(str(value))


def _kept(text: str) -> str:
    # What is longer was refused, and is not read from here again.
    return _UNKEPT.sub("", text[:LONGEST_TEXT])


def renew_proposals(batch: ImportBatch) -> None:
    """List each word that rows wait for, with how many they are; a word that nobody waits for any more is left at nought."""
    counts: Counter[NewWord] = Counter()
    for words in batch.rows.filter(outcome=Outcome.WAITING).values_list("new_words", flat=True).iterator():
        counts.update(NewWord(WordKind(kind), text[:LONGEST_WORD]) for kind, text in words)
    known = {NewWord(WordKind(row.kind), row.text): row for row in batch.proposals.all()}
    for word, row in known.items():
        row.rows_waiting = counts.get(word, 0)
    WordProposal.objects.bulk_update(known.values(), ["rows_waiting"], batch_size=500)
    WordProposal.objects.bulk_create(
        [
            WordProposal(batch=batch, kind=word.kind, text=word.text, rows_waiting=count)
            for word, count in counts.items()
            if word not in known
        ],
        batch_size=500,
    )


def counts_of(batch: ImportBatch) -> Counter:
    """Return how many rows had each outcome; together they are the rows of the file."""
    return Counter(Outcome(value) for value in batch.rows.values_list("outcome", flat=True))
