"""The words the register sorts by, each a row with dates: types, issuing bodies and fields come and go by decision."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from agencies.periods import covers


class VocabularyQuerySet(models.QuerySet):
    def existing(self, *, on: date) -> "VocabularyQuerySet":
        rows = self.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))


class VocabularyEntry(models.Model):
    """A word of a vocabulary. It is never deleted once used: old documents keep the words of their day."""

    name = models.CharField("tên", max_length=255)
    slug = models.SlugField(
        "tên trong địa chỉ", max_length=120, unique=True, help_text="Chữ không dấu, dùng trong địa chỉ trang tìm kiếm."
    )
    valid_from = models.DateField("dùng từ ngày", null=True, blank=True, help_text="Để trống nếu không rõ.")
    valid_to = models.DateField("dùng đến hết ngày", null=True, blank=True, help_text="Để trống nếu còn dùng.")
    legal_basis = models.CharField("căn cứ pháp lý", max_length=255, blank=True)

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_starts",
                violation_error_message="Ngày cuối phải sau ngày đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, on: date) -> bool:
        return covers(self.valid_from or date.min, self.valid_to, on)


class DocumentType(VocabularyEntry):
    """What kind of document: those of NĐ 30/2020 điều 7, and the normative ones."""

    abbreviation = models.CharField(
        "chữ viết tắt trong ký hiệu",
        max_length=20,
        blank=True,
        help_text="Theo Phụ lục III Nghị định 30/2020/NĐ-CP, ví dụ QĐ. Để trống nếu ký hiệu không ghi loại, như công văn.",
    )
    is_normative = models.BooleanField("luôn là văn bản quy phạm pháp luật", default=False)
    is_normative_with_year = models.BooleanField(
        "là văn bản quy phạm pháp luật khi số có năm",
        default=False,
        help_text="Ví dụ: 04/2022/QĐ-UBND là văn bản quy phạm pháp luật, 517/QĐ-SNV thì không.",
    )

    class Meta(VocabularyEntry.Meta):
        verbose_name = "loại văn bản"
        verbose_name_plural = "loại văn bản"


class IssuingBody(VocabularyEntry):
    """Who issues documents: central bodies, and agencies of the province. A search for one finds its predecessors' too."""

    code = models.CharField(
        "chữ viết tắt trong ký hiệu", max_length=50, blank=True, help_text="Ví dụ: CP, TTg, BNV, UBND, SNV."
    )
    aliases = models.TextField(
        "tên gọi khác",
        blank=True,
        help_text="Mỗi dòng một tên, như “Chủ tịch UBND tỉnh Sóc Trăng”. Văn bản ghi tên nào trong đây cũng nhận ra.",
    )
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name="cơ quan tiền thân",
        help_text="Cơ quan đã hợp nhất, đổi tên hoặc bàn giao thành cơ quan này.",
    )
    agency = models.OneToOneField(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issuing_body",
        verbose_name="trong sổ cơ quan",
        help_text="Chọn nếu cơ quan này có trong sổ cơ quan, đơn vị của Trang.",
    )

    class Meta(VocabularyEntry.Meta):
        verbose_name = "cơ quan ban hành"
        verbose_name_plural = "cơ quan ban hành"

    @property
    def names(self) -> list[str]:
        return [self.name, *(line.strip() for line in self.aliases.splitlines() if line.strip())]


class DocumentField(VocabularyEntry):
    """A field of administrative reform that documents are sorted by."""

    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta(VocabularyEntry.Meta):
        verbose_name = "lĩnh vực văn bản"
        verbose_name_plural = "lĩnh vực văn bản"
        ordering = ["position", "name"]
