"""Relations between documents, in the officer's form and at the Head's approval; what is refused says why."""

from datetime import date

import pytest
from django.test import RequestFactory

from documents.checks import relation_objections
from documents.graph import effect_graph
from documents.models import DocumentRegisterPage, DocumentRelation, LegalDocumentPage
from documents.validity import EffectState
from editorial import clock, submissions
from editorial.refusals import Refused
from tests.newsroom import MOMENT, TODAY


def document(newsroom, number, issued_on, *relations, **values) -> LegalDocumentPage:
    fields = {
        "title": f"Quyết định số {number}",
        "number": number,
        "document_type": "Quyết định",
        "issuing_body": "Sở Nội vụ",
        "issued_on": issued_on,
    }
    return newsroom.draft(
        page_type=LegalDocumentPage,
        section=DocumentRegisterPage.objects.get(),
        **{**fields, **values},
        relations=[DocumentRelation(**relation) for relation in relations],
    )


def public(newsroom, *args, **values) -> LegalDocumentPage:
    return newsroom.published(document(newsroom, *args, **values))


def state(page, on) -> EffectState:
    return effect_graph([page]).effect(page.pk, on).state


def test_effect_comes_from_public_documents_only(newsroom):
    old = public(newsroom, "119/QĐ-SNV", date(2017, 6, 23))
    new = document(newsroom, "517/QĐ-SNV", date(2022, 12, 30), {"kind": "replaces", "target": old})
    assert state(old, TODAY) == EffectState.IN_FORCE
    newsroom.published(new)
    assert state(old, date(2022, 12, 29)) == EffectState.IN_FORCE
    assert state(old, date(2022, 12, 30)) == EffectState.EXPIRED


def test_a_document_outside_the_register_is_found_by_its_number(newsroom):
    """Case one: the regulation of this site rests on two decrees that are reported repealed since 1 July 2026."""
    based = public(
        newsroom,
        "517/QĐ-SNV",
        date(2022, 12, 30),
        {"kind": "basis", "target_number": "64/2007/NĐ-CP"},
        {"kind": "basis", "target_number": "42/2022/NĐ-CP"},
    )
    assert effect_graph([based]).lapsed_bases(based.pk, TODAY) == []
    public(
        newsroom,
        "224/2026/NĐ-CP",
        date(2026, 6, 1),
        {"kind": "repeals", "target_number": "64/2007/nđ-cp"},
        {"kind": "repeals", "target_number": "42/2022/NÐ-CP"},
        effective_on=date(2026, 7, 1),
        document_type="Nghị định",
        is_normative=True,
    )
    graph = effect_graph([based])
    assert len(graph.lapsed_bases(based.pk, date(2026, 7, 1))) == 2
    assert graph.lapsed_bases(based.pk, date(2026, 6, 30)) == []
    # The repealed decree, registered later, knows it too.
    decree = public(newsroom, "64/2007/NĐ-CP", date(2007, 4, 10), document_type="Nghị định", is_normative=True)
    assert state(decree, date(2026, 6, 30)) == EffectState.IN_FORCE
    assert state(decree, date(2026, 7, 1)) == EffectState.EXPIRED


def test_a_number_without_year_is_not_taken_for_another_documents(newsroom):
    page = public(newsroom, "12/QĐ-SNV", date(2020, 3, 2))
    public(newsroom, "30/QĐ-SNV", date(2021, 3, 2), {"kind": "repeals", "target_number": "12/QĐ-SNV"})
    assert state(page, TODAY) == EffectState.IN_FORCE
    public(
        newsroom,
        "31/QĐ-SNV",
        date(2021, 3, 2),
        {"kind": "repeals", "target_number": "12/QĐ-SNV", "target_issued_on": date(2020, 3, 2)},
    )
    assert state(page, TODAY) == EffectState.EXPIRED


def test_a_circle_is_refused_at_approval_with_its_path(newsroom):
    first = public(newsroom, "1/QĐ-SNV", date(2020, 3, 2))
    second = public(newsroom, "2/QĐ-SNV", date(2020, 3, 2), {"kind": "replaces", "target": first})
    changed = first.get_latest_revision_as_object()
    changed.relations = [DocumentRelation(kind="replaces", target=second)]
    assert any("tạo thành vòng" in sentence for sentence in relation_objections(changed))
    changed.save_revision(user=changed.owner)
    round_of_change = newsroom.approving(first)
    with pytest.raises(Refused) as refused:
        submissions.approve(round_of_change, by=newsroom.head, at=MOMENT)
    [sentence] = [sentence for sentence in refused.value.sentences if "vòng" in sentence]
    assert "số 1/QĐ-SNV ngày 02/03/2020 thay thế Quyết định số 2/QĐ-SNV" in sentence
    assert state(LegalDocumentPage.objects.get(pk=second.pk), TODAY) == EffectState.IN_FORCE


def form_of(newsroom, page, **data):
    form_class = LegalDocumentPage.get_edit_handler().get_form_class()
    fields = {
        "title": page.title,
        "summary": page.summary,
        "number": page.number,
        "document_type": page.document_type,
        "issuing_body": page.issuing_body,
        "issued_on": f"{page.issued_on:%d/%m/%Y}",
        "body-count": "0",
        "relations-TOTAL_FORMS": "0",
        "relations-INITIAL_FORMS": "0",
        "relations-MIN_NUM_FORMS": "0",
        "relations-MAX_NUM_FORMS": "1000",
    }
    request = RequestFactory().post("/")
    request.user = newsroom.officer
    with clock.held_at(MOMENT):
        form = form_class(
            {**fields, **data},
            instance=type(page).objects.get(pk=page.pk),
            for_user=newsroom.officer,
            parent_page=page.get_parent(),
        )
        form.is_valid()
    return form


def line(number: int, **values) -> dict[str, str]:
    empty = dict.fromkeys(
        (
            *("id", "kind", "target", "target_number", "target_title", "target_issued_on"),
            *("provision", "from_day", "until_day", "ORDER", "DELETE"),
        ),
        "",
    )
    return {
        "relations-TOTAL_FORMS": str(number + 1),
        **{f"relations-{number}-{name}": str(value) for name, value in {**empty, **values}.items()},
    }


def test_the_form_says_at_its_field_what_cannot_be_true(newsroom):
    page = document(newsroom, "517/QĐ-SNV", date(2022, 12, 30))
    form = form_of(newsroom, page, effective_on="01/12/2022", document_type="Kế hoạch")
    assert "không thể trước ngày ban hành" in str(form.errors["effective_on"])
    assert "Số 517/QĐ-SNV là số của quyết định (QĐ)" in str(form.errors["document_type"])
    form = form_of(newsroom, page, issued_on="01/01/2030")
    assert "không thể sau hôm nay" in str(form.errors["issued_on"])
    form = form_of(newsroom, page, number="04/2022/QÐ-UBND ")
    assert "đánh dấu ô này" in str(form.errors["is_normative"])
    assert form.cleaned_data["number"] == "04/2022/QĐ-UBND"


def test_the_form_names_the_same_document_with_the_way_to_it(newsroom):
    there = public(newsroom, "517/QĐ-SNV", date(2022, 12, 30))
    again = document(newsroom, "518/QĐ-SNV", date(2022, 12, 30))
    form = form_of(newsroom, again, number="0517/QD-SNV")
    assert f'<a href="{there.url}"' in str(form.errors["number"])
    form = form_of(newsroom, again, number="517/QĐ-SNV", issuing_body="Sở Y tế")
    assert "number" not in form.errors  # numbers are shared by different bodies


def test_the_form_says_at_its_line_what_cannot_be_true_and_keeps_words_of_what_was_chosen(newsroom):
    later = public(newsroom, "9/QĐ-SNV", date(2025, 1, 2))
    page = document(newsroom, "8/QĐ-SNV", date(2024, 1, 2))
    form = form_of(newsroom, page, **line(0, kind="replaces", target=later.pk))
    [row] = form.formsets["relations"].forms
    assert not form.is_valid() and "văn bản đó ban hành sau" in str(row.errors["kind"])
    form = form_of(newsroom, page, **line(0, kind="refers", target=later.pk))
    assert form.is_valid(), (form.errors, form.formsets["relations"].errors)
    assert form.formsets["relations"].forms[0].instance.target_number == "9/QĐ-SNV"
    form = form_of(newsroom, page, **line(0, kind="basis"))
    assert "Chọn văn bản trong sổ, hoặc ghi số" in str(form.formsets["relations"].errors)


def test_questions_do_not_grow_with_the_number_of_relations(newsroom, django_assert_num_queries):
    targets = [public(newsroom, f"{number}/QĐ-SNV", date(2020, 1, 2)) for number in (1, 2, 3)]
    pages = [
        public(
            newsroom,
            f"{10 + count}/QĐ-SNV",
            date(2021, 1, 2),
            *({"kind": "basis", "target": target} for target in targets[:count]),
        )
        for count in (1, 3)
    ]
    for page in pages:
        page = LegalDocumentPage.objects.get(pk=page.pk)
        with django_assert_num_queries(3):
            effect_graph([page]).effect(page.pk, TODAY)
