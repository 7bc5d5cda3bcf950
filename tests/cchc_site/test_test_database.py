"""The test database itself: what one test commits, the next does not see, and what the migrations made stays."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Page

from editorial import guards


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_committed_rows_are_gone_and_migrated_rows_are_back(turn: int) -> None:
    users = get_user_model().objects
    assert not users.filter(username="nguoi-cua-mot-lan").exists()
    assert Page.objects.filter(depth=1).exists()
    users.create_user(username="nguoi-cua-mot-lan")
    Page.objects.filter(depth__gt=1).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_guards_of_the_archive_stand_in_every_test(turn: int) -> None:
    assert guards.missing(connection) == []
