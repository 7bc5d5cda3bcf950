from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from agencies.periods import covers, period_in_words


class AgencyKind(models.TextChoices):
    """The level of an agency, as Điều 8 of the regulation sorts activities and results."""

    CENTRAL = "central", "Cơ quan Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    UNIT = "unit", "Đơn vị thuộc sở, ban, ngành"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class SuccessionKind(models.TextChoices):
    MERGED = "merged", "Hợp nhất, sáp nhập vào"
    SPLIT = "split", "Chia, tách thành"
    RENAMED = "renamed", "Đổi tên thành"
    TOOK_OVER = "took_over", "Bàn giao nhiệm vụ cho"


class AgencyQuerySet(models.QuerySet):
    def existing(self, *, on: date) -> "AgencyQuerySet":
        rows = self.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))


class Agency(ClusterableModel):
    """A body that contributes. It has dates: bodies merge, are renamed and end, and what they published keeps their name."""

    name = models.CharField("tên đầy đủ", max_length=255)
    abbreviation = models.CharField("tên viết tắt", max_length=50, blank=True)
    slug = models.SlugField(
        "tên trong địa chỉ", max_length=100, unique=True, help_text="Chữ không dấu, dùng trong địa chỉ trang web."
    )
    kind = models.CharField("cấp", max_length=20, choices=AgencyKind.choices)
    valid_from = models.DateField(
        "hoạt động từ ngày", null=True, blank=True, help_text="Để trống nếu không rõ ngày thành lập."
    )
    valid_to = models.DateField(
        "hoạt động đến hết ngày", null=True, blank=True, help_text="Để trống nếu cơ quan còn hoạt động."
    )
    legal_basis = models.CharField("căn cứ pháp lý", max_length=255, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="agency_ends_after_it_starts",
                violation_error_message="Ngày kết thúc hoạt động phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        outliving = appointments_outliving(self)
        if outliving:
            raise ValidationError({"valid_to": outliving})

    def exists_on(self, on: date) -> bool:
        return covers(self.valid_from or date.min, self.valid_to, on)


def appointments_outliving(agency: Agency) -> list[str]:
    """Return, in Vietnamese, the appointments that run on after the last day of `agency`; empty means none does."""
    if agency.valid_to is None or agency.pk is None:
        return []
    open_after = agency.appointments.filter(Q(ends_on=None) | Q(ends_on__gt=agency.valid_to)).select_related("user")
    return [
        f"Quyết định số {other.decision_number}: {other.user} còn giữ nhiệm vụ {other.get_post_display()} "
        f"{period_in_words(other.starts_on, other.ends_on)}. Ghi ngày cuối giữ nhiệm vụ trước."
        for other in open_after
    ]


class AgencyParentage(models.Model):
    """Which body an agency stood under, from when to when."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="parentages")  # a part of the agency's row
    parent = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="children", verbose_name="trực thuộc")
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "cơ quan cấp trên"
        verbose_name_plural = "cơ quan cấp trên"
        ordering = [F("starts_on").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency=F("parent")),
                name="agency_is_not_its_own_parent",
                violation_error_message="Một cơ quan không thể trực thuộc chính nó.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agency_parentage_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} thuộc {self.parent}"


class AgencySuccession(models.Model):
    """What became of an agency: many to many, since bodies both merge and split."""

    predecessor = ParentalKey(
        Agency, on_delete=models.CASCADE, related_name="successions"
    )  # a part of the agency's row
    successor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="precedents", verbose_name="cơ quan kế thừa"
    )
    kind = models.CharField("hình thức", max_length=20, choices=SuccessionKind.choices)
    happened_on = models.DateField("từ ngày")
    legal_basis = models.CharField("căn cứ pháp lý", max_length=255)

    class Meta:
        verbose_name = "cơ quan kế thừa"
        verbose_name_plural = "cơ quan kế thừa"
        ordering = ["happened_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "happened_on"],
                name="succession_is_named_once",
                violation_error_message="Quan hệ kế thừa này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="agency_does_not_succeed_itself",
                violation_error_message="Một cơ quan không thể kế thừa chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class MailDomain(models.Model):
    """A mail domain given to an agency; mail from an official one needs no other confirmation (R10.1a)."""

    agency = ParentalKey(Agency, on_delete=models.CASCADE, related_name="mail_domains")  # a part of the agency's row
    domain = models.CharField("tên miền thư điện tử", max_length=255, help_text="Ví dụ: soctrang.gov.vn")
    is_official = models.BooleanField("do cơ quan nhà nước cấp", default=True)

    class Meta:
        verbose_name = "tên miền thư điện tử"
        verbose_name_plural = "tên miền thư điện tử"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "domain"],
                name="mail_domain_is_named_once_per_agency",
                violation_error_message="Tên miền này đã có trong cơ quan.",
            )
        ]

    def __str__(self) -> str:
        return self.domain
