"""Somebody with the database itself in their hands: whatever they change, verify_archive finds and names it."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField
from wagtail.models import Page, PageViewRestriction

from editorial import archiving, guards, public_view
from editorial.chain import record_digest
from editorial.models import ArchiveHead, PublicationRecord
from editorial.models.archive import ContributedType, PublishedFile
from editorial.models.submissions import SubmissionStep
from tests.editorial.archive_tools import findings, guards_lifted, run_sql
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.clause("R10.4")


@pytest.fixture
def archive(newsroom: Newsroom, published) -> list[PublicationRecord]:
    """Four records: an item with files, two more, and the withdrawal of the second."""
    second = newsroom.published()
    newsroom.published()
    archiving.withdraw(
        second,
        by=newsroom.head,
        at=MOMENT + timedelta(hours=1),
        decision_number="20/QĐ-SNV",
        reason="Số liệu sai",
        display="notice",
    )
    return list(PublicationRecord.objects.order_by("sequence"))


def change(record: PublicationRecord, **values) -> None:
    with guards_lifted():
        PublicationRecord.objects.filter(pk=record.pk).update(**values)


def reseal(record: PublicationRecord, **values) -> None:
    """What a cunning hand does: change the row and give it the digest that fits."""
    for name, value in values.items():
        setattr(record, name, value)
    change(record, digest=record_digest(record), **values)


def verify() -> tuple[str, str]:
    """Run the command; return what it prints and the sentence it ends with."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("verify_archive", stdout=out, stderr=err)
    return out.getvalue() + err.getvalue(), str(failure.value)


def test_an_untouched_archive_is_whole(archive):
    out = io.StringIO()
    call_command("verify_archive", "--every", "2", stdout=out)
    assert "Hồ sơ lưu nguyên vẹn" in out.getvalue()
    assert "Chuỗi hồ sơ lưu: đã đọc 4…" in out.getvalue()


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Tiêu đề khác"},
        {"text": "Nội dung khác"},
        {"agency_name": "Sở khác"},
        {"authority": "Trưởng ban khác"},
        {"at": MOMENT + timedelta(microseconds=1)},
        {"files": []},
        {"decided_by_name": "Người khác"},
        {"address": "/dia-chi-khac/"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_field_is_named(archive, values):
    change(archive[0], **values)
    _, last = verify()
    assert "Chỗ đầu tiên: Hồ sơ lưu số 1" in last
    assert "đã bị sửa" in last


def test_changed_content_is_named(archive):
    content = {**json.loads(archive[1].content), "title": "Khác"}
    change(archive[1], content=json.dumps(content))
    assert "Hồ sơ lưu số 2" in verify()[1]


def test_a_changed_decider_is_named_even_with_a_fitting_digest(newsroom, archive):
    reseal(archive[2], decided_by_id=newsroom.deputy.pk)
    assert findings()[0].startswith("Hồ sơ lưu số 4")
    assert "không nối" in findings()[0]


def test_a_resealed_last_record_no_longer_matches_the_head(archive):
    reseal(archive[-1], reason="Lý do khác")
    assert "Đầu chuỗi" in findings()[0]


@pytest.mark.parametrize("position", [0, 1, 3], ids=["first", "middle", "last"])
def test_a_deleted_record_is_named(archive, position):
    record = archive[position]
    with guards_lifted():
        PublishedFile.objects.filter(record=record).delete()
        PublicationRecord.objects.filter(pk=record.pk).delete()
    assert f"Thiếu hồ sơ lưu số {record.sequence}" in verify()[1]


def test_two_records_that_change_places_are_named(archive):
    second, third = archive[1], archive[2]
    with guards_lifted():
        for record, sequence in ((second, 900), (third, second.sequence), (second, third.sequence)):
            PublicationRecord.objects.filter(pk=record.pk).update(sequence=sequence)
    assert "Hồ sơ lưu số 2" in findings()[0]


def forge(archive, **values) -> PublicationRecord:
    last = archive[-1]
    record = PublicationRecord.objects.get(pk=archive[0].pk)
    record.pk, record.submission_id, record.kind = None, None, "withdrawal"
    record.decision_number, record.reason, record.display = "99/QĐ", "Giả", "gone"
    record.sequence, record.previous_digest = last.sequence + 1, last.digest
    for name, value in values.items():
        setattr(record, name, value)
    record.digest = record_digest(record)
    return record


def test_a_forged_record_is_refused_by_the_database_where_it_breaks_the_order(archive):
    with pytest.raises(IntegrityError, match="nối vào cuối chuỗi"), transaction.atomic():
        forge(archive, sequence=17).save(force_insert=True)


def test_a_forged_record_at_the_end_does_not_match_the_head(archive):
    forge(archive).save(force_insert=True)
    assert "Đầu chuỗi" in findings()[0]


def test_a_forged_record_with_its_head_does_not_match_the_page(archive):
    record = forge(archive)
    record.save(force_insert=True)
    ArchiveHead.objects.update(last_sequence=record.sequence, last_digest=record.digest)
    sentences = " ".join(findings())
    assert "công khai mà không có hồ sơ lưu" in sentences


def test_a_record_borrowed_for_another_version_does_not_match_its_round(newsroom, archive):
    other = newsroom.submitted()
    with guards_lifted():
        PublicationRecord.objects.filter(pk=archive[2].pk).update(submission=other)
    sentences = " ".join(findings())
    assert "Hồ sơ lưu số 3" in sentences
    assert "ghi là đã đăng mà không có hồ sơ lưu" in sentences


def test_a_changed_head_is_named(archive):
    with guards_lifted():
        ArchiveHead.objects.update(last_digest="f" * 64)
    assert "Đầu chuỗi" in verify()[1]


def test_a_head_set_back_with_the_tail_cut_off_does_not_match_the_page(archive):
    with guards_lifted():
        PublicationRecord.objects.filter(pk=archive[-1].pk).delete()
        ArchiveHead.objects.update(last_sequence=3, last_digest=archive[2].digest)
    assert any("bị gỡ mà không có hồ sơ thu hồi" in sentence for sentence in findings())


def test_changed_bytes_of_a_file_are_named(archive):
    row = archive[0].published_files.filter(document__isnull=False).first()
    Path(row.document.file.path).write_bytes(b"%PDF-1.4 khac")
    assert f"tệp “{row.filename}” đã bị thay đổi" in verify()[1]


def test_a_deleted_file_is_named(archive):
    row = archive[0].published_files.filter(image__isnull=False).first()
    Path(row.image.file.path).unlink()
    assert f"thiếu tệp “{row.filename}”" in verify()[1]


def test_a_deleted_file_row_is_named(archive):
    with guards_lifted():
        archive[0].published_files.first().delete()
    assert "danh sách tệp không khớp" in verify()[1]


def test_a_public_text_changed_by_sql_is_named(archive):
    page = Page.objects.get(pk=archive[2].page_id)
    run_sql("UPDATE news_activitypage SET place = 'Nơi khác' WHERE page_ptr_id = %s", page.pk)
    assert "đang hiển thị khác hồ sơ lưu số 3" in verify()[1]


def test_a_public_title_changed_by_sql_is_refused_by_the_database(archive):
    with pytest.raises(IntegrityError, match="chỉ được công khai"), transaction.atomic():
        Page.objects.filter(pk=archive[2].page_id).update(title="Tiêu đề khác")


def test_a_recorded_version_changed_is_refused_by_the_database_and_named(archive):
    revision = archive[2].revision
    revision.content["title"] = "Khác"
    with pytest.raises(IntegrityError, match="Phiên bản đã ghi"), transaction.atomic():
        revision.save(update_fields=["content"])
    with guards_lifted():
        revision.save(update_fields=["content"])
    assert f"Phiên bản {revision.pk}" in verify()[1]


def test_a_public_item_hidden_behind_a_password_is_named(archive):
    section = Page.objects.get(pk=archive[2].page_id).get_parent()
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert "bị giới hạn người xem" in verify()[1]


@pytest.mark.parametrize("name", sorted(guards.expected_names("sqlite")))
def test_a_dropped_guard_is_named(db, name):
    tables = dict(guards.installed(connection))
    run_sql(f"DROP TRIGGER {name}" + (f" ON {tables[name]}" if connection.vendor == "postgresql" else ""))
    assert f"thiếu khóa bảo vệ “{name}”" in verify()[1]


def test_a_guard_that_is_switched_off_is_named_and_put_back(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite không tắt được trigger, chỉ xóa được.")
    run_sql("ALTER TABLE wagtailcore_page DISABLE TRIGGER cchc_page_needs_record_update")
    assert "cchc_page_needs_record_update" in verify()[1]
    guards.install(connection)
    assert guards.missing(connection) == []


def test_the_database_refuses_to_change_or_delete_what_is_on_record(archive):
    rows = [PublicationRecord, PublishedFile, SubmissionStep, ContributedType, ArchiveHead]
    for model in rows:
        column = "sequence" if model is PublicationRecord else model._meta.pk.column
        table = model._meta.db_table
        statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]  # noqa: S608
        if connection.vendor == "postgresql":
            statements.append(f"TRUNCATE {table} CASCADE")
            run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE wants no foreign key still to be checked
        for statement in statements:
            with pytest.raises(IntegrityError, match="Hồ sơ lưu chỉ được"), transaction.atomic():
                run_sql(statement)
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_migrating_again_leaves_every_guard_in_place():
    guards.lift(connection)
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("label", ["wagtailcore.Page", "wagtailcore.Revision", "editorial.PublicationRecord"])
def test_guarded_tables_can_be_rebuilt_by_a_migration(label):
    """SQLite rebuilds a table to alter it, and drops its triggers doing so; a migration lifts and puts back all of them."""
    model = MigrationLoader(connection).project_state().apps.get_model(label)
    added = CharField(max_length=20, default="")
    added.set_attributes_from_name("ghi_chu")
    added.model = model
    for change in ("add_field", "remove_field"):
        for triggers in (guards, public_view):
            triggers.lift_before_migration(using="default")
        with connection.schema_editor() as editor:
            getattr(editor, change)(model, added)
        for triggers in (guards, public_view):
            triggers.install_after_migration(using="default")
    assert guards.missing(connection) == []
    assert public_view.missing(connection) == []


def test_the_digest_of_a_record_is_the_same_on_every_database(archive):
    """Fixed by hand: if this changes, archives written before can no longer be proved."""
    record = PublicationRecord(
        sequence=7, kind="publication", page_id=1, revision_id=2, submission_id=3, title="Tin", address="/tin/",
        category="activity", agency_name="Sở Y tế", text="Nội dung", content="{}", content_digest="0" * 64,
        files=[{"kind": "image", "id": 1, "filename": "a.png", "sha256": "b", "size": 3}],
        at=MOMENT.replace(microsecond=123456), decided_by_id=4, decided_by_name="Hồ Thị Thu", authority="Trưởng ban",
        appointment_id=5, previous_digest="0" * 64,
    )  # fmt: skip
    assert record_digest(record) == "0f2b02866fa6677e142f433e6f131131d620695f3b6c5cde81083bb6471a7010"
    for saved in archive:
        assert record_digest(PublicationRecord.objects.get(pk=saved.pk)) == saved.digest


def test_a_dump_and_its_reading_give_the_same_digests(archive):
    from django.core import serializers

    for format_name in ("json", "jsonl"):
        dump = serializers.serialize(format_name, PublicationRecord.objects.order_by("sequence"))
        restored = [row.object for row in serializers.deserialize(format_name, dump)]
        assert [record_digest(record) for record in restored] == [record.digest for record in archive]
