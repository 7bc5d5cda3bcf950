"""The register of documents: each document's number, dates, issuer and file."""

from datetime import date

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.forms import SluggedPageForm
from editorial.listing_context import listing_context
from editorial.models import ContributedPage, SiteDocument
from editorial.permissions import ContributionParentPermissionTester
from editorial.slugs import VietnameseSlugMixin


class DocumentRegisterPage(VietnameseSlugMixin, Page):
    """The register itself: one on the site."""

    category = InformationCategory.DOCUMENT

    max_count = 1
    base_form_class = SluggedPageForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["documents.LegalDocumentPage"]

    class Meta:
        verbose_name = "sổ văn bản"
        verbose_name_plural = "sổ văn bản"

    def permissions_for_user(self, user) -> ContributionParentPermissionTester:
        return ContributionParentPermissionTester(user, self)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), **listing_context(self, request)}

    def takes_new_items(self, *, on: date) -> bool:
        return True


class LegalDocumentPage(ContributedPage):
    """An entry of the register (Điều 9 khoản 3)."""

    category = InformationCategory.DOCUMENT
    parent_page_types = ["documents.DocumentRegisterPage"]

    number = models.CharField("số, ký hiệu", max_length=100, help_text="Ví dụ: 517/QĐ-SNV.")
    document_type = models.CharField(
        "loại văn bản", max_length=100, help_text="Ví dụ: Quyết định, Kế hoạch, Nghị định."
    )
    issuing_body = models.CharField("cơ quan ban hành", max_length=255)
    issued_on = models.DateField("ngày ban hành", null=True)
    effective_on = models.DateField("ngày có hiệu lực", null=True, blank=True)
    signed_by = models.CharField("người ký", max_length=255, blank=True)
    is_normative = models.BooleanField(
        "là văn bản quy phạm pháp luật",
        default=False,
        help_text="Quyết định thời hạn đăng: 10 ngày làm việc thay vì 02 ngày.",
    )
    file = models.ForeignKey(
        SiteDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tệp văn bản"
    )

    own_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("document_type")]),
                FieldPanel("issuing_body"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on")]),
                FieldPanel("signed_by"),
                FieldPanel("is_normative"),
                FieldPanel("file"),
            ],
            heading="Văn bản",
        )
    ]
    search_fields = [
        *ContributedPage.search_fields,
        index.SearchField("number"),
        index.AutocompleteField("number"),
        index.SearchField("issuing_body"),
    ]

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"

    def has_content(self) -> bool:
        return super().has_content() or self.file_id is not None

    def get_deadline_kind(self) -> DeadlineKind:
        return DeadlineKind.NORMATIVE_DOCUMENT if self.is_normative else DeadlineKind.ADMINISTRATIVE_DOCUMENT
