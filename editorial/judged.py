"""The newest version of an item as it was judged under the lock of its round: read once, then recorded and published."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from agencies.prepared import Prepared
from agencies.standing import remembered
from editorial import approval
from editorial.approval import Authority
from editorial.approved_version import for_judging, version_of
from editorial.models.submissions import Submission
from editorial.published_content import canonical_json, content_of
from editorial.refusals import refuse_if
from editorial.steps import lock_page

# What an approval reads of the round and its page, in the statement that locks the round; and of its run. Apart, because
# PostgreSQL takes longer to plan one join of all eight tables than to do these two.
_WITH, _RUN_WITH = ("page__latest_revision", "agency"), ("workflow", "current_task_state__task")
_locked_rounds = Prepared(
    lambda pk: Submission.objects.select_for_update(of=("self",)).select_related(*_WITH).filter(pk=pk).order_by()
)
_runs = Prepared(lambda pk: WorkflowState.objects.select_related(*_RUN_WITH).filter(pk=pk).order_by())


@dataclass(frozen=True)
class Judgement:
    """That `by` may approve this version of this round at this moment, found under its lock.

    It holds for the transaction that the lock holds for.
    """

    submission: Submission
    revision: Revision
    version: Page
    content: str
    authority: Authority
    by: object
    at: datetime

    def unopened_version(self) -> Page:
        """Return the version once more, as nobody has opened it: a block once opened writes back keys its text may not have."""
        return version_of(self.revision, self.submission.page, agency=self.submission.agency)


def judged(submission: Submission, *, by, at: datetime, seen_revision_id: int | None = None) -> Judgement:
    """Lock the round and ask whether `by` may approve its newest version; raises `Refused`. Call within a transaction."""
    lock_page(submission.page_id)  # first, as `steps.locked` does
    submission = _locked_rounds(submission.pk)[0]
    submission.workflow_state = _runs(submission.workflow_state_id)[0]
    on = timezone.localdate(at)
    revision = submission.page.latest_revision
    version = for_judging(version_of(revision, submission.page, agency=submission.agency))
    # Before anybody reads the version: a block that was opened writes back keys its stored text may not have.
    content = canonical_json(content_of(version))
    with remembered():  # under the lock the posts are read once, and anew
        refuse_if(
            approval.approval_obstacles(submission, by, on=on, seen_revision_id=seen_revision_id, version=version)
        )
        authority = approval.approval_authority(by, category=submission.category, on=on)
    return Judgement(submission, revision, version, content, authority, by, at)
