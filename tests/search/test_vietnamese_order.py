"""Lists stand in the order of a Vietnamese dictionary, on both databases alike."""

import random

import pytest

from agencies.models import Agency
from agencies.tree import VIETNAMESE_ORDER
from editorial.screen_forms import QueueFilterForm
from search.vietnamese_order import COLLATION, by_name, sort_key
from tests.newsroom import Newsroom

IN_ORDER = [
    *(
        "An",
        "Anh",
        "Ăn",
        "Ân",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Bác Ái",
        "Ca",
        "Da",
        "Đa",
        "Đà Nẵng",
        "Đắk Lắk",
        "E",
        "Ê",
    ),
    *("Sở Nội vụ", "Sở Y tế", "U", "Ư", "Y"),
]


def test_letters_come_before_tones_and_small_signs_before_letters():
    mixed = random.Random(517).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=sort_key) == IN_ORDER
    assert sorted(["Điều 10", "1 cửa", "(a)"], key=sort_key)[-1] == "Điều 10"


@pytest.mark.django_db
def test_the_database_orders_names_so_and_the_choices_of_a_filter_too(newsroom: Newsroom):
    assert COLLATION == VIETNAMESE_ORDER
    known = set(Agency.objects.values_list("pk", flat=True))
    Agency.objects.bulk_create(
        [Agency(name=name, slug=f"xep-{place}") for place, name in enumerate(reversed(IN_ORDER))]
    )
    names = list(Agency.objects.exclude(pk__in=known).order_by(by_name()).values_list("name", flat=True))
    assert names == IN_ORDER
    offered = [agency.name for agency in QueueFilterForm().fields["agency"].queryset if agency.pk not in known]
    assert offered == IN_ORDER
