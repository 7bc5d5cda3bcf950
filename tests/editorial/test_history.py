"""An item's whole history, and the archive, readable by everyone who works with the site."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import User
from editorial import archiving, clock, guards, history, submissions
from editorial.models import PublicationRecord
from tests.newsroom import MOMENT, Newsroom


def read(client: Client, user: User, name: str, *args, **query) -> str:
    client.force_login(user)
    with clock.held_at(MOMENT):
        response = client.get(reverse(f"newsroom:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.clause("R10.4")
@pytest.mark.parametrize(
    "role", ["officer", "other_officer", "unit_head", "other_unit_head", "member", "deputy", "head", "administrator"]
)
def test_everyone_in_the_admin_reads_who_did_what_under_which_authority(newsroom: Newsroom, client: Client, role: str):
    newsroom.delegate()
    submission = newsroom.approving()
    submissions.approve(submission, by=newsroom.deputy, at=MOMENT)
    text = read(client, getattr(newsroom, role), "history", submission.page_id)
    for words in (
        "Cán bộ đầu mối, Sở Y tế, theo Quyết định số canbo/QĐ-SNV",
        "Thủ trưởng đơn vị, Sở Y tế, theo Quyết định số thutruong/QĐ-SNV",
        "Chuyển Trưởng ban phê duyệt",
        "theo văn bản ủy quyền số 15/UQ-BBT",
        "Chuỗi hồ sơ nguyên vẹn",
        "Đang công khai",
    ):
        assert words in text


def test_the_history_needs_the_admin(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    response = client.get(reverse("newsroom:history", args=[page.pk]))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response.url


@pytest.mark.clause("R10.4")
def test_each_version_ever_public_can_be_read_as_it_was(newsroom: Newsroom, client: Client):
    page = newsroom.published(newsroom.draft(title="Tiêu đề đầu tiên"))
    first = page.live_revision_id
    page.title = "Tiêu đề thứ hai"
    page.body = [("paragraph", "<p>Nội dung đã sửa.</p>")]
    page.save_revision(user=newsroom.officer)
    newsroom.published(page)
    old = read(client, newsroom.other_officer, "version", page.pk, first)
    assert "Tiêu đề đầu tiên" in old
    assert "Nội dung kiểm tra gồm sáu lĩnh vực." in old
    assert "Nội dung đã sửa." not in old
    new = read(client, newsroom.other_officer, "record", 2)
    assert "Nội dung đã sửa." in new
    assert PublicationRecord.objects.get(sequence=2).digest in new


def test_a_version_of_another_item_is_not_shown_under_this_one(newsroom: Newsroom, client: Client):
    page, other = newsroom.published(), newsroom.published()
    client.force_login(newsroom.officer)
    address = reverse("newsroom:version", args=[page.pk, other.live_revision_id])
    assert client.get(address).status_code == 404


def test_a_withdrawal_stands_in_the_history_with_its_decision(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    archiving.withdraw(
        page, by=newsroom.head, at=MOMENT, decision_number="12/QĐ-SNV", reason="Số liệu sai.", display="gone"
    )
    text = read(client, newsroom.officer, "history", page.pk)
    assert "đã thu hồi" in text
    assert "Quyết định số 12/QĐ-SNV" in text


@pytest.mark.clause("R10.4")
def test_a_tampered_record_and_its_neighbour_say_so(newsroom: Newsroom, client: Client):
    first, second, third = (newsroom.published() for _ in range(3))
    guards.lift(connection)
    record = PublicationRecord.objects.get(page_id=second.pk)
    record.text = "Nội dung bị sửa lén."
    PublicationRecord.objects.filter(pk=record.pk).update(text=record.text)
    guards.install(connection)
    assert "Hồ sơ đã bị sửa: mã kiểm tra không khớp." in read(client, newsroom.officer, "history", second.pk)
    assert "Chuỗi hồ sơ nguyên vẹn" in read(client, newsroom.officer, "history", first.pk)
    guards.lift(connection)
    PublicationRecord.objects.filter(pk=record.pk).update(digest=history.record_digest(record))
    guards.install(connection)
    assert "không nối với hồ sơ số 2 đứng trước" in read(client, newsroom.officer, "history", third.pk)


def test_the_history_asks_the_same_number_of_queries_however_long_it_is(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    read(client, newsroom.member, "history", page.pk)
    with CaptureQueriesContext(connection) as few:
        read(client, newsroom.member, "history", page.pk)
    for number in range(4):
        page.title = f"Tiêu đề lần {number}"
        page.save_revision(user=newsroom.officer)
        page = newsroom.published(page)
    with CaptureQueriesContext(connection) as many:
        read(client, newsroom.member, "history", page.pk)
    assert len(many) <= len(few)


def test_the_archive_is_searched_by_title_newest_first(newsroom: Newsroom, client: Client):
    newsroom.published(newsroom.draft(title="Họp giao ban tháng 10"))
    newsroom.published(newsroom.draft(title="Khai trương bộ phận một cửa"))
    text = read(client, newsroom.other_officer, "archive")
    assert text.index("Khai trương bộ phận một cửa") < text.index("Họp giao ban tháng 10")
    text = read(client, newsroom.other_officer, "archive", q="giao ban")
    assert "Họp giao ban tháng 10" in text
    assert "Khai trương bộ phận một cửa" not in text
    assert "Không có hồ sơ nào có tiêu đề chứa" in read(client, newsroom.other_officer, "archive", q="không có")


def test_the_archive_is_paged_by_record_number(newsroom: Newsroom, client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "RECORDS_PER_PAGE", 2)
    for number in range(5):
        newsroom.published(newsroom.draft(title=f"Tin thứ {number}"))
    first = read(client, newsroom.officer, "archive")
    assert "truoc=4" in first
    assert "Tin thứ 4" in first
    assert "Tin thứ 2" not in first
    last = read(client, newsroom.officer, "archive", truoc="2")
    assert "Tin thứ 0" in last
    assert "Cũ hơn" not in last


@pytest.mark.parametrize("before", ["abc", "-1", "9" * 40, "1 OR 1=1"])
def test_a_page_number_that_makes_no_sense_shows_the_newest(newsroom: Newsroom, client: Client, before: str):
    newsroom.published(newsroom.draft(title="Tin duy nhất"))
    assert "Tin duy nhất" in read(client, newsroom.officer, "archive", truoc=before)


def test_wagtails_listing_leads_to_the_history(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    client.force_login(newsroom.administrator)
    text = client.get(reverse("wagtailadmin_explore", args=[newsroom.section.pk])).content.decode()
    assert reverse("newsroom:history", args=[page.pk]) in text
