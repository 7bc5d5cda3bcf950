from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, User
from agencies.periods import PeriodQuerySet, period_in_words
from editorial.categories import InformationCategory


class MemberAssignment(models.Model):
    """Which category or agency the Head gave a member to look after (Điều 6 khoản 1 điểm b): it routes new submissions."""

    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments", verbose_name="thành viên")
    category = models.CharField(
        "loại thông tin",
        max_length=20,
        choices=InformationCategory.choices,
        blank=True,
        help_text="Chọn loại thông tin hoặc cơ quan.",
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan, đơn vị"
    )
    document_number = models.CharField("số văn bản phân công", max_length=100)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công phụ trách"
        verbose_name_plural = "phân công phụ trách"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="member_assignment_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=(Q(agency=None) & ~Q(category="")) | (Q(agency__isnull=False) & Q(category="")),
                name="member_assignment_names_a_category_or_an_agency",
                violation_error_message="Chọn một loại thông tin hoặc một cơ quan, không chọn cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.subject}"

    def clean(self) -> None:
        super().clean()
        if not self.starts_on:
            return
        others = MemberAssignment.objects.exclude(pk=self.pk).meeting(self.starts_on, self.ends_on)
        clash = others.filter(category=self.category, agency_id=self.agency_id).select_related("member").first()
        if clash:
            raise ValidationError(
                f"Trùng với văn bản số {clash.document_number}: {clash.member} đã phụ trách {clash.subject} "
                f"{period_in_words(clash.starts_on, clash.ends_on)}."
            )

    @property
    def subject(self) -> str:
        return self.get_category_display() if self.category else str(self.agency)
