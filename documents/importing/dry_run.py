"""A reading that writes nothing: what would become of each row, and which words the vocabularies lack."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from documents.importing.files import rows_of
from documents.importing.judging import Judge, JudgedRow, NewWord, Outcome
from documents.importing.known import remember_register
from documents.importing.meanings import RegisterVocabulary


@dataclass(frozen=True)
class DryRun:
    """What a reading found: how many rows had each outcome, the rows with something to say, the new words."""

    counts: Counter[Outcome]
    others: list[JudgedRow]
    new_words: Counter[NewWord]
    unknown_columns: list[str]


def dry_run(
    path: Path, *, on: date, default_issuer: str = "", tick: Callable[[int], None] = lambda rows: None
) -> DryRun:
    """Judge every row of the file against the register as it stands."""
    judge = Judge(RegisterVocabulary(default_issuer), on=on)
    remember_register(judge)
    others = []
    for row in rows_of(path):
        judged = judge.judge(row)
        if judged.outcome != Outcome.IMPORTED or judged.reasons or judged.cleaned.notes:
            others.append(judged)
        tick(1)
    return DryRun(judge.counts, others, judge.new_words, list(judge.unknown_columns))
