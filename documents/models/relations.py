"""What one document has to do with another, as the later of the two says."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from documents.models.keys import NumberKeyField


class RelationKind(models.TextChoices):
    """Read as a sentence: this document … that one."""

    BASIS = "basis", "Căn cứ"
    GUIDES = "guides", "Quy định chi tiết, hướng dẫn"
    AMENDS = "amends", "Sửa đổi, bổ sung"
    REPLACES = "replaces", "Thay thế"
    REPEALS = "repeals", "Bãi bỏ"
    SUSPENDS = "suspends", "Đình chỉ, ngưng hiệu lực"
    OUTDATES = "outdates", "Công bố không còn phù hợp"
    CORRECTS = "corrects", "Đính chính"
    CONSOLIDATES = "consolidates", "Hợp nhất"
    REFERS = "refers", "Dẫn chiếu"
    RELATED = "related", "Liên quan"


class DocumentRelation(Orderable):
    """One line of a document about another. Effect is computed from these lines, never typed.

    The other document is one of the register, or one outside it by number: a line about "64/2007/NĐ-CP" is found again
    by that number when the document is registered later.
    """

    page = ParentalKey(
        "documents.LegalDocumentPage", on_delete=models.CASCADE, related_name="relations"
    )  # a part of the document's row
    kind = models.CharField("quan hệ", max_length=20, choices=RelationKind.choices)
    target = models.ForeignKey(
        "documents.LegalDocumentPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming_relations",
        verbose_name="văn bản trong sổ",
    )
    target_number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    target_title = models.CharField("tên văn bản", max_length=500, blank=True)
    target_issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    target_key = NumberKeyField("số để tìm", of="target_number")
    provision = models.CharField(
        "phần văn bản bị tác động",
        max_length=255,
        blank=True,
        help_text="Ví dụ: Điều 5, khoản 2 Điều 7. Để trống nếu là toàn bộ văn bản.",
    )
    from_day = models.DateField(
        "từ ngày",
        null=True,
        blank=True,
        help_text="Để trống nếu từ ngày văn bản này có hiệu lực.",
    )
    until_day = models.DateField(
        "đến hết ngày", null=True, blank=True, help_text="Chỉ dùng cho đình chỉ, ngưng hiệu lực có thời hạn."
    )

    class Meta(Orderable.Meta):
        verbose_name = "quan hệ với văn bản khác"
        verbose_name_plural = "quan hệ với văn bản khác"
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(target_number=""),
                name="relation_names_the_other_document",
                violation_error_message="Chọn văn bản trong sổ, hoặc ghi số, ký hiệu của văn bản ngoài sổ.",
            ),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(target=F("page")),
                name="document_has_no_relation_to_itself",
                violation_error_message="Một văn bản không có quan hệ với chính nó.",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(from_day=None) | Q(until_day__gte=F("from_day")),
                name="relation_ends_after_it_starts",
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            ),
        ]

    def __str__(self) -> str:
        words = f"{self.get_kind_display()}: {self.target_label}"
        if self.provision:
            words += f" ({self.provision})"
        if self.from_day:
            words += f", từ ngày {self.from_day:%d/%m/%Y}"
        return words + (f" đến hết ngày {self.until_day:%d/%m/%Y}" if self.until_day else "")

    @property
    def target_label(self) -> str:
        if self.target_id:
            return self.target.label
        issued = f" ngày {self.target_issued_on:%d/%m/%Y}" if self.target_issued_on else ""
        return f"{self.target_number}{issued} {self.target_title}".strip()
