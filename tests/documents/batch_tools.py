"""A batch of documents in the register, brought to each of its steps by the real verbs."""

from datetime import date, datetime

from documents.models import DocumentRegisterPage, DocumentType, IssuingBody, LegalDocumentPage
from editorial import batches
from editorial.categories import InformationCategory
from editorial.grounds import ChecklistItem
from editorial.models import SubmissionBatch
from editorial.page_rows import add_drafts
from tests.newsroom import MOMENT, Newsroom

CHECK = {
    "origin": "own",
    "content": "document",
    "purpose": "explanation",
    "checklist": ChecklistItem.values,
}


def documents(newsroom: Newsroom, count: int, *, start: int = 1) -> list[LegalDocumentPage]:
    return [
        LegalDocumentPage(
            title=f"Quyết định số {number}/QĐ-SNV về việc ban hành Quy chế",
            slug=f"2022-{number}-qd-snv",
            summary="Ban hành Quy chế",
            agency=newsroom.department,
            number=f"{number}/QĐ-SNV",
            document_type="Quyết định",
            type=DocumentType.objects.get(abbreviation="QĐ"),
            issuing_body="Bộ Nội vụ",
            issuer=IssuingBody.objects.get(slug="bo-noi-vu"),
            abstract="Ban hành Quy chế",
            issued_on=date(2022, 12, 30),
        )
        for number in range(start, start + count)
    ]


def collected(
    newsroom: Newsroom, count: int = 3, *, pages: list[LegalDocumentPage] | None = None, at: datetime = MOMENT
) -> SubmissionBatch:
    batch = batches.open_batch(
        name="Sổ văn bản 2022", category=InformationCategory.DOCUMENT, by=newsroom.administrator, at=at
    )
    pages = pages or documents(newsroom, count)
    add_drafts(DocumentRegisterPage.objects.get(), pages, by=newsroom.administrator, at=at)
    batches.collect(batch, [(page.pk, page.latest_revision_id) for page in pages])
    return batch


def sent(newsroom: Newsroom, count: int = 3) -> SubmissionBatch:
    batch = collected(newsroom, count)
    batches.send_batch(batch, by=newsroom.administrator, at=MOMENT)
    return fresh(batch)


def sent_with_warnings(newsroom: Newsroom) -> SubmissionBatch:
    """A batch of three: one gives a mobile number, one both that and words of papers that are not for the public."""
    pages = documents(newsroom, 3)
    pages[0].abstract = "Liên hệ 0912 345 678."
    pages[1].abstract = "Tài liệu lưu hành nội bộ. Liên hệ 0912 345 679."
    batch = collected(newsroom, pages=pages)
    batches.send_batch(batch, by=newsroom.administrator, at=MOMENT)
    return fresh(batch)


def checked(newsroom: Newsroom, count: int = 3) -> SubmissionBatch:
    batch = sent(newsroom, count)
    batches.check_batch(batch, by=newsroom.member, at=MOMENT, **CHECK)
    return fresh(batch)


def approved(newsroom: Newsroom, count: int = 3) -> SubmissionBatch:
    batch = checked(newsroom, count)
    batches.approve_batch(batch, by=newsroom.head, at=MOMENT)
    return fresh(batch)


def fresh(batch: SubmissionBatch) -> SubmissionBatch:
    return SubmissionBatch.objects.get(pk=batch.pk)
