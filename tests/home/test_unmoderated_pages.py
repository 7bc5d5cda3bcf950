"""Sections and plain pages are the administrator's own: they are saved and published, never sent for moderation."""

import pytest
from django.test import Client

from editorial import submissions
from editorial.models import Submission
from editorial.refusals import Refused
from home.models import SectionPage
from tests.newsroom import MOMENT, Newsroom

FIELDS = {"title": "Thanh tra", "slug": "thanh-tra", "category": "activity", "introduction": "", "retired_on": ""}


@pytest.mark.clause("R3.2c")
def test_a_press_to_send_a_new_section_saves_its_draft(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.administrator)
    address = f"/quan-tri/pages/add/home/sectionpage/{newsroom.section.pk}/"
    assert "action-submit" not in client.get(address).content.decode()
    client.post(address, {**FIELDS, "action-submit": "1"})
    assert not SectionPage.objects.get(slug="thanh-tra").live
    assert not Submission.objects.exists()


@pytest.mark.clause("R3.2c")
def test_a_press_to_send_a_section_saves_it(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.administrator)
    address = f"/quan-tri/pages/{newsroom.section.pk}/edit/"
    assert "action-submit" not in client.get(address).content.decode()
    client.post(address, {**FIELDS, "slug": newsroom.section.slug, "action-submit": "1"})
    saved = SectionPage.objects.get(pk=newsroom.section.pk).get_latest_revision_as_object()
    assert saved.title == "Thanh tra"
    assert not Submission.objects.exists()


@pytest.mark.clause("R3.2c")
def test_code_that_sends_a_section_is_refused_with_a_sentence(newsroom: Newsroom):
    newsroom.section.save_revision(user=newsroom.administrator)
    with pytest.raises(Refused) as refusal:
        submissions.submit(newsroom.section, by=newsroom.administrator, at=MOMENT)
    assert "không qua trình duyệt" in str(refusal.value)
