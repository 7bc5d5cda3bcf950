"""How a file leaves the house."""

from pathlib import Path

import pytest

from tests.editorial import sample_files as sample
from tests.editorial.conftest import make_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_store", "held_clock"),
    pytest.mark.clause("R10.4"),
]


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


def test_a_second_file_of_one_name_keeps_the_name_it_was_given(superuser_client, conclusions):
    second = make_document("Kết luận khác", conclusions.filename, sample.docx())
    assert second.filename == conclusions.filename
    assert second.file.name != conclusions.file.name
    for document in (conclusions, second):
        for address in (document.url, f"/tep/{document.file.name}"):
            response = superuser_client.get(address)
            assert b"".join(response.streaming_content) == document.file.open().read()


def test_text_opens_in_the_browser_and_office_files_are_saved(superuser_client, conclusions):
    word = make_document("Tờ trình", "Tờ trình số 5.docx", sample.docx())
    response = superuser_client.get(word.url)
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert superuser_client.get(conclusions.url)["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_kept_copy_need_not_be_sent_again(client, published, conclusions):
    etag = client.get(conclusions.url)["ETag"]
    assert conclusions.sha256 in etag
    assert client.get(conclusions.url, headers={"if-none-match": etag}).status_code == 304


@pytest.fixture
def video(newsroom):
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
