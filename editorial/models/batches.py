from django.db import models
from django.db.models import F, Q
from wagtail.models import Page, Revision

from agencies.models import Agency, Appointment, User
from editorial.categories import InformationCategory
from editorial.checks import ContentWarning, WarningKind
from editorial.grounds import Content, Origin, Purpose, RefusalGround
from editorial.models.delegations import ApprovalDelegation
from editorial.models.submissions import Submission


class BatchState(models.TextChoices):
    """Where a batch stands."""

    COLLECTING = "collecting", "Đang gom"
    CHECKING = "checking", "Đang kiểm tra"
    APPROVING = "approving", "Chờ phê duyệt"
    PUBLISHING = "publishing", "Đang đăng"
    PUBLISHED = "published", "Đã đăng"
    RETURNED = "returned", "Trả lại để bổ sung"


# What is in a batch that was sent is not changed, nor sent by itself, until the batch is decided.
HOLDING_STATES = (BatchState.CHECKING, BatchState.APPROVING, BatchState.PUBLISHING)


class SubmissionBatch(models.Model):
    """Items sent, checked and approved together, each in one act: an old register brought in by the thousand.

    The rules are those of a single item (three people, the Head's approval, a record for each); only the acts are fewer.
    Each item gets its own round and its own record when the approved batch is published.
    """

    State = BatchState

    name = models.CharField("tên đợt", max_length=255)
    category = models.CharField("loại thông tin", max_length=20, choices=InformationCategory.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan cung cấp")
    state = models.CharField("trạng thái", max_length=20, choices=BatchState.choices, default=BatchState.COLLECTING)

    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="người trình")
    submitted_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("mở lúc")
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)

    origin = models.CharField("nguồn gốc", max_length=20, choices=Origin.choices, blank=True)
    content = models.CharField("nội dung", max_length=20, choices=Content.choices, blank=True)
    purpose = models.CharField("mục đích", max_length=20, choices=Purpose.choices, blank=True)
    checklist = models.JSONField("kết quả kiểm tra", default=list, blank=True)
    # By kind of warning; each reason holds for every item in which the kind was found.
    override_reasons = models.JSONField("lý do vẫn chuyển khi còn cảnh báo", default=dict, blank=True)
    checked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người kiểm tra"
    )
    checked_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)

    refusal_ground = models.CharField("căn cứ trả lại", max_length=30, choices=RefusalGround.choices, blank=True)
    refusal_sentence = models.TextField("lý do trả lại", blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_under = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    delegation = models.ForeignKey(
        ApprovalDelegation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "đợt trình duyệt"
        verbose_name_plural = "đợt trình duyệt"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[BatchState.PUBLISHING, BatchState.PUBLISHED])
                | Q(decided_by__isnull=False, checked_by__isnull=False),
                name="published_batch_was_checked_and_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BatchState.PUBLISHING, BatchState.PUBLISHED])
                | (
                    ~Q(decided_by=F("submitted_by")) & ~Q(decided_by=F("checked_by")) & ~Q(checked_by=F("submitted_by"))
                ),
                name="batch_passes_through_three_people",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_classified(self) -> bool:
        return bool(self.origin and self.content and self.purpose)

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING_STATES


class BatchItemQuerySet(models.QuerySet):
    def waiting(self) -> "BatchItemQuerySet":
        """Keep what is still to be published with the batch."""
        return self.filter(submission=None, left_out_at=None)

    def left_out(self) -> "BatchItemQuerySet":
        return self.filter(left_out_at__isnull=False)


class BatchItem(models.Model):
    """One item of a batch, in the version that was sent. What is left out stays a draft, and goes its own way."""

    batch = models.ForeignKey(SubmissionBatch, on_delete=models.PROTECT, related_name="items")
    # A draft that was never sent may be deleted by its agency, and its place in the batch goes with it.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="batch_items")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")  # goes with its page
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="batch_item"
    )
    left_out_at = models.DateTimeField("bỏ ra lúc", null=True, blank=True)
    left_out_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_out_reason = models.TextField("lý do bỏ ra", blank=True)

    # When the checks of content were asked of this version; what they found is in `BatchWarning`.
    looked_through_at = models.DateTimeField("rà cảnh báo lúc", null=True, blank=True)

    objects = BatchItemQuerySet.as_manager()

    # The page's own references are kept; these rows would say it again for each item.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "văn bản trong đợt"
        verbose_name_plural = "văn bản trong đợt"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "page"], name="item_stands_once_in_a_batch"),
            models.CheckConstraint(
                condition=Q(left_out_at=None) | (Q(submission=None) & ~Q(left_out_reason="")),
                name="item_left_out_has_a_reason_and_no_round",
            ),
        ]
        indexes = [
            models.Index(
                fields=["batch", "id"],
                condition=Q(submission=None, left_out_at=None),
                name="batch_item_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.page_id}"

    @property
    def is_held(self) -> bool:
        """Whether the batch still decides about the item: ask with `batch` read ahead."""
        return self.submission_id is None and self.left_out_at is None and self.batch.is_holding


class BatchWarning(models.Model):
    """One place in an item of a batch that wants a second look, kept so that thousands can be read by kind."""

    item = models.ForeignKey(BatchItem, on_delete=models.CASCADE, related_name="warnings")  # goes with its item
    kind = models.CharField("loại cảnh báo", max_length=30, choices=WarningKind.choices)
    quote = models.TextField("chỗ có cảnh báo", blank=True)

    # A quote of a version that is kept: the page's own references say all.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "cảnh báo trong đợt"
        verbose_name_plural = "cảnh báo trong đợt"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        return ContentWarning(WarningKind(self.kind), self.quote).sentence
