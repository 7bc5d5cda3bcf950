"""Long lists of the term index, kept in the memory of each process until the index changes.

To read the list of a word that most passages have takes the database tens of milliseconds, and such words are asked for again and
again. A list is kept under the place in the log of changes that was read before it: at any other place it is read anew.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from search.changes import Place
from search.term_index import PASSAGES

# Shorter ones are as quickly read as looked up.
LONG = 1_000
MOST_BYTES = 48 * 1024 * 1024


class HeldLists:
    """Lists by their terms, the longest unused given up first; all of one place in the log."""

    def __init__(self, at: Place) -> None:
        self.at = at
        self._lists: OrderedDict[int, np.ndarray] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, term: int) -> np.ndarray | None:
        with self._lock:
            rows = self._lists.get(term)
            if rows is not None:
                self._lists.move_to_end(term)
            return rows

    def keep(self, term: int, rows: np.ndarray) -> None:
        with self._lock:
            if len(rows) < LONG or term in self._lists:
                return
            self._lists[term] = rows
            self._bytes += rows.nbytes
            while self._bytes > MOST_BYTES:
                self._bytes -= self._lists.popitem(last=False)[1].nbytes


_held: dict[str, HeldLists] = {}


def read(connection, terms: Sequence[int], *, at: Place | None) -> list[np.ndarray]:
    """Return, for each term, the passages that have it; one query at most. Without a place nothing is kept."""
    if at is None or at == Place():
        return PASSAGES.rows_with_each(connection, terms)
    held = _held.get(connection.alias)
    if held is None or held.at != at:
        held = _held[connection.alias] = HeldLists(at)
    known = {term: rows for term in terms if (rows := held.get(term)) is not None}
    missing = [term for term in terms if term not in known]
    for term, rows in zip(missing, PASSAGES.rows_with_each(connection, missing), strict=True):
        held.keep(term, rows)
        known[term] = rows
    return [known[term] for term in terms]


def forget(*, using: str) -> None:
    _held.pop(using, None)
