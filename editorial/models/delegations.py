from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from agencies.models import User
from agencies.periods import PeriodQuerySet, covers, period_in_words
from editorial.categories import InformationCategory


class ApprovalDelegationQuerySet(PeriodQuerySet):
    def in_force(self, *, on: date) -> "ApprovalDelegationQuerySet":
        return super().in_force(on=on).filter(Q(revoked_on=None) | Q(revoked_on__gt=on))


class ApprovalDelegation(models.Model):
    """The Head's written authority to a Deputy (Điều 6 khoản 2 điểm a). It ends by itself after its last day."""

    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="delegations_received", verbose_name="người được ủy quyền"
    )
    granted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="delegations_granted", verbose_name="người ủy quyền (Trưởng ban)"
    )
    document_number = models.CharField("số văn bản ủy quyền", max_length=100, unique=True)
    signed_on = models.DateField("ngày ký")
    categories = models.JSONField(
        "phạm vi",
        default=list,
        blank=True,
        help_text="Các loại thông tin được ủy quyền. Không chọn loại nào là ủy quyền tất cả.",
    )
    starts_on = models.DateField("có hiệu lực từ ngày")
    ends_on = models.DateField("đến hết ngày")
    revoked_on = models.DateField(
        "thu hồi từ ngày",
        null=True,
        blank=True,
        help_text="Từ ngày này, người được ủy quyền không còn quyền phê duyệt.",
    )
    revocation_number = models.CharField("số văn bản thu hồi", max_length=100, blank=True)

    objects = ApprovalDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền phê duyệt"
        verbose_name_plural = "ủy quyền phê duyệt"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="delegation_ends_after_it_starts",
                violation_error_message="Ngày cuối của ủy quyền phải sau ngày đầu.",
            ),
            models.CheckConstraint(
                condition=(Q(revoked_on=None) & Q(revocation_number=""))
                | (Q(revoked_on__isnull=False) & ~Q(revocation_number="")),
                name="delegation_revocation_has_a_number",
                violation_error_message="Thu hồi ủy quyền phải có cả ngày và số văn bản thu hồi.",
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("granted_by")),
                name="delegation_goes_to_another_person",
                violation_error_message="Trưởng ban không thể tự ủy quyền cho mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number}: {self.deputy} {period_in_words(self.starts_on, self.ends_on)}"

    def clean(self) -> None:
        super().clean()
        from editorial import delegating  # the rules read the archive, which names this model

        if self.starts_on and self.ends_on and self.signed_on and self.deputy_id and self.granted_by_id:
            objections = delegating.objections(self)
            if objections:
                raise ValidationError(objections)

    @property
    def scope(self) -> str:
        """The scope in words."""
        if not self.categories:
            return "tất cả loại thông tin"
        return "; ".join(str(InformationCategory(value).label) for value in self.categories)

    @property
    def authority(self) -> str:
        """The authority in words, as the permanent record names it."""
        return (
            f"Phó Trưởng ban Biên tập, theo văn bản ủy quyền số {self.document_number} ngày {self.signed_on:%d/%m/%Y}"
        )

    @property
    def last_day(self) -> date:
        """The last day on which it gives authority; before `starts_on` when it was revoked before it began."""
        if self.revoked_on is None:
            return self.ends_on
        return min(self.ends_on, self.revoked_on - timedelta(days=1))

    def covers_category(self, category: str) -> bool:
        return not self.categories or category in self.categories

    def is_in_force(self, *, on: date) -> bool:
        return covers(self.starts_on, self.ends_on, on) and (self.revoked_on is None or on < self.revoked_on)

    def shares_scope_with(self, other: "ApprovalDelegation") -> bool:
        return not self.categories or not other.categories or bool(set(self.categories) & set(other.categories))
