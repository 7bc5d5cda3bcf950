"""A saved file keeps its bytes; a published one is kept for ever as it was."""

import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse

from editorial.models import PublishedFile, SiteDocument, SiteImage
from editorial.refusals import Refused
from tests.editorial import sample_files as sample
from tests.editorial.conftest import make_document, make_image

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_store", "held_clock"),
    pytest.mark.clause("R10.4"),
]


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sentences_of(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


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


def test_a_file_nobody_published_may_be_deleted_by_its_owner(officer_client, newsroom):
    stray = make_document("Thừa", owner=newsroom.officer)
    assert officer_client.post(reverse("wagtaildocs:delete", args=[stray.pk])).status_code == 302
    assert not SiteDocument.objects.filter(pk=stray.pk).exists()


def test_a_file_that_something_else_holds_is_refused_with_what_holds_it(superuser_client, item, picture):
    response = superuser_client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert "đang được dùng trong hoạt động Ban Chỉ đạo" in sentences_of(response)[-1]


def test_the_door_tells_nothing_to_those_who_may_not_delete(client, published, picture, newsroom):
    client.force_login(newsroom.other_officer)
    response = client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert not any(picture.title in sentence for sentence in sentences_of(response))
    assert SiteImage.objects.filter(pk=picture.pk).exists()


def test_nobody_changes_the_words_of_a_file_that_waits_for_approval(officer_client, item, picture, newsroom):
    newsroom.submitted(item)
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


def test_stored_names_never_collide():
    first, second = make_document("Một"), make_document("Hai")
    assert first.file.name != second.file.name
    assert re.match(r"documents/\w+/ket-luan\.pdf", second.file.name)
