"""Charts drawn on the server: well-formed, described in words, safe whatever the cells say."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.chart_marks import FONT_SIZE, width_of, wrapped
from editorial.charts import ChartKind, chart_obstacles, draw_chart
from editorial.figures import FigureTable, read_pasted

pytestmark = pytest.mark.clause("R8.4")

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [ChartKind.COLUMN, ChartKind.BAR, ChartKind.LINE]
TABLE = FigureTable(
    ("Đơn vị", "Năm 2021", "Năm 2022"),
    (("Sở Y tế", "90,5", "95"), ("Sở Tư pháp", "-3", "0"), ("Sở Nông nghiệp và Phát triển nông thôn", "", "70")),
)
PARTS = read_pasted("Loại\tSố\nThông tư\t3.023\nNghị định\t742\nLuật\t0\n")


def drawing_of(table: FigureTable, kind: ChartKind, **options) -> ElementTree.Element:
    return ElementTree.fromstring(draw_chart(table, kind, **{"title": "Chỉ số", **options}))


def marks_of(drawing: ElementTree.Element) -> list[ElementTree.Element]:
    shapes = [mark for name in ("rect", "circle", "path") for mark in drawing.iter(f"{SVG}{name}")]
    return [mark for mark in shapes if mark.find(f"{SVG}title") is not None]


@pytest.mark.parametrize("kind", DRAWN)
def test_a_chart_is_an_image_with_a_name_and_a_description(kind: ChartKind):
    drawing = drawing_of(TABLE, kind, unit="điểm")
    assert drawing.get("role") == "img"
    assert drawing.find(f"{SVG}title").text == "Chỉ số"
    assert "cao nhất 95 điểm (Sở Y tế)" in drawing.find(f"{SVG}desc").text


@pytest.mark.parametrize("kind", DRAWN)
def test_every_number_is_drawn_once_and_says_what_it_is(kind: ChartKind):
    hints = [mark.find(f"{SVG}title").text for mark in marks_of(drawing_of(TABLE, kind))]
    assert len(hints) == 5
    assert "Sở Y tế – Năm 2021: 90,5" in hints


def test_a_pie_has_a_slice_for_each_part_that_is_there_and_says_its_share():
    drawing = drawing_of(PARTS, ChartKind.PIE)
    assert [mark.find(f"{SVG}title").text for mark in marks_of(drawing)] == [
        "Thông tư: 3.023 (80,3%)",
        "Nghị định: 742 (19,7%)",
    ]


def test_a_pie_of_one_part_is_a_whole_circle():
    assert len(list(drawing_of(read_pasted("A\tB\nx\t5"), ChartKind.PIE).iter(f"{SVG}circle"))) == 1


def test_a_line_stops_where_a_number_is_missing():
    table = read_pasted("Năm\tSố\n2018\t1\n2019\t2\n2020\t-\n2021\t4\n2022\t5\n")
    assert len(list(drawing_of(table, ChartKind.LINE).iter(f"{SVG}polyline"))) == 2


def test_percentages_keep_their_sign():
    assert "98,5%" in draw_chart(read_pasted("A\tTỷ lệ\nx\t98,5%\ny\t7%"), ChartKind.COLUMN, title="T")


def test_only_the_columns_chosen_are_drawn():
    drawing = drawing_of(TABLE, ChartKind.COLUMN, series_columns=[2])
    assert len(marks_of(drawing)) == 3
    assert "Năm 2021" not in drawing.find(f"{SVG}desc").text


LONG = "Trung tâm Phục vụ hành chính công và kiểm soát thủ tục hành chính tỉnh Sóc Trăng"
ODD_TABLES = {
    "zeros": "A\tB\nx\t0\ny\t0",
    "negative": "A\tB\nx\t-4\ny\t-9",
    "tiny": "A\tB\nx\t0,001\ny\t0,0025",
    "huge": "A\tB (đồng)\nThành phố Cần Thơ\t1.234.567.890.123\nUBND HUYỆN KẾ SÁCH\t12.345",
    "one row": "A\tB\nx\t5",
    "long names": f"A\tB\n{LONG} 1\t5\n{LONG} 2\t7\n{LONG.upper()}\t6",
    "one long word": "A\tB\n" + "W" * 100 + "\t5\ny\t6",
    "years": "Năm\tSố\n" + "\n".join(f"{year}\t{year * 7919 % 9000}" for year in range(2008, 2024)),
    "months": "Tháng\tA\n" + "\n".join(f"{n % 12 + 1:02}/20{n // 12 + 22}\t{n * 31 % 17}" for n in range(60)),
    "six series": "A\t"
    + "\t".join(f"{LONG} {n}" for n in range(6))
    + "\n"
    + "x\t1\t2\t3\t4\t5\t6\ny\t6\t5\t-4\t\t2\t1",
}


@pytest.mark.parametrize("name", ODD_TABLES)
@pytest.mark.parametrize("kind", [*DRAWN, ChartKind.PIE])
def test_odd_tables_are_drawn_inside_the_picture_or_refused_with_a_sentence(kind: ChartKind, name: str):
    table = read_pasted(ODD_TABLES[name])
    obstacles = chart_obstacles(table, kind)
    markup = draw_chart(table, kind, title="T")
    assert bool(markup) != bool(obstacles)
    if obstacles:
        assert all(sentence.endswith(".") for sentence in obstacles)
        return
    drawing = ElementTree.fromstring(markup)
    _, _, width, height = (float(part) for part in drawing.get("viewBox").split())
    for mark in drawing.iter(f"{SVG}rect"):
        assert 0 <= float(mark.get("x")) <= float(mark.get("x")) + float(mark.get("width")) <= width
        assert 0 <= float(mark.get("y")) <= float(mark.get("y")) + float(mark.get("height")) <= height
    for left, top, right, bottom in boxes_of(drawing):
        assert left >= -1 and right <= width + 1 and top >= -1 and bottom <= height + 1


@pytest.mark.parametrize("name", ["years", "huge", "long names", "tiny", "negative"])
@pytest.mark.parametrize("kind", DRAWN)
def test_no_words_lie_on_others(kind: ChartKind, name: str):
    boxes = boxes_of(drawing_of(read_pasted(ODD_TABLES[name]), kind))
    for (left, top, right, bottom), (left_2, top_2, right_2, bottom_2) in combinations(boxes, 2):
        overlap = min(right, right_2) - max(left, left_2), min(bottom, bottom_2) - max(top, top_2)
        assert overlap[0] <= 2 or overlap[1] <= 2


def boxes_of(drawing: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    """Where the words lie that are not tilted: left, top, right, bottom."""
    found = []
    for element in drawing.iter(f"{SVG}text"):
        lines = list(element.iter(f"{SVG}tspan")) or [element]
        for line in [] if element.get("transform") else lines:
            x, y, width = float(line.get("x")), float(line.get("y")), width_of(line.text or "")
            left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor")]
            found.append((left, y - FONT_SIZE * 0.75, left + width, y))
    return found


@pytest.mark.parametrize(
    ("text", "kind", "fragment"),
    [
        ("A\tB\nx\ty", ChartKind.COLUMN, "Không có cột nào toàn số"),
        ("A\tB\tC\nx\t1\t2", ChartKind.PIE, "một cột số liệu"),
        ("A\tB\nx\t1\ny\t-2", ChartKind.PIE, "không âm"),
        ("A\tB\nx\t0\ny\t-", ChartKind.PIE, "lớn hơn 0"),
        ("A\tB\nx\t98%\ny\t97%", ChartKind.PIE, "cộng lại được 195%"),
        ("A\tB\n" + "".join(f"x{n}\t1\n" for n in range(9)), ChartKind.PIE, "tối đa 8 phần"),
        ("A\tB\n" + "".join(f"x{n}\t1\n" for n in range(61)), ChartKind.COLUMN, "Chọn biểu đồ đường"),
        ("A\tB\nx\t1", ChartKind.LINE, "ít nhất hai dòng"),
        ("A\t" + "\t".join("bcdefgh") + "\nx" + "\t1" * 7, ChartKind.BAR, "tối đa 6"),
    ],
)
def test_what_cannot_be_read_as_a_chart_is_refused(text: str, kind: ChartKind, fragment: str):
    table = read_pasted(text)
    assert fragment in " ".join(chart_obstacles(table, kind))
    assert draw_chart(table, kind, title="T") == ""


def test_a_chosen_column_that_holds_words_is_refused_by_its_cell():
    table = read_pasted("A\tB\nx\t1\ny\tkhoảng 90")
    assert "Dòng 3, cột “B”: “khoảng 90” không phải số." in chart_obstacles(table, ChartKind.BAR, series_columns=[1])


def test_no_chart_is_drawn_where_none_is_wanted():
    assert chart_obstacles(TABLE, ChartKind.NONE) == []
    assert draw_chart(TABLE, ChartKind.NONE, title="T") == ""


@pytest.mark.parametrize("kind", [*DRAWN, ChartKind.PIE])
def test_hostile_cells_stay_words(kind: ChartKind):
    hostile = FigureTable(("<b>", "</svg><script>alert(1)</script>"), (('"><script>', "1"), ("'&\x00\x1b]]>", "2")))
    markup = draw_chart(hostile, kind, title="</title><script>\x0b", unit='" onload="x')
    assert "<script" not in markup
    drawing = ElementTree.fromstring(markup)
    assert not [name for element in drawing.iter() for name in element.attrib if name.startswith("on")]


words = st.text(max_size=40)
numbers = st.one_of(st.integers(-(10**15), 10**15).map(str), st.just(""), st.just("0,0001"))


@given(st.lists(st.tuples(words, numbers, numbers), min_size=1, max_size=20), st.sampled_from([*DRAWN, ChartKind.PIE]))
def test_any_words_and_numbers_give_well_formed_markup(rows: list[tuple[str, ...]], kind: ChartKind):
    markup = draw_chart(FigureTable(("A", "B", "C"), tuple(rows)), kind, title="T")
    if markup:
        ElementTree.fromstring(markup)


@given(st.text(max_size=80), st.integers(30, 300), st.integers(1, 3))
def test_wrapped_words_fit_their_room(label: str, room: int, lines: int):
    found = wrapped(label, room, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(width_of(line) <= room for line in found)
