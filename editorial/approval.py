"""Who may send, confirm, check, approve and withdraw: questions answered by Vietnamese sentences; empty means they may.

The same functions are asked before the deed, to say on the screen what stands in the way, and at the deed.
Source: Quy chế 517, Điều 5, 6, 7 and 10.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page, Revision

from agencies.models import Appointment, Post
from agencies.standing import Standing, standing_of
from agencies.succession import heads_agency, speaks_for
from editorial.checks import ContentWarning
from editorial.grounds import ChecklistItem
from editorial.held_by_batch import batch_obstacles
from editorial.models.archive import PublicationRecord, RecordKind
from editorial.models.delegations import ApprovalDelegation
from editorial.models.submissions import Submission, SubmissionState
from editorial.written_content import warnings_of

NO_POST_TODAY = "Hôm nay anh/chị không giữ nhiệm vụ {posts} nên không thể {deed}."


@dataclass(frozen=True)
class Authority:
    """Under what a person decides: their own post, or the Head's delegation."""

    appointment: Appointment
    delegation: ApprovalDelegation | None

    @property
    def words(self) -> str:
        return self.delegation.authority if self.delegation else self.appointment.authority


def open_submission_of(page) -> Submission | None:
    if "submissions" in getattr(page, "_prefetched_objects_cache", {}):  # a row of a listing, read ahead
        return next((submission for submission in page.submissions.all() if submission.is_open), None)
    return Submission.objects.open().filter(page_id=page.pk).select_related("agency", "assigned_to").first()


def contribution_obstacles(user, *, on: date) -> list[str]:
    """Return why `user` may not create an item; empty means they may."""
    if standing_of(user, on=on).contributing_appointment is None:
        return [
            "Hôm nay anh/chị không giữ nhiệm vụ cán bộ đầu mối hoặc Ban Biên tập nên không thể tạo, sửa tin bài. "
            "Liên hệ quản trị Trang nếu quyết định phân công đã có."
        ]
    return []


def ownership_obstacles(page, user, *, on: date) -> list[str]:
    """Return why `user` does not speak for the agency that provides `page`; empty means they do."""
    standing = standing_of(user, on=on)
    if standing.contributing_appointment is None:
        return contribution_obstacles(user, on=on)
    if not speaks_for(standing.agency, page.agency, on=on):
        return [f"Tin bài này do {page.agency} cung cấp; chỉ cán bộ đang giữ nhiệm vụ của đơn vị đó được sửa, trình."]
    return []


def editing_obstacles(page, user, *, on: date) -> list[str]:
    """Return why `user` may not change the draft of `page`; empty means they may."""
    submission = open_submission_of(page)
    if submission is None:
        return batch_obstacles(page) or ownership_obstacles(page, user, on=on)
    if submission.state == SubmissionState.AWAITING_CONFIRMATION:
        return ["Tin bài đang chờ thủ trưởng đơn vị xác nhận. Rút lại trước nếu cần sửa."]
    if submission.state == SubmissionState.APPROVING:
        return ["Tin bài đang chờ Trưởng ban phê duyệt nên không sửa được nữa."]
    if not standing_of(user, on=on).is_on_board and not ownership_obstacles(page, user, on=on):
        return ["Tin bài đang được Ban Biên tập kiểm tra. Rút lại trước nếu cần sửa."]
    return checking_obstacles(submission, user, on=on)


def new_version_obstacles(page) -> list[str]:
    """Return why no version may be added to `page` now, whoever writes it."""
    submission = open_submission_of(page) if page.pk else None
    if submission is None:
        return batch_obstacles(page)
    if submission.state == SubmissionState.CHECKING:
        return []
    return [
        f"Tin bài đang ở bước “{submission.get_state_display().lower()}” nên nội dung vừa nhập không được lưu. "
        "Rút lại hoặc chờ kết quả rồi sửa."
    ]


def confirmation_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not confirm for the unit (Điều 7 khoản 2 điểm a); empty means they may."""
    if submission.state != SubmissionState.AWAITING_CONFIRMATION:
        return [f"Hồ sơ không chờ xác nhận: {submission.get_state_display().lower()}."]
    if heads_agency(standing_of(user, on=on), submission.agency) is None:
        return [f"Chỉ thủ trưởng đang giữ nhiệm vụ của {submission.agency} được xác nhận hồ sơ này."]
    return []


def _board_obstacles(standing: Standing, deed: str) -> list[str]:
    if standing.is_on_board:
        return []
    return [NO_POST_TODAY.format(posts="trong Ban Biên tập", deed=deed)]


def checking_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not check, classify, edit or refuse at the first step; empty means they may."""
    if submission.state != SubmissionState.CHECKING:
        return [f"Hồ sơ không ở bước kiểm tra: {submission.get_state_display().lower()}."]
    standing = standing_of(user, on=on)
    if not standing.holds(Post.BOARD_MEMBER, Post.BOARD_DEPUTY):
        return [NO_POST_TODAY.format(posts="thành viên hoặc Phó Trưởng ban Biên tập", deed="kiểm tra hồ sơ")]
    if submission.submitted_by_id == user.pk:
        return ["Anh/chị đã trình hồ sơ này nên không kiểm tra được; chuyển cho thành viên khác."]
    assignee = submission.assigned_to
    if assignee and assignee.pk != user.pk and standing_of(assignee, on=on).is_on_board:
        return [f"Hồ sơ đã giao cho {assignee}. Nhờ người đó chuyển cho anh/chị trước khi kiểm tra."]
    return []


def handing_on_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not give the item to another member; empty means they may. The Head assigns at any time."""
    if submission.state != SubmissionState.CHECKING:
        return [f"Hồ sơ không ở bước kiểm tra: {submission.get_state_display().lower()}."]
    standing = standing_of(user, on=on)
    sentences = _board_obstacles(standing, "chuyển hồ sơ")
    if (
        not sentences
        and not standing.holds(Post.BOARD_HEAD, Post.BOARD_DEPUTY)
        and user.pk != submission.submitted_by_id
    ):
        sentences = checking_obstacles(submission, user, on=on)
    return sentences


def forwarding_obstacles(submission: Submission, user, *, to, on: date) -> list[str]:
    """Return why `user` may not hand the item to the member `to`; empty means they may."""
    sentences = handing_on_obstacles(submission, user, on=on)
    if submission.state != SubmissionState.CHECKING:
        return sentences
    if to.pk == submission.assigned_to_id:
        sentences.append(f"Hồ sơ đang giao cho {to} rồi.")
    receiver = standing_of(to, on=on)
    if not receiver.holds(Post.BOARD_MEMBER, Post.BOARD_DEPUTY):
        sentences.append(f"{to} hôm nay không phải thành viên Ban Biên tập nên không nhận hồ sơ được.")
    if to.pk == submission.submitted_by_id:
        sentences.append(f"{to} đã trình hồ sơ này nên không nhận kiểm tra được.")
    return sentences


def passing_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not pass the item to the Head; empty means they may."""
    sentences = checking_obstacles(submission, user, on=on)
    if not submission.is_classified:
        sentences.append("Chưa phân loại đủ nguồn gốc, nội dung và mục đích (Điều 10 khoản 2).")
    missing = [item.label for item in ChecklistItem if item.value not in submission.checklist]
    if missing:
        sentences.append("Chưa xác nhận trong bảng kiểm tra: " + "; ".join(missing) + ".")
    if unsettled := unsettled_warnings(submission):
        sentences.append(f"Còn {len(unsettled)} cảnh báo về nội dung: sửa nội dung, hoặc ghi lý do vẫn chuyển.")
    return sentences


def unsettled_warnings(submission: Submission) -> list[ContentWarning]:
    """Return the warnings about the newest version that no reason was given for."""
    version = submission.page.get_latest_revision().as_object()
    return [warning for warning in warnings_of(version) if warning.key not in submission.settled_warnings]


def approval_authority(user, *, category: str, on: date) -> Authority | None:
    """Return under what `user` approves items of `category` on `on`: the Head's post, or a delegation in force."""
    standing = standing_of(user, on=on)
    head = standing.appointment_to(Post.BOARD_HEAD)
    if head:
        return Authority(appointment=head, delegation=None)
    deputy = standing.appointment_to(Post.BOARD_DEPUTY)
    if deputy is None:
        return None
    for delegation in ApprovalDelegation.objects.in_force(on=on).filter(deputy_id=user.pk):
        if delegation.covers_category(category):
            return Authority(appointment=deputy, delegation=delegation)
    return None


def authority_obstacles(user, *, category: str, on: date, deed: str = "phê duyệt") -> list[str]:
    """Return why `user` has no authority over `category` on `on`; empty means they have."""
    if approval_authority(user, category=category, on=on):
        return []
    if not standing_of(user, on=on).holds(Post.BOARD_DEPUTY):
        return [NO_POST_TODAY.format(posts="Trưởng ban Biên tập", deed=deed)]
    in_force = list(ApprovalDelegation.objects.in_force(on=on).filter(deputy_id=user.pk))
    if in_force:
        scopes = "; ".join(f"số {delegation.document_number}: {delegation.scope}" for delegation in in_force)
        return [f"Văn bản ủy quyền của anh/chị không gồm loại thông tin này ({scopes}) nên không thể {deed}."]
    last = ApprovalDelegation.objects.filter(deputy_id=user.pk, starts_on__lte=on).order_by("-ends_on").first()
    if last is None:
        return [
            f"Anh/chị chưa có văn bản ủy quyền của Trưởng ban có hiệu lực hôm nay nên không thể {deed} (Điều 6 khoản 2)."
        ]
    if last.revoked_on and last.revoked_on <= on:
        ended = f"đã bị thu hồi từ {last.revoked_on:%d/%m/%Y} theo văn bản số {last.revocation_number}"
    else:
        ended = f"đã hết hiệu lực sau ngày {last.ends_on:%d/%m/%Y}"
    return [f"Văn bản ủy quyền số {last.document_number} {ended} nên anh/chị không thể {deed} (Điều 6 khoản 2)."]


def edited_in_round(submission: Submission, user) -> bool:
    """Say whether `user` wrote any version of the item since the round before this one closed."""
    previous = submission.previous
    before = (previous and previous.closed_revision_id) or 0
    pages = ContentType.objects.get_for_model(Page)
    # Asked of every approval: Django takes several times longer to prepare it than the database to answer.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 FROM {Revision._meta.db_table} "  # noqa: S608 -- the name is Wagtail's own
            "WHERE base_content_type_id = %s AND object_id = %s AND user_id = %s AND id > %s)",
            [pages.pk, str(submission.page_id), user.pk, before],
        )
        return bool(cursor.fetchone()[0])


def decision_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not decide (approve or refuse) at the second step; empty means they may."""
    if submission.state != SubmissionState.APPROVING:
        return [f"Hồ sơ không ở bước phê duyệt: {submission.get_state_display().lower()}."]
    return authority_obstacles(user, category=submission.category, on=on)


def approval_obstacles(
    submission: Submission, user, *, on: date, seen_revision_id: int | None = None, version=None
) -> list[str]:
    """Return the reasons, in Vietnamese, why `user` may not approve on `on`; empty means they may.

    `seen_revision_id` is the version that was on their screen: another one is never approved unseen. `version` is the
    newest one, where it was read already.
    """
    sentences = decision_obstacles(submission, user, on=on)
    if submission.submitted_by_id == user.pk:
        sentences.append("Anh/chị đã trình tin bài này nên không thể tự phê duyệt.")
    elif edited_in_round(submission, user):
        sentences.append("Anh/chị đã biên tập tin bài này trong lần trình hiện tại nên không thể tự phê duyệt.")
    elif submission.checked_by_id == user.pk:
        sentences.append("Anh/chị đã kiểm tra hồ sơ này nên người khác phải phê duyệt.")
    if submission.checked_by_id is None and submission.state == SubmissionState.APPROVING:
        sentences.append("Hồ sơ chưa qua bước kiểm tra của thành viên Ban Biên tập.")
    if seen_revision_id is not None and seen_revision_id != submission.page.latest_revision_id:
        sentences.append(
            "Nội dung đã thay đổi từ khi anh/chị mở trang. Tải lại trang, xem nội dung mới rồi quyết định."
        )
    # What the version says is asked last: it is of no interest to whom the deed is not open.
    return sentences or (version or submission.page.latest_revision.as_object()).approval_objections()


def newest_record(page) -> PublicationRecord | None:
    return PublicationRecord.objects.filter(page_id=page.pk).order_by("-sequence").first()


def withdrawal_obstacles(page, user, *, on: date) -> list[str]:
    """Return why `user` may not withdraw the public item `page`; empty means they may (Điều 10 khoản 4)."""
    record = newest_record(page)
    if record is None or record.kind == RecordKind.WITHDRAWAL:
        return ["Tin bài không đang được đăng công khai nên không có gì để thu hồi."]
    sentences = authority_obstacles(user, category=record.category, on=on, deed="thu hồi")
    if open_submission_of(page):
        sentences.append("Tin bài đang có một hồ sơ trình duyệt chưa xong. Kết thúc hồ sơ đó trước khi thu hồi.")
    return sentences


def verification_answer_obstacles(request, user, *, on: date) -> list[str]:
    """Return why `user` may not answer for the agency that was asked; empty means they may."""
    if request.answered_at is not None:
        return [f"Yêu cầu xác minh này đã được {request.answered_by} trả lời."]
    standing = standing_of(user, on=on)
    officer = standing.appointment_to(Post.FOCAL_OFFICER)
    if officer and speaks_for(officer.agency, request.agency, on=on):
        return []
    if heads_agency(standing, request.agency):
        return []
    return [f"Chỉ cán bộ đầu mối hoặc thủ trưởng của {request.agency} được trả lời yêu cầu này."]


def taking_back_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    """Return why `user` may not take the submission back; empty means they may."""
    if not submission.is_open:
        return [f"Hồ sơ đã kết thúc: {submission.get_state_display().lower()}."]
    return ownership_obstacles(submission.page.specific, user, on=on)
