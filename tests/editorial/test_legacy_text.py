"""Text from before Unicode: recognised, converted, and nothing else touched (Điều 9 khoản 1)."""

import json

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from editorial.legacy_forms import LegacyTextForm
from editorial.legacy_text import (
    LegacyEncoding,
    convert,
    converted,
    encoding_of_font,
    encodings_of,
    is_capital_font,
    legacy_warning,
    recognise,
)
from editorial.vietnamese_syllables import is_vietnamese_syllable

pytestmark = pytest.mark.clause("R9.1")

TCVN3 = {
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam": "Cộng hoà xã hội chủ nghĩa Việt Nam",
    "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
    "quyÕt ®Þnh cña Bé tr\xadëng Bé Tµi chÝnh": "quyết định của Bộ trưởng Bộ Tài chính",
    "¦u ®·i ng\xadêi cã c«ng, ¤ng ¡n": "Ưu đãi người có công, Ông Ăn",
    # As a PDF names the glyphs of an ABC font.
    "ng©n hµng nhµ n−íc, x∙ héi": "ngân hàng nhà nước, xã hội",
    # The old tables have no capitals with tones: a word in capitals holds small ones.
    "TµI S¶N Vµ TµI CHÝNH CñA HîP T¸C X·": "TÀI SẢN VÀ TÀI CHÍNH CỦA HỢP TÁC XÃ",
    "Uû ban nh©n d©n": "Uỷ ban nhân dân",
}
VNI = {
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
    "UÛY BAN NHAÂN DAÂN TÆNH BÌNH PHÖÔÙC": "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC",
    "quy ñònh chaët cheõ, hoaëc ñaëc bieät": "quy định chặt chẽ, hoặc đặc biệt",
    "söûa ñoåi, boå sung moät soá ñieàu; kyõ thuaät": "sửa đổi, bổ sung một số điều; kỹ thuật",
}
UNICODE = (
    "Quyết định số 517/QĐ-SNV về việc ban hành Quy chế",
    "có thể là cá",
    "Café Müller, São Paulo, José García, naïve résumé",
    "© 2026, § 5, ±2 °C, 10 µm, ½",
    "Hà Nội",
    "PM 10 µm",
    "Không có gì",
    "plain ASCII only, 2026",
    "Tỉnh Sóc Trăng − 5 • 6",
    "",
)


@pytest.mark.parametrize("old", TCVN3)
def test_tcvn3_is_recognised_and_converted(old):
    assert recognise(old) is LegacyEncoding.TCVN3
    assert convert(old, LegacyEncoding.TCVN3) == TCVN3[old]


@pytest.mark.parametrize("old", VNI)
def test_vni_is_recognised_and_converted(old):
    assert recognise(old) is LegacyEncoding.VNI
    assert convert(old, LegacyEncoding.VNI) == VNI[old]


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_is_never_touched(text):
    assert converted(text).text == text
    assert not converted(text).encodings


@pytest.mark.parametrize("text", UNICODE[:1])
def test_an_old_font_over_unicode_text_is_a_trap(text):
    assert recognise(text, font=".VnTime") is None


def test_each_paragraph_of_a_paste_is_judged_by_itself():
    pasted = "Sở Nội vụ thông báo:\nC¨n cø NghÞ ®Þnh sè 15/CP cña ChÝnh phñ\nCaên cöù Quyeát ñònh cuûa UÛy ban"
    found = converted(pasted)
    assert found.text == ("Sở Nội vụ thông báo:\nCăn cứ Nghị định số 15/CP của Chính phủ\nCăn cứ Quyết định của Ủy ban")
    assert found.encodings == {LegacyEncoding.TCVN3, LegacyEncoding.VNI}


def test_a_line_that_reads_well_both_ways_follows_its_neighbours():
    lines = ["QuyÕt ®Þnh cña Bé tr\xadëng", "Sè: 12", "ngµy 5 th¸ng 6"]
    assert encodings_of(lines, ["", "", ""]) == [LegacyEncoding.TCVN3] * 3
    assert encodings_of(["Sè: 12", "Quyết định"], ["", ""]) == [None, None]


def test_fonts_tell_what_they_promise():
    assert encoding_of_font("ABCDEF+.VnTime,Bold") is LegacyEncoding.TCVN3
    assert encoding_of_font("VNI-Times") is LegacyEncoding.VNI
    assert encoding_of_font("UVnTime") is None
    assert encoding_of_font("Times New Roman") is None
    assert is_capital_font(".VnTimeH") and not is_capital_font(".VnTime")


def test_a_paste_is_warned_of_with_what_it_would_become():
    sentence = legacy_warning("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    assert "TCVN3 (ABC)" in sentence and "Cộng hoà xã hội chủ nghĩa Việt Nam" in sentence
    assert legacy_warning("Cộng hòa xã hội chủ nghĩa Việt Nam") == ""


def test_syllables():
    assert all(
        map(is_vietnamese_syllable, ["nghiêng", "quyết", "uỷ", "ủy", "khuya", "gì", "giếng", "ĐIỀU", "xoong", "oái"])
    )
    assert not any(map(is_vietnamese_syllable, ["strength", "Müller", "Hµ", "bac", "xàc", "ngk"]))


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert isinstance(converted(text).text, str)


class PastedForm(LegacyTextForm, forms.Form):
    title = forms.CharField()
    summary = forms.CharField(widget=forms.Textarea)


def test_a_paste_comes_back_converted_and_is_not_kept_before_it_was_seen():
    form = PastedForm({"title": "Céng hoµ x· héi chñ nghÜa", "summary": "Sở Nội vụ"})
    assert not form.is_valid()
    assert "đã chuyển sang Unicode trong ô này" in form.errors["title"][0]
    assert form["title"].value() == "Cộng hoà xã hội chủ nghĩa"
    assert "summary" not in form.errors
    assert PastedForm({"title": form["title"].value(), "summary": "Sở Nội vụ"}).is_valid()


def test_a_paste_into_the_text_is_refused_with_what_it_would_become():
    blocks = json.dumps({"blocks": [{"text": "Ñoäc laäp - Töï do - Haïnh phuùc"}], "entityMap": {}})
    form = PastedForm({"title": "a", "summary": "b", "body-0-value": blocks})
    assert not form.is_valid()
    assert "Độc lập - Tự do - Hạnh phúc" in form.non_field_errors()[0]
    figures = PastedForm(
        {"title": "a", "summary": "b", "figures-0-value-data": "Ñoäc laäp - Töï do - Haïnh phuùc\t2025"}
    )
    assert "Độc lập - Tự do - Hạnh phúc" in figures.non_field_errors()[0]
    fine = json.dumps({"blocks": [{"text": "Độc lập - Tự do"}], "entityMap": {}}, ensure_ascii=False)
    assert PastedForm({"title": "a", "summary": "b", "body-0-value": fine}).is_valid()
