"""The addresses that the composition root hands out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse


def test_the_admin_stands_under_its_vietnamese_address() -> None:
    assert reverse("wagtailadmin_home") == "/quan-tri/"


@pytest.mark.django_db
def test_an_unknown_file_is_not_found(client: Client) -> None:
    assert client.get("/tep/khong-co.pdf").status_code == 404


@pytest.mark.django_db
@pytest.mark.clause("R3.2b")
def test_the_site_map_for_machines_is_xml(client: Client) -> None:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"


@pytest.mark.journey
def test_a_person_signs_in_through_the_browser(visitor: Callable[..., Any]) -> None:
    get_user_model().objects.create_superuser(username="quan-tri-thu", email="", password="mat-khau-thu-2026")
    window = visitor(viewport={"width": 1280, "height": 900})  # a phone shows the side bar when it is asked for
    window.goto("/quan-tri/")
    assert window.get_attribute("html", "lang") == "vi"
    window.fill("[name=username]", "quan-tri-thu")
    window.fill("[name=password]", "mat-khau-thu-2026")
    window.click("[type=submit]")
    window.wait_for_url("**/quan-tri/")
    window.locator("#wagtail-sidebar").get_by_text("Trang", exact=True).first.wait_for()
