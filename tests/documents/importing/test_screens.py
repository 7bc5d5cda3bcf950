"""The screens of imports and batches: every row is found there, and the acts are those of the verbs."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from documents.importing.importing import import_file
from documents.models import ImportBatch, IssuingBody, LegalDocumentPage
from editorial import clock
from editorial.grounds import ChecklistItem
from editorial.models import BatchState, SubmissionBatch
from tests.documents.importing.register_files import jsonl, row
from tests.newsroom import MOMENT, Newsroom


@pytest.fixture
def batch(newsroom: Newsroom, tmp_path: Path) -> ImportBatch:
    rows = [
        row(so_ky_hieu="1/QĐ-BNV", co_quan="Bộ Nội vụ"),
        row(so_ky_hieu="", trich_yeu="Một dòng thiếu số"),
        row(so_ky_hieu="2/QĐ-NC", co_quan="Nha Nội chính"),
    ]
    with clock.held_at(MOMENT):
        yield import_file(jsonl(tmp_path / "so.jsonl", *rows), by=newsroom.administrator, at=MOMENT)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.clause("R6.1d")
def test_a_batch_goes_from_its_check_to_the_public_by_two_presses(newsroom: Newsroom, batch: ImportBatch):
    address = reverse("newsroom:batch", args=[SubmissionBatch.objects.get().pk])
    check = {"act": "kiem-tra", "origin": "own", "content": "document", "purpose": "explanation"}
    member, head = signed_in(newsroom.member), signed_in(newsroom.head)
    assert member.post(address, check).status_code == 409  # the checklist is not answered
    assert head.post(address, {"act": "phe-duyet"}).status_code == 403
    assert member.post(address, {**check, "checklist": ChecklistItem.values}).status_code == 302
    assert member.post(address, {"act": "phe-duyet"}).status_code == 403
    assert "Phê duyệt và đăng 1 văn bản" in head.get(address).content.decode()
    assert "đợt" in head.get(reverse("newsroom:queue")).content.decode()
    assert head.post(address, {"act": "phe-duyet"}).status_code == 302
    assert LegalDocumentPage.objects.get().live
    assert SubmissionBatch.objects.get().state == BatchState.PUBLISHED


def test_an_administrator_reads_every_row_and_says_what_a_new_word_is(newsroom: Newsroom, batch: ImportBatch):
    address = reverse("imports:import", args=[batch.pk])
    administrator = signed_in(newsroom.administrator)
    screen = administrator.get(address).content.decode()
    assert "3 dòng = 1 nhập mới + 0 đã có + 1 chờ danh mục + 1 không nhập được." in screen
    assert "Một dòng thiếu số" in screen
    report = administrator.get(reverse("imports:report", args=[batch.pk])).content.decode("utf-8-sig")
    assert report.splitlines()[1].startswith("2,Không nhập được,")
    word = batch.proposals.get()
    choice = {"act": "chap-nhan", "proposal": word.pk, "as_body": "Bộ Nội vu x"}
    assert "Danh mục không có cơ quan" in administrator.post(address, choice).content.decode()
    assert signed_in(newsroom.member).post(address, {**choice, "as_body": ""}).status_code == 400
    assert administrator.post(address, {**choice, "as_body": "Bộ Nội vụ"}).status_code == 302
    assert "Nha Nội chính" in IssuingBody.objects.get(slug="bo-noi-vu").aliases
    assert administrator.post(address, {"act": "nhap-cho"}).status_code == 302
    assert LegalDocumentPage.objects.get(number="2/QĐ-NC").issuer.slug == "bo-noi-vu"


def test_who_is_neither_on_the_board_nor_an_administrator_reads_no_batch(newsroom: Newsroom, batch: ImportBatch):
    officer = signed_in(newsroom.officer)
    for address in (
        reverse("newsroom:batches"),
        reverse("newsroom:batch", args=[SubmissionBatch.objects.get().pk]),
        reverse("imports:list"),
        reverse("imports:import", args=[batch.pk]),
        reverse("imports:report", args=[batch.pk]),
    ):
        assert officer.get(address).status_code == 403, address
