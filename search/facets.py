"""Narrowing what was found by facets, and counting what each further choice would leave."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from search.columns import Columns
from search.vietnamese_order import sort_key

if TYPE_CHECKING:
    from search.asking import FacetCount

# The newest year first; of everything else what most pages have.
_BY_VALUE = ("year",)


def narrow(
    found: np.ndarray, held: Columns, chosen: Mapping[str, tuple[str, ...]], *, on: date
) -> "tuple[np.ndarray, dict[str, tuple[FacetCount, ...]]]":
    """Return, of the pages found (a yes or no for each page), those that the choices leave, and the counts by facet.

    A facet's own choice does not narrow its own counts: they say what choosing another of its values would give.
    """
    chosen = {name: values for name, values in chosen.items() if values}
    kept = {name: held.chosen(name, values, on=on) for name, values in chosen.items()}
    narrowed = found.copy()
    for page_is_kept in kept.values():
        narrowed &= page_is_kept
    counts = held.counts(narrowed, on=on)
    by_facet: dict[str, list[tuple[int, str, int]]] = {}
    for (name, value), code in held.codes.items():
        if name not in kept:
            by_facet.setdefault(name, []).append((int(counts[code]), value, code))
    for name in kept:
        others = found.copy()
        for other, page_is_kept in kept.items():
            if other != name:
                others &= page_is_kept
        own = held.counts(others, on=on)
        rows = [(int(own[code]), value, code) for (facet, value), code in held.codes.items() if facet == name]
        unknown = set(chosen[name]) - {value for _, value, _ in rows}
        by_facet[name] = [*rows, *((0, value, -1) for value in unknown)]
    return narrowed, {name: _facet(name, rows, held, chosen.get(name, ())) for name, rows in by_facet.items()}


def _facet(name: str, rows: list[tuple[int, str, int]], held: Columns, chosen: tuple[str, ...]):
    from search.asking import FacetCount

    rows = [row for row in rows if row[0] or row[1] in chosen]
    rows.sort(key=lambda row: row[1], reverse=True)
    if name not in _BY_VALUE:
        rows.sort(key=lambda row: (-row[0], sort_key(held.labels.get(row[2], row[1]))))
    return tuple(FacetCount(value, held.labels.get(code, value), count, value in chosen) for count, value, code in rows)
