"""A judged row becomes a draft of the register."""

import re
import uuid
from html import escape

from wagtail.blocks import StreamValue

from documents.importing import words
from documents.importing.cleaning import RegisterRow
from documents.importing.columns import Column
from documents.importing.judging import JudgedRow
from documents.models import DocumentField, DocumentRelation, LegalDocumentPage, RelationKind
from documents.numbers import DocumentNumber, normalise
from editorial.new_objects import new_page

TITLE, SUMMARY, NUMBER, TARGET_TITLE = 255, 500, 100, 500
LONGEST_HEADING = 150
KINDS = {
    Column.REPLACES: RelationKind.REPLACES,
    Column.REPLACED_BY: RelationKind.RELATED,
    Column.AMENDS: RelationKind.AMENDS,
    Column.REPEALS: RelationKind.REPEALS,
    Column.BASED_ON: RelationKind.BASIS,
    Column.GUIDES: RelationKind.GUIDES,
}
_NUMBER_IN_WORDS = re.compile(r"\d[\w.]*(?:/\d{4})?[/-][^\s,;()]+")
_ARTICLE = re.compile(r"^Điều\s+\d+[a-zđ]?\b", re.IGNORECASE)
_DIVISION = re.compile(r"^(?:PHẦN|CHƯƠNG|MỤC|PHỤ LỤC)\b.{0,120}$", re.IGNORECASE)


def draft_of(judged: JudgedRow, *, agency, fields: dict[int, DocumentField], is_normative: bool) -> LegalDocumentPage:
    """Return an unsaved draft with its relations and its text; its slug is the writer's to give."""
    row, meaning = judged.row, judged.meaning
    abstract = row.abstract or row.title
    page = new_page(
        LegalDocumentPage,
        {
            "show_in_menus": LegalDocumentPage.show_in_menus_default,
            "title": words.cut(row.title or title_of(row, meaning.type_name), TITLE),
            "summary": words.cut(abstract, SUMMARY),
            "agency_id": agency.pk,
            "source_url": row.source_url or row.file_url,
            "number": row.number,
            "document_type": meaning.type_name,
            "type_id": meaning.type_id,
            "issuing_body": meaning.body_name,
            "issuer_id": meaning.body_id,
            "abstract": abstract,
            "issued_on": row.issued_on,
            "effective_on": row.effective_on,
            "expires_on": row.expires_on,
            "signed_by": row.signed_by,
            "signer_capacity": row.signer_capacity,
            "recipients": row.recipients,
            "is_normative": is_normative,
            "body": body_of(row.text),
        },
    )
    page.agency = agency
    if row.relations:
        page.relations = [
            relation_of(Column(column), text, order) for order, (column, text) in enumerate(row.relations)
        ]
    if meaning.field_ids:
        page.fields = [fields[pk] for pk in meaning.field_ids]
    return page


def title_of(row: RegisterRow, type_name: str) -> str:
    """Return how the document is cited: "Quyết định số 517/QĐ-SNV về việc ban hành Quy chế"."""
    abstract = row.abstract
    if abstract.startswith("Về việc "):
        return f"{type_name} số {row.number} về việc {abstract.removeprefix('Về việc ')}"
    return f"{type_name} số {row.number}: {abstract}"


def relation_of(column: Column, text: str, order: int) -> DocumentRelation:
    """Return a line about another document, by its number where the words hold one; the words themselves are kept."""
    match = None if DocumentNumber.parse(text) else _NUMBER_IN_WORDS.search(text)
    number = normalise(match[0] if match else text)
    title = "" if number == normalise(text) else text
    if column == Column.REPLACED_BY:
        title = f"Bị thay thế bởi: {text}"
    return DocumentRelation(
        kind=KINDS[column], target_number=number[:NUMBER], target_title=words.cut(title, TARGET_TITLE), sort_order=order
    )


def body_of(text: str) -> StreamValue:
    """Return a document's text as its body: one block an article, headings for chapters and articles."""
    pieces: list[list[str]] = [[]]
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if _ARTICLE.match(line) and pieces[-1]:
            pieces.append([])
        pieces[-1].append(_paragraph(line))
    blocks = [{"type": "paragraph", "value": "".join(piece), "id": str(uuid.uuid4())} for piece in pieces if piece]
    return StreamValue(LegalDocumentPage._meta.get_field("body").stream_block, blocks, is_lazy=True)


def _paragraph(line: str) -> str:
    article = _ARTICLE.match(line)
    if article and len(line) > LONGEST_HEADING:
        # "Điều 1. Ban hành kèm theo Quyết định này …": the number heads, the words are text.
        return f"<h3>{escape(article[0])}</h3><p>{escape(line[article.end() :].lstrip(' .:'), quote=False)}</p>"
    tag = "h3" if article else "h2" if _DIVISION.match(line) else "p"
    return f"<{tag}>{escape(line, quote=False)}</{tag}>"
