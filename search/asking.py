"""Asking the index: one question, one answer, the same on every engine.

What matches is fixed by the text alone. Strict: a page that has every word of it (or what the register of short forms says for
it) somewhere. Loose, where no page does or the question is a long one: the pages of the best passages. Facets narrow that set
down, and their counts are taken over it, so that a count is exactly what a click gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from django.utils.safestring import SafeString

from search import columns, facets, matching, showing, statistics
from search.engines.choice import engine_for
from search.questions import read
from search.synonyms import pairs_in_force

MAIN = "default"


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class SearchQuestion:
    """What a person asks: words, values of facets (any of one facet, all facets at once), an order, a part of the list."""

    on: date
    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    start: int = 0
    size: int = 20


@dataclass(frozen=True)
class PassageHit:
    """A passage that answers, by name; `snippet` has <mark> round what was asked for."""

    anchor: str
    heading: str
    snippet: SafeString
    file_page: int | None


@dataclass(frozen=True)
class Hit:
    """A page that answers, its best passages first."""

    page_id: int
    score: float
    title: SafeString
    passages: tuple[PassageHit, ...]


@dataclass(frozen=True)
class FacetCount:
    """How many of what was found have a value; of a chosen facet, how many would have it if it alone were chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class SearchAnswer:
    """What was found. `is_loose` if no page has every word; `engine` names who chose the candidates."""

    hits: tuple[Hit, ...]
    total: int
    is_loose: bool
    facets: dict[str, tuple[FacetCount, ...]]
    engine: str


def answer(question: SearchQuestion) -> SearchAnswer:
    """Answer from the index of what is public, in a fixed number of queries."""
    forms = short_forms() if question.text.strip() else ()
    answered, _ = answer_and_found(question, using=MAIN, synonyms=forms)
    return answered


def short_forms() -> tuple[tuple[str, str], ...]:
    return pairs_in_force()


def answer_and_found(
    question: SearchQuestion, *, using: str, synonyms: tuple[tuple[str, str], ...], engine=None
) -> tuple[SearchAnswer, matching.Found]:
    """Answer from any index, by this engine or who answers now; what was found is returned as well, for who weighs it."""
    held = columns.current(using=using)
    engine = engine or engine_for(using, at=held.place)
    counted = statistics.current(using=using, at=held.place)
    asked = read(question.text, synonyms)
    found = matching.find(asked, held, counted, engine=engine, using=using)
    narrowed, counts = facets.narrow(found.pages, held, question.chosen, on=question.on)
    until = question.start + question.size
    shown = matching.in_order(found, narrowed, held, order=question.order, until=until)[question.start :]
    answered = SearchAnswer(
        hits=showing.hits(shown, found, asked, using=using),
        total=int(np.count_nonzero(narrowed)),
        is_loose=found.is_loose,
        facets=counts,
        engine=found.engine,
    )
    return answered, found
