"""Files through the real views: uploaded in the admin, private until published, fixed afterwards."""

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from agencies.models import Agency, AgencyKind, Appointment, Post, User
from editorial import archiving, clock, submissions
from editorial.files import files_of, is_public, missing_files
from editorial.grounds import ChecklistItem, Content, Origin, Purpose
from editorial.models import PublishedFile, SiteDocument, SiteImage, Submission, WithdrawalDisplay
from editorial.refusals import Refused
from home.models import PlainPage, SectionPage
from home.structure import ensure_site
from news.models import AttachedDocument, SteeringCommitteePage
from tests.editorial import sample_files as sample

pytestmark = [pytest.mark.django_db, pytest.mark.clause("R10.4")]

AT = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)
ON = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def moment():
    with clock.held_at(AT):
        yield


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def site():
    return ensure_site()


@pytest.fixture
def agency():
    return Agency.objects.create(name="Sở Nội vụ", slug="so-noi-vu", kind=AgencyKind.DEPARTMENT)


def appoint(username: str, agency: Agency, post: Post) -> User:
    user = User.objects.create_user(username, password="mat-khau-dai", last_name="Lý", first_name=username)
    Appointment.objects.create(
        user=user,
        agency=agency,
        post=post,
        decision_number=f"{user.pk}/QĐ-SNV",
        decided_on=date(2022, 7, 1),
        starts_on=date(2022, 7, 1),
    )
    return user


@pytest.fixture
def officer(site, agency):
    return appoint("daumoi", agency, Post.FOCAL_OFFICER)


@pytest.fixture
def unit_head(site, agency):
    return appoint("thutruong", agency, Post.UNIT_HEAD)


@pytest.fixture
def member(site, agency):
    return appoint("thanhvien", agency, Post.BOARD_MEMBER)


@pytest.fixture
def board_head(site, agency):
    return appoint("truongban", agency, Post.BOARD_HEAD)


@pytest.fixture
def officer_client(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def superuser_client(site):
    client = Client()
    client.force_login(User.objects.create_superuser("goc", password="mat-khau-dai"))
    return client


def make_image(title="Một cửa", content=None, *, owner=None) -> SiteImage:
    file = ContentFile(content or sample.picture("PNG", (60, 40)), name="mot-cua.png")
    return SiteImage.objects.create(title=title, file=file, alt_text="Quầy một cửa", uploaded_by_user=owner)


def make_document(title="Kết luận", name="ket-luan.pdf", content=None, *, owner=None) -> SiteDocument:
    file = ContentFile(content or sample.pdf(title), name=name)
    return SiteDocument.objects.create(title=title, file=file, uploaded_by_user=owner)


@pytest.fixture
def picture(officer):
    return make_image(owner=officer)


@pytest.fixture
def conclusions(officer):
    return make_document(owner=officer)


@pytest.fixture
def item(site, agency, officer, unit_head, picture, conclusions):
    """A draft with a lead image, an attached document, and both kinds of file named in its text."""
    section = SectionPage.objects.get(slug="ban-chi-dao")
    in_text = make_image("Toàn cảnh", sample.picture("JPEG", (50, 50)), owner=officer)
    linked = make_document("Phụ lục", "phu-luc.xlsx", sample.xlsx(), owner=officer)
    page = SteeringCommitteePage(
        title="Họp Ban Chỉ đạo quý I",
        slug="hop-ban-chi-dao",
        agency=agency,
        summary="Ban Chỉ đạo họp.",
        kind="meeting",
        happened_on=ON,
        lead_image=picture,
        live=False,
        owner=officer,
        body=[
            (
                "paragraph",
                f'<p>Xem <a linktype="document" id="{linked.pk}">phụ lục</a></p>'
                f'<embed embedtype="image" id="{in_text.pk}" format="left" alt="Toàn cảnh"/>',
            )
        ],
    )
    page.attached_documents = [AttachedDocument(document=conclusions, title="Kết luận cuộc họp")]
    section.add_child(instance=page)
    page.save_revision(user=officer)
    return page


def send(page, officer, unit_head) -> Submission:
    submission = submissions.submit(page, by=officer, at=AT)
    submissions.confirm(submission, by=unit_head, at=AT)
    return submission


def publish(page, officer, unit_head, member, board_head) -> Submission:
    submission = send(page, officer, unit_head)
    submissions.classify(
        submission,
        by=member,
        at=AT,
        origin=Origin.OWN,
        content=Content.NEWS,
        purpose=Purpose.INFORMATION,
        checklist=ChecklistItem.values,
    )
    submissions.pass_on(submission, by=member, at=AT)
    submissions.approve(submission, by=board_head, at=AT)
    return submission


@pytest.fixture
def published(item, officer, unit_head, member, board_head):
    publish(item, officer, unit_head, member, board_head)
    return SteeringCommitteePage.objects.get(pk=item.pk)


def address(file) -> str:
    return file.url if isinstance(file, SiteDocument) else file.file.url


def sentences_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


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


def test_a_person_whose_post_ended_sees_them_no_more(officer_client, officer, picture):
    assert officer_client.get(address(picture)).status_code == 200
    officer.appointments.update(ends_on=date(2026, 3, 2))
    assert officer_client.get(address(picture)).status_code == 404


def test_publication_makes_every_file_of_the_page_public_and_no_other(client, published, officer):
    stray = make_document("Bản nháp nội bộ", "noi-bo.pdf", owner=officer)
    shown = [*SiteImage.objects.all(), *SiteDocument.objects.exclude(pk=stray.pk)]
    assert len(shown) == 4
    for file in shown:
        response = client.get(address(file))
        assert response.status_code == 200, file
        assert response["Cache-Control"] == "public, max-age=86400, immutable"
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


def test_a_file_added_to_a_change_not_yet_approved_stays_private(client, published, officer):
    added = make_document("Bổ sung", "bo-sung.pdf", owner=officer)
    draft = published.get_latest_revision_as_object()
    draft.attached_documents.add(AttachedDocument(document=added, title="Bổ sung"))
    draft.save_revision(user=officer)
    assert client.get(address(added)).status_code == 404


def test_a_file_left_out_by_an_approved_change_is_private_again(
    client, published, conclusions, officer, unit_head, member, board_head
):
    draft = published.get_latest_revision_as_object()
    draft.attached_documents = []
    draft.save_revision(user=officer)
    assert client.get(address(conclusions)).status_code == 200
    publish(draft, officer, unit_head, member, board_head)
    assert client.get(address(conclusions)).status_code == 404


def test_withdrawal_takes_the_files_back(client, published, conclusions, board_head):
    archiving.withdraw(
        published, by=board_head, at=AT, decision_number="9/QĐ", reason="Sai số liệu", display=WithdrawalDisplay.GONE
    )
    assert client.get(address(conclusions)).status_code == 404
    assert conclusions.deletion_obstacles()


def test_a_file_on_a_plain_page_is_public_while_the_page_is(client, site):
    document = make_document("Nội quy", "noi-quy.pdf")
    page = PlainPage(title="Nội quy", slug="noi-quy")
    page.body = [("paragraph", f'<p><a linktype="document" id="{document.pk}">Nội quy</a></p>')]
    site.add_child(instance=page)
    assert client.get(address(document)).status_code == 200
    page.unpublish()
    assert client.get(address(document)).status_code == 404


def test_asking_for_a_public_file_takes_few_queries(client, published, conclusions, django_assert_max_num_queries):
    client.get(address(conclusions))
    with django_assert_max_num_queries(4):
        client.get(address(conclusions))


# How a file is served


@pytest.mark.parametrize(
    "path",
    [
        "/tep/../manage.py",
        "/tep/..%2f..%2fmanage.py",
        "/tep/documents/..%2f..%2fcchc.sqlite3",
        "/tep//etc/passwd",
        "/tep/documents/",
        "/tep/a%00b",
        "/tep/999999999999999999/x.pdf",
        "/tep/wagtail_uploads/x.png",
        "/media/documents/ket-luan.pdf",
    ],
)
def test_no_address_reaches_outside_the_libraries(superuser_client, path):
    assert superuser_client.get(path).status_code == 404


def test_a_document_answers_only_under_its_own_name(superuser_client, conclusions):
    assert superuser_client.get(f"/tep/{conclusions.pk}/khac.pdf").status_code == 404


def test_text_opens_in_the_browser_and_office_files_are_saved(superuser_client, conclusions):
    word = make_document("Tờ trình", "Tờ trình số 5.docx", sample.docx())
    response = superuser_client.get(word.url)
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert superuser_client.get(conclusions.url)["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_kept_copy_need_not_be_sent_again(client, published, conclusions):
    etag = client.get(address(conclusions))["ETag"]
    assert conclusions.sha256 in etag
    assert client.get(address(conclusions), headers={"if-none-match": etag}).status_code == 304


@pytest.fixture
def video(site):
    content = sample.mp4() + bytes(range(256)) * 1000
    return make_document("Hội nghị", "hoi-nghi.mp4", content), content


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize(
    ("asked", "first", "last"), [("bytes=100-199", 100, 199), ("bytes=256000-", 256000, None), ("bytes=-50", -50, None)]
)
def test_a_video_can_be_wound_forward(superuser_client, video, asked, first, last):
    document, content = video
    response = superuser_client.get(document.url, headers={"range": asked})
    wanted = content[first : last + 1 if last else None]
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == wanted
    assert int(response["Content-Length"]) == len(wanted)
    assert response["Content-Range"].endswith(f"/{len(content)}")
    assert response["Content-Type"] == "video/mp4"


def test_a_part_past_the_end_is_refused_and_an_unclear_one_gets_the_whole(superuser_client, video):
    document, content = video
    past = superuser_client.get(document.url, headers={"range": f"bytes={len(content)}-"})
    assert past.status_code == 416
    assert past["Content-Range"] == f"bytes */{len(content)}"
    for unclear in ("bytes=9-5", "bytes=-", "lines=1-2", "bytes=0-1,5-6"):
        whole = superuser_client.get(document.url, headers={"range": unclear})
        assert whole.status_code == 200
        assert whole["Accept-Ranges"] == "bytes"
    stale = superuser_client.get(document.url, headers={"range": "bytes=0-9", "if-range": '"cũ"'})
    assert stale.status_code == 200


def test_a_front_server_may_send_the_bytes(superuser_client, client, settings):
    settings.FILES_ACCEL_PREFIX = "/tep-noi-bo/"
    document = make_document("Tờ trình", "Tờ trình.pdf")
    response = superuser_client.get(document.url)
    assert response["X-Accel-Redirect"].startswith("/tep-noi-bo/documents/T%E1%BB%9D")
    assert response.content == b""
    assert client.get(document.url).status_code == 404


def test_lost_bytes_answer_not_found(superuser_client, conclusions):
    Path(conclusions.file.path).unlink()
    assert superuser_client.get(conclusions.url).status_code == 404


def test_nothing_but_reading_is_answered(superuser_client, conclusions):
    assert superuser_client.post(conclusions.url).status_code == 405


# Uploading through the admin


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("R10.1b")
def test_an_uploaded_document_is_kept_with_its_digest(officer_client):
    content = sample.docx()
    response = officer_client.post(
        reverse("wagtaildocs:add"), {"title": "Báo cáo", "file": upload("bao-cao.docx", content)}
    )
    assert response.status_code == 302
    document = SiteDocument.objects.get()
    assert document.sha256 == hashlib.sha256(content).hexdigest() == document.stored_sha256()


REFUSED_UPLOADS = [
    ("bao-cao.docx", sample.picture("PNG"), "không phải là tài liệu Word: nội dung là ảnh PNG"),
    ("virus.exe", b"MZ", "thuộc loại không được nhận"),
    ("rong.pdf", b"", "rỗng"),
]


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize(("name", "content", "fragment"), REFUSED_UPLOADS)
@pytest.mark.parametrize("door", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
def test_every_door_for_documents_refuses_by_name(officer_client, door, name, content, fragment):
    field = {"wagtaildocs:add": "file", "wagtaildocs:add_multiple": "files[]"}.get(door, "document-chooser-upload-file")
    prefix = "document-chooser-upload-" if door.endswith("create") else ""
    data = {f"{prefix}title": "Tiêu đề đã gõ", field: upload(name, content)}
    response = officer_client.post(reverse(door), data, headers={"x-requested-with": "XMLHttpRequest"})
    shown = response.json() if response["Content-Type"] == "application/json" else response.content.decode()
    text = str(shown)
    assert f"“{name}”" in text
    assert fragment in text
    assert "add_multiple" in door or "Tiêu đề đã gõ" in text
    assert not SiteDocument.objects.exists()


@pytest.mark.clause("R10.1b")
@pytest.mark.parametrize("door", ["wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"])
def test_every_door_for_images_refuses_by_name(officer_client, door):
    prefix = "image-chooser-upload-" if door.endswith("create") else ""
    field = "files[]" if door.endswith("multiple") else f"{prefix}file"
    data = {f"{prefix}title": "Ảnh", f"{prefix}alt_text": "Ảnh", field: upload("anh.png", sample.pdf())}
    response = officer_client.post(reverse(door), data, headers={"x-requested-with": "XMLHttpRequest"})
    shown = response.json() if response["Content-Type"] == "application/json" else response.content.decode()
    assert "“anh.png” không phải là ảnh PNG: nội dung là tài liệu PDF" in str(shown)
    assert not SiteImage.objects.exists()


def test_a_hostile_name_is_shown_harmless_where_the_screen_takes_html(officer_client):
    data = {"files[]": upload("<img src=x onerror=alert(1)>.exe", b"MZ")}
    response = officer_client.post(reverse("wagtaildocs:add_multiple"), data)
    assert response.json()["success"] is False
    assert "<" not in response.json()["error_message"]


def test_an_image_needs_words_for_those_who_cannot_see_it(officer_client):
    data = {"title": "Ảnh", "file": upload("anh.png", sample.picture())}
    response = officer_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert "alt_text" in response.context["form"].errors
    assert (
        officer_client.post(
            reverse("wagtailimages:add"),
            {**data, "file": upload("anh.png", sample.picture()), "alt_text": "Quầy một cửa"},
        ).status_code
        == 302
    )
    image = SiteImage.objects.get()
    assert image.default_alt_text == "Quầy một cửa"
    assert image.sha256 == hashlib.sha256(sample.picture()).hexdigest()


def test_several_images_at_once_wait_for_their_words_out_of_sight(officer_client, client):
    content = sample.picture()
    data = {"title": "Ảnh", "files[]": upload("anh.png", content)}
    answer = officer_client.post(reverse("wagtailimages:add_multiple"), data).json()
    assert answer["success"]
    assert not SiteImage.objects.exists()
    waiting = UploadedFile.objects.get()
    assert officer_client.get(f"/tep/{waiting.file.name}").status_code == 404
    prefix = f"uploaded-image-{waiting.pk}"
    answer = officer_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        {f"{prefix}-title": "Ảnh", f"{prefix}-alt_text": "Quầy một cửa"},
    ).json()
    assert answer["success"], answer
    assert SiteImage.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_long_vietnamese_name_is_no_obstacle(officer_client):
    name = "Báo cáo tình hình thực hiện công tác cải cách hành chính nhà nước " * 3 + ".pdf"
    response = officer_client.post(reverse("wagtaildocs:add"), {"title": "Báo cáo", "file": upload(name, sample.pdf())})
    assert response.status_code == 302
    document = SiteDocument.objects.get()
    assert document.filename.endswith(".pdf")
    assert officer_client.get(document.url).status_code == 200


# Fixed once saved, and for ever once published


def document_form(document, **changes) -> dict:
    return {"title": document.title, **changes}


def image_form(image, **changes) -> dict:
    return {"title": image.title, "alt_text": image.alt_text, "credit": image.credit, **changes}


def test_the_bytes_of_a_saved_file_are_never_replaced(officer_client, conclusions):
    data = document_form(conclusions, file=upload("khac.pdf", sample.pdf("khác")))
    response = officer_client.post(reverse("wagtaildocs:edit", args=[conclusions.pk]), data)
    assert "Hãy tải lên tệp mới" in str(response.context["form"].errors["file"])
    conclusions.refresh_from_db()
    assert conclusions.stored_sha256() == hashlib.sha256(sample.pdf("Kết luận")).hexdigest()
    conclusions.file = ContentFile(b"%PDF-", name="khac.pdf")
    with pytest.raises(Refused, match="nội dung không thay được"):
        conclusions.save()


def test_before_publication_the_words_may_be_corrected(officer_client, picture):
    data = image_form(picture, alt_text="Quầy một cửa huyện Kế Sách")
    assert officer_client.post(reverse("wagtailimages:edit", args=[picture.pk]), data).status_code == 302
    picture.refresh_from_db()
    assert picture.alt_text == "Quầy một cửa huyện Kế Sách"


@pytest.mark.parametrize(("field", "label"), [("alt_text", "văn bản thay thế"), ("credit", "nguồn ảnh")])
def test_the_words_of_a_published_image_are_fixed(superuser_client, published, picture, field, label):
    url = reverse("wagtailimages:edit", args=[picture.pk])
    response = superuser_client.post(url, image_form(picture, **{field: "Câu khác"}))
    assert f"không sửa được {label}" in str(response.context["form"].errors[field])
    assert "Câu khác" in response.content.decode()


def test_the_focus_of_a_published_image_is_fixed_since_it_crops_what_is_seen(superuser_client, published, picture):
    focus = {f"focal_point_{name}": 9 for name in ("x", "y", "width", "height")}
    url = reverse("wagtailimages:edit", args=[picture.pk])
    response = superuser_client.post(url, image_form(picture, **focus))
    assert "đã được công bố" in str(response.context["form"].non_field_errors())


def test_the_title_of_a_published_document_is_fixed(superuser_client, published, conclusions):
    url = reverse("wagtaildocs:edit", args=[conclusions.pk])
    response = superuser_client.post(url, document_form(conclusions, title="Tên khác"))
    assert "Hãy tải lên tệp mới" in str(response.context["form"].errors["title"])


def test_a_published_file_may_still_be_sorted_in_the_library(superuser_client, published, conclusions):
    url = reverse("wagtaildocs:edit", args=[conclusions.pk])
    response = superuser_client.post(url, document_form(conclusions, tags="họp"))
    assert response.status_code == 302
    assert conclusions.tags.names().get() == "họp"


def deletion_addresses(image, document) -> list[tuple[str, object]]:
    return [
        (reverse("wagtailimages:delete", args=[image.pk]), image),
        (reverse("wagtaildocs:delete", args=[document.pk]), document),
    ]


def test_deleting_a_published_file_is_refused_with_a_sentence(superuser_client, published, picture, conclusions):
    for url, file in deletion_addresses(picture, conclusions):
        for response in (superuser_client.get(url), superuser_client.post(url)):
            assert response.status_code == 302
            assert f"Không xóa được tệp “{file.title}”" in sentences_of(response)[-1]
    names = {"wagtailimages:delete_multiple": picture, "wagtaildocs:delete_multiple": conclusions}
    for name, file in names.items():
        answer = superuser_client.post(reverse(name, args=[file.pk])).json()
        assert answer["success"] is False
        assert "phải được giữ vĩnh viễn" in answer["error_message"]
    assert SiteImage.objects.filter(pk=picture.pk).exists()
    assert SiteDocument.objects.filter(pk=conclusions.pk).exists()
    assert Path(conclusions.file.path).exists()


@pytest.mark.parametrize("model", ["siteimage", "sitedocument"])
def test_deleting_many_files_is_refused_whole_when_one_is_published(
    superuser_client, published, picture, conclusions, model
):
    fixed, free = (picture, make_image("Tự do")) if model == "siteimage" else (conclusions, make_document("Tự do"))
    url = reverse("wagtail_bulk_action", args=["editorial", model, "delete"])
    response = superuser_client.post(f"{url}?id={fixed.pk}&id={free.pk}")
    assert response.status_code == 302
    assert f"“{fixed.title}”" in sentences_of(response)[-1]
    assert type(free).objects.filter(pk=free.pk).exists()


def test_code_cannot_delete_a_published_file_either(published, picture):
    with pytest.raises(Refused, match="phải được giữ vĩnh viễn"):
        picture.delete()
    with pytest.raises(ProtectedError):
        SiteImage.objects.filter(pk=picture.pk).delete()


def test_a_file_nobody_published_may_be_deleted_by_its_owner(officer_client, officer):
    stray = make_document("Thừa", owner=officer)
    assert officer_client.post(reverse("wagtaildocs:delete", args=[stray.pk])).status_code == 302
    assert not SiteDocument.objects.filter(pk=stray.pk).exists()


def test_a_file_that_something_else_holds_is_refused_with_what_holds_it(superuser_client, item, picture):
    response = superuser_client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert "đang được dùng trong hoạt động Ban Chỉ đạo" in sentences_of(response)[-1]


def test_the_door_tells_nothing_to_those_who_may_not_delete(published, picture, agency):
    client = Client()
    client.force_login(appoint("nguoikhac", agency, Post.FOCAL_OFFICER))
    response = client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert not any(picture.title in sentence for sentence in sentences_of(response))
    assert SiteImage.objects.filter(pk=picture.pk).exists()


def test_nobody_changes_the_words_of_a_file_that_waits_for_approval(officer_client, item, picture, officer, unit_head):
    send(item, officer, unit_head)
    response = officer_client.post(
        reverse("wagtailimages:edit", args=[picture.pk]), image_form(picture, alt_text="Câu khác")
    )
    assert "đang nằm trong hồ sơ trình duyệt “Họp Ban Chỉ đạo quý I”" in str(
        response.context["form"].errors["alt_text"]
    )
    linked = SiteDocument.objects.get(title="Phụ lục")
    response = officer_client.post(reverse("wagtaildocs:delete", args=[linked.pk]))
    assert "đang nằm trong hồ sơ trình duyệt" in sentences_of(response)[-1]
    assert SiteDocument.objects.filter(pk=linked.pk).exists()


def test_the_record_of_a_publication_holds_the_digest_of_every_file(published):
    rows = PublishedFile.objects.all()
    assert len(rows) == 4
    for row in rows:
        file = row.image or row.document
        assert row.sha256 == hashlib.sha256(Path(file.file.path).read_bytes()).hexdigest()


def test_stored_names_never_collide(officer):
    first, second = make_document("Một"), make_document("Hai")
    assert first.file.name != second.file.name
    assert re.match(r"documents/ket-luan_\w+\.pdf", second.file.name)
