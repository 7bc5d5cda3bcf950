"""What a document is found by, beside what every item is: its number, type, issuing body and fields."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import prefetch_related_objects

from documents.full_text import pieces_of
from documents.graph import acted_on, effect_graph
from documents.models.vocabularies import DocumentType, IssuingBody
from documents.validity import EffectGraph
from documents.vocabulary import Vocabulary
from editorial import found_by
from editorial.metadata import Metadata, described
from editorial.models import PublicationRecord
from search.entries import EntryTexts, FacetValue, PassageText, refresh_entries
from search.passages import cut


def texts_of(pages: Sequence) -> list[EntryTexts]:
    """Return what documents of the register give to the search, in their order; the database is asked for all at once."""
    prefetch_related_objects(pages, "agency", "type", "issuer", "fields")
    graph, sorting = effect_graph(pages, with_bases=False), Sorting()
    return [_texts_of(page, graph, sorting) for page in pages]


def _texts_of(page, graph: EffectGraph, sorting: "Sorting") -> EntryTexts:
    texts = found_by.texts_of(page)
    return replace(
        texts,
        number=page.number,
        summary="\n".join(dict.fromkeys(part for part in (page.abstract, page.summary) if part)),
        facets=(*texts.facets, *_facets(page, sorting), *_effect_facets(page, graph)),
        passages=tuple(_passages(page)),
    )


def _passages(page) -> Iterator[PassageText]:
    """Yield the document's text by article, each under the anchor that it has on the page."""
    for piece in pieces_of(page):
        heading = f"{piece.heading} ({piece.division})" if piece.division and piece.anchor else piece.heading
        yield from cut(piece.text, heading=heading, anchor=piece.anchor, file_page=piece.file_page)


def _effect_facets(page, graph: EffectGraph) -> Iterator[FacetValue]:
    """Yield the document's effect over all time: the index answers for any day without being written anew."""
    for span in graph.history(page.pk):
        yield FacetValue("effect", span.state.value, str(span.state.label), span.first_day, span.last_day)


def refresh_affected(page_ids: Iterable[int]) -> int:
    """Write anew the entries of the documents whose effect may have changed with these; return how many there are.

    Those that they act on, or acted on as they were last public, and what those act on in their turn.
    """
    page_ids = set(page_ids)
    affected = (acted_on(page_ids) | _acted_on_before(page_ids)) - page_ids
    return refresh_entries(affected) if affected else 0


def _acted_on_before(page_ids: set[int]) -> set[int]:
    """Return what the versions before these acted on, from their records."""
    records: dict[int, list[int]] = defaultdict(list)
    rows = PublicationRecord.objects.filter(page_id__in=page_ids).order_by("-sequence")
    for page_id, sequence in rows.values_list("page_id", "sequence"):
        records[page_id].append(sequence)
    earlier = [sequences[1] for sequences in records.values() if len(sequences) > 1]
    if not earlier:
        return set()
    contents = PublicationRecord.objects.filter(sequence__in=earlier).values_list("content", flat=True)
    lines = [line for content in contents for line in json.loads(content).get("relations", [])]
    return {line["target"] for line in lines if line.get("target")}


def metadata_of(page, base: Metadata) -> Metadata:
    """Return the page's description for machines with what a document adds: who issued it, when, under which number."""
    fields = [str(each) for each in page.fields.all()]
    return replace(
        base,
        kind="Legislation",
        title=page.title,
        creator=(page.issuing_body,),
        date=page.issued_on or base.date,
        description=described(page.search_description, page.abstract, page.summary, page.title),
        publisher=base.publisher,
        subject=tuple(dict.fromkeys((*fields, page.document_type, *base.subject))),
        source=tuple(dict.fromkeys((f"{page.document_type} số {page.number}", *base.source))),
        details={
            **base.details,
            "legislationIdentifier": page.number,
            "legislationType": page.document_type,
            "legislationDate": f"{page.issued_on:%Y-%m-%d}" if page.issued_on else "",
            "author": [{"@type": "GovernmentOrganization", "name": page.issuing_body}],
        },
    )


def _facets(page, sorting: "Sorting") -> Iterator[FacetValue]:
    if document_type := sorting.type_of(page):
        yield FacetValue("type", document_type.slug, document_type.name)
    for body in sorting.with_successors(sorting.issuer_of(page)):
        yield FacetValue("issuer", body.slug, body.name)
    for document_field in page.fields.all():
        yield FacetValue("field", document_field.slug, document_field.name)


@dataclass
class Sorting:
    """What documents are in the vocabularies, which are read once for however many are asked about."""

    _successors: dict[int, list[IssuingBody]] = field(default_factory=dict, init=False)

    @cached_property
    def words(self) -> Vocabulary:
        return Vocabulary.load()

    def type_of(self, page) -> DocumentType | None:
        """Return the document's type: as somebody sorted it, else as its words or its number say."""
        return (
            page.type
            or self.words.type_named(page.document_type, on=page.issued_on)
            or self.words.type_of_number(page.number)
        )

    def issuer_of(self, page) -> IssuingBody | None:
        """Return the body that issued the document: as somebody sorted it, else as its words say."""
        return page.issuer or self.words.body_named(page.issuing_body, on=page.issued_on)

    def with_successors(self, body: IssuingBody | None) -> Iterator[IssuingBody]:
        """Yield the body and all that took over from it: who asks for one of these is shown its predecessors' documents."""
        pending, seen = [body] if body else [], set()
        while pending:
            this = pending.pop(0)
            if this.pk not in seen:
                seen.add(this.pk)
                yield this
                pending.extend(self._successors_of(this))

    def _successors_of(self, body: IssuingBody) -> list[IssuingBody]:
        if body.pk not in self._successors:
            self._successors[body.pk] = list(body.successors.order_by("name"))
        return self._successors[body.pk]
