"""The register of documents and what it is made of."""

from documents.models.imports import OUTCOME_WORDS, ImportBatch, ImportRow, ImportState, WordProposal
from documents.models.pages import DocumentRegisterPage, LegalDocumentPage
from documents.models.readings import FilePage, FileReading
from documents.models.relations import DocumentRelation, RelationKind
from documents.models.vocabularies import DocumentField, DocumentType, IssuingBody

__all__ = [
    "OUTCOME_WORDS",
    "DocumentField",
    "DocumentRegisterPage",
    "DocumentRelation",
    "DocumentType",
    "FilePage",
    "FileReading",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "IssuingBody",
    "LegalDocumentPage",
    "RelationKind",
    "WordProposal",
]
