"""What a document is found by, beside what every item is: its number, type, issuing body and fields."""

from collections.abc import Iterator
from dataclasses import replace

from documents.models.vocabularies import DocumentType, IssuingBody
from documents.vocabulary import body_named, type_named, type_of_number
from editorial import found_by
from search.entries import EntryTexts, FacetValue


def texts_of(page) -> EntryTexts:
    """Return what a document of the register gives to the search."""
    texts = found_by.texts_of(page)
    return replace(
        texts,
        number=page.number,
        summary="\n".join(dict.fromkeys(part for part in (page.abstract, page.summary) if part)),
        facets=(*texts.facets, *_facets(page)),
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
