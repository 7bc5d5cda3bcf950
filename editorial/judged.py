"""The newest version of an item as it was judged under the lock of its round: read once, then recorded and published."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, Revision

from editorial import approval
from editorial.approval import Authority
from editorial.models.submissions import Submission
from editorial.published_content import canonical_json, content_of
from editorial.refusals import refuse_if
from editorial.steps import locked


@dataclass(frozen=True)
class Judgement:
    """That `by` may approve this version of this round at this moment, found under its lock.

    It holds for the transaction that the lock holds for; `submissions.approve` hands it to `archiving.publish_approved`
    with the round itself.
    """

    submission: Submission
    revision: Revision
    version: Page
    content: str
    authority: Authority
    by: object
    at: datetime

    def covers(self, submission: Submission, *, by, at: datetime) -> bool:
        return self.submission is submission and self.by.pk == by.pk and self.at == at

    def revision_to_log(self) -> Revision:
        """Return the revision for those who only want the title of what it holds: its version is not read again."""
        revision = copy(self.revision)
        revision.as_object = lambda: self.version
        return revision


def judged(submission: Submission, *, by, at: datetime, seen_revision_id: int | None = None) -> Judgement:
    """Lock the round and ask whether `by` may approve its newest version; raises `Refused`. Call within a transaction."""
    submission = locked(submission)
    on = timezone.localdate(at)
    revision = submission.page.latest_revision
    version = revision.as_object()
    # Before anybody reads the version: a block that was opened writes back keys its stored text may not have.
    content = canonical_json(content_of(version))
    refuse_if(approval.approval_obstacles(submission, by, on=on, seen_revision_id=seen_revision_id, version=version))
    authority = approval.approval_authority(by, category=submission.category, on=on)
    return Judgement(submission, revision, version, content, authority, by, at)
