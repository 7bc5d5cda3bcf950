"""How a draft becomes a permanent public record. Knows no concrete page type."""

from editorial.models.archive import (
    ArchiveHead,
    ContributedType,
    PublicationRecord,
    PublishedFile,
    RecordKind,
    WithdrawalDisplay,
)
from editorial.models.assignments import MemberAssignment
from editorial.models.batches import BatchItem, BatchState, BatchWarning, SubmissionBatch
from editorial.models.calendar import CalendarException
from editorial.models.delegations import ApprovalDelegation
from editorial.models.following import PublicationToFollow
from editorial.models.listing import PublicListing
from editorial.models.media import SiteDocument, SiteImage, SiteRendition
from editorial.models.page_views import PageViews
from editorial.models.pages import ContributedPage
from editorial.models.public_view import PublicViewStamp
from editorial.models.submissions import (
    DueDateChange,
    StepKind,
    Submission,
    SubmissionState,
    SubmissionStep,
    VerificationRequest,
)
from editorial.models.tasks import HeadApprovalTask, MemberCheckTask

__all__ = [
    "ApprovalDelegation",
    "ArchiveHead",
    "BatchItem",
    "BatchState",
    "BatchWarning",
    "CalendarException",
    "ContributedPage",
    "ContributedType",
    "DueDateChange",
    "HeadApprovalTask",
    "MemberAssignment",
    "MemberCheckTask",
    "PageViews",
    "PublicListing",
    "PublicViewStamp",
    "PublicationRecord",
    "PublicationToFollow",
    "PublishedFile",
    "RecordKind",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "StepKind",
    "Submission",
    "SubmissionBatch",
    "SubmissionState",
    "SubmissionStep",
    "VerificationRequest",
    "WithdrawalDisplay",
]
