"""What an item must have before it can be sent for moderation."""

from datetime import date

from agencies.models import Appointment, Post
from agencies.standing import standing_of
from agencies.succession import heads_agency, successors_of
from editorial import approval
from editorial.held_by_batch import batch_obstacles

ALREADY_SENT = "Tin bài này đã có một hồ sơ trình duyệt đang xử lý."
QUOTED_FIELDS = {
    "author_name": "Tin bài trích dẫn phải ghi tác giả (Điều 4 khoản 6).",
    "source_name": "Tin bài trích dẫn phải ghi nguồn (Điều 4 khoản 6).",
    "source_url": "Tin bài trích dẫn phải có đường dẫn đến nguồn (Điều 4 khoản 6).",
}


def source_objections(page) -> dict[str, list[str]]:
    """Return, by field, what a quoted item lacks (Điều 4 khoản 6)."""
    if not page.is_quoted:
        return {}
    return {field: [sentence] for field, sentence in QUOTED_FIELDS.items() if not getattr(page, field)}


def unit_head_in_post(agency, *, on: date) -> bool:
    agencies = {agency.pk} if agency.exists_on(on) else {agency.pk, *successors_of(agency, on=on)}
    return Appointment.objects.to_posts(Post.UNIT_HEAD).in_force(on=on).filter(agency_id__in=agencies).exists()


def confirmation_objections(page, *, by, on: date) -> dict[str, list[str]]:
    """Return what stands against the confirmation of the unit's head (Điều 7 khoản 2 điểm a)."""
    standing = standing_of(by, on=on)
    appointment = standing.contributing_appointment
    if appointment is None or appointment.post != Post.FOCAL_OFFICER or page.confirmation_paper_id:
        return {}
    if heads_agency(standing, page.agency) or unit_head_in_post(page.agency, on=on):
        return {}
    return {
        "confirmation_paper": [
            f"{page.agency} chưa có tài khoản thủ trưởng trên hệ thống: đính kèm bản quét giấy xác nhận của thủ trưởng đơn vị "
            "(Điều 7 khoản 2 điểm a)."
        ]
    }


def submission_objections(page, *, by, on: date) -> dict[str, list[str]]:
    """Return why `page` may not be sent by `by` on `on`: Vietnamese sentences by field name, "" for the whole item."""
    if not getattr(page, "is_contributed", False):
        return {"": ["Chuyên mục và trang giới thiệu không qua trình duyệt: lưu, rồi đăng trực tiếp."]}
    objections = {**source_objections(page), **confirmation_objections(page, by=by, on=on)}
    whole = approval.ownership_obstacles(page, by, on=on)
    if page.pk and approval.open_submission_of(page):
        whole.append(ALREADY_SENT)
    whole += batch_obstacles(page)
    if not page.has_content():
        objections["body"] = ["Nhập nội dung tin bài trước khi trình."]
    if page.get_deadline_start() is None:
        objections[page.deadline_field] = ["Nhập ngày để tính thời hạn xử lý (Điều 10 khoản 1 điểm c)."]
    if whole:
        objections[""] = whole
    return objections


def flat(objections: dict[str, list[str]]) -> list[str]:
    return [sentence for sentences in objections.values() for sentence in sentences]
