"""Which files a page shows, and who may have them."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from editorial import archiving
from editorial.files import files_of, is_public, missing_files
from editorial.models import SiteDocument, SiteImage, WithdrawalDisplay
from editorial.refusals import Refused
from home.models import PlainPage
from news.models import AttachedDocument
from tests.editorial import sample_files as sample
from tests.editorial.conftest import make_document
from tests.newsroom import MOMENT, TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_store", "held_clock"),
    pytest.mark.clause("R10.4"),
]


def address(file) -> str:
    return file.url if isinstance(file, SiteDocument) else file.file.url


# What a page shows


def test_files_of_an_unsaved_version_are_found_wherever_they_stand(item, picture, conclusions):
    version = item.get_latest_revision_as_object()
    snapshots = files_of(version)
    assert [snapshot.kind for snapshot in snapshots] == ["image", "image", "document", "document"]
    assert [snapshot.filename for snapshot in snapshots[2:]] == ["ket-luan.pdf", "phu-luc.xlsx"]
    assert snapshots[0].id == picture.pk
    assert snapshots[0].size == len(sample.picture("PNG", (60, 40)))
    assert snapshots[2].sha256 == hashlib.sha256(sample.pdf("Kết luận")).hexdigest()


def test_papers_of_the_newsroom_are_not_among_the_files_of_a_page(item):
    version = item.get_latest_revision_as_object()
    version.confirmation_paper = make_document("Giấy xác nhận", "xac-nhan.pdf")
    assert "xac-nhan.pdf" not in {snapshot.filename for snapshot in files_of(version)}


def test_the_digest_is_of_the_bytes_in_the_store_not_of_the_note_at_upload(item, conclusions):
    Path(conclusions.file.path).write_bytes(sample.pdf("đã bị sửa"))
    snapshot = next(s for s in files_of(item.get_latest_revision_as_object()) if s.filename == "ket-luan.pdf")
    assert snapshot.sha256 != conclusions.sha256
    assert snapshot.sha256 == hashlib.sha256(sample.pdf("đã bị sửa")).hexdigest()


def test_a_page_that_lost_a_file_is_refused_with_the_name(item, conclusions):
    Path(conclusions.file.path).unlink()
    version = item.get_latest_revision_as_object()
    (sentence,) = missing_files(version)
    assert "“Kết luận”" in sentence
    with pytest.raises(Refused, match="“Kết luận”"):
        files_of(version)


def test_a_page_that_names_a_file_no_longer_in_the_library_is_refused(item):
    version = item.get_latest_revision_as_object()
    linked = SiteDocument.objects.get(title="Phụ lục")
    linked.delete()
    (sentence,) = missing_files(version)
    assert "không còn trong thư viện" in sentence


def test_files_are_found_in_a_number_of_queries_that_does_not_grow(item, django_assert_max_num_queries):
    version = item.get_latest_revision_as_object()
    files_of(version)
    with django_assert_max_num_queries(3):
        files_of(version)
    for index in range(6):
        item.attached_documents.add(AttachedDocument(document=make_document(f"Tệp {index}"), title="x"))
    with django_assert_max_num_queries(3):
        assert len(files_of(item)) == 10


# Who may have a file


def test_a_draft_keeps_its_files_private(client, item, picture, conclusions):
    for file in (picture, conclusions):
        assert not is_public(file)
        response = client.get(address(file))
        assert response.status_code == 404
        assert "no-store" in response["Cache-Control"]


def test_someone_who_works_here_today_sees_the_files_of_a_draft(officer_client, item, picture, conclusions):
    for file in (picture, conclusions):
        response = officer_client.get(address(file))
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert b"".join(response.streaming_content) == Path(file.file.path).read_bytes()


def test_a_person_whose_post_ended_sees_them_no_more(officer_client, newsroom, picture):
    assert officer_client.get(address(picture)).status_code == 200
    newsroom.officer.appointments.update(ends_on=TODAY - timedelta(days=1))
    assert officer_client.get(address(picture)).status_code == 404


def test_publication_makes_every_file_of_the_page_public_and_no_other(client, published):
    stray = make_document("Bản nháp nội bộ", "noi-bo.pdf")
    shown = [*SiteImage.objects.all(), *SiteDocument.objects.exclude(pk=stray.pk)]
    assert len(shown) == 4
    for file in shown:
        response = client.get(address(file))
        assert response.status_code == 200, file
        assert response["Cache-Control"] == "public, no-cache"
        assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(address(stray)).status_code == 404


def test_a_picture_is_served_in_the_sizes_that_pages_use(client, published, picture):
    rendition = picture.get_rendition("width-30|format-webp")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert rendition.alt == "Quầy một cửa"


def test_the_sizes_of_a_private_picture_are_private(client, picture):
    assert client.get(picture.get_rendition("width-30").url).status_code == 404


def test_a_file_added_to_a_change_not_yet_approved_stays_private(client, published, newsroom):
    added = make_document("Bổ sung", "bo-sung.pdf")
    draft = published.get_latest_revision_as_object()
    draft.attached_documents.add(AttachedDocument(document=added, title="Bổ sung"))
    draft.save_revision(user=newsroom.officer)
    assert client.get(address(added)).status_code == 404


def test_a_file_left_out_by_an_approved_change_is_private_again(client, published, conclusions, newsroom):
    draft = published.get_latest_revision_as_object()
    draft.attached_documents = []
    draft.save_revision(user=newsroom.officer)
    assert client.get(address(conclusions)).status_code == 200
    newsroom.published(draft)
    assert client.get(address(conclusions)).status_code == 404


def test_withdrawal_takes_the_files_back(client, published, conclusions, newsroom):
    archiving.withdraw(
        published,
        by=newsroom.head,
        at=MOMENT,
        decision_number="9/QĐ",
        reason="Sai số liệu",
        display=WithdrawalDisplay.GONE,
    )
    assert client.get(address(conclusions)).status_code == 404
    assert conclusions.deletion_obstacles()


def test_a_file_on_a_plain_page_is_public_while_the_page_is(client, newsroom):
    document = make_document("Nội quy", "noi-quy.pdf")
    page = PlainPage(title="Nội quy", slug="noi-quy")
    page.body = [("paragraph", f'<p><a linktype="document" id="{document.pk}">Nội quy</a></p>')]
    newsroom.home_page.add_child(instance=page)
    assert client.get(address(document)).status_code == 200
    page.unpublish()
    assert client.get(address(document)).status_code == 404


def test_asking_for_a_public_file_takes_few_queries(client, published, conclusions, django_assert_max_num_queries):
    client.get(address(conclusions))
    with django_assert_max_num_queries(4):
        client.get(address(conclusions))
