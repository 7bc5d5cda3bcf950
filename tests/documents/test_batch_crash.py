"""The process dies while a batch is published: every document is wholly public or wholly a draft, and the work goes on."""

from datetime import timedelta

import pytest
from django.db import connections
from wagtail.models import Page, WorkflowState

from editorial import batch_publishing
from editorial.batch_publishing import publish_batch
from editorial.models import ArchiveHead, BatchState, PublicationRecord, PublicListing, Submission
from editorial.models.batches import BatchItem
from editorial.models.submissions import SubmissionStep
from search.models import SearchEntry
from tests.documents.batch_tools import approved, fresh
from tests.editorial.archive_tools import findings
from tests.editorial.processes import killed_before
from tests.newsroom import MOMENT, Newsroom

LATER = MOMENT + timedelta(hours=1)
# Statements from one death to the next; odd, so that it does not keep step with anything.
STRIDE = 9


def left_of(page_id: int) -> tuple:
    """Return what publication has left of a document so far, as a fresh connection reads it."""
    page = Page.objects.get(pk=page_id)
    return (
        (page.live, page.live_revision_id == page.latest_revision_id, page.first_published_at),
        PublicationRecord.objects.filter(page_id=page_id).count(),
        Submission.objects.filter(page_id=page_id).count(),
        SubmissionStep.objects.filter(submission__page_id=page_id).count(),
        WorkflowState.objects.filter(object_id=str(page_id), status=WorkflowState.STATUS_APPROVED).count(),
        PublicListing.objects.filter(page_id=page_id).count(),
        SearchEntry.objects.filter(pk=page_id).count(),
        BatchItem.objects.filter(page_id=page_id, submission=None).count(),
    )


@pytest.mark.clause("R6.1d")
@pytest.mark.clause("R10.4")
@pytest.mark.django_db(transaction=True)
def test_a_batch_killed_on_its_way_is_public_chunk_by_chunk_and_goes_on(newsroom: Newsroom, monkeypatch):
    monkeypatch.setattr(batch_publishing, "CHUNK", 2)
    batch = approved(newsroom, 3)
    pages = list(batch.items.order_by("pk").values_list("page_id", flat=True))
    draft = left_of(pages[0])
    seen, deaths = {draft}, 0
    while killed_before(1 + deaths * STRIDE, lambda: publish_batch(batch, by=newsroom.head, at=LATER)):
        deaths += 1
        states = [left_of(page_id) for page_id in pages]
        seen.update(states)
        assert len(seen) <= 2, "a document is half public"
        assert states[0] == states[1], "a chunk is half public"
        public = sum(state != draft for state in states)
        assert public == PublicationRecord.objects.count()
        if public:
            assert ArchiveHead.objects.get().last_sequence == public
    assert deaths > 3, "the act was expected to send more statements than this"
    assert {left_of(page_id) for page_id in pages} | seen == {draft, left_of(pages[0])}
    assert left_of(pages[0])[0] == (True, True, LATER)
    assert fresh(batch).state == BatchState.PUBLISHED
    assert findings() == []
    connections.close_all()
