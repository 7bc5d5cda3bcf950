"""What the register holds already, as the judge of rows asks it: every document, drafts included, by number, day and body."""

from documents.importing.cleaning import RegisterRow
from documents.importing.judging import Judge, KnownDocument, Meaning, identity_of
from documents.models import ImportBatch, ImportRow, LegalDocumentPage

_COLUMNS = (
    *("pk", "number", "document_type", "issuing_body", "issuer_id", "issued_on", "effective_on", "expires_on"),
    *("abstract", "title", "signed_by", "signer_capacity"),
)


def remember_register(judge: Judge, batch: ImportBatch | None = None) -> None:
    """Tell the judge of every document that is there; what `batch` itself brought in is known by its line."""
    lines = {}
    if batch is not None:
        rows = ImportRow.objects.filter(batch=batch, outcome="imported", page__isnull=False)
        lines = dict(rows.values_list("page_id", "line"))
    # The newest version of a draft stands in its row as it was made; what was edited since is compared as it was imported.
    for values in LegalDocumentPage.objects.order_by("pk").values_list(*_COLUMNS).iterator(chunk_size=5_000):
        known = dict(zip(_COLUMNS, values, strict=True))
        row = RegisterRow(
            number=known["number"],
            type_words=known["document_type"],
            issuer_words=known["issuing_body"],
            issued_on=known["issued_on"],
            effective_on=known["effective_on"],
            expires_on=known["expires_on"],
            abstract=known["abstract"] or known["title"],
            signed_by=known["signed_by"],
            signer_capacity=known["signer_capacity"],
        )
        meaning = Meaning(body_id=known["issuer_id"], body_name=known["issuing_body"])
        document = KnownDocument(row, line=lines.get(known["pk"]), page_id=known["pk"])
        judge.remember(identity_of(row, meaning), document)
    _remember_waiting(judge, batch)


def _remember_waiting(judge: Judge, batch: ImportBatch | None) -> None:
    """A file that is read on after a crash: rows before that wait for a word are remembered by reading them again."""
    if batch is None:
        return
    from documents.importing.files import SourceRow

    for row in batch.rows.filter(outcome="waiting").order_by("line").iterator():
        judge.judge(SourceRow(row.line, row.source))
    judge.counts.clear()
    judge.new_words.clear()
