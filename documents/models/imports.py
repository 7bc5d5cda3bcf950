"""What an import did, row by row: kept, so that each document says where it came from and no row is lost."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from agencies.models import User
from documents.importing.judging import Outcome, WordKind
from editorial.models import SubmissionBatch

LONGEST_WORD = 500  # as long as the words of a document's body may be
OUTCOME_WORDS = {
    Outcome.IMPORTED: "Nhập mới",
    Outcome.PRESENT: "Đã có",
    Outcome.CHANGED: "Đã có, nội dung khác",
    Outcome.REPEATED: "Trùng dòng trước",
    Outcome.WAITING: "Chờ danh mục",
    Outcome.REFUSED: "Không nhập được",
}


class ImportState(models.TextChoices):
    """Whether the file was read to its end."""

    READING = "reading", "Đang đọc tệp"
    FINISHED = "finished", "Đã đọc hết tệp"


class ImportBatch(models.Model):
    """One reading of an old register's file. A reading that was cut short goes on where it was; a new one starts anew."""

    State = ImportState

    file_name = models.CharField("tên tệp", max_length=255)
    file_digest = models.CharField("mã SHA-256 của tệp", max_length=64, db_index=True)
    file_size = models.PositiveBigIntegerField("kích thước (byte)")
    state = models.CharField("trạng thái", max_length=20, choices=ImportState.choices, default=ImportState.READING)
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="người nhập")
    started_at = models.DateTimeField("bắt đầu lúc")
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    default_issuer = models.CharField("cơ quan ban hành khi tệp không ghi", max_length=255, blank=True)
    unknown_columns = models.JSONField("cột không nhận ra", default=list, blank=True)

    class Meta:
        verbose_name = "lần nhập văn bản"
        verbose_name_plural = "các lần nhập văn bản"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file_name}, {timezone.localtime(self.started_at):%d/%m/%Y}"


class ImportRow(models.Model):
    """One row of the file and what became of it. What was not imported is kept as it stood in the file."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField("dòng")
    outcome = models.CharField(
        "kết quả", max_length=20, choices=[(each.value, OUTCOME_WORDS[each]) for each in Outcome]
    )
    reasons = models.JSONField("lý do", default=list, blank=True)
    notes = models.JSONField("ghi chú", default=list, blank=True)
    source = models.JSONField("dòng như trong tệp", default=dict, blank=True)
    unread = models.TextField("dòng không đọc được", blank=True)
    number = models.CharField("số, ký hiệu", max_length=255, blank=True)
    new_words = models.JSONField("từ chờ vào danh mục", default=list, blank=True)
    # The document may be deleted while it is a draft; the row stays, and another import may bring it in again.
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_rows")
    submission_batch = models.ForeignKey(
        SubmissionBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="import_rows"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "dòng nhập"
        verbose_name_plural = "các dòng nhập"
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="line_is_read_once_in_an_import")]
        indexes = [
            models.Index(fields=["batch", "outcome", "line"], name="import_row_by_outcome"),
            models.Index(fields=["page"], condition=Q(page__isnull=False), name="import_row_of_page"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}, dòng {self.line}: {self.get_outcome_display()}"


class WordProposal(models.Model):
    """A word of the file that no vocabulary has, with the rows that wait for it, until an administrator says what it is."""

    Kind = WordKind

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(
        "danh mục",
        max_length=10,
        choices=[
            (WordKind.TYPE.value, "Loại văn bản"),
            (WordKind.BODY.value, "Cơ quan ban hành"),
            (WordKind.FIELD.value, "Lĩnh vực"),
        ],
    )
    text = models.CharField("từ trong tệp", max_length=LONGEST_WORD)
    rows_waiting = models.PositiveIntegerField("số dòng chờ", default=0)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True, blank=True)
    accepted_as = models.CharField("ghi thành", max_length=255, blank=True)

    class Meta:
        verbose_name = "từ mới được đề nghị"
        verbose_name_plural = "các từ mới được đề nghị"
        ordering = ["kind", "-rows_waiting", "text"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "text"], name="word_is_proposed_once_in_an_import")
        ]

    def __str__(self) -> str:
        return self.text
