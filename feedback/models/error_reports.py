from typing import ClassVar

from django.db import models
from django.db.models import Q
from wagtail.models import Page, Revision

from agencies.models import Agency, User
from editorial.models import PublicationRecord


class ReportState(models.TextChoices):
    OPEN = "open", "Chờ xem xét"
    ACCEPTED = "accepted", "Đã tiếp thu, đang sửa"
    CORRECTED = "corrected", "Đã đính chính"
    DECLINED = "declined", "Không sửa"
    WITHDRAWN = "withdrawn", "Tin bài đã thu hồi"


OPEN_STATES = (ReportState.OPEN, ReportState.ACCEPTED)


class ErrorReportQuerySet(models.QuerySet):
    def open(self) -> "ErrorReportQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def by_due_date(self) -> "ErrorReportQuerySet":
        return self.order_by("due_on", "pk")

    def corrections_of(self, page_id: int) -> "ErrorReportQuerySet":
        """What the item itself tells its readers: what was put right, newest first."""
        rows = self.filter(page_id=page_id, state=ReportState.CORRECTED)
        return rows.select_related("correction").order_by("-correction__sequence", "pk")


class ErrorReport(models.Model):
    """An error that a reader found in a public item, until it is put right or the reader is told why not.

    Who sent it has no field here. A way to reach them, if they left one, stands in a table of its own and is erased.
    """

    # What is public of it changes with the publication that puts it right, and only then.
    unseen_by_public: ClassVar[bool] = True

    code = models.CharField("mã", max_length=16, unique=True)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="error_reports", verbose_name="tin bài")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+", verbose_name="bản đã đọc")
    title = models.CharField("tiêu đề khi đó", max_length=255)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan cung cấp")
    quote = models.TextField("đoạn văn bản", max_length=1000, blank=True)
    message = models.TextField("chỗ chưa đúng", max_length=2000)
    received_at = models.DateTimeField("nhận lúc")
    due_on = models.DateField("hạn trả lời")

    state = models.CharField("trạng thái", max_length=20, choices=ReportState.choices, default=ReportState.OPEN)
    answer = models.TextField("trả lời", max_length=1000, blank=True)
    hides_changes = models.BooleanField(
        "không công khai phần so sánh",
        default=False,
        help_text="Chọn khi đoạn sai có dữ liệu cá nhân hoặc nội dung không được phổ biến.",
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("xem xét lúc", null=True, blank=True)
    correction = models.ForeignKey(
        PublicationRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_reports"
    )
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo lỗi của bạn đọc"
        verbose_name_plural = "báo lỗi của bạn đọc"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_on"], name="error_report_by_clock"),
            models.Index(fields=["page", "state"], name="error_report_of_page"),
            models.Index(fields=["received_at"], name="error_report_by_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReportState.CORRECTED) | Q(correction__isnull=False),
                name="corrected_report_names_its_publication",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.ACCEPTED, ReportState.DECLINED])
                | (~Q(answer="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_report_has_its_sentence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class ErrorReportContact(models.Model):
    """How the sender may be reached, if they wished so: seen by whoever deals with the report, and erased afterwards."""

    unseen_by_public: ClassVar[bool] = True

    report = models.OneToOneField(ErrorReport, on_delete=models.CASCADE, related_name="contact")  # erased before it
    words = models.CharField("cách liên hệ", max_length=255)
    consent = models.TextField("lời đồng ý đã đọc")
    erase_after = models.DateField("xóa sau ngày", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "liên hệ của người báo lỗi"
        verbose_name_plural = "liên hệ của người báo lỗi"

    def __str__(self) -> str:
        return f"Liên hệ của báo lỗi {self.report_id}"  # never the words themselves: this may reach a log
