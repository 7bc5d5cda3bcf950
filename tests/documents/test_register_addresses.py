"""Where documents stand: /van-ban/<year>/<number>/, found in other spellings, old addresses leading there."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from documents.addresses import free_slug, is_slug_for, slug_for
from documents.models import DocumentRegisterPage, LegalDocumentPage
from editorial.models import PublicationRecord

ISSUED = date(2022, 12, 30)


def document(newsroom, **values) -> LegalDocumentPage:
    fields = {"number": "517/QĐ-SNV", "document_type": "Quyết định", "issuing_body": "Sở Nội vụ", "issued_on": ISSUED}
    return newsroom.draft(
        page_type=LegalDocumentPage, section=DocumentRegisterPage.objects.get(), **{**fields, **values}
    )


def test_an_address_comes_from_year_and_number():
    assert slug_for("04/2022/QĐ-UBND", date(2022, 1, 28)) == "2022-04-2022-qd-ubnd"
    assert slug_for("517/QĐ-SNV", None) == slug_for("", ISSUED) == ""
    assert is_slug_for("2022-517-qd-snv-2", "2022-517-qd-snv") and not is_slug_for(
        "2022-517-qd-snv-x", "2022-517-qd-snv"
    )
    assert free_slug("a", {"a", "a-2"}) == "a-3"


@pytest.mark.clause("R9.3")
def test_a_public_document_stands_at_its_year_and_number_and_the_record_says_so(newsroom):
    page = newsroom.published(document(newsroom))
    assert page.url == "/van-ban/2022/517-qd-snv/"
    assert PublicationRecord.objects.get(page_id=page.pk).address == page.url
    client = Client()
    assert client.get(page.url).status_code == 200
    for other in ("/van-ban/2022/517-QD-SNV/", "/van-ban/2022/0517-qđ-snv/", "/van-ban/2022-517-qd-snv/"):
        answer = client.get(other)
        assert (answer.status_code, answer["Location"]) == (301, page.url), other
    for nothing in ("/van-ban/2023/517-qd-snv/", "/van-ban/2022/518-qd-snv/", "/van-ban/2022/517-qd-snv/gi/"):
        assert client.get(nothing).status_code == 404, nothing


def test_a_number_shared_in_one_year_gets_a_suffix_and_another_year_none(newsroom):
    first = document(newsroom)
    same = document(newsroom, issuing_body="Sở Y tế", issued_on=date(2022, 5, 4))
    other_year = document(newsroom, issued_on=date(2023, 5, 4))
    assert [page.slug for page in (first, same, other_year)] == [
        *("2022-517-qd-snv", "2022-517-qd-snv-2", "2023-517-qd-snv")
    ]
    same.refresh_from_db()
    same.title = "Tên khác"
    same.save_revision()
    assert same.slug == "2022-517-qd-snv-2"


def test_a_corrected_number_moves_the_document_and_the_old_address_leads_on(
    newsroom, django_capture_on_commit_callbacks
):
    page = newsroom.published(document(newsroom, number="571/QĐ-SNV"))
    draft = page.get_latest_revision_as_object()
    draft.number = "517/QĐ-SNV"
    draft.save_revision(user=draft.owner)
    with django_capture_on_commit_callbacks(execute=True):
        page = newsroom.published(page)
    assert page.url == "/van-ban/2022/517-qd-snv/"
    answer = Client().get("/van-ban/2022/571-qd-snv/")
    assert (answer.status_code, answer["Location"]) == (301, page.url)


def test_a_draft_without_number_stands_by_its_title_until_it_has_one(newsroom):
    page = LegalDocumentPage(
        title="Quyết định đang soạn", summary="Tóm tắt", live=False, owner=newsroom.officer, agency=newsroom.health
    )
    DocumentRegisterPage.objects.get().add_child(instance=page)
    assert page.url_path.endswith("/van-ban/quyet-dinh-dang-soan/")
    page.number, page.issued_on = "12/KH-SYT", date(2026, 3, 2)
    page.document_type, page.issuing_body = "Kế hoạch", "Sở Y tế"
    page.save_revision(user=page.owner)
    assert page.get_latest_revision_as_object().url_path.endswith("/van-ban/2026/12-kh-syt/")


def test_wagtails_command_that_renews_addresses_keeps_the_year(newsroom):
    page = newsroom.published(document(newsroom))
    call_command("set_url_paths")
    page.refresh_from_db()
    assert page.url_path.endswith("/van-ban/2022/517-qd-snv/")
