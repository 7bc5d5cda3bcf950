"""A draft with files of every place, its people, and a store of its own for each test."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from editorial import clock
from editorial.models import SiteDocument, SiteImage
from home.models import SectionPage
from news.models import AttachedDocument, SteeringCommitteePage
from tests.editorial import sample_files as sample
from tests.newsroom import MOMENT, TODAY, Newsroom


@pytest.fixture
def held_clock():
    with clock.held_at(MOMENT):
        yield


@pytest.fixture
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer_client(newsroom: Newsroom) -> Client:
    return signed_in(newsroom.officer)


@pytest.fixture
def superuser_client(newsroom: Newsroom) -> Client:
    return signed_in(newsroom.superuser)


def make_image(title="Một cửa", content=None, *, owner=None) -> SiteImage:
    file = ContentFile(content or sample.picture("PNG", (60, 40)), name="mot-cua.png")
    return SiteImage.objects.create(title=title, file=file, alt_text="Quầy một cửa", uploaded_by_user=owner)


def make_document(title="Kết luận", name="ket-luan.pdf", content=None, *, owner=None) -> SiteDocument:
    file = ContentFile(content or sample.pdf(title), name=name)
    return SiteDocument.objects.create(title=title, file=file, uploaded_by_user=owner)


@pytest.fixture
def picture(own_store, newsroom: Newsroom) -> SiteImage:
    return make_image(owner=newsroom.officer)


@pytest.fixture
def conclusions(own_store, newsroom: Newsroom) -> SiteDocument:
    return make_document(owner=newsroom.officer)


@pytest.fixture
def item(newsroom: Newsroom, picture: SiteImage, conclusions: SiteDocument) -> SteeringCommitteePage:
    """A draft with a lead image, an attached document, and both kinds of file named in its text."""
    in_text = make_image("Toàn cảnh", sample.picture("JPEG", (50, 50)), owner=newsroom.officer)
    linked = make_document("Phụ lục", "phu-luc.xlsx", sample.xlsx(), owner=newsroom.officer)
    text = (
        f'<p>Xem <a linktype="document" id="{linked.pk}">phụ lục</a></p>'
        f'<embed embedtype="image" id="{in_text.pk}" format="left" alt="Toàn cảnh"/>'
    )
    return newsroom.draft(
        page_type=SteeringCommitteePage,
        section=SectionPage.objects.get(slug="ban-chi-dao"),
        title="Họp Ban Chỉ đạo quý I",
        kind="meeting",
        happened_on=TODAY,
        lead_image=picture,
        body=[("paragraph", text)],
        attached_documents=[AttachedDocument(document=conclusions, title="Kết luận cuộc họp")],
    )


@pytest.fixture
def published(newsroom: Newsroom, item: SteeringCommitteePage) -> SteeringCommitteePage:
    return newsroom.published(item)
