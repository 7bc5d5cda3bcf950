from datetime import date

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, Revision, WorkflowState

from agencies.models import Agency, Appointment, User
from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.grounds import Content, Origin, Purpose, RefusalGround
from editorial.models.delegations import ApprovalDelegation
from editorial.models.media import SiteDocument


class SubmissionState(models.TextChoices):
    """Where one round of moderation stands."""

    AWAITING_CONFIRMATION = "awaiting_confirmation", "Chờ thủ trưởng đơn vị xác nhận"
    CHECKING = "checking", "Đang kiểm tra"
    APPROVING = "approving", "Chờ phê duyệt"
    PUBLISHED = "published", "Đã đăng"
    RETURNED = "returned", "Trả lại để bổ sung"
    CANCELLED = "cancelled", "Đã rút lại"


OPEN_STATES = (SubmissionState.AWAITING_CONFIRMATION, SubmissionState.CHECKING, SubmissionState.APPROVING)


class ConfirmationKind(models.TextChoices):
    """How the unit's head confirmed what the unit sends (Điều 7 khoản 2 điểm a)."""

    IN_SYSTEM = "in_system", "Thủ trưởng xác nhận trên hệ thống"
    PAPER = "paper", "Bản quét giấy xác nhận"
    NOT_REQUIRED = "not_required", "Ban Biên tập tự thu thập"


class SubmissionQuerySet(models.QuerySet):
    def open(self) -> "SubmissionQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def awaiting_confirmation(self) -> "SubmissionQuerySet":
        return self.filter(state=SubmissionState.AWAITING_CONFIRMATION)

    def awaiting_check(self) -> "SubmissionQuerySet":
        return self.filter(state=SubmissionState.CHECKING)

    def awaiting_approval(self) -> "SubmissionQuerySet":
        return self.filter(state=SubmissionState.APPROVING)

    def returned(self) -> "SubmissionQuerySet":
        """Keep what came back and was not sent again."""
        return self.filter(state=SubmissionState.RETURNED, next_round=None)

    def assigned_to(self, user) -> "SubmissionQuerySet":
        return self.filter(assigned_to_id=user.pk)

    def unassigned(self) -> "SubmissionQuerySet":
        return self.filter(assigned_to=None)

    def overdue(self, *, on: date) -> "SubmissionQuerySet":
        return self.filter(due_on__lt=on)

    def by_due_date(self) -> "SubmissionQuerySet":
        return self.order_by("due_on", "pk")

    def with_people(self) -> "SubmissionQuerySet":
        return self.select_related("page", "agency", "submitted_by", "assigned_to", "delegation", "decided_by")


class Submission(models.Model):
    """One round of moderation: one run of the workflow. Kept for ever: reports on lateness count these, not pages."""

    State = SubmissionState

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="submissions", verbose_name="tin bài")
    workflow_state = models.OneToOneField(WorkflowState, on_delete=models.PROTECT, related_name="submission")
    submitted_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="submissions")
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_round")
    round_number = models.PositiveIntegerField("lần trình", default=1)
    state = models.CharField("trạng thái", max_length=30, choices=SubmissionState.choices)

    title = models.CharField("tiêu đề khi trình", max_length=255)
    category = models.CharField("loại thông tin", max_length=20, choices=InformationCategory.choices)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="submissions", verbose_name="cơ quan cung cấp"
    )

    submitted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="submissions", verbose_name="người trình"
    )
    submitted_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("trình lúc")

    deadline_kind = models.CharField("loại thời hạn", max_length=30, choices=DeadlineKind.choices)
    starts_on = models.DateField("thời hạn tính từ ngày")
    due_on = models.DateField("hạn xử lý")

    confirmation = models.CharField(
        "xác nhận của thủ trưởng", max_length=20, choices=ConfirmationKind.choices, blank=True
    )
    confirmation_paper = models.ForeignKey(
        SiteDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="giấy xác nhận"
    )
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thành viên phụ trách"
    )
    origin = models.CharField("nguồn gốc", max_length=20, choices=Origin.choices, blank=True)
    content = models.CharField("nội dung", max_length=20, choices=Content.choices, blank=True)
    purpose = models.CharField("mục đích", max_length=20, choices=Purpose.choices, blank=True)
    checklist = models.JSONField("kết quả kiểm tra", default=list, blank=True)
    override_reason = models.TextField("lý do vẫn chuyển khi còn cảnh báo", blank=True)
    # The keys of the warnings that the reason was given for: a later change may bring others.
    settled_warnings = models.JSONField("cảnh báo đã có lý do", default=list, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    refusal_ground = models.CharField("căn cứ trả lại", max_length=30, choices=RefusalGround.choices, blank=True)
    refusal_sentence = models.TextField("lý do trả lại", blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delegation = models.ForeignKey(
        ApprovalDelegation, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    closed_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ trình duyệt"
        verbose_name_plural = "hồ sơ trình duyệt"
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_on", "id"], name="submission_queue"),
            models.Index(fields=["assigned_to", "state", "due_on", "id"], name="submission_queue_of_member"),
            models.Index(fields=["agency", "state", "due_on", "id"], name="submission_of_agency"),
            models.Index(fields=["page", "-id"], name="submission_of_page"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(state__in=OPEN_STATES), name="page_has_one_open_submission"
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.PUBLISHED) | Q(decided_by__isnull=False, checked_by__isnull=False),
                name="published_submission_was_checked_and_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("submitted_by")) | ~Q(state=SubmissionState.PUBLISHED),
                name="nobody_approves_what_they_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (lần trình {self.round_number})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_classified(self) -> bool:
        return bool(self.origin and self.content and self.purpose)

    @property
    def overriding_words(self) -> str:
        """What a step of the history says of warnings that the item went on with; empty where there were none."""
        if not self.settled_warnings or not self.override_reason:
            return ""
        return f" Lý do vẫn chuyển khi còn {len(self.settled_warnings)} cảnh báo: {self.override_reason}"


class StepKind(models.TextChoices):
    """What happened in a round."""

    SUBMITTED = "submitted", "Trình duyệt"
    CONFIRMED = "confirmed", "Thủ trưởng đơn vị xác nhận"
    DECLINED = "declined", "Thủ trưởng đơn vị không xác nhận"
    ASSIGNED = "assigned", "Giao thành viên phụ trách"
    CLASSIFIED = "classified", "Phân loại"
    EDITED = "edited", "Biên tập"
    FORWARDED = "forwarded", "Chuyển thành viên khác"
    VERIFICATION_ASKED = "verification_asked", "Yêu cầu xác minh"
    VERIFICATION_ANSWERED = "verification_answered", "Trả lời xác minh"
    PASSED = "passed", "Chuyển Trưởng ban phê duyệt"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Phê duyệt và đăng"
    CANCELLED = "cancelled", "Rút lại"
    DUE_DATE_MOVED = "due_date_moved", "Đổi hạn xử lý"
    WITHDRAWN = "withdrawn", "Thu hồi"


class SubmissionStep(models.Model):
    """One act in a round: who, when, under which appointment or delegation, on which version. Never changed."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("việc", max_length=30, choices=StepKind.choices)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện")
    authority = models.CharField("tư cách", max_length=500, blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField("nội dung", blank=True)

    class Meta:
        verbose_name = "bước xử lý"
        verbose_name_plural = "các bước xử lý"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y %H:%M}"


class DueDateChange(models.Model):
    """A due date that moved because the calendar changed; the old one stays on record."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="due_date_changes")
    old_due_on = models.DateField("hạn cũ")
    new_due_on = models.DateField("hạn mới")
    reason = models.CharField("lý do", max_length=500)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần đổi hạn"
        verbose_name_plural = "các lần đổi hạn"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.old_due_on:%d/%m/%Y} → {self.new_due_on:%d/%m/%Y}"


class VerificationRequest(models.Model):
    """A member asks an agency to verify information in its field (Điều 7 khoản 2 điểm d); the answer stays with the round."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="verification_requests")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="verification_requests", verbose_name="cơ quan xác minh"
    )
    question = models.TextField("nội dung cần xác minh")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("hỏi lúc")
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "yêu cầu xác minh"
        verbose_name_plural = "yêu cầu xác minh"
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.agency}: {self.question[:60]}"
