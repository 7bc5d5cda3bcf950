"""Drafts written by the hundred leave what saving each would leave."""

from datetime import date

from django.core.management import call_command
from django.db import models
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from documents.models import DocumentRegisterPage, DocumentType, LegalDocumentPage
from editorial.page_rows import add_drafts
from search.models import PageEntry
from tests.newsroom import MOMENT, Newsroom


def document(newsroom: Newsroom, number: int) -> LegalDocumentPage:
    page = LegalDocumentPage(
        title=f"Quyết định số {number}/QĐ-SNV",
        slug=f"2022-{number}-qd-snv",
        summary="Ban hành Quy chế",
        agency=newsroom.health,
        number=f"{number}/QĐ-SNV",
        document_type="Quyết định",
        type=DocumentType.objects.first(),
        issuing_body="Sở Nội vụ",
        issued_on=date(2022, 12, 30),
        body=[("paragraph", "<p>Điều 1. Ban hành.</p>")],
    )
    page.relations.create(kind="replaces", target_number="12/QĐ-SNV")
    return page


def columns(row: models.Model, *, without: tuple[str, ...]) -> dict:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in without}


# A stream compares by its blocks' identity; its text is compared in the versions.
PLACE = (
    "body",
    "id",
    "path",
    "slug",
    "url_path",
    "translation_key",
    "title",
    "draft_title",
    "number",
    "number_key",
    "page_ptr",
)
MOMENTS = ("latest_revision_created_at", "latest_revision", "created_at", "timestamp")


def test_drafts_written_together_are_as_if_each_was_saved(newsroom: Newsroom):
    register = DocumentRegisterPage.objects.get()
    one = document(newsroom, 1)
    one.live, one.owner = False, newsroom.administrator
    register.add_child(instance=one)
    one.save_revision(user=newsroom.administrator)
    others = [document(newsroom, number) for number in range(2, 5)]
    add_drafts(register, others, by=newsroom.administrator, at=MOMENT)

    last = LegalDocumentPage.objects.get(pk=others[-1].pk)
    one = LegalDocumentPage.objects.get(pk=one.pk)
    assert columns(last, without=PLACE + MOMENTS) == columns(one, without=PLACE + MOMENTS)
    assert last.number_key == "4-qd-snv"
    assert last.latest_revision_id == others[-1].latest_revision_id
    assert last.latest_revision.created_at == last.latest_revision_created_at == MOMENT
    assert last.relations.get().target_number == one.relations.get().target_number

    mine, theirs = one.get_latest_revision(), last.get_latest_revision()
    different = {
        key for key in mine.content.keys() | theirs.content.keys() if mine.content.get(key) != theirs.content.get(key)
    }
    assert different <= {*PLACE, "pk", "relations", "has_unpublished_changes", *MOMENTS}
    assert theirs.as_object().relations.get().pk == last.relations.get().pk
    assert columns(mine, without=("id", "object_id", "created_at", "content", "object_str")) == columns(
        theirs, without=("id", "object_id", "created_at", "content", "object_str")
    )
    for table, key in ((ReferenceIndex, "object_id"), (PageEntry, "page_id"), (Revision, "object_id")):
        assert table.objects.filter(**{key: one.pk}).count() == table.objects.filter(**{key: last.pk}).count() > 0, (
            table
        )
    assert PageLogEntry.objects.get(page=last.pk).action == "wagtail.create"


def test_the_tree_is_sound_after_drafts_were_written_together(newsroom: Newsroom, capsys):
    register = DocumentRegisterPage.objects.get()
    for start in (1, 11):
        pages = [document(newsroom, number) for number in range(start, start + 3)]
        add_drafts(register, pages, by=newsroom.administrator, at=MOMENT)
    register.refresh_from_db()
    assert register.numchild == register.get_children().count() == 6
    assert [problems for problems in Page.find_problems() if problems] == []
    call_command("fixtree", interactive=False)
    assert "No problems found" in capsys.readouterr().out
    late = document(newsroom, 99)
    late.live, late.owner = False, newsroom.administrator
    register.add_child(instance=late)
    assert late.path > pages[-1].path


def test_a_page_found_while_typing_is_found_after_an_import(newsroom: Newsroom):
    pages = [document(newsroom, 777)]
    add_drafts(DocumentRegisterPage.objects.get(), pages, by=newsroom.administrator, at=MOMENT)
    assert list(Page.objects.all().autocomplete("777")) == [Page.objects.get(pk=pages[0].pk)]
