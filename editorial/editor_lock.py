"""What Wagtail's editor says above an item that is in moderation: where it stands, until when, who may change it."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.locks import WorkflowLock

from editorial import approval, clock
from editorial.calendars import working_calendar
from editorial.deadlines import urgency_sentence
from editorial.models.submissions import SubmissionState


class SubmissionLock(WorkflowLock):
    """Wagtail's lock of a workflow's step, in the words of the newsroom; shown also to the member who may edit."""

    def get_message(self, user):
        submission = approval.open_submission_of(self.object)
        if submission is None:
            return None
        on = clock.today()
        state = submission.get_state_display()
        if submission.state == SubmissionState.CHECKING:
            state += f", {submission.assigned_to} phụ trách" if submission.assigned_to else ", chưa giao thành viên"
        due = urgency_sentence(submission.due_on, on=on, calendar=working_calendar())
        reasons = approval.editing_obstacles(self.object, user, on=on)
        return format_html(
            "<strong>{} (lần trình {}).</strong> Hạn xử lý {}: {}. {} "
            '<span class="buttons"><a class="button button-small button-secondary" href="{}">Mở hồ sơ trình duyệt</a></span>',
            state,
            submission.round_number,
            f"{submission.due_on:%d/%m/%Y}",
            due[:1].lower() + due[1:],
            format_html_join(" ", "{}", ((reason,) for reason in reasons)),
            reverse("newsroom:review", args=[submission.pk]),
        )

    def get_locked_by(self, user, can_lock: bool = False) -> str:
        return "Đang trong quy trình duyệt"

    def get_description(self, user, can_lock: bool = False) -> str:
        return "Chỉ người đang giữ bước hiện tại được sửa; xem hồ sơ trình duyệt."
