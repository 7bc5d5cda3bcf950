"""Plain BM25 over folded syllables, or over syllables and pairs: what a floor looks like on the same questions.

Only the terms of the questions to be asked are counted, and every article that has one is scored.
"""

import numpy as np

from search.terms import pair_terms, syllable_terms, tokens_of

K1, B = 1.2, 0.75


class PlainRanking:
    """Articles by their names, and where the terms that will be asked for stand."""

    def __init__(self, articles: list[tuple[str, str]], questions: list[str], *, with_pairs: bool) -> None:
        self.names = [name for name, _ in articles]
        self.with_pairs = with_pairs
        vocabulary = np.unique(np.concatenate([self._terms(text) for text in questions]))
        self.lengths = np.zeros(len(articles))
        rows: dict[int, list[tuple[int, int]]] = {int(term): [] for term in vocabulary}
        for place, (_, text) in enumerate(articles):
            terms = self._terms(text)
            self.lengths[place] = terms.size
            for term, number in zip(*np.unique(terms[np.isin(terms, vocabulary)], return_counts=True), strict=True):
                rows[int(term)].append((place, int(number)))
        self.rows = {term: np.array(found, np.int64).reshape(-1, 2) for term, found in rows.items()}
        self.norm = K1 * (1 - B + B * self.lengths / self.lengths.mean())

    def _terms(self, text: str) -> np.ndarray:
        tokens = tokens_of(text)
        return (
            np.concatenate([syllable_terms(tokens), pair_terms(tokens)]) if self.with_pairs else syllable_terms(tokens)
        )

    def __call__(self, text: str) -> list[str]:
        scores = np.zeros(len(self.names))
        for term in np.unique(self._terms(text)).tolist():
            places, number = self.rows[term].T
            rare = np.log1p((len(self.names) - places.size + 0.5) / (places.size + 0.5))
            scores[places] += rare * number * (K1 + 1) / (number + self.norm[places])
        best = np.argsort(-scores, kind="stable")[:100]
        return [self.names[place] for place in best[scores[best] > 0].tolist()]
