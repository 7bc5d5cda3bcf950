"""Addresses of searches: every state has one, and what an address asks in vain is said and passed over."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.addresses import (
    LONGEST_TEXT,
    MOST_VALUES,
    NEWEST_FIRST,
    OLDEST_FIRST,
    SearchAddress,
    read_address,
)


def read(query: str) -> SearchAddress:
    return read_address(QueryDict(query))


FULL = "?q=c%E1%BA%A3i+c%C3%A1ch&loai=quyet-dinh&loai=ke-hoach&nam=2026&ngay=2026-07-01&sap-xep=moi-nhat&trang=3"


def test_a_state_is_written_as_it_is_read():
    address = read(FULL[1:])
    assert address.text == "cải cách"
    assert address.chosen == {"type": ("quyet-dinh", "ke-hoach"), "year": ("2026",)}
    assert (address.on, address.order, address.page) == (date(2026, 7, 1), NEWEST_FIRST, 3)
    assert address.complaints == ()
    assert address.query() == FULL


def test_one_state_has_one_address_in_whatever_order_it_was_asked():
    assert read("trang=1&nam=2026&q=a&loai=x").query() == read("q=a&loai=x&nam=2026&sap-xep=lien-quan").query()


def test_values_are_added_and_taken_away_from_the_first_page():
    address = read("q=a&loai=quyet-dinh&trang=4")
    assert address.toggled("type", "ke-hoach").query() == "?q=a&loai=quyet-dinh&loai=ke-hoach"
    assert address.toggled("type", "quyet-dinh").query() == "?q=a"
    assert address.toggled("year", "2026").query() == "?q=a&loai=quyet-dinh&nam=2026"
    assert address.sorted_by(OLDEST_FIRST).query() == "?q=a&loai=quyet-dinh&sap-xep=cu-nhat"


def test_without_words_the_newest_come_first_whatever_is_asked():
    assert read("sap-xep=lien-quan").order_in_force == NEWEST_FIRST
    assert read("sap-xep=cu-nhat").order_in_force == OLDEST_FIRST
    assert read("").query() == ""


@pytest.mark.parametrize("typed", ["2026-07-01", "01/07/2026", "1/7/2026", " 01-07-2026 "])
def test_a_day_is_read_as_people_write_it(typed: str):
    assert read_address(_data(ngay=typed)).on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("parameter", "typed", "sentence"),
    [
        ("ngay", "32/13/2026", "Không đọc được ngày “32/13/2026”"),
        ("ngay", "01/01/1000", "Không đọc được ngày"),
        ("sap-xep", "theo-y-thich", "Không có cách sắp xếp này"),
        ("trang", "0", "Không có trang “0”"),
        ("trang", "hai", "Không có trang “hai”"),
        ("trang", "-1", "Không có trang"),
        ("trang", "²", "Không có trang"),
        ("trang", "501", "Chỉ xem được 500 trang đầu"),
        ("loai", "' OR 1=1", "không phải giá trị của bộ lọc Loại văn bản"),
        ("loai", "x" * 200, "không phải giá trị của bộ lọc Loại văn bản"),
        ("q", "cải cách " * 60, f"dài hơn {LONGEST_TEXT} ký tự"),
    ],
)
def test_what_is_asked_in_vain_is_said_and_passed_over(parameter: str, typed: str, sentence: str):
    address = read_address(_data(**{parameter: typed}))
    assert [complaint for complaint in address.complaints if sentence in complaint]
    assert len(address.text) <= LONGEST_TEXT
    assert (address.page, address.order, address.on, dict(address.chosen)) == (1, "", None, {})


def test_a_day_that_cannot_be_read_stays_where_it_was_typed():
    assert read_address(_data(ngay="32/13/2026")).typed_day == "32/13/2026"


def test_more_values_than_a_reader_chooses_are_passed_over():
    data = QueryDict(mutable=True)
    data.setlist("nam", [str(year) for year in range(1990, 2026)])
    address = read_address(data)
    assert len(address.chosen["year"]) == MOST_VALUES
    assert address.complaints


def test_a_screen_reads_only_the_facets_it_has():
    assert read_address(QueryDict("muc=activity&loai=x"), facets=["type"]).chosen == {"type": ("x",)}


def test_words_are_one_line_in_one_form_of_unicode():
    assert read_address(_data(q="  ca\u0309i\x00 \n ca\u0301ch\u200b ")).text == "cải cách"


@given(st.dictionaries(st.sampled_from(["q", "loai", "nam", "ngay", "sap-xep", "trang"]), st.text(max_size=60)))
def test_any_address_is_read_and_what_it_writes_is_read_back_the_same(typed: dict[str, str]):
    address = read_address(_data(**typed))
    again = read(address.query()[1:])
    assert again.complaints == ()
    assert (again.text, dict(again.chosen), again.on, again.page) == (
        address.text,
        dict(address.chosen),
        address.on,
        address.page,
    )
    assert again.order_in_force == address.order_in_force


def _data(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = value
    return data
