import pytest
from django.test import Client

from documents.models import DocumentRegisterPage
from editorial import clock
from tests.newsroom import MOMENT, Newsroom


@pytest.fixture
def held_clock():
    with clock.held_at(MOMENT):
        yield


@pytest.fixture
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def officer_client(newsroom: Newsroom) -> Client:
    return client_of(newsroom.officer)


@pytest.fixture
def register(newsroom: Newsroom) -> DocumentRegisterPage:
    return DocumentRegisterPage.objects.get()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
