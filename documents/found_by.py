"""What a document is found by, beside what every item is: its number, type, issuing body and fields."""

import json
from collections.abc import Iterator
from dataclasses import replace

from documents.full_text import pieces_of
from documents.graph import acted_on, effect_graph
from documents.models.vocabularies import DocumentType, IssuingBody
from documents.vocabulary import body_named, type_named, type_of_number
from editorial import found_by
from editorial.metadata import Metadata, described
from editorial.models import PublicationRecord
from search.entries import EntryTexts, FacetValue, PassageText, refresh_entries
from search.passages import cut


def texts_of(page) -> EntryTexts:
    """Return what a document of the register gives to the search."""
    texts = found_by.texts_of(page)
    return replace(
        texts,
        number=page.number,
        summary="\n".join(dict.fromkeys(part for part in (page.abstract, page.summary) if part)),
        facets=(*texts.facets, *_facets(page), *_effect_facets(page)),
        passages=tuple(_passages(page)),
    )


def _passages(page) -> Iterator[PassageText]:
    """Yield the document's text by article, each under the anchor that it has on the page."""
    for piece in pieces_of(page):
        heading = f"{piece.heading} ({piece.division})" if piece.division and piece.anchor else piece.heading
        yield from cut(piece.text, heading=heading, anchor=piece.anchor, file_page=piece.file_page)


def _effect_facets(page) -> Iterator[FacetValue]:
    """Yield the document's effect over all time: the index answers for any day without being written anew."""
    for span in effect_graph([page], with_bases=False).history(page.pk):
        yield FacetValue("effect", span.state.value, str(span.state.label), span.first_day, span.last_day)


def refresh_affected(page) -> int:
    """Write anew the entries of the documents whose effect may have changed with this one; return how many there are.

    Those that it acts on, or acted on as it was last public, and what those act on in their turn.
    """
    affected = {pk for pk in (*acted_on(page), *_acted_on_before(page)) if pk != page.pk}
    return refresh_entries(affected) if affected else 0


def _acted_on_before(page) -> set[int]:
    """Return what the version before this one acted on, from its record."""
    records = PublicationRecord.objects.filter(page_id=page.pk).order_by("-sequence")
    earlier = list(records.values_list("content", flat=True)[1:2])
    lines = json.loads(earlier[0]).get("relations", []) if earlier else []
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


def _facets(page) -> Iterator[FacetValue]:
    if document_type := type_of(page):
        yield FacetValue("type", document_type.slug, document_type.name)
    for body in _with_successors(issuer_of(page)):
        yield FacetValue("issuer", body.slug, body.name)
    for document_field in page.fields.all():
        yield FacetValue("field", document_field.slug, document_field.name)


def type_of(page) -> DocumentType | None:
    """Return the document's type: as somebody sorted it, else as its words or its number say."""
    return page.type or type_named(page.document_type, on=page.issued_on) or type_of_number(page.number)


def issuer_of(page) -> IssuingBody | None:
    """Return the body that issued the document: as somebody sorted it, else as its words say."""
    return page.issuer or body_named(page.issuing_body, on=page.issued_on)


def _with_successors(body: IssuingBody | None) -> Iterator[IssuingBody]:
    """Yield the body and all that took over from it: who asks for one of these is shown its predecessors' documents too."""
    pending, seen = [body] if body else [], set()
    while pending:
        this = pending.pop(0)
        if this.pk not in seen:
            seen.add(this.pk)
            yield this
            pending.extend(this.successors.order_by("name"))
