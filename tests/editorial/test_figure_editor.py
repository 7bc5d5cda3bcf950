"""Figures in Wagtail's real editor: from an officer's workbook to the public page and its CSV."""

import html
import io
import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from editorial import clock
from editorial.files import files_of
from editorial.models import SiteDocument
from home.models import SectionPage
from news.models import ResultsPage
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.clause("R8.4")


def send(client: Client, *, press: str = "", **figure: str):
    """Press a button of the create form of a page of results with one figure: "" saves a draft."""
    section = SectionPage.objects.filter(category=ResultsPage.category).order_by("path").first()
    given = {"title": "Hồ sơ đúng hạn", "source": "Sở Nội vụ", "chart_kind": "column"}
    rest = dict.fromkeys(("unit", "data", "data_file", "sheet", "label_column", "series_columns", "as_of", "note"), "")
    fields = {
        "title": "Kết quả quý III",
        "summary": "Một câu tóm tắt.",
        "body": streamfield([("paragraph", rich_text("<p>Nội dung.</p>"))]),
        "level": "province",
        "period": "Quý III năm 2026",
        "issued_on": "23/11/2026",
        "figures": streamfield([("figure", {**rest, **given, **figure})]),
    }
    data = nested_form_data(fields)
    with clock.held_at(MOMENT):
        address = reverse("wagtailadmin_pages:add", args=["news", "resultspage", section.pk])
        return client.post(address, {**data, press: "1"} if press else data)


def is_in_editor(words: str, response) -> bool:
    """Whether the editor is given these words: it reads its blocks and their errors as JSON in an attribute."""
    return json.dumps(words)[1:-1] in html.unescape(response.content.decode())


@pytest.fixture
def officer(newsroom: Newsroom, client: Client) -> Client:
    client.force_login(newsroom.officer)
    return client


@pytest.fixture
def workbook(newsroom: Newsroom) -> SiteDocument:
    book = Workbook()
    book.active.append(("STT", "Đơn vị", "Số hồ sơ", "Tỷ lệ"))
    book.active.append((1, "Sở Y tế", 1850, 0.985))
    book.active["C2"].number_format, book.active["D2"].number_format = "#,##0", "0.0%"
    book.create_sheet("Nội bộ").append(("Số điện thoại", "Người nộp"))
    buffer = io.BytesIO()
    book.save(buffer)
    file = ContentFile(buffer.getvalue(), "so-lieu.xlsx")
    return SiteDocument.objects.create(title="Số liệu", file=file, uploaded_by_user=newsroom.officer)


def test_a_workbook_becomes_the_figures_of_the_public_page(newsroom: Newsroom, officer: Client, workbook: SiteDocument):
    assert send(officer, data_file=str(workbook.pk), series_columns="Tỷ lệ").status_code == 302
    draft = ResultsPage.objects.get().get_latest_revision_as_object()
    (figure,) = draft.figures
    assert figure.value["data"].splitlines() == ["STT\tĐơn vị\tSố hồ sơ\tTỷ lệ", "1\tSở Y tế\t1.850\t98,5%"]
    assert files_of(draft) == []
    page = newsroom.published(draft)
    officer.logout()
    shown = officer.get(page.url).content.decode()
    assert "Sở Y tế – Tỷ lệ: 98,5%" in shown
    assert "1.850" in shown
    assert officer.get(workbook.url).status_code == 404
    answer = officer.get(f"{page.url}so-lieu/{figure.id}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ho-so-dung-han.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[1] == '1,Sở Y tế,1850,"98,5%"'


def test_a_draft_is_kept_without_its_figures_but_is_not_sent_so(newsroom: Newsroom, officer: Client):
    refused = send(officer, press="action-submit")
    assert refused.status_code == 200
    assert is_in_editor("Chưa có số liệu: dán bảng", refused)
    assert not ResultsPage.objects.exists()
    assert send(officer).status_code == 302
    assert ResultsPage.objects.get().live is False


def test_faulty_cells_are_shown_again_with_their_sentence(newsroom: Newsroom, officer: Client):
    shown = send(officer, data="Đơn vị\tSố hồ sơ\nSở Y tế\n")
    assert is_in_editor("Dòng 2 có 1 ô, cần 2 ô như dòng tiêu đề.", shown)
    assert is_in_editor("Đơn vị\tSố hồ sơ\nSở Y tế", shown)
