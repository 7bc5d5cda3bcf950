"""The newsroom's screens are in Vietnamese, Wagtail's own among them."""

import json
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from lxml.html import document_fromstring

from home.management.commands.catalogue_gaps import DOMAINS, gaps
from tests.english import english_on
from tests.newsroom import Newsroom

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^<>]+>")


def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / f"vi/LC_MESSAGES/{domain}.po"))


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_of_the_catalogue_is_translated_once(domain: str) -> None:
    entries = catalogue(domain)
    keys = [(entry.msgctxt, entry.msgid) for entry in entries]
    assert len(keys) == len(set(keys)) > 50
    assert [entry.msgid for entry in entries if not all(translations(entry)) or entry.fuzzy] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_keep_what_is_filled_in_and_the_markup(domain: str) -> None:
    """Vietnamese has one form for one and for many: it says what either English form says."""
    broken = []
    for entry in catalogue(domain):
        originals = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        for said in translations(entry):
            filled = set(PLACEHOLDER.findall(said)) in [set(PLACEHOLDER.findall(text)) for text in originals]
            marked = sorted(TAG.findall(said)) in [sorted(TAG.findall(text)) for text in originals]
            edges = [(said[:1].isspace(), said[-1:].isspace())] == [
                (t[:1].isspace(), t[-1:].isspace()) for t in originals[:1]
            ]
            if not (filled and marked and edges):
                broken.append(said)
    assert broken == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_installed_package_has_a_text_left_in_english(domain: str) -> None:
    assert gaps(domain) == []


def test_the_compiled_catalogue_wins_over_the_packages() -> None:
    with override("vi"):
        assert gettext("Save draft") == "Lưu bản nháp"
        # Wagtail's catalogue says "Xuất bản"; the regulation's offices say "đăng".
        assert gettext("Publish") == "Đăng"
        assert ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 ngày"


@pytest.mark.django_db
def test_the_scripts_of_the_admin_read_our_catalogue(client: Client) -> None:
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    said = json.loads(re.search(r"const newcatalog = (\{.*?\});", script, re.DOTALL).group(1))
    assert said["Move up"] == "Chuyển lên"
    assert said["Collapse all"] == "Thu gọn tất cả"


def english(response: HttpResponse) -> set[str]:
    return english_on(document_fromstring(response.content.decode()))


def test_whoever_is_not_signed_in_is_asked_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    for screen in ("wagtailadmin_login", "wagtailadmin_password_reset"):
        assert english(client.get(reverse(screen))) == set()
    refused = client.post(reverse("wagtailadmin_login"), {"username": "canbo", "password": "sai"})
    assert "mật khẩu không đúng" in refused.content.decode()
    assert english(refused) == set()


def test_refused_forms_say_why_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    client.force_login(newsroom.administrator)
    for form in ("wagtailusers_users:add", "wagtailredirects:add", "wagtailimages:add", "wagtaildocs:add"):
        said = client.post(reverse(form), {"email": "x", "old_path": "", "redirect_link": "x"})
        assert "Bắt buộc nhập ô này" in said.content.decode(), form
        assert english(said) == set(), form


def test_the_admin_refuses_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    client.force_login(newsroom.officer)
    said = client.get(reverse("wagtailusers_users:index"), follow=True).content.decode()
    assert "không có quyền" in said
    assert "Sorry" not in said
