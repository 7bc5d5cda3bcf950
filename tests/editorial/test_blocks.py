"""The blocks of an item: what an editor may put in, and what they are told."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from openpyxl import Workbook

from editorial.blocks import FigureBlock, FigureBlocks, RecordingBlock, figure_csv
from editorial.models import SiteDocument
from tests.newsroom import Newsroom

PASTED = "Năm\tSố thủ tục\n2021\t1.850\n2022\t1.790\n"


def figure(**values) -> dict:
    given = {"title": "Thủ tục hành chính", "data": PASTED, "chart_kind": "column", "source": "Sở Nội vụ"}
    block = FigureBlock()
    return block.to_python({**dict.fromkeys(block.child_blocks), "unit": "", "note": "", **given, **values})


def errors_of(block, value) -> dict:
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    return {name: " ".join(error.messages) for name, error in refusal.value.block_errors.items()}


@pytest.mark.clause("R8.4")
def test_pasted_figures_are_drawn_and_tabled():
    value = FigureBlock().clean(figure())
    markup = FigureBlock().render(value)
    assert "<svg" in markup
    assert '<th scope="row">2021</th>' in markup
    assert "Nguồn số liệu: Sở Nội vụ" in markup


@pytest.mark.clause("R8.4")
def test_faulty_figures_are_refused_at_the_field():
    assert "Dòng 3 có 1 ô" in errors_of(FigureBlock(), figure(data="A\tB\n1\t2\n3"))["data"]


@pytest.mark.clause("R8.4")
def test_a_chart_of_words_is_refused_at_its_field():
    assert "toàn số" in errors_of(FigureBlock(), figure(data="A\tB\nx\ty"))["chart_kind"]


@pytest.mark.clause("R8.4")
def test_an_uploaded_workbook_becomes_the_figures_of_the_item(db):
    workbook = Workbook()
    workbook.active.append(("Đơn vị", "Điểm"))
    workbook.active.append(("Sở Y tế", 91.5))
    buffer = io.BytesIO()
    workbook.save(buffer)
    document = SiteDocument.objects.create(title="Số liệu", file=ContentFile(buffer.getvalue(), "so-lieu.xlsx"))
    value = FigureBlock().clean(figure(data="", data_file=document.pk))
    assert value["data"].splitlines() == ["Đơn vị\tĐiểm", "Sở Y tế\t91,5"]


@pytest.mark.clause("R8.4")
def test_a_file_of_another_kind_is_refused_by_name(db):
    document = SiteDocument.objects.create(title="Báo cáo", file=ContentFile(b"%PDF-1.4", "bao-cao.pdf"))
    assert "bao-cao.pdf" in errors_of(FigureBlock(), figure(data="", data_file=document.pk))["data_file"]


@pytest.mark.clause("R8.4")
def test_the_figures_are_given_out_as_csv():
    stream = FigureBlocks().to_python([{"type": "figure", "value": FigureBlock().get_prep_value(figure()), "id": "b1"}])
    name, content = figure_csv(stream, "b1")
    assert name.endswith(".csv")
    assert "2021,1.850" in content.decode("utf-8-sig")
    assert figure_csv(stream, "b2") is None


@pytest.mark.clause("R10.1b")
def test_sound_needs_its_words_and_the_right_kind_of_file(db):
    document = SiteDocument.objects.create(title="Báo cáo", file=ContentFile(b"%PDF-1.4", "bao-cao.pdf"))
    block = RecordingBlock()
    value = block.to_python({"document": document.pk, "title": "Phỏng vấn", "transcript": "Lời."})
    assert "không phải âm thanh" in errors_of(block, value)["document"]
    missing_words = block.to_python({"document": None, "title": "Phỏng vấn", "transcript": ""})
    assert "transcript" in errors_of(block, missing_words)


@pytest.mark.clause("R8.4")
def test_the_record_holds_the_figures_themselves(newsroom: Newsroom):
    from editorial.published_content import text_of
    from news.models import ResultsPage

    page = ResultsPage(title="Kết quả", summary="", figures=[("figure", figure())])
    assert "Thủ tục hành chính" in text_of(page)
    assert "1.850" in text_of(page)
