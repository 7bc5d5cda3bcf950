"""Who a visitor is, in fewer statements than Django's own: the same person with the same permissions."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from agencies.account_backend import AccountBackend
from agencies.models import User
from editorial import roles
from tests.newsroom import TODAY, Newsroom

pytestmark = pytest.mark.django_db


def test_everyone_has_the_permissions_that_django_reads(newsroom: Newsroom):
    for person in (newsroom.officer, newsroom.head, newsroom.administrator, newsroom.superuser):
        roles.bring_up_to_date(person, on=TODAY)
        person.user_permissions.add(Permission.objects.get(codename="view_session"))
        expected = ModelBackend().get_all_permissions(User.objects.get(pk=person.pk))
        assert AccountBackend().get_all_permissions(User.objects.get(pk=person.pk)) == expected
        assert len(expected) > 1


def test_whoever_left_has_none_and_is_not_known(newsroom: Newsroom):
    newsroom.head.is_active = False
    newsroom.head.save()
    assert AccountBackend().get_all_permissions(newsroom.head) == set()
    assert AccountBackend().get_user(newsroom.head.pk) is None
    assert AccountBackend().get_user(0) is None
    assert AccountBackend().get_user(newsroom.officer.pk) == newsroom.officer
