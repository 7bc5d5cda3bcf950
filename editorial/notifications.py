"""Mails about what happened to a submission: sent after the act is on record, and never able to undo it.

Nothing is logged but ids: who a mail went to and what it said stay out of the logs.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from agencies.models import Appointment, Post, User
from agencies.succession import successors_of
from editorial.grounds import REFUSAL_CITATION
from editorial.models.archive import PublicationRecord
from editorial.models.delegations import ApprovalDelegation
from editorial.models.submissions import Submission, VerificationRequest

logger = logging.getLogger("cchc")


@dataclass(frozen=True)
class Mail:
    """One mail to be written: its template, the line above it, whom it goes to, and what it speaks of."""

    kind: str
    subject: str
    recipients: Iterable[User]
    submission: Submission
    path: str
    details: dict


def awaits_confirmation(submission: Submission, *, at: datetime) -> None:
    """Tell the unit's head that an item waits for their confirmation."""
    _after_commit(lambda: _to_confirm(_fresh(submission), on=timezone.localdate(at)))


def arrived(submission: Submission, *, at: datetime) -> None:
    """Tell the member it went to; where nobody looks after it, the Head, who assigns."""
    _after_commit(lambda: _to_check(_fresh(submission), on=timezone.localdate(at)))


def awaits_approval(submission: Submission, *, at: datetime) -> None:
    """Tell the Head, and the Deputy whom a delegation in force covers, that an item waits for approval."""
    _after_commit(lambda: _to_approve(_fresh(submission), on=timezone.localdate(at)))


def returned(submission: Submission) -> None:
    """Tell the officer why the item came back: ground, clause and sentence."""
    _after_commit(lambda: _returned(_fresh(submission)))


def tell_published(submission: Submission) -> bool:
    """Tell the officer at which address the item is public, at once; say whether the mail went out. Not within a transaction."""
    return _send(lambda: _published(_fresh(submission)))


def verification_asked(request: VerificationRequest, *, at: datetime) -> None:
    """Tell the agency asked: its focal officer and its head."""
    _after_commit(lambda: _verification_asked(request, on=timezone.localdate(at)))


def verification_answered(request: VerificationRequest) -> None:
    """Tell the member who asked."""
    _after_commit(lambda: _verification_answered(request))


def withdrawn(record: PublicationRecord, submission: Submission) -> None:
    """Tell the officer that their item was taken off, and by which decision."""
    _after_commit(lambda: _withdrawn(record, _fresh(submission)))


def _after_commit(write: Callable[[], Mail]) -> None:
    transaction.on_commit(lambda: _send(write))


def _fresh(submission: Submission) -> Submission:
    return Submission.objects.with_people().get(pk=submission.pk)


def _to_confirm(submission: Submission, *, on: date) -> Mail:
    return Mail(
        "awaits_confirmation",
        f"Chờ xác nhận: {submission.title}",
        _holders(Post.UNIT_HEAD, agency=submission.agency, on=on),
        submission,
        reverse("newsroom:confirmation", args=[submission.pk]),
        {},
    )


def _to_check(submission: Submission, *, on: date) -> Mail:
    member = submission.assigned_to
    recipients = [member] if member else _holders(Post.BOARD_HEAD, on=on)
    subject = f"Hồ sơ giao kiểm tra: {submission.title}" if member else f"Hồ sơ chưa giao ai: {submission.title}"
    return Mail("arrived", subject, recipients, submission, _dossier(submission), {})


def _to_approve(submission: Submission, *, on: date) -> Mail:
    delegations = ApprovalDelegation.objects.in_force(on=on).select_related("deputy")
    deputies = [row.deputy for row in delegations if row.covers_category(submission.category)]
    return Mail(
        "awaits_approval",
        f"Chờ phê duyệt: {submission.title}",
        [*_holders(Post.BOARD_HEAD, on=on), *deputies],
        submission,
        _dossier(submission),
        {},
    )


def _returned(submission: Submission) -> Mail:
    return Mail(
        "returned",
        f"Trả lại để bổ sung: {submission.title}",
        [submission.submitted_by],
        submission,
        reverse("wagtailadmin_pages:edit", args=[submission.page_id]),
        {"citation": REFUSAL_CITATION},
    )


def _published(submission: Submission) -> Mail:
    return Mail(
        "published",
        f"Đã đăng: {submission.title}",
        [submission.submitted_by],
        submission,
        _history(submission),
        {"address": submission.page.full_url},
    )


def _verification_asked(request: VerificationRequest, *, on: date) -> Mail:
    return Mail(
        "verification_asked",
        f"Yêu cầu xác minh: {request.submission.title}",
        _holders(Post.FOCAL_OFFICER, Post.UNIT_HEAD, agency=request.agency, on=on),
        request.submission,
        reverse("newsroom:verification_answer", args=[request.pk]),
        {"request": request},
    )


def _verification_answered(request: VerificationRequest) -> Mail:
    return Mail(
        "verification_answered",
        f"Đã trả lời xác minh: {request.submission.title}",
        [request.asked_by],
        request.submission,
        _dossier(request.submission),
        {"request": request},
    )


def _withdrawn(record: PublicationRecord, submission: Submission) -> Mail:
    return Mail(
        "withdrawn",
        f"Đã thu hồi: {submission.title}",
        [submission.submitted_by],
        submission,
        _history(submission),
        {"record": record},
    )


def _dossier(submission: Submission) -> str:
    return reverse("newsroom:review", args=[submission.pk])


def _history(submission: Submission) -> str:
    return reverse("newsroom:history", args=[submission.page_id])


def _holders(*posts: Post, on: date, agency=None) -> list[User]:
    """Return who holds one of `posts` on `on`, in `agency` or, once it ended, in a body that succeeded it."""
    rows = Appointment.objects.to_posts(*posts).in_force(on=on).select_related("user")
    if agency is not None:
        agencies = {agency.pk} if agency.exists_on(on) else {agency.pk, *successors_of(agency, on=on)}
        rows = rows.filter(agency_id__in=agencies)
    return [row.user for row in rows]


def _send(write: Callable[[], Mail]) -> bool:
    """Write and send one mail to each recipient who has an address; whatever fails is logged, and False is the answer."""
    kind, submission_id = "", 0
    try:
        mail = write()
        kind, submission_id = mail.kind, mail.submission.pk
        messages = _messages(mail)
        if messages:
            get_connection().send_messages(messages)
    except Exception as error:  # the act is done and on record: no mail server may make it look undone
        # The error's own words may hold an address, so only its type is kept.
        logger.error(
            "cchc.mail.failed", extra={"mail": kind, "submission": submission_id, "error": type(error).__name__}
        )
        return False
    return True


def _messages(mail: Mail) -> list[EmailMessage]:
    people = {user.pk: user for user in mail.recipients if user.is_active and user.email}
    return [
        EmailMessage(
            subject=" ".join(mail.subject.split())[:200],
            body=_body(mail, person),
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated", **_name_of(mail, person)},
        )
        for person in people.values()
    ]


def _name_of(mail: Mail, person: User) -> dict[str, str]:
    """Return a name that stays the same where a mail may be sent once more: whoever has it already is not shown it twice."""
    if mail.kind != "published":
        return {}
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return {"Message-ID": f"<published.{mail.submission.pk}.{person.pk}@{host}>"}


def _body(mail: Mail, person: User) -> str:
    context = {
        "person": person,
        "submission": mail.submission,
        "link": f"{settings.WAGTAILADMIN_BASE_URL}{mail.path}",
        "site_name": settings.WAGTAIL_SITE_NAME,
        **mail.details,
    }
    return render_to_string(f"editorial/mail/{mail.kind}.txt", context)
