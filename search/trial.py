"""A judged corpus in an index on trial, asked by the site's own search function on each engine."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

from django.db import connections

from search import asking, packing, scratch, statistics, writing
from search.engines.choice import server_engine
from search.engines.database import DatabaseEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.evaluation import Ranking
from search.judged import JudgedCorpus
from search.models.entries import PASSAGES_PER_PAGE
from search.synonym_seed import seed_pairs

ENGINES = ("sqlite", "postgresql", "elasticsearch")
_BATCH = 100


class Trial:
    """A corpus, loaded once; each engine gives a ranking over it."""

    def __init__(self, corpus: JudgedCorpus, *, using: str, on: date) -> None:
        self.corpus = corpus
        self.using = using
        self.on = on

    def load(self) -> Iterator[int]:
        """Write every page as a publication writes it; yields how many are in."""
        pages = iter(self.corpus.pages)
        done = 0
        while batch := list(itertools.islice(pages, _BATCH)):
            writing.write_texts(batch, using=self.using)
            done += len(batch)
            yield done
        statistics.recount(using=self.using)
        packing.pack(using=self.using)
        scratch.settle()

    @contextmanager
    def engine(self, name: str) -> Iterator[Ranking]:
        if name != "elasticsearch":
            yield self.ranking(DatabaseEngine(connections[self.using]))
            return
        with self.server() as engine:
            yield self.ranking(engine)

    @contextmanager
    def server(self) -> Iterator[ElasticsearchEngine]:
        """Give an engine with an index of its own on the search server."""
        server = server_engine()
        if server is None:
            raise LookupError("SEARCH_URL")
        engine = ElasticsearchEngine(server.patient, f"{server.index}_on_trial_{uuid4().hex[:8]}")
        engine.client = engine.patient
        try:
            for _ in engine.send_all(using=self.using):
                pass
            yield engine
        finally:
            engine.remove()

    def bare_match(self, engine: ElasticsearchEngine, text: str) -> list[str]:
        """Return the first ten as a plain `match` over syllables gives them: no pairs, no second look, nothing shown."""
        places = (divmod(passage, PASSAGES_PER_PAGE) for passage in engine.bare_match(text, size=10))
        return [self.corpus.row_of[place] for place in places if place in self.corpus.row_of]

    def ranking(self, engine) -> Ranking:
        # Where the site has no register of short forms yet, those it would start with.
        has_register = "search_synonym" in connections["default"].introspection.table_names()
        forms = asking.short_forms() if has_register else tuple(seed_pairs())

        def ranked(text: str) -> list[str]:
            question = asking.SearchQuestion(on=self.on, text=text, size=10)
            _, found = asking.answer_and_found(question, using=self.using, engine=engine, synonyms=forms)
            rows = self.corpus.row_of
            places = (divmod(passage, PASSAGES_PER_PAGE) for passage in found.passage_ids.tolist())
            return list(dict.fromkeys(rows[place] for place in places if place in rows))

        return ranked
