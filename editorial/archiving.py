"""The permanent record: the only road to publication, and withdrawal (Quy chế 517, Điều 10 khoản 3 and 4).

No record, no publication: the record is written first, then the page, in one transaction. `ContributedPage.save` and a
trigger in the database refuse a page that is public without it.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry, Revision

from editorial import approval, following, notifications
from editorial.approval import Authority
from editorial.chain import extend_chain
from editorial.files import FileSnapshot, files_of
from editorial.judged import Judgement, judged
from editorial.listing import unlist_page
from editorial.making_public import NOT_AS_RECORDED, make_public
from editorial.models.archive import PublicationRecord, PublishedFile, RecordKind, WithdrawalDisplay
from editorial.models.submissions import StepKind, Submission, SubmissionState
from editorial.published_content import canonical_json, content_of, digest_of, shows_as_recorded, text_of
from editorial.refusals import refuse_if
from editorial.steps import new_step, record_step
from editorial.writes import Writes


@transaction.atomic
def publish_approved(submission: Submission, *, by, at: datetime) -> PublicationRecord:
    """Publish the newest version of a round whose workflow has ended, and write its record. Raises `Refused`."""
    return publish_judged(judged(submission, by=by, at=at), Writes(), by=by, at=at)


def publish_judged(
    judgement: Judgement, writes: Writes, *, by, at: datetime, logged: Iterable[PageLogEntry] = ()
) -> PublicationRecord:
    """Publish the version that was judged and write its record; both or neither: call within the transaction of its lock.

    `writes` are sent before the item is public, `logged` goes into Wagtail's log with what is written there of the
    publication. Raises `Refused`.
    """
    submission, page, authority = judgement.submission, judgement.version, judgement.authority
    refuse_if(scheduling_objections(page))
    files = files_of(page, lock=True)
    record = _write_record(
        RecordKind.PUBLICATION,
        judgement.revision,
        page,
        judgement.content,
        files,
        authority=authority,
        by=by,
        at=at,
        submission=submission,
    )
    # Again, now that no other publication can be under way: two that contradict each other do not both pass.
    refuse_if(page.approval_objections())
    entries = make_public(judgement, writes, recorded=record.content_digest, by=by, at=at)
    writes.add([*logged, *entries])
    _close(judgement, writes, by=by, at=at)
    following.leave_word(submission, writes)
    return record


def _close(judgement: Judgement, writes: Writes, *, by, at: datetime) -> None:
    submission, authority = judgement.submission, judgement.authority
    submission.decided_by, submission.closed_revision = by, judgement.revision
    submission.decided_under, submission.delegation = authority.appointment, authority.delegation
    writes.change(
        submission,
        state=SubmissionState.PUBLISHED,
        decided_by_id=by.pk,
        decided_under_id=submission.decided_under_id,
        delegation_id=submission.delegation_id,
        closed_at=at,
        closed_revision_id=judgement.revision.pk,
    )
    writes.add([new_step(submission, StepKind.APPROVED, by=by, at=at, authority=authority.words)])


@transaction.atomic
def withdraw(
    page, *, by, at: datetime, decision_number: str, reason: str, display: WithdrawalDisplay
) -> PublicationRecord:
    """Take a public item off by a numbered decision; its address says so, and everything stays on record."""
    page = Page.objects.select_for_update(of=("self",)).get(pk=page.pk).specific
    on = timezone.localdate(at)
    refuse_if(list(withdrawal_objections(decision_number=decision_number, reason=reason, display=display).values()))
    refuse_if(approval.withdrawal_obstacles(page, by, on=on))
    authority = approval.approval_authority(by, category=page.category, on=on)
    # The files as they were published: a file lost from the store must not keep an item public.
    files = [FileSnapshot(**file) for file in approval.newest_record(page).files]
    public = page.live_revision.as_object()
    record = _write_record(
        RecordKind.WITHDRAWAL,
        page.live_revision,
        public,
        _content_unread(public),
        files,
        authority=authority,
        by=by,
        at=at,
        decision_number=decision_number.strip(),
        reason=reason.strip(),
        display=WithdrawalDisplay(display),
    )
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    unlist_page(page)
    last_round = Submission.objects.filter(page_id=page.pk).order_by("-pk").first()
    record_step(
        last_round,
        StepKind.WITHDRAWN,
        by=by,
        at=at,
        authority=authority.words,
        note=f"Quyết định số {record.decision_number}: {record.reason}",
    )
    notifications.withdrawn(record, last_round)
    return record


def withdrawal_objections(*, decision_number: str, reason: str, display: str) -> dict[str, str]:
    """Return what is wrong with what a withdrawal says, a sentence for each field; empty means it is complete."""
    wrong = {}
    longest = PublicationRecord._meta.get_field("decision_number").max_length
    if not decision_number.strip():
        wrong["decision_number"] = "Nhập số quyết định thu hồi."
    elif len(decision_number) > longest:
        wrong["decision_number"] = f"Số quyết định không được quá {longest} ký tự (hiện có {len(decision_number)})."
    if not reason.strip():
        wrong["reason"] = "Ghi lý do thu hồi."
    if display not in WithdrawalDisplay.values:
        wrong["display"] = "Chọn nội dung hiển thị tại địa chỉ của tin bài sau khi thu hồi."
    return wrong


def _content_unread(page: Page) -> str:
    """Return the content of a version that nobody has read yet: a block once opened writes back keys its text may not have."""
    return canonical_json(content_of(page))


def _write_record(
    kind: RecordKind, revision: Revision, page: Page, content: str, files: list[FileSnapshot], **details
) -> PublicationRecord:
    record = new_record(kind, page, content, files, revision=revision, **details)
    append([record])
    return record


def new_record(
    kind: RecordKind,
    page: Page,
    content: str,
    files: list[FileSnapshot],
    *,
    authority: Authority,
    by,
    **details,
) -> PublicationRecord:
    """Return a record of `page` with this content, in canonical form; `append` gives it its place in the chain."""
    return PublicationRecord(
        kind=kind,
        page_id=page.pk,
        title=page.title,
        address=page.url or page.url_path,
        category=page.category,
        agency_name=page.agency.name,
        text=text_of(page),
        content=content,
        content_digest=digest_of(content),
        files=[asdict(file) for file in files],
        decided_by=by,
        decided_by_name=str(by),
        authority=authority.words,
        appointment=authority.appointment,
        delegation=authority.delegation,
        **details,
    )


def append(records: list[PublicationRecord]) -> None:
    """Write the records at the end of the chain, in order, each with a row for each of its files."""
    extend_chain(records)
    PublishedFile.objects.bulk_create(
        _published_file(record, FileSnapshot(**file)) for record in records for file in record.files
    )


def _published_file(record: PublicationRecord, snapshot: FileSnapshot) -> PublishedFile:
    return PublishedFile(
        record=record,
        image_id=snapshot.id if snapshot.kind == "image" else None,
        document_id=snapshot.id if snapshot.kind == "document" else None,
        filename=snapshot.filename,
        sha256=snapshot.sha256,
        size=snapshot.size,
    )


def scheduling_objections(page) -> list[str]:
    """Return why a version may not carry moments of its own: Wagtail would publish or take it off then, past every record."""
    if page.go_live_at or page.expire_at:
        return ["Tin bài không hẹn giờ đăng hoặc gỡ: phê duyệt là đăng ngay, gỡ phải có quyết định thu hồi."]
    return []


def publication_objections(page) -> list[str]:
    """Return why the row of `page` may not be saved as it is: what is public must be what the newest record says."""
    if scheduling_objections(page):
        return scheduling_objections(page)
    record = approval.newest_record(page) if page.pk else None
    recorded_public = record is not None and record.kind == RecordKind.PUBLICATION
    if page.live and not recorded_public:
        return ["Tin bài chỉ được công khai khi Trưởng ban (hoặc Phó Trưởng ban được ủy quyền) phê duyệt."]
    if not page.live and recorded_public:
        return ["Tin bài đang công khai chỉ được gỡ bằng thao tác thu hồi, có lý do và số quyết định."]
    if page.live and page.live_revision_id != record.revision_id:
        return ["Phiên bản này chưa được phê duyệt nên không thể công khai."]
    if page.live and not shows_as_recorded(page, record):
        return [NOT_AS_RECORDED]
    return []
