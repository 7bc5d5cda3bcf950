"""Two people press at the same moment, each in a process of their own as far as the database knows."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from editorial import clock
from editorial.models import PublicationRecord, Submission
from editorial.models.submissions import StepKind
from tests.editorial.conftest import signed_in
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


def press_together(submission: Submission, *presses) -> list:
    """Send every press at once; return the answers in the order of the presses."""
    start = Barrier(len(presses))

    def press(user, typed):
        client = signed_in(user)
        client.raise_request_exception = False
        start.wait()
        try:
            with clock.held_at(MOMENT):
                return client.post(f"/quan-tri/ho-so/{submission.pk}/", typed)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(lambda one: press(*one), presses))


@pytest.mark.clause("R6.1d")
def test_of_two_approvals_at_once_one_publishes_and_the_other_is_refused_whole(newsroom: Newsroom) -> None:
    newsroom.delegate()
    submission = newsroom.approving()
    typed = {"act": "phe-duyet", "seen_revision_id": submission.page.latest_revision_id}
    answers = press_together(submission, (newsroom.head, typed), (newsroom.deputy, typed))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert PublicationRecord.objects.count() == 1
    assert submission.steps.filter(kind=StepKind.APPROVED).count() == 1
    refused = next(answer for answer in answers if answer.status_code == 409).content.decode()
    assert "Hồ sơ không ở bước phê duyệt" in refused or "việc chưa được ghi lại" in refused


@pytest.mark.clause("R6.3b")
def test_an_approval_and_a_return_at_once_leave_one_decision(newsroom: Newsroom) -> None:
    newsroom.delegate()
    submission = newsroom.approving()
    approval = {"act": "phe-duyet", "seen_revision_id": submission.page.latest_revision_id}
    refusal = {"act": "tra-lai", "ground": "poor_quality", "sentence": "Viết lại phần kết quả."}
    answers = press_together(submission, (newsroom.head, approval), (newsroom.deputy, refusal))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    submission.refresh_from_db()
    is_published = submission.state == Submission.State.PUBLISHED
    assert is_published == (answers[0].status_code == 302)
    assert PublicationRecord.objects.count() == int(is_published)


def test_a_double_press_of_passing_on_leaves_one_step(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    newsroom.classify(submission)
    submission.refresh_from_db()
    typed = {
        "act": "chuyen-phe-duyet",
        "origin": "own",
        "content": "news",
        "purpose": "information",
        "checklist": submission.checklist,
    }
    answers = press_together(submission, (newsroom.member, typed), (newsroom.member, typed))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert submission.steps.filter(kind=StepKind.PASSED).count() == 1
