"""The sizes of pictures: there before the first reader, and never in the way of a publication."""

import io
import threading

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client

from editorial import renditions
from editorial.models import SiteImage, SiteRendition
from home.models import PlainPage
from tests.editorial.conftest import make_image
from tests.editorial.sample_files import picture as drawn
from tests.newsroom import Newsroom


@pytest.fixture
def made_at_once(settings, monkeypatch, own_store):
    """The thread's work, done on commit by the test itself: a thread would not see what no test commits."""
    settings.RENDITIONS_MADE_ALONG = True
    monkeypatch.setattr(renditions.waiting, "add", renditions.make_for)


def wide(title: str) -> SiteImage:
    return make_image(title, drawn("JPEG", (1400, 900)))


def with_pictures(newsroom: Newsroom):
    gallery = [{"image": wide("Trong bộ ảnh").pk, "caption": "Quầy số 1"}]
    body = [{"type": "picture", "value": {"image": wide("Trong bài").pk}}, {"type": "gallery", "value": gallery}]
    page = newsroom.draft(lead_image=wide("Đại diện"))
    page.body = page._meta.get_field("body").stream_block.to_python(body)
    page.save_revision(user=newsroom.officer)
    return page


def test_no_reader_waits_for_a_picture(newsroom: Newsroom, made_at_once, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = newsroom.published(with_pictures(newsroom))
    made = SiteRendition.objects.count()
    assert made == 3 * len(renditions.SIZES)
    for address in (page.url, "/", "/tin-tuc/hoat-dong/", f"/api/v1/items/{page.pk}"):
        assert Client().get(address).status_code == 200, address
    assert SiteRendition.objects.count() == made  # else a template asks for a size that is not in SIZES
    assert not renditions.lacking().exists()


def test_a_page_about_the_site_counts_too_and_a_draft_does_not(
    newsroom: Newsroom, made_at_once, django_capture_on_commit_callbacks
):
    with_pictures(newsroom)
    about = PlainPage.objects.get(slug="gioi-thieu")
    about.body = about._meta.get_field("body").stream_block.to_python(
        [{"type": "picture", "value": {"image": wide("Trụ sở").pk}}]
    )
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()
    assert set(SiteRendition.objects.values_list("image__title", flat=True)) == {"Trụ sở"}


def test_a_picture_that_cannot_be_drawn_stops_neither_the_publication_nor_the_next_picture(
    newsroom: Newsroom, made_at_once, django_capture_on_commit_callbacks, caplog
):
    page = with_pictures(newsroom)
    broken = SiteImage.objects.get(title="Đại diện")
    broken.file.storage.delete(broken.file.name)
    broken.file.storage.save(broken.file.name, ContentFile(b"no picture"))
    with django_capture_on_commit_callbacks(execute=True):
        page = newsroom.published(page)
    assert page.live
    assert SiteRendition.objects.exclude(image=broken).count() == 2 * len(renditions.SIZES)
    assert [record.message for record in caplog.records if "rendition" in record.message] == ["cchc.rendition.not_made"]
    with pytest.raises(CommandError, match="1 ảnh không vẽ được"):
        call_command("make_renditions", stdout=io.StringIO(), verbosity=0)


def test_the_command_goes_on_where_it_was_stopped(newsroom: Newsroom, own_store, monkeypatch):
    newsroom.published(with_pictures(newsroom))
    whole = SiteImage.get_renditions

    def stopped_at_the_second(image: SiteImage, *sizes: str):
        if SiteRendition.objects.exists():
            raise KeyboardInterrupt
        return whole(image, *sizes)

    with monkeypatch.context() as patch:
        patch.setattr(SiteImage, "get_renditions", stopped_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            call_command("make_renditions", stdout=io.StringIO(), verbosity=0)
    assert renditions.lacking().count() == 2
    out = io.StringIO()
    call_command("make_renditions", stdout=out)
    assert "Đã vẽ đủ các cỡ của 2 ảnh." in out.getvalue()
    assert not renditions.lacking().exists()


def test_whoever_publishes_does_not_wait_for_the_drawing(monkeypatch):
    """A thread draws, one page after another, ends when nothing waits, and is begun again."""
    drawn_for: list[list[int]] = []
    may_go_on = threading.Event()

    def slowly(ids: list[int]) -> None:
        may_go_on.wait(10)
        drawn_for.append(ids)
        if ids == [1]:
            raise OSError

    monkeypatch.setattr(renditions, "make_for", slowly)
    monkeypatch.setattr(renditions, "close_old_connections", lambda: None)
    waiting = renditions.Waiting()
    waiting.add([1])
    waiting.add([2])
    thread = waiting._thread
    assert drawn_for == []
    may_go_on.set()
    thread.join()
    assert drawn_for == [[1], [2]]
    assert waiting._thread is None
    may_go_on.clear()
    waiting.add([3])
    thread = waiting._thread
    may_go_on.set()
    thread.join()
    assert drawn_for == [[1], [2], [3]]
