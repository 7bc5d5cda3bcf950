"""Files coming in through every door of the admin."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from editorial.models import SiteDocument, SiteImage
from tests.editorial import sample_files as sample

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_store", "held_clock"),
    pytest.mark.clause("R10.1b"),
]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


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
