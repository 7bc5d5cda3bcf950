from django.db import models
from django.db.models import Q
from wagtail.models import Page, Revision

from agencies.models import Appointment, User
from editorial.categories import InformationCategory
from editorial.models.delegations import ApprovalDelegation
from editorial.models.media import SiteDocument, SiteImage
from editorial.models.submissions import Submission


class RecordKind(models.TextChoices):
    PUBLICATION = "publication", "Đăng"
    WITHDRAWAL = "withdrawal", "Thu hồi"


class WithdrawalDisplay(models.TextChoices):
    """What the address of a withdrawn item answers, as the withdrawal says."""

    GONE = "gone", "Báo nội dung đã thu hồi (mã 410)"
    NOTICE = "notice", "Trang thông báo nêu lý do và số quyết định"


class PublicationRecord(models.Model):
    """One publication or withdrawal, for ever. Rows are only ever added: the database itself refuses the rest.

    `digest` is the SHA-256, in hexadecimal, of the row's canonical JSON, `previous_digest` included: the rows form a chain.
    """

    sequence = models.PositiveBigIntegerField("số thứ tự", unique=True)
    kind = models.CharField("việc", max_length=20, choices=RecordKind.choices)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="publication_records")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publication_records")
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="publication_record"
    )

    title = models.CharField("tiêu đề", max_length=255)
    address = models.CharField("địa chỉ", max_length=2000)
    category = models.CharField("loại thông tin", max_length=20, choices=InformationCategory.choices)
    agency_name = models.CharField("cơ quan cung cấp", max_length=255)
    text = models.TextField("nội dung như đã đăng")
    content = models.TextField("dữ liệu như đã đăng (JSON)")
    content_digest = models.CharField(max_length=64)
    files = models.JSONField("tệp kèm theo và mã kiểm tra", default=list)

    at = models.DateTimeField("lúc")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField("người quyết định", max_length=255)
    authority = models.CharField("tư cách", max_length=500)
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(
        ApprovalDelegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_number = models.CharField("số quyết định", max_length=100, blank=True)
    reason = models.TextField("lý do", blank=True)
    display = models.CharField(max_length=10, choices=WithdrawalDisplay.choices, blank=True)

    previous_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "hồ sơ lưu"
        verbose_name_plural = "hồ sơ lưu"
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["page", "-sequence"], name="record_of_page"),
            models.Index(fields=["kind", "category", "-sequence"], name="record_of_category"),
            # The feed of changes starts at a moment; old material that is brought in later has old moments.
            models.Index(fields=["at", "sequence"], name="record_by_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RecordKind.PUBLICATION, submission__isnull=False)
                | (Q(kind=RecordKind.WITHDRAWAL) & ~Q(decision_number="") & ~Q(reason="") & ~Q(display="")),
                name="record_names_its_submission_or_its_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sequence}. {self.get_kind_display()}: {self.title}"


class PublishedFile(models.Model):
    """A file as it was when a record was written. While a row names it, the file cannot be replaced or deleted."""

    record = models.ForeignKey(PublicationRecord, on_delete=models.PROTECT, related_name="published_files")
    image = models.ForeignKey(SiteImage, on_delete=models.PROTECT, null=True, blank=True, related_name="publications")
    document = models.ForeignKey(
        SiteDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    filename = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("kích thước (byte)")

    class Meta:
        verbose_name = "tệp đã đăng"
        verbose_name_plural = "tệp đã đăng"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=False, document=None) | Q(image=None, document__isnull=False),
                name="published_file_is_an_image_or_a_document",
            )
        ]

    def __str__(self) -> str:
        return self.filename


class ArchiveHead(models.Model):
    """The chain's end, one row: writers lock it in turn, and a chain cut short no longer matches it."""

    last_sequence = models.PositiveBigIntegerField(default=0)
    last_digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "đầu chuỗi hồ sơ lưu"
        verbose_name_plural = "đầu chuỗi hồ sơ lưu"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="archive_has_one_head")]

    def __str__(self) -> str:
        return f"{self.last_sequence}: {self.last_digest}"


class ContributedType(models.Model):
    """The page types whose publication the database guards; filled after each migration from the code's own types."""

    content_type = models.OneToOneField(
        "contenttypes.ContentType", on_delete=models.CASCADE, primary_key=True
    )  # derived

    class Meta:
        verbose_name = "loại trang do cơ quan cung cấp"
        verbose_name_plural = "loại trang do cơ quan cung cấp"

    def __str__(self) -> str:
        return str(self.content_type)
