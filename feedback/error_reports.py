"""An error that a reader reports: received, decided by the agency or the board, closed by the correction itself.

The regulation sets no limit for these; the site's own is `ANSWER_WITHIN` working days (decision 0020).
"""

import logging
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from agencies.models import Post
from agencies.standing import Standing, standing_of
from agencies.succession import agencies_spoken_for
from editorial.approval import newest_record
from editorial.calendars import working_calendar
from editorial.models import PublicationRecord, RecordKind
from editorial.refusals import refuse_if
from feedback.models import ErrorReport, ErrorReportContact, ReportState

logger = logging.getLogger("cchc")

ANSWER_WITHIN = 5
CONTACT_KEPT = timedelta(days=30)
AGENCY_POSTS = (Post.FOCAL_OFFICER, Post.UNIT_HEAD)
# No letter or figure that is taken for another when read out.
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"

NOT_THEIRS = "Chỉ cán bộ đầu mối, thủ trưởng của {agency} hoặc Ban Biên tập được xử lý báo lỗi này."
ALREADY_DECIDED = "Báo lỗi này đã được xử lý: {state}."
SENTENCE_MISSING = "Ghi một câu trả lời cho bạn đọc; câu này được công khai."
CONSENT = (
    "Tôi đồng ý để Trang lưu cách liên hệ này, chỉ để cơ quan xử lý hỏi lại về báo lỗi; "
    "Trang xóa sau khi xử lý xong 30 ngày."
)


@transaction.atomic
def receive(page, *, quote: str, message: str, contact: str, at: datetime) -> ErrorReport:
    """Keep what a reader reports about the public item `page`; the clock starts."""
    on = timezone.localdate(at)
    report = ErrorReport.objects.create(
        code=new_code(),
        page_id=page.pk,
        revision_id=page.live_revision_id,
        title=page.title,
        agency_id=page.agency_id,
        quote=quote.strip(),
        message=message.strip(),
        received_at=at,
        due_on=working_calendar().add_working_days(on, ANSWER_WITHIN),
    )
    if contact.strip():
        ErrorReportContact.objects.create(report=report, words=contact.strip(), consent=CONSENT)
    logger.info("cchc.error_report.received", extra={"report": report.pk, "page_id": page.pk})
    return report


def new_code() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(10))


def concerning(standing: Standing):
    """Return the reports that a person with these posts may deal with."""
    if standing.is_on_board:
        return ErrorReport.objects.all()
    agencies: set[int] = set()
    for appointment in standing.appointments:
        if appointment.post in AGENCY_POSTS:
            agencies |= agencies_spoken_for(appointment.agency, on=standing.on)
    return ErrorReport.objects.filter(agency_id__in=agencies)


def deciding_obstacles(report: ErrorReport, user, *, on: date) -> list[str]:
    """Return why `user` may not decide on the report; empty means they may."""
    if not concerning(standing_of(user, on=on)).filter(pk=report.pk).exists():
        return [NOT_THEIRS.format(agency=report.agency)]
    if report.state != ReportState.OPEN:
        return [ALREADY_DECIDED.format(state=report.get_state_display().lower())]
    return []


def accept(report: ErrorReport, *, by, at: datetime, answer: str, hides_changes: bool = False) -> None:
    """Agree that something is wrong: the item is to be changed by the usual two steps, and the report waits for that."""
    _decide(report, ReportState.ACCEPTED, by=by, at=at, answer=answer, hides_changes=hides_changes)


def decline(report: ErrorReport, *, by, at: datetime, answer: str) -> None:
    """Leave the item as it is, and say why."""
    _decide(report, ReportState.DECLINED, by=by, at=at, answer=answer)


@transaction.atomic
def _decide(
    report: ErrorReport, state: ReportState, *, by, at: datetime, answer: str, hides_changes: bool = False
) -> None:
    report = ErrorReport.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)
    refuse_if(
        deciding_obstacles(report, by, on=timezone.localdate(at)) or ([] if answer.strip() else [SENTENCE_MISSING])
    )
    report.state, report.answer, report.hides_changes = state, answer.strip(), hides_changes
    report.decided_by, report.decided_at = by, at
    if state == ReportState.DECLINED:
        _close(report, at=at)
    report.save()
    logger.info("cchc.error_report.decided", extra={"report": report.pk, "state": state.value})


@transaction.atomic
def settle_by_publication(page_ids: Iterable[int]) -> None:
    """Close the accepted reports of items whose corrected versions have just been published.

    A version that was sent before the report was accepted is no answer to it.
    """
    for report in ErrorReport.objects.filter(page_id__in=page_ids, state=ReportState.ACCEPTED).select_related("page"):
        record = newest_record(report.page)
        if record is None or record.kind != RecordKind.PUBLICATION or record.submission is None:
            continue
        if report.decided_at <= record.submission.submitted_at:
            report.state, report.correction = ReportState.CORRECTED, record
            _close(report, at=record.at)
            report.save()


def version_before(record: PublicationRecord) -> PublicationRecord | None:
    """Return the version that `record` put right, where its readers may compare the two; None where they may not."""
    if record.corrected_reports.filter(hides_changes=True).exists():
        return None
    earlier = PublicationRecord.objects.filter(page_id=record.page_id, sequence__lt=record.sequence)
    before = earlier.select_related("revision").order_by("-sequence").first()
    # What was withdrawn in between is not shown again by the side of what replaced it.
    return before if before is not None and before.kind == RecordKind.PUBLICATION else None


@transaction.atomic
def settle_by_withdrawal(page, *, at: datetime) -> None:
    for report in ErrorReport.objects.filter(page_id=page.pk).open():
        report.state = ReportState.WITHDRAWN
        _close(report, at=at)
        report.save()


def _close(report: ErrorReport, *, at: datetime) -> None:
    report.closed_at = at
    ErrorReportContact.objects.filter(report=report).update(erase_after=timezone.localdate(at) + CONTACT_KEPT)


def erase_contacts(*, on: date) -> int:
    """Erase the ways to reach senders whose reports have been closed long enough; returns how many."""
    erased, _ = ErrorReportContact.objects.filter(erase_after__lt=on).delete()
    logger.info("cchc.error_report.contacts_erased", extra={"count": erased})
    return erased
