"""Candidates from a search server: an index of passages in Elasticsearch, which follows the log of changes.

Syllables and pairs stand in fields of their own: in one field a pair would share its syllable's place, and a query would take the
two for synonyms. The words come folded and cut by `analysis`; the server only splits at spaces. Nothing is read back but the
numbers of passages: texts, counts and highlights are the database's.
"""

import logging
from collections.abc import Iterable, Iterator
from itertools import pairwise
from uuid import uuid4

import numpy as np
from django.db import connections
from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from search import changes
from search.analysis import folded_words
from search.changes import News, Place
from search.engines.database import Candidates, number_to_weigh
from search.models import SearchEntry, SearchFollower, SearchPassage
from search.models.entries import PASSAGES_PER_PAGE
from search.questions import ReadQuestion
from search.statistics import Statistics
from search.terms import folded_number, mixed

logger = logging.getLogger("cchc.search")

SECONDS = 3  # a citizen waits no longer; the database answers then
PAIRS_WORTH = 1.0
NAME_WORTH = 0.4
HEADING_WORTH = 0.3
# A filter by more pages than this costs more than looking through more candidates.
MOST_PAGES_NAMED = 2_000
# The longest lists are left unread, as on the database: what is common tells little, and ranking counts it afterwards.
MOST_ROWS = 60_000
LEAST_TERMS = 4
# The server's own order of a question of many words is good: of the questions of the Zalo challenge as many are answered as well
# by article with 80 of its candidates weighed as with 250, and by document one in three hundred less than with 120, which takes
# a twentieth longer. It knows no marks, which tell much where the words are few.
WEIGHED_OF_MANY_WORDS = 80
_BATCH = 200

INDEX = {
    "settings": {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "analysis": {
            "filter": {
                "pairs": {
                    "type": "shingle",
                    "min_shingle_size": 2,
                    "max_shingle_size": 2,
                    "output_unigrams": False,
                    "token_separator": "_",
                }
            },
            "analyzer": {
                "syllables": {"tokenizer": "whitespace"},
                "pairs": {"tokenizer": "whitespace", "filter": ["pairs"]},
            },
        },
    },
    "mappings": {
        "dynamic": False,
        "_source": {"enabled": False},
        "properties": {
            "passage": {"type": "long"},
            "page": {"type": "long"},
            "words": {"type": "text", "analyzer": "syllables", "index_options": "freqs"},
            "pairs": {"type": "text", "analyzer": "pairs", "index_options": "freqs"},
            "heading": {"type": "text", "analyzer": "pairs", "index_options": "freqs"},
            "name": {"type": "text", "analyzer": "pairs", "index_options": "freqs"},
        },
    },
}


class ElasticsearchEngine:
    """One index on one server, for the index of one database."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self.client = client.options(request_timeout=SECONDS, max_retries=0)
        self.patient = client.options(request_timeout=60)
        self.index = index

    def candidates(
        self,
        asked: ReadQuestion,
        counted: Statistics,
        *,
        within: np.ndarray | None,
        limit: int,
        at: Place | None = None,  # the server holds its own lists
    ) -> Candidates:
        """Return the likeliest passages, of the pages `within` (all pages if None)."""
        query: dict = {"bool": {"should": [clause for text in asked.texts for clause in _clauses(text, counted)]}}
        if within is not None and len(within) <= MOST_PAGES_NAMED:
            query["bool"]["filter"] = [{"terms": {"page": within.tolist()}}]
        answered = self.client.search(
            index=self.index,
            query=query,
            size=limit,
            source=False,
            stored_fields="_none_",
            docvalue_fields=["passage"],
            track_total_hits=False,
            filter_path="hits.hits.fields",
        )
        hits = answered.get("hits", {}).get("hits", [])
        ids = np.array([hit["fields"]["passage"][0] for hit in hits], np.int64)
        if within is not None:
            ids = ids[np.isin(ids // PASSAGES_PER_PAGE, within)]
        return Candidates(ids, number_to_weigh(asked, of_many_words=WEIGHED_OF_MANY_WORDS))

    def bare_match(self, text: str, *, size: int) -> list[int]:
        """Return the passages of the plainest query there is: what ours is measured beside."""
        query = {"match": {"words": _words(text)}}
        answered = self.client.search(
            index=self.index, query=query, size=size, source=False, docvalue_fields=["passage"]
        )
        return [hit["fields"]["passage"][0] for hit in answered["hits"]["hits"]]

    def news(self, *, using: str) -> News:
        """Return what changed since the last time."""
        return changes.since(self.place(using=using), using=using)

    def number_in(self, news: News, *, using: str) -> int:
        """Return how many pages would have to be sent."""
        return SearchEntry.objects.using(using).count() if news.is_whole else len(news.page_ids)

    def catch_up(self, news: News, *, using: str) -> int:
        """Send what changed, or everything if that is not known; return how many pages."""
        if news.is_whole or not self.client.indices.exists(index=self.index):
            return sum(self.send_all(using=using))
        self.send(news.page_ids, using=using)
        self._remember(news.place, using)
        return len(news.page_ids)

    def send(self, page_ids: Iterable[int], *, using: str) -> None:
        """Put these pages on the server as they are in the database; those that are gone go there too."""
        page_ids = list(page_ids)
        for start in range(0, len(page_ids), _BATCH):
            batch = page_ids[start : start + _BATCH]
            self.patient.delete_by_query(
                index=self.index, query={"terms": {"page": batch}}, refresh=True, conflicts="proceed"
            )
            bulk(self.patient, self._documents(batch, using), refresh=True)

    def send_all(self, *, using: str) -> Iterator[int]:
        """Make the index on the server anew; yields how many pages each batch had.

        It is made beside the one that answers, and takes its place when it is whole.
        """
        place = changes.newest(using=using)
        fresh = f"{self.index}_{uuid4().hex}"
        self.patient.indices.create(index=fresh, **INDEX)
        try:
            last = -1
            entries = SearchEntry.objects.using(using).order_by("pk")
            while batch := list(entries.filter(pk__gt=last).values_list("pk", flat=True)[:_BATCH]):
                bulk(self.patient, self._documents(batch, using, into=fresh), chunk_size=1_000)
                last = batch[-1]
                yield len(batch)
            self.patient.indices.refresh(index=fresh)
        except BaseException:
            self.patient.indices.delete(index=fresh, ignore_unavailable=True)
            raise
        self._put_in_place(fresh)
        self._remember(place, using)

    def remove(self) -> None:
        """Take the index off the server."""
        if old := self._indices():
            self.patient.indices.delete(index=old, ignore_unavailable=True)

    def _put_in_place(self, fresh: str) -> None:
        """Let the name mean the new index from now on, in one step; what it meant before goes."""
        old = [{"remove_index": {"index": name}} for name in self._indices()]
        self.patient.indices.update_aliases(actions=[*old, {"add": {"index": fresh, "alias": self.index}}])

    def _indices(self) -> list[str]:
        """Return what the name means: an index behind it, or, until some time ago, one of that name."""
        if not self.patient.indices.exists(index=self.index):
            return []
        return list(self.patient.indices.get(index=self.index, features="aliases"))

    def _documents(self, page_ids: list[int], using: str, *, into: str = "") -> Iterator[dict]:
        entries = SearchEntry.objects.using(using).defer("name_tokens").in_bulk(page_ids)
        passages = SearchPassage.objects.using(using).filter(entry__in=page_ids).defer("tokens")
        names = {pk: _words(f"{entry.title} {entry.number} {entry.summary}") for pk, entry in entries.items()}
        for passage in passages.iterator(chunk_size=1_000):
            name, heading, text = names[passage.entry_id], _words(passage.heading), _words(passage.text)
            yield {
                "_index": into or self.index,
                "_id": str(passage.pk),
                "passage": passage.pk,
                "page": passage.entry_id,
                "words": [name, heading, text],
                "pairs": [name, heading, text],
                "heading": heading,
                "name": name,
            }

    def forget(self, *, using: str) -> None:
        """Take down that the server has followed nothing."""
        SearchFollower.objects.using(using).filter(name=self.index).delete()

    def place(self, *, using: str) -> Place:
        """Return how far the server has followed; one query."""
        with connections[using].cursor() as cursor:
            cursor.execute(f"SELECT change, mark FROM {SearchFollower._meta.db_table} WHERE name = %s", [self.index])  # noqa: S608
            row = cursor.fetchone()
        return Place(*row) if row else Place()

    def _remember(self, place: Place, using: str) -> None:
        SearchFollower.objects.using(using).update_or_create(
            name=self.index, defaults={"change": place.change, "mark": place.mark}
        )


def _words(text: str) -> str:
    return " ".join(folded_words(text))


def _clauses(text: str, counted: Statistics) -> list[dict]:
    words = list(dict.fromkeys(text.split()))
    pairs = list(dict.fromkeys(pairwise(text.split())))
    numbers = np.array([folded_number(word) for word in words], np.uint32)
    first, second = (np.array([folded_number(pair[place]) for pair in pairs], np.uint32) for place in (0, 1))
    common = counted.frequencies(np.concatenate([numbers, mixed(first, second)]))
    order = np.argsort(common, kind="stable")
    is_read = np.zeros(order.size, bool)
    is_read[order[np.cumsum(common[order]) <= MOST_ROWS]] = True
    is_read[order[:LEAST_TERMS]] = True
    kept_words = " ".join(word for word, kept in zip(words, is_read[: len(words)], strict=True) if kept)
    kept_pairs = " ".join("_".join(pair) for pair, kept in zip(pairs, is_read[len(words) :], strict=True) if kept)
    return [
        {"match": {"words": kept_words}},
        *(
            {"match": {field: {"query": kept_pairs, "analyzer": "syllables", "boost": boost}}}
            for field, boost in (("pairs", PAIRS_WORTH), ("name", NAME_WORTH), ("heading", HEADING_WORTH))
        ),
    ]
