"""How well a judged set is answered: by passage, by document, and how fast."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from search.judged import JudgedQuestion

DEPTH = 100

# A ranking: for one question, the ids of rows of the corpus, the best first, each once.
Ranking = Callable[[str], Sequence[str]]


@dataclass
class Figures:
    """Sums over questions; `as_dict` gives means, and times in milliseconds."""

    reciprocal: list[float] = field(default_factory=list)
    recall_10: list[float] = field(default_factory=list)
    recall_100: list[float] = field(default_factory=list)
    ndcg: list[float] = field(default_factory=list)
    hit: list[float] = field(default_factory=list)

    def add(self, ranked: Sequence, answers: frozenset) -> None:
        places = [place for place, one in enumerate(ranked[:DEPTH]) if one in answers]
        in_ten = [place for place in places if place < 10]
        self.reciprocal.append(1 / (in_ten[0] + 1) if in_ten else 0.0)
        self.recall_10.append(len(in_ten) / len(answers))
        self.recall_100.append(len(places) / len(answers))
        best = sum(1 / math.log2(place + 2) for place in range(min(len(answers), 10)))
        self.ndcg.append(sum(1 / math.log2(place + 2) for place in in_ten) / best)
        self.hit.append(1.0 if in_ten else 0.0)

    def as_dict(self) -> dict[str, float]:
        return {
            "mrr@10": _mean(self.reciprocal),
            "recall@10": _mean(self.recall_10),
            "recall@100": _mean(self.recall_100),
            "ndcg@10": _mean(self.ndcg),
            "hit@10": _mean(self.hit),
        }


def measure(
    ranking: Ranking,
    questions: Iterable[JudgedQuestion],
    document_of: Callable[[str], object],
    *,
    said: Callable[[int], None] = lambda done: None,
) -> dict:
    """Ask every question; one is asked beforehand, since the first in a process reads what all others find in memory."""
    by_passage, by_document, seconds = Figures(), Figures(), []
    questions = list(questions)
    if questions:
        ranking(questions[0].text)
    for done, question in enumerate(questions, 1):
        started = time.perf_counter()
        ranked = ranking(question.text)
        seconds.append(time.perf_counter() - started)
        by_passage.add(ranked, question.answers)
        documents = list(dict.fromkeys(document_of(one) for one in ranked))
        by_document.add(documents, frozenset(document_of(one) for one in question.answers))
        said(done)
    return {
        "questions": len(questions),
        **by_passage.as_dict(),
        "by_document": by_document.as_dict(),
        "p50_ms": _part(seconds, 0.5),
        "p95_ms": _part(seconds, 0.95),
    }


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _part(seconds: list[float], part: float) -> float:
    ordered = sorted(seconds)
    return round(1_000 * ordered[min(int(part * len(ordered)), len(ordered) - 1)], 1) if ordered else 0.0
