"""Charts drawn on the server: well-formed, described in words, safe whatever the cells say."""

from xml.etree import ElementTree

import pytest

from editorial.charts import ChartKind, draw_chart
from editorial.figures import FigureTable

pytestmark = pytest.mark.clause("R8.4")

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [ChartKind.COLUMN, ChartKind.BAR, ChartKind.LINE]
TABLE = FigureTable(
    ("Đơn vị", "Năm 2021", "Năm 2022"),
    (("Sở Y tế", "90,5", "95"), ("Sở Tư pháp", "-3", "0"), ("UBND huyện Kế Sách", "", "70")),
)


@pytest.mark.parametrize("kind", DRAWN)
def test_a_chart_is_an_image_with_a_name_and_a_description(kind: ChartKind):
    drawing = ElementTree.fromstring(draw_chart(TABLE, kind, title="Chỉ số", unit="điểm"))
    assert drawing.get("role") == "img"
    assert drawing.find(f"{SVG}title").text == "Chỉ số"
    assert "cao nhất 95 điểm (Sở Y tế)" in drawing.find(f"{SVG}desc").text


@pytest.mark.parametrize("kind", DRAWN)
def test_every_number_is_drawn_once(kind: ChartKind):
    drawing = ElementTree.fromstring(draw_chart(TABLE, kind, title="Chỉ số"))
    marks = [
        mark
        for name in ("rect", "circle")
        for mark in drawing.iter(f"{SVG}{name}")
        if mark.find(f"{SVG}title") is not None
    ]
    assert len(marks) == 5


@pytest.mark.parametrize("kind", DRAWN)
def test_no_mark_leaves_the_picture(kind: ChartKind):
    drawing = ElementTree.fromstring(draw_chart(TABLE, kind, title="Chỉ số"))
    _, _, width, height = (float(part) for part in drawing.get("viewBox").split())
    for mark in drawing.iter(f"{SVG}rect"):
        assert 0 <= float(mark.get("x")) <= float(mark.get("x")) + float(mark.get("width")) <= width
        assert 0 <= float(mark.get("y")) <= float(mark.get("y")) + float(mark.get("height")) <= height


@pytest.mark.parametrize("kind", DRAWN)
def test_hostile_cells_stay_words(kind: ChartKind):
    hostile = FigureTable(("<b>", "</svg><script>alert(1)</script>"), (('"><script>', "1"),))
    markup = draw_chart(hostile, kind, title="<script>")
    assert "<script" not in markup
    ElementTree.fromstring(markup)


def test_a_table_without_numbers_has_no_chart():
    assert draw_chart(FigureTable(("A", "B"), (("x", "y"),)), ChartKind.COLUMN, title="T") == ""
    assert draw_chart(TABLE, ChartKind.NONE, title="T") == ""


@pytest.mark.parametrize("cells", [("0", "0"), ("5", "5"), ("-4", "-9"), ("0,001", "0,002"), ("123456789", "1")])
@pytest.mark.parametrize("kind", DRAWN)
def test_odd_ranges_are_drawn_too(kind: ChartKind, cells: tuple[str, str]):
    table = FigureTable(("A", "B"), tuple((f"Dòng {number}", cell) for number, cell in enumerate(cells)))
    ElementTree.fromstring(draw_chart(table, kind, title="T"))
