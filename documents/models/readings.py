"""What the system has read from an uploaded file: kept beside the file, page by page, with the fields and their evidence."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from documents.reading.fields import FieldReading
from editorial.legacy_text import LegacyEncoding
from editorial.models import SiteDocument


class ReadingState(models.TextChoices):
    """How far the reading of a file has come."""

    READ = "read", "Đã đọc xong"
    UNDER_WAY = "under_way", "Đang nhận dạng các trang quét"
    AWAITING_PROGRAM = "awaiting_program", "Chờ cài phần mềm nhận dạng"
    UNREADABLE = "unreadable", "Không đọc được"


class FileReading(models.Model):
    """A file as text. The file's bytes never change, so it is read once; what the public finds in files comes from here."""

    State = ReadingState

    # CASCADE: what was read is derived from the file, and goes when an unused file goes.
    document = models.OneToOneField(
        SiteDocument, on_delete=models.CASCADE, related_name="reading", verbose_name="tệp văn bản"
    )
    state = models.CharField("trạng thái", max_length=20, choices=ReadingState.choices)
    obstacle = models.TextField("vì sao chưa đọc được", blank=True)
    page_count = models.PositiveIntegerField("số trang", default=0, help_text="0 nếu tệp không chia trang.")
    is_scan = models.BooleanField("là bản quét", default=False)
    encodings = models.JSONField("bảng mã cũ đã chuyển", default=list, blank=True)
    converted_sample = models.JSONField("vài dòng trước và sau khi chuyển", default=list, blank=True)
    head = models.JSONField(
        "trang đầu, trang cuối của bản quét", default=dict, blank=True, help_text="Chữ nhận dạng kèm độ tin cậy."
    )
    fields = models.JSONField("các trường đọc được", default=dict, blank=True)
    # Names the item that comes of this file before it exists: a second press, or a lost answer, does not make a second one.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,  # the file and its text stay when an account goes
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thêm",
    )
    read_at = models.DateTimeField("đọc lúc")

    class Meta:
        verbose_name = "nội dung đọc từ tệp"
        verbose_name_plural = "nội dung đọc từ tệp"
        indexes = [models.Index(fields=["state"], name="reading_by_state")]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display().lower()}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in (ReadingState.UNDER_WAY, ReadingState.AWAITING_PROGRAM)

    @property
    def encoding_labels(self) -> list[str]:
        return [LegacyEncoding(encoding).label for encoding in self.encodings]

    @property
    def has_fields(self) -> bool:
        """Whether the fields have been looked for: of a scan, once its first page is recognised."""
        return bool(self.fields)

    def field(self, name: str) -> FieldReading:
        """Return one of `documents.reading.fields.FIELD_NAMES`, empty where it was not read."""
        return FieldReading(**self.fields.get(name, {}))

    @property
    def issued_on(self) -> date | None:
        value = self.field("issued_on").value
        return date.fromisoformat(value) if value else None


class FilePage(models.Model):
    """The text of one page of a file, numbered from 1; a file without pages of its own has one."""

    reading = models.ForeignKey(FileReading, on_delete=models.CASCADE, related_name="pages")  # a part of the reading
    number = models.PositiveIntegerField("trang")
    text = models.TextField("nội dung", blank=True)
    awaits_recognition = models.BooleanField("là ảnh quét chưa nhận dạng", default=False)
    is_recognised = models.BooleanField("nhận dạng từ ảnh quét", default=False)

    class Meta:
        verbose_name = "trang của tệp"
        verbose_name_plural = "trang của tệp"
        ordering = ["reading_id", "number"]
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="one_text_for_each_page_of_a_file")]

    def __str__(self) -> str:
        return f"{self.reading.document}, trang {self.number}"
