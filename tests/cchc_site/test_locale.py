"""The newsroom's screens are in Vietnamese, Wagtail's own among them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup, Comment
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from wagtail.models import Workflow

from editorial import clock
from editorial.modeladmin import RegistersGroup
from home.management.commands.catalogue_gaps import DOMAINS, gaps
from tests.newsroom import MOMENT, Newsroom

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^<>]+>")
# English words that stand all over Wagtail's own screens; none of them is also a Vietnamese word.
WORDS = """
    about action actions add administrator after ago all already and any apply approve approved are assign audio
    available back before blocks browse bulk cancel cannot change changes character characters child choose close
    collection collections comment comments compare confirm content copy could create created current date deadline
    delete deleted description details disable document documents download draft drag due duplicate edit edited editing
    enable error errors expand explore explorer export field fields filter filters first for format found from group
    groups has have height help hide history image images import insert issue items language last link live loading
    locale locked main match message minute minutes missing moderation moderators modified more move multiple name new
    next not notification notifications of once open option options order page pages parent password permission
    permissions phone preview previous privacy private profile publish published recent redirect redirects reject remove
    replace report reports request required reset results retry review revision role root row rows save saved saving
    schedule search section select settings show showing sign sites size slug snippet snippets sort sorry started status
    subject submit submitted table tag tags task tasks text the there this time title toggle type unlock unpublish update
    updated upload usage user users value version versions view visibility visible warning welcome width will with
    workflow workflows yes you your
"""
TELLTALES = frozenset(WORDS.split())


# The title of the page that Wagtail's first migration made, in the log of its deletion.
TITLES = {"Welcome to your new Wagtail site!"}


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


def english(html: str) -> Iterator[str]:
    """Yield the texts of a screen, and the names and hints of its controls, that hold an English word."""
    soup = BeautifulSoup(html, "html.parser")
    texts = [
        tag[name]
        for tag in soup.find_all(True)
        for name in ("aria-label", "title", "placeholder", "alt")
        if tag.get(name)
    ]
    for tag in soup(["script", "style", "svg"]):
        tag.decompose()
    texts += [text for text in soup.find_all(string=True) if not isinstance(text, Comment)]
    for text in texts:
        if TELLTALES & set(re.findall(r"\w+", text.lower())) and text.strip() not in TITLES:
            yield " ".join(text.split())


def screens_of_files() -> list[str]:
    names = ["index", "add", "add_multiple"]
    return [reverse(f"{app}:{name}") for app in ("wagtailimages", "wagtaildocs") for name in names]


def screens_of_choosers() -> list[str]:
    names = ["page", "page_external_link", "page_email_link", "page_phone_link", "page_anchor_link", "page_search"]
    kinds = "?allow_external_link=true&allow_email_link=true&allow_phone_link=true&allow_anchor_link=true"
    choosers = [reverse(f"wagtailadmin_choose_{name}") + kinds for name in names]
    return [*choosers, reverse("wagtailimages_chooser:choose"), reverse("wagtaildocs_chooser:choose")]


def screens_of_a_page(page) -> list[str]:
    names = ["edit", "history", "usage", "workflow_history", "copy", "move", "delete", "unpublish"]
    revision = page.latest_revision_id
    return [
        *(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in names),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
    ]


def screens_of_pages(newsroom: Newsroom) -> list[str]:
    section = newsroom.section
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[section.pk]),
        reverse("wagtailadmin_explore", args=[section.pk]) + "?q=khong-co-gi",
        reverse("wagtailadmin_pages:add_subpage", args=[section.pk]),
        reverse("wagtailadmin_pages:add", args=["news", "activitypage", section.pk]),
        reverse("wagtailadmin_pages:search") + "?q=kiem",
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:locked_pages"),
    ]


def screens_of_administration(newsroom: Newsroom) -> list[str]:
    names = ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index"]
    names += ["wagtailredirects:index", "wagtailredirects:add", "wagtailredirects:start_import"]
    names += ["wagtailsites:add", "wagtailadmin_collections:index", "wagtailadmin_collections:add"]
    names += ["wagtailadmin_workflows:index", "wagtailadmin_workflows:add", "wagtailadmin_workflows:task_index"]
    names += ["wagtailadmin_reports:aging_pages", "wagtailadmin_reports:workflow_tasks"]
    return [
        *map(reverse, names),
        reverse("wagtailusers_users:edit", args=[newsroom.officer.pk]),
        reverse("wagtailusers_users:delete", args=[newsroom.officer.pk]),
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get().pk]),
        *(
            register().url_helper.get_action_url(action)
            for register in RegistersGroup.items
            for action in ("index", "create")
        ),
    ]


def english_on(client: Client, screens: list[str]) -> list[tuple[str, str]]:
    """Fetch each screen; a refusal is a screen too, a failure is not."""
    found = []
    for screen in screens:
        response = client.get(screen, follow=True)
        assert response.status_code in (200, 403, 404, 410), screen
        kind = response.headers["Content-Type"]
        html = response.json().get("html") or "" if "json" in kind else response.content.decode()
        found += [(screen, text) for text in english(html)]
    return found


def test_a_telltale_is_seen_in_texts_and_in_names_of_controls() -> None:
    assert list(english("<p>Trang <b>Save draft</b></p><a title='Edit this'>Sửa</a><script>Delete</script>")) == [
        "Edit this",
        "Save draft",
    ]


@pytest.mark.parametrize("role", ["officer", "unit_head", "member", "deputy", "head", "administrator", "superuser"])
def test_the_screens_of_each_role_are_in_vietnamese(client: Client, newsroom: Newsroom, role: str) -> None:
    draft, checking = newsroom.draft(), newsroom.checking().page
    screens = screens_of_pages(newsroom) + screens_of_files() + screens_of_choosers()
    screens += screens_of_a_page(draft) + screens_of_a_page(checking) + screens_of_a_page(newsroom.published())
    if role in ("administrator", "superuser"):
        screens += screens_of_administration(newsroom)
    client.force_login(getattr(newsroom, role))
    with clock.held_at(MOMENT):
        assert english_on(client, screens) == []


def test_whoever_is_not_signed_in_is_asked_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    assert english_on(client, [reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset")]) == []
    refused = client.post(reverse("wagtailadmin_login"), {"username": "canbo", "password": "sai"})
    assert "mật khẩu không đúng" in refused.content.decode()
    assert list(english(refused.content.decode())) == []


def test_refused_forms_say_why_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    client.force_login(newsroom.administrator)
    for form in ("wagtailusers_users:add", "wagtailredirects:add", "wagtailimages:add", "wagtaildocs:add"):
        said = client.post(reverse(form), {"email": "x", "old_path": "", "redirect_link": "x"}).content.decode()
        assert "Bắt buộc nhập ô này" in said, form
        assert list(english(said)) == [], form


def test_the_admin_refuses_in_vietnamese(client: Client, newsroom: Newsroom) -> None:
    client.force_login(newsroom.officer)
    said = client.get(reverse("wagtailusers_users:index"), follow=True).content.decode()
    assert "không có quyền" in said
    assert "Sorry" not in said
