"""A file becomes drafts of the register, whole or not at all, once however often it is read; nothing of it is public."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections
from wagtail.models import Page

from documents.importing import importing
from documents.importing.importing import import_file, import_waiting
from documents.importing.judging import NewWord, Outcome, WordKind, total
from documents.importing.keeping import counts_of
from documents.importing.meanings import add_alias, create_word
from documents.models import DocumentType, ImportBatch, ImportState, IssuingBody, LegalDocumentPage
from editorial import batches
from editorial.batch_publishing import publish_batch
from editorial.models import BatchState, SubmissionBatch
from editorial.refusals import Refused
from tests.documents.batch_tools import CHECK, fresh
from tests.documents.importing.register_files import jsonl, row
from tests.editorial.archive_tools import findings
from tests.editorial.processes import killed_before
from tests.newsroom import MOMENT, Newsroom

HOME_AFFAIRS = "Bộ Nội vụ"


def numbered(count: int, **values) -> list[dict]:
    return [row(so_ky_hieu=f"{number}/QĐ-BNV", co_quan=HOME_AFFAIRS, **values) for number in range(1, count + 1)]


def imported(newsroom: Newsroom, path: Path, *rows: dict, **options) -> ImportBatch:
    return import_file(jsonl(path, *rows), by=newsroom.administrator, at=MOMENT, **options)


@pytest.mark.clause("R6.1d")
def test_a_file_becomes_drafts_in_one_batch_that_waits_for_its_check(newsroom: Newsroom, tmp_path: Path):
    batch = imported(
        newsroom, tmp_path / "so.jsonl", *numbered(3, nguoi_ky="TRẦN VĂN AN", url="https://bonoivu.gov.vn/1")
    )
    assert counts_of(batch) == {Outcome.IMPORTED: 3}
    collected = SubmissionBatch.objects.get()
    assert (collected.state, collected.items.count(), collected.agency) == (BatchState.CHECKING, 3, newsroom.department)
    page = LegalDocumentPage.objects.get(number="2/QĐ-BNV")
    assert (page.live, page.owner, page.signed_by) == (False, newsroom.administrator, "Trần Văn An")
    assert page.issuer.name == HOME_AFFAIRS
    assert page.type.abbreviation == "QĐ"
    assert page.title.startswith("Quyết định số 2/QĐ-BNV về việc ban hành Quy chế")
    assert [problems for problems in Page.find_problems() if problems] == []


@pytest.mark.clause("R6.1d")
@pytest.mark.clause("R10.4")
def test_an_imported_text_is_public_and_recorded_once_the_head_approves(newsroom: Newsroom, tmp_path: Path, client):
    text = "QUYẾT ĐỊNH\nĐiều 1. Phạm vi\nQuy định về <một cửa> & liên thông.\nĐiều 2. " + "Hiệu lực " * 30
    imported(
        newsroom, tmp_path / "so.jsonl", *numbered(1, text=text, thay_the="12/QĐ-BNV; Quyết định số 13/2019/QĐ-BNV")
    )
    batch = SubmissionBatch.objects.get()
    batches.check_batch(batch, by=newsroom.member, at=MOMENT, **CHECK)
    batches.approve_batch(batch, by=newsroom.head, at=MOMENT)
    assert publish_batch(fresh(batch), by=newsroom.head, at=MOMENT) == 1
    page = LegalDocumentPage.objects.live().get()
    assert [block.block_type for block in page.body] == ["paragraph"] * 3
    assert [(line.kind, line.target_number) for line in page.relations.all()] == [
        ("replaces", "12/QĐ-BNV"),
        ("replaces", "13/2019/QĐ-BNV"),
    ]
    answer = client.get(page.url).content.decode()
    assert "Điều 1. Phạm vi" in answer
    assert "&lt;một cửa&gt; &amp; liên thông" in answer
    assert findings() == []


def test_a_type_taken_for_a_body_takes_no_documents_over_at_the_second_reading(newsroom: Newsroom, tmp_path: Path):
    words = {"loai": "Văn bản hợp nhất", "ngay_ban_hanh": "2025-03-20"}
    rows = [
        row(**words, so_ky_hieu="02/VBHN-BNV", co_quan="VĂN BẢN HỢP NHẤT - BỘ NỘI VỤ"),
        row(**words, so_ky_hieu="03/VBHN-BNV", co_quan="VĂN BẢN HỢP NHẤT"),
    ]
    imported(newsroom, tmp_path / "so.jsonl", *rows, creates_vocabulary=True)
    again = imported(newsroom, tmp_path / "lai.jsonl", *reversed(rows), creates_vocabulary=True)
    assert counts_of(again) == {Outcome.PRESENT: 2}
    assert LegalDocumentPage.objects.get(number="02/VBHN-BNV").issuer.name == HOME_AFFAIRS


def test_the_same_file_twice_makes_no_second_document_and_a_changed_row_is_said(newsroom: Newsroom, tmp_path: Path):
    imported(newsroom, tmp_path / "so.jsonl", *numbered(2))
    again = imported(newsroom, tmp_path / "so.jsonl", *numbered(2))
    assert counts_of(again) == {Outcome.PRESENT: 2}
    changed = numbered(2)
    changed[1]["trich_yeu"] = "Ban hành Quy chế quản lý Trang thông tin điện tử tỉnh"
    changed[1]["ngay_hieu_luc"] = "2023-01-01"
    third = imported(newsroom, tmp_path / "so2.jsonl", *changed, *numbered(3)[2:])
    assert counts_of(third) == {Outcome.PRESENT: 1, Outcome.CHANGED: 1, Outcome.IMPORTED: 1}
    assert "khác ở: trích yếu" in third.rows.get(outcome=Outcome.CHANGED).reasons[0]
    assert LegalDocumentPage.objects.count() == 3


def test_documents_of_one_number_have_addresses_of_their_own(newsroom: Newsroom, tmp_path: Path):
    other = row(so_ky_hieu="1/QĐ-BNV", co_quan="Bộ Tài chính", trich_yeu="Việc khác")
    imported(newsroom, tmp_path / "so.jsonl", *numbered(1), other)
    assert LegalDocumentPage.objects.values("url_path").distinct().count() == 2


def test_new_words_wait_until_an_administrator_says_what_they_are(newsroom: Newsroom, tmp_path: Path):
    rows = [
        row(so_ky_hieu="1/SL-CTP", loai="Sắc ước", co_quan=HOME_AFFAIRS),
        row(so_ky_hieu="2/SL-CTP", loai="Sắc ước", co_quan="Nha Nội chính"),
        row(so_ky_hieu="2/SL-CTP", loai="Sắc ước", co_quan="Nha Nội chính"),
    ]
    batch = imported(newsroom, tmp_path / "so.jsonl", *rows)
    assert counts_of(batch) == {Outcome.WAITING: 2, Outcome.REPEATED: 1}
    assert LegalDocumentPage.objects.count() == SubmissionBatch.objects.count() == 0
    assert list(batch.proposals.values_list("kind", "text", "rows_waiting")) == [
        ("body", "Nha Nội chính", 1),
        ("type", "Sắc ước", 2),
    ]
    create_word(NewWord(WordKind.TYPE, "Sắc ước"))
    assert import_waiting(batch, by=newsroom.administrator, at=MOMENT) == 1
    add_alias(IssuingBody.objects.get(name=HOME_AFFAIRS), "Nha Nội chính")
    assert import_waiting(batch, by=newsroom.administrator, at=MOMENT) == 1
    assert counts_of(batch) == {Outcome.IMPORTED: 2, Outcome.REPEATED: 1}
    assert LegalDocumentPage.objects.get(number="2/SL-CTP").issuing_body == "Nha Nội chính"
    assert batch.proposals.filter(rows_waiting__gt=0).count() == 0


def test_new_words_are_added_where_the_command_says_so(newsroom: Newsroom, tmp_path: Path):
    batch = imported(
        newsroom, tmp_path / "so.jsonl", row(loai="SẮC ƯỚC", co_quan="NHA NỘI CHÍNH"), creates_vocabulary=True
    )
    assert counts_of(batch) == {Outcome.IMPORTED: 1}
    assert DocumentType.objects.filter(name="Sắc ước").exists()
    assert IssuingBody.objects.get(slug="nha-noi-chinh").name == "Nha nội chính"


def test_a_body_added_by_its_code_does_not_take_over_the_documents_of_the_one_whose_code_it_is(
    newsroom: Newsroom, tmp_path: Path
):
    rows = [
        row(so_ky_hieu=number, loai="Thông tư", co_quan="", ngay_ban_hanh=day)
        for number, day in (("9/2025/TT-BNNMT", "2025-12-31"), ("8/1990/TT-BNNMT", "1990-01-01"))
    ]
    imported(newsroom, tmp_path / "so.jsonl", *rows, creates_vocabulary=True)
    again = imported(newsroom, tmp_path / "so.jsonl", *rows, creates_vocabulary=True)
    assert counts_of(again) == {Outcome.PRESENT: 2}


def test_a_row_without_type_and_body_is_read_from_its_number(newsroom: Newsroom, tmp_path: Path):
    letter = {"so_ky_hieu": "2103/BNV-VP", "ngay_ban_hanh": "2022-01-05", "trich_yeu": "Trả lời kiến nghị"}
    batch = imported(newsroom, tmp_path / "so.jsonl", letter, {**letter, "so_ky_hieu": "7/KH-XYZ"})
    page = LegalDocumentPage.objects.get()
    assert (page.document_type, page.issuing_body) == ("Công văn", HOME_AFFAIRS)
    assert batch.rows.get(outcome=Outcome.WAITING).new_words == [["body", "XYZ"]]


@pytest.mark.clause("R6.1d")
@pytest.mark.parametrize("role", ["officer", "unit_head", "superuser"])
def test_only_an_administrator_or_the_board_imports(newsroom: Newsroom, tmp_path: Path, role: str):
    with pytest.raises(Refused, match="nhập văn bản theo đợt"):
        import_file(jsonl(tmp_path / "so.jsonl", row()), by=getattr(newsroom, role), at=MOMENT)
    assert ImportBatch.objects.count() == 0


def test_a_row_that_the_database_refuses_stops_no_other(newsroom: Newsroom, tmp_path: Path, monkeypatch):
    add_drafts = importing.add_drafts

    def refusing(parent, pages, **options):
        if any(page.number == "2/QĐ-BNV" for page in pages):
            raise IntegrityError("no")
        return add_drafts(parent, pages, **options)

    monkeypatch.setattr(importing, "add_drafts", refusing)
    batch = imported(newsroom, tmp_path / "so.jsonl", *numbered(3))
    assert counts_of(batch) == {Outcome.IMPORTED: 2, Outcome.REFUSED: 1}
    refused = batch.rows.get(outcome=Outcome.REFUSED)
    assert (refused.line, refused.source["so_ky_hieu"]) == (2, "2/QĐ-BNV")


def test_long_texts_are_written_a_few_at_a_time(newsroom: Newsroom, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK_LETTERS", 1_000)
    path = jsonl(tmp_path / "so.jsonl", *({**each, "text": "Điều 1. " + "Một. " * 130} for each in numbered(5)))
    written: list[int] = []
    import_file(path, by=newsroom.administrator, at=MOMENT, tick=written.append)
    assert written == [0, 2, 2, 1]


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_at_any_point_is_whole_when_it_is_run_again(newsroom: Newsroom, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = jsonl(tmp_path / "so.jsonl", *numbered(5), row(so_ky_hieu=""), numbered(1)[0])

    def act():
        import_file(path, by=newsroom.administrator, at=MOMENT)

    kills = 0
    for number in range(9, 400, 13):
        if not killed_before(number, act):
            break
        kills += 1
        # What is there is whole: each document with its version, its row and its place in the batch.
        pages = LegalDocumentPage.objects.count()
        assert pages == ImportBatch.objects.filter(rows__page__isnull=False, rows__outcome="imported").count()
        assert [problems for problems in Page.find_problems() if problems] == []
    connections.close_all()
    if kills and not ImportBatch.objects.filter(state=ImportState.FINISHED).exists():
        act()
    assert kills >= 3
    batch = ImportBatch.objects.filter(state=ImportState.FINISHED).earliest("pk")
    assert LegalDocumentPage.objects.count() == 5
    assert total(counts_of(batch)) == 7
    assert SubmissionBatch.objects.get().items.count() == 5


def test_the_command_tries_a_file_and_names_every_row_that_would_not_come_in(newsroom: Newsroom, tmp_path: Path):
    path = jsonl(
        tmp_path / "so.jsonl", *numbered(2), row(so_ky_hieu=""), row(so_ky_hieu="1/QĐ-X", co_quan="Bộ Nội vu", la=1)
    )
    out, report = StringIO(), tmp_path / "bao-cao.csv"
    call_command("import_documents", str(path), "--dry-run", report=report, stdout=out, stderr=StringIO())
    said = out.getvalue()
    assert "Dòng 3: Không nhập được. Thiếu số, ký hiệu." in said
    assert "Cột “la”: không nhận ra" in said
    assert "Cơ quan ban hành mới “Bộ Nội vu”" not in said  # known without its marks
    assert "4 dòng = 3 nhập mới + 0 đã có" in said
    assert "Thiếu số, ký hiệu." in report.read_text(encoding="utf-8-sig")
    assert ImportBatch.objects.count() == LegalDocumentPage.objects.count() == 0
    with pytest.raises(CommandError, match="--by"):
        call_command("import_documents", str(path), stdout=out)


def test_the_command_says_how_the_rows_add_up_and_which_words_wait(newsroom: Newsroom, tmp_path: Path):
    path = jsonl(
        tmp_path / "so.jsonl", *numbered(2), numbered(1)[0], row(so_ky_hieu="9/QĐ-Y", co_quan="Bộ Nội vụ tỉnh")
    )
    out = StringIO()
    call_command("import_documents", str(path), by="quantri", report=tmp_path / "r.csv", stdout=out, stderr=StringIO())
    said = out.getvalue()
    assert "4 dòng = 2 nhập mới + 1 đã có" in said
    assert "+ 1 chờ danh mục + 0 không nhập được." in said
    assert "Cơ quan ban hành mới “Bộ Nội vụ tỉnh”: 1 dòng chờ. Gần giống: Bộ Nội vụ" in said
