"""What an entry of the register must agree with: itself, its number, the documents already there. Sentences by field."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.contradictions import contradictions, date_contradictions
from documents.graph import NEW, instrument_of, proposed_graph, register_pages
from documents.numbers import DocumentNumber, key_of
from documents.vocabulary import Vocabulary, folded, is_normative

Objections = list[tuple[str, str]]


def own_objections(page, *, vocabulary: Vocabulary, on: date) -> Objections:
    """Return what an entry says that cannot be true, from its own fields."""
    found = list(date_contradictions(instrument_of(page)).items())
    if page.issued_on and page.issued_on > on:
        found.append(("issued_on", f"Ngày ban hành ({page.issued_on:%d/%m/%Y}) không thể sau hôm nay."))
    return [*found, *_type_objections(page, vocabulary), *_issuer_objections(page, vocabulary)]


def _type_objections(page, vocabulary: Vocabulary) -> Objections:
    by_words = vocabulary.type_named(page.document_type, on=page.issued_on)
    if page.type and by_words and page.type != by_words:
        return [("type", f"Loại đã ghi là “{page.document_type}”, không phải “{page.type}”. Sửa một trong hai ô.")]
    document_type = page.type or by_words
    if document_type is None:
        return []
    number = DocumentNumber.parse(page.number)
    by_number = vocabulary.type_of_number(number) if number else None
    found = []
    if by_number and by_number.abbreviation != document_type.abbreviation and document_type.abbreviation:
        found.append(
            (
                "document_type",
                f"Số {page.number} là số của {by_number.name.lower()} ({number.type_code}), nhưng loại văn bản ghi là "
                f"“{page.document_type}”.",
            )
        )
    elif is_normative(document_type, page.number) and not page.is_normative:
        found.append(
            (
                "is_normative",
                f"{document_type} số {page.number} là văn bản quy phạm pháp luật: đánh dấu ô này, thời hạn đăng là 10 ngày "
                "làm việc (Điều 10 khoản 1 điểm c).",
            )
        )
    return found


def _issuer_objections(page, vocabulary: Vocabulary) -> Objections:
    by_words = vocabulary.body_named(page.issuing_body, on=page.issued_on)
    if page.issuer and by_words and page.issuer != by_words:
        return [
            ("issuer", f"Cơ quan đã ghi là “{page.issuing_body}”, không phải “{page.issuer}”. Sửa một trong hai ô.")
        ]
    if page.issuer and page.issued_on and not page.issuer.exists_on(page.issued_on):
        return [("issuer", f"{page.issuer} không hoạt động ngày {page.issued_on:%d/%m/%Y}. Chọn cơ quan của ngày đó.")]
    return []


def same_documents(page) -> QuerySet:
    """Return the entries of the same number and day, drafts included; numbers are shared, so the issuer is asked too."""
    if not page.number or not page.issued_on:
        return register_pages().none()
    rows = register_pages().filter(number_key=key_of(page.number), issued_on=page.issued_on).exclude(pk=page.pk)
    return rows.defer_streamfields().select_related("issuer")


def duplicates_of(page, *, vocabulary: Vocabulary) -> list:
    """Return the entries that are this very document: number, day of issue and issuer."""
    return [other for other in same_documents(page) if same_issuer(page, other, vocabulary)]


def same_issuer(page, other, vocabulary: Vocabulary) -> bool:
    bodies = [each.issuer or vocabulary.body_named(each.issuing_body, on=each.issued_on) for each in (page, other)]
    if all(bodies):
        return bodies[0] == bodies[1]
    return folded(page.issuing_body) == folded(other.issuing_body)


def duplicate_sentence(other) -> SafeString:
    """Name the entry that is there already, with the way to it."""
    address = other.url if other.live else reverse("wagtailadmin_pages:edit", args=[other.pk])
    state = "đang công khai" if other.live else "bản nháp hoặc đang trình duyệt"
    return format_html(
        'Sổ đã có {} của {} ({}): <a href="{}" target="_blank">mở văn bản đó</a>.',
        *(other.label, other.issuing_body, state, address),
    )


def relation_objections(page) -> list[str]:
    """Return what cannot be true of the entry's dates and relations, seen with all that is public."""
    return contradictions(proposed_graph(page), page.pk or NEW)


def approval_objections(page) -> list[str]:
    """Return why the entry may not become public as it is: what it says cannot be true, or is public already."""
    twins = [other for other in duplicates_of(page, vocabulary=Vocabulary.load()) if other.live]
    return [*relation_objections(page), *(f"{other.label} đã có trong sổ và đang công khai." for other in twins)]
