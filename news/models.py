"""The page types of information categories 1 to 5 (Quy chế 517, Điều 8)."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from agencies.models import AgencyKind
from editorial.blocks import FigureBlocks
from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.models import ContributedPage, SiteDocument


class PolicyPage(ContributedPage):
    """Party guidelines and State policy on reform (Điều 8 khoản 1)."""

    category = InformationCategory.POLICY
    deadline_kind = DeadlineKind.POLICY_GUIDANCE

    issuing_body = models.CharField("cơ quan ban hành", max_length=255)
    document_cited = models.CharField(
        "văn bản", max_length=255, help_text="Loại, số, ký hiệu; ví dụ: Nghị quyết số 76/NQ-CP."
    )
    issued_on = models.DateField("ngày ban hành", null=True)

    own_panels = [
        MultiFieldPanel(
            [FieldPanel("issuing_body"), FieldRowPanel([FieldPanel("document_cited"), FieldPanel("issued_on")])],
            heading="Văn bản được phổ biến",
        )
    ]
    search_fields = [
        *ContributedPage.search_fields,
        index.SearchField("document_cited"),
        index.AutocompleteField("document_cited"),
        index.SearchField("issuing_body"),
    ]

    class Meta:
        verbose_name = "chủ trương, chính sách"
        verbose_name_plural = "chủ trương, chính sách"


class ActivityPage(ContributedPage):
    """What the province, its departments and districts (communes since July 2025) do for reform (Điều 8 khoản 2)."""

    category = InformationCategory.ACTIVITY
    schema_kind = "NewsArticle"
    deadline_kind = DeadlineKind.EVENT_NEWS
    deadline_field = "happened_on"

    happened_on = models.DateField("ngày diễn ra", null=True)
    place = models.CharField("địa điểm", max_length=255)
    level = models.CharField("cấp", max_length=20, choices=AgencyKind.choices)

    own_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("happened_on"), FieldPanel("level")]), FieldPanel("place")], heading="Sự kiện"
        )
    ]
    search_fields = [*ContributedPage.search_fields, index.SearchField("place"), index.FilterField("level")]

    class Meta:
        verbose_name = "tin hoạt động"
        verbose_name_plural = "tin hoạt động"


class SteeringKind(models.TextChoices):
    MEETING = "meeting", "Cuộc họp"
    CONCLUSION = "conclusion", "Kết luận"
    PLAN = "plan", "Kế hoạch"
    INSPECTION = "inspection", "Kiểm tra"


class SteeringCommitteePage(ContributedPage):
    """What the provincial Steering Committee does: meetings, conclusions, plans, with their documents (Điều 8 khoản 3)."""

    category = InformationCategory.STEERING
    schema_kind = "NewsArticle"
    deadline_kind = DeadlineKind.EVENT_NEWS
    deadline_field = "happened_on"

    kind = models.CharField("hình thức", max_length=20, choices=SteeringKind.choices)
    happened_on = models.DateField("ngày họp hoặc ngày ban hành", null=True)
    chaired_by = models.CharField("chủ trì", max_length=255, blank=True)

    own_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("happened_on")]), FieldPanel("chaired_by")],
            heading="Hoạt động của Ban Chỉ đạo",
        ),
        InlinePanel("attached_documents", heading="Văn bản kèm theo", label="Văn bản"),
    ]

    class Meta:
        verbose_name = "hoạt động Ban Chỉ đạo"
        verbose_name_plural = "hoạt động Ban Chỉ đạo"


class AttachedDocument(Orderable):
    """A document of a meeting: agenda, conclusions, plan."""

    page = ParentalKey(
        SteeringCommitteePage, on_delete=models.CASCADE, related_name="attached_documents"
    )  # a part of the page
    document = models.ForeignKey(SiteDocument, on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    title = models.CharField("tên văn bản", max_length=255)

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = "văn bản kèm theo"
        verbose_name_plural = "văn bản kèm theo"

    def __str__(self) -> str:
        return self.title


class ResultsPage(ContributedPage):
    """State and results of reform, with figures as tables and charts (Điều 8 khoản 4)."""

    category = InformationCategory.RESULTS
    schema_kind = "Report"
    deadline_kind = DeadlineKind.STATISTICS

    level = models.CharField("phạm vi", max_length=20, choices=AgencyKind.choices)
    period = models.CharField("kỳ số liệu", max_length=100, help_text="Ví dụ: Quý III năm 2022; Năm 2022.")
    issued_on = models.DateField("ngày công bố số liệu", null=True)
    figures = StreamField(FigureBlocks(), verbose_name="số liệu", blank=True)

    own_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("level"), FieldPanel("period")]), FieldPanel("issued_on")],
            heading="Số liệu công bố",
        ),
        FieldPanel("figures"),
    ]
    search_fields = [*ContributedPage.search_fields, index.SearchField("figures"), index.FilterField("level")]

    class Meta:
        verbose_name = "tình hình, kết quả"
        verbose_name_plural = "tình hình, kết quả"

    def has_content(self) -> bool:
        return super().has_content() or bool(self.figures)


class InitiativePage(ContributedPage):
    """Experience, models and initiatives in the province (Điều 8 khoản 5)."""

    category = InformationCategory.INITIATIVE
    deadline_kind = DeadlineKind.EVENT_NEWS
    deadline_field = "recognised_on"

    field = models.CharField("lĩnh vực", max_length=255)
    unit = models.CharField("đơn vị thực hiện", max_length=255)
    applied_at = models.CharField("nơi áp dụng", max_length=255)
    outcome = models.TextField("kết quả đạt được", max_length=2000)
    recognised_on = models.DateField("ngày công nhận hoặc bắt đầu áp dụng", null=True)

    own_panels = [
        MultiFieldPanel(
            [
                FieldPanel("field"),
                FieldRowPanel([FieldPanel("unit"), FieldPanel("applied_at")]),
                FieldPanel("recognised_on"),
                FieldPanel("outcome"),
            ],
            heading="Mô hình, sáng kiến",
        )
    ]
    search_fields = [*ContributedPage.search_fields, index.SearchField("field"), index.SearchField("outcome")]

    class Meta:
        verbose_name = "kinh nghiệm, mô hình, sáng kiến"
        verbose_name_plural = "kinh nghiệm, mô hình, sáng kiến"
