"""What changed between two texts, word by word, as a reader wants to see it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Words, marks and the spaces between them: joined, the pieces give the text back.
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many comparisons two paragraphs are shown whole, one struck out and one new: nobody reads such a medley.
_MOST_COMPARISONS = 4_000_000
# Fewer unchanged words and marks than this between two changes are read with them.
_ISLAND = 2
# Pieces kept of a long unchanged stretch: a dozen words and their spaces.
_CONTEXT = 24

Kind = Literal["same", "inserted", "deleted", "skipped"]


@dataclass(frozen=True)
class Run:
    """A stretch of text that stayed, came or went; "skipped" stands for unchanged text not shown."""

    kind: Kind
    text: str


def changed_words(old: str, new: str) -> list[Run]:
    """Return the runs that lead from `old` to `new`: those that stayed or went give `old`, stayed or came give `new`."""
    runs: list[Run] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a_from, a_to, b_from, b_to in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        before, after = "".join(old_lines[a_from:a_to]), "".join(new_lines[b_from:b_to])
        runs += [Run("same", before)] if tag == "equal" else _words(before, after)
    return _joined(runs)


def _words(before: str, after: str) -> Iterator[Run]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) * len(new) > _MOST_COMPARISONS:
        yield from _replaced(before, after)
        return
    opcodes = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    last = len(opcodes) - 1
    gone = come = ""
    for index, (tag, a_from, a_to, b_from, b_to) in enumerate(opcodes):
        is_island = 0 < index < last and tag == "equal" and _words_in(old[a_from:a_to]) < _ISLAND
        if tag == "equal" and not is_island:
            yield from _replaced(gone, come)
            gone = come = ""
            yield Run("same", "".join(old[a_from:a_to]))
        else:
            gone += "".join(old[a_from:a_to])
            come += "".join(new[b_from:b_to])
    yield from _replaced(gone, come)


def _words_in(pieces: list[str]) -> int:
    return sum(not piece.isspace() for piece in pieces)


def _replaced(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run("deleted", gone)
    if come:
        yield Run("inserted", come)


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].kind == run.kind:
            joined[-1] = Run(run.kind, joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def without_long_sameness(runs: list[Run]) -> list[Run]:
    """Leave of each long unchanged stretch only the words beside a change."""
    shown: list[Run] = []
    for index, run in enumerate(runs):
        pieces = _PIECE.findall(run.text)
        if run.kind != "same" or len(pieces) <= 3 * _CONTEXT:
            shown.append(run)
            continue
        if index > 0:
            shown.append(Run("same", "".join(pieces[:_CONTEXT])))
        shown.append(Run("skipped", "…"))
        if index < len(runs) - 1:
            shown.append(Run("same", "".join(pieces[-_CONTEXT:])))
    return shown
