"""Short forms: what the site starts with, what an administrator may enter, and what is refused with the reason."""

import pytest

from search import synonyms
from search.models import Synonym
from search.synonym_seed import seed_pairs
from tests.editorial.test_registers import address, page_text, signed_in
from tests.newsroom import Newsroom


def enter(newsroom: Newsroom, short: str, long: str, **values) -> str:
    form = {"short": short, "long": long, "is_active": "on", **values}
    return page_text(signed_in(newsroom.administrator).post(address("search_synonym", "create"), form, follow=True))


@pytest.mark.parametrize(
    "pair",
    [
        ("CCHC", "cải cách hành chính"),
        ("UBND", "ủy ban nhân dân"),
        ("TTHC", "thủ tục hành chính"),
        ("QĐ", "quyết định"),
        ("NĐ", "nghị định"),
    ],
)
@pytest.mark.django_db
def test_the_site_starts_with_the_short_forms_of_an_office(pair: tuple[str, str]):
    assert pair in synonyms.pairs_in_force()


def test_every_short_form_of_the_seed_may_stand():
    pairs = seed_pairs()
    for index, (short, long) in enumerate(pairs):
        assert synonyms.short_form_objections(short) == []
        assert synonyms.pair_objections(short, long, others=pairs[:index]) == []


@pytest.mark.django_db
def test_a_row_that_is_switched_off_is_not_in_force():
    Synonym.objects.filter(short="CCHC").update(is_active=False)
    assert "CCHC" not in dict(synonyms.pairs_in_force())


def test_an_administrator_enters_a_short_form(newsroom: Newsroom):
    assert "Đã ghi vào sổ: OCOP = mỗi xã một sản phẩm" in enter(newsroom, " OCOP ", "mỗi xã  một sản phẩm")
    assert ("OCOP", "mỗi xã một sản phẩm") in synonyms.pairs_in_force()


@pytest.mark.parametrize("short", ["ĐA", "DA", "TU", "Sỹ", "NGHỊ"])
def test_a_short_form_that_is_a_common_syllable_is_refused(newsroom: Newsroom, short: str):
    page = enter(newsroom, short, "đề án nào đó")
    assert "trùng với một tiếng thường dùng" in page
    assert "đề án nào đó" in page
    assert not Synonym.objects.filter(long="đề án nào đó").exists()


@pytest.mark.parametrize(
    ("short", "long", "sentence"),
    [
        ("cchc", "Cải cách hành chính", "Sổ đã có “CCHC = cải cách hành chính”"),
        ("OCOP", "ocop", "giống nhau"),
        ("--", "mỗi xã một sản phẩm", "ít nhất một chữ cái hoặc chữ số"),
        ("X", "xã hội", "một chữ cái"),
        ("OCOP", "…", "ít nhất một chữ cái"),
    ],
)
def test_what_would_make_searching_worse_is_refused_with_the_reason(
    newsroom: Newsroom, short: str, long: str, sentence: str
):
    before = Synonym.objects.count()
    assert sentence in enter(newsroom, short, long)
    assert Synonym.objects.count() == before


def test_a_row_is_changed_without_meeting_itself(newsroom: Newsroom):
    row = Synonym.objects.get(short="CCHC")
    form = {"short": "CCHC", "long": "cải cách hành chính"}
    response = signed_in(newsroom.administrator).post(address("search_synonym", "edit", row.pk), form)
    assert response.status_code == 302
    row.refresh_from_db()
    assert not row.is_active
