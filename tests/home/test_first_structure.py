"""The structure that a new site starts with."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.models import SiteIdentity


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base_url", "hostname", "port"),
    [("http://localhost:8123", "localhost", 8123), ("https://cchc.soctrang.gov.vn", "cchc.soctrang.gov.vn", 443)],
)
def test_the_site_knows_its_own_address(settings, base_url: str, hostname: str, port: int):
    settings.WAGTAILADMIN_BASE_URL = base_url
    call_command("setup_site")
    site = Site.objects.get()
    assert (site.hostname, site.port) == (hostname, port)
    assert site.root_page.full_url == f"{base_url}/"
    assert SiteIdentity.objects.get().site == site


@pytest.mark.django_db
def test_setting_up_again_changes_nothing():
    call_command("setup_site")
    before = list(Page.objects.values_list("path", "title"))
    call_command("setup_site")
    assert list(Page.objects.values_list("path", "title")) == before
    assert Site.objects.count() == 1
