"""Who may open, check and approve a batch: the questions of `editorial.approval`, asked once for all its items.

Sentences in Vietnamese; empty means they may. The rules are those of a single item: who sends, who checks and who approves
are three people, and only the Head, or the Deputy whom a delegation in force covers, approves (Quy chế 517, Điều 6, 10).
"""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from agencies.models import Appointment, Post
from agencies.models.appointments import BOARD_POSTS
from agencies.standing import standing_of
from editorial.approval import NO_POST_TODAY, authority_obstacles
from editorial.grounds import ChecklistItem
from editorial.models.batches import BatchState, SubmissionBatch

# Not a focal officer: what a unit sends is confirmed by its head, item by item (Điều 7 khoản 2 điểm a).
OPENING_POSTS = (Post.ADMINISTRATOR, *BOARD_POSTS)
NAMED = 5


def opening_appointment(user, *, on: date) -> Appointment | None:
    """Return under what `user` brings in a batch; its agency is the batch's."""
    return standing_of(user, on=on).appointment_to(*OPENING_POSTS)


def opening_obstacles(user, *, on: date) -> list[str]:
    """Return why `user` may not open a batch; empty means they may."""
    if opening_appointment(user, on=on):
        return []
    return [NO_POST_TODAY.format(posts="quản trị Trang hoặc trong Ban Biên tập", deed="nhập văn bản theo đợt")]


def sending_obstacles(batch: SubmissionBatch, user, *, on: date) -> list[str]:
    """Return why `user` may not send the batch for moderation; empty means they may."""
    if batch.state not in (BatchState.COLLECTING, BatchState.RETURNED):
        return [_not_at("được trình", batch)]
    sentences = opening_obstacles(user, on=on)
    if user.pk != batch.submitted_by_id:
        sentences.append(f"Đợt này do {batch.submitted_by} nhập; người đó trình.")
    if not batch.items.waiting().exists():
        sentences.append("Đợt không có văn bản nào để trình.")
    return sentences


def checking_obstacles(batch: SubmissionBatch, user, *, on: date) -> list[str]:
    """Return why `user` may not check the batch or return it at the first step; empty means they may."""
    if batch.state != BatchState.CHECKING:
        return [_not_at("kiểm tra", batch)]
    if not standing_of(user, on=on).holds(Post.BOARD_MEMBER, Post.BOARD_DEPUTY):
        return [NO_POST_TODAY.format(posts="thành viên hoặc Phó Trưởng ban Biên tập", deed="kiểm tra đợt này")]
    if batch.submitted_by_id == user.pk:
        return ["Anh/chị đã trình đợt này nên người khác phải kiểm tra."]
    return []


def classification_objections(*, origin: str, content: str, purpose: str, checklist: list[str]) -> list[str]:
    """Return what a check lacks; empty means it is complete (Điều 10 khoản 2, Điều 4)."""
    sentences = []
    if not (origin and content and purpose):
        sentences.append("Chưa phân loại đủ nguồn gốc, nội dung và mục đích (Điều 10 khoản 2).")
    missing = [item.label for item in ChecklistItem if item.value not in checklist]
    if missing:
        sentences.append("Chưa xác nhận trong bảng kiểm tra: " + "; ".join(missing) + ".")
    return sentences


def decision_obstacles(batch: SubmissionBatch, user, *, on: date) -> list[str]:
    """Return why `user` may not decide (approve or return) at the second step; empty means they may."""
    if batch.state != BatchState.APPROVING:
        return [_not_at("phê duyệt", batch)]
    return authority_obstacles(user, category=batch.category, on=on)


def approval_obstacles(batch: SubmissionBatch, user, *, on: date) -> list[str]:
    """Return why `user` may not approve the batch, or publish what is left of an approved one; empty means they may."""
    if batch.state == BatchState.PUBLISHING:
        sentences = authority_obstacles(user, category=batch.category, on=on)
    else:
        sentences = decision_obstacles(batch, user, on=on)
    if batch.submitted_by_id == user.pk:
        sentences.append("Anh/chị đã trình đợt này nên không thể tự phê duyệt.")
    elif batch.checked_by_id == user.pk:
        sentences.append("Anh/chị đã kiểm tra đợt này nên người khác phải phê duyệt.")
    elif _wrote_any_version(batch, user):
        sentences.append("Anh/chị đã biên tập văn bản trong đợt này nên không thể tự phê duyệt.")
    if batch.checked_by_id is None and batch.state == BatchState.APPROVING:
        sentences.append("Đợt chưa qua bước kiểm tra của thành viên Ban Biên tập.")
    return sentences + version_objections(batch)


def version_objections(batch: SubmissionBatch) -> list[str]:
    """Return which items are no longer in the version that was sent; empty means all are."""
    changed = batch.items.waiting().exclude(page__latest_revision_id=F("revision_id"))
    titles = list(changed.values_list("page__draft_title", flat=True)[: NAMED + 1])
    if not titles:
        return []
    more = " và văn bản khác" if len(titles) > NAMED else ""
    return [
        f"Văn bản đã thay đổi từ khi trình: “{'”, “'.join(titles[:NAMED])}”{more}. Bỏ ra khỏi đợt hoặc trình lại đợt."
    ]


def leaving_out_obstacles(batch: SubmissionBatch, user, *, on: date) -> list[str]:
    """Return why `user` may not take single items out of the batch; empty means they may."""
    if batch.state == BatchState.CHECKING:
        return checking_obstacles(batch, user, on=on)
    if batch.state in (BatchState.APPROVING, BatchState.PUBLISHING):
        return authority_obstacles(user, category=batch.category, on=on, deed="bỏ văn bản ra khỏi đợt")
    return [_not_at("xem xét", batch)]


def _wrote_any_version(batch: SubmissionBatch, user) -> bool:
    pages = batch.items.waiting().annotate(key=Cast("page_id", CharField())).values("key")
    return Revision.objects.filter(
        user_id=user.pk, base_content_type=ContentType.objects.get_for_model(Page), object_id__in=pages
    ).exists()


def _not_at(step: str, batch: SubmissionBatch) -> str:
    return f"Đợt không ở bước {step}: {batch.get_state_display().lower()}."
