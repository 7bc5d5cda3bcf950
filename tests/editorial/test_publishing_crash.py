"""The process dies at any statement of the act that publishes or takes off: the old state or the new one, always whole."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from editorial import archiving, submissions
from editorial.models import ArchiveHead, PublicationRecord, Submission
from editorial.models.archive import PublishedFile
from editorial.models.listing import PublicListing
from editorial.models.submissions import SubmissionStep
from tests.editorial.archive_tools import findings
from tests.editorial.processes import killed_at_the_commit, looked_at
from tests.newsroom import MOMENT, Newsroom

pytestmark = [pytest.mark.clause("R6.1d"), pytest.mark.clause("R10.4"), pytest.mark.django_db(transaction=True)]

LATER = MOMENT + timedelta(hours=2)
# Statements from one death to the next; odd, so that it does not keep step with anything.
STRIDE = 13


def first_publication(newsroom: Newsroom, item) -> tuple[Submission, Callable[[], None]]:
    submission = newsroom.approving(item)
    return submission, lambda: submissions.approve(submission, by=newsroom.head, at=LATER)


def change_of_a_public_item(newsroom: Newsroom, item) -> tuple[Submission, Callable[[], None]]:
    page = newsroom.published(item)
    page.title = "Tiêu đề mới"
    page.save_revision(user=newsroom.officer)
    return first_publication(newsroom, page)


def withdrawal(newsroom: Newsroom, item) -> tuple[Submission, Callable[[], None]]:
    page = newsroom.published(item)
    details = {"decision_number": "20/QĐ-SNV", "reason": "Số liệu sai", "display": "gone"}
    submission = Submission.objects.get(page_id=page.pk)
    return submission, lambda: archiving.withdraw(page, by=newsroom.head, at=LATER, **details)


def whole_state(submission: Submission) -> tuple:
    """Return everything that the act changes, as a fresh connection reads it."""
    submission = Submission.objects.select_related("workflow_state", "page").get(pk=submission.pk)
    page = submission.page
    head = ArchiveHead.objects.filter(pk=1).first() or ArchiveHead()
    last = PublicationRecord.objects.order_by("-sequence").first()
    return (
        (page.live, page.live_revision_id, page.title, page.first_published_at, page.has_unpublished_changes),
        (submission.state, submission.decided_by_id, submission.closed_revision_id, submission.closed_at),
        (submission.workflow_state.status, submission.workflow_state.current_task_state.status),
        (head.last_sequence, head.last_digest, last.sequence if last else 0, PublicationRecord.objects.count()),
        PublishedFile.objects.count(),
        SubmissionStep.objects.filter(submission=submission).count(),
        PublicListing.objects.filter(page_id=page.pk).count(),
    )


@pytest.mark.parametrize("prepare", [first_publication, change_of_a_public_item, withdrawal])
def test_a_process_killed_at_any_statement_leaves_the_old_state_or_the_new_one(newsroom: Newsroom, item, prepare):
    """It is looked at before every statement, and killed at every STRIDE-th and at the commit."""
    submission, act = prepare(newsroom, item)
    old = whole_state(submission)
    seen = {}

    def look(number: int) -> None:
        seen[number] = whole_state(submission)

    assert killed_at_the_commit(act)
    assert (whole_state(submission), findings()) == (old, [])
    deaths = 0
    while looked_at(act, look, first=deaths * STRIDE + 1, killed_at=(deaths + 1) * STRIDE):
        deaths += 1
        after_death = whole_state(submission)
        assert after_death == seen[deaths * STRIDE]
        if after_death != old:
            break  # killed after the commit: the new state is whole, and there is nothing left to do
        assert findings() == [], f"statement {deaths * STRIDE}"
    new = whole_state(submission)
    assert list(seen) == list(range(1, len(seen) + 1))
    assert len(seen) > 20, "the act was expected to send more statements than this"
    states = [seen[number] for number in sorted(seen)]
    committed = states.index(new) if new in states else len(states)
    assert states == [old] * committed + [new] * (len(states) - committed), "a third state"
    for before, after in zip(old[:4], new[:4], strict=True):
        # A withdrawal leaves the round and its workflow as they were; all else has moved on together.
        assert before != after or prepare is withdrawal
    assert new[3][0] == old[3][0] + 1 == new[3][3]
    assert findings() == []
    connections.close_all()
