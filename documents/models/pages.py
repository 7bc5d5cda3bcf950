"""The register of documents: each document's number, dates, issuer and file."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from documents.addresses import address_in_register, is_slug_for, slug_at, slug_for
from documents.batch_checks import batch_objections
from documents.checks import approval_objections
from documents.citation_panel import CitationPanel
from documents.forms import LegalDocumentForm
from documents.models.keys import NumberKeyField
from documents.models.vocabularies import DocumentField, DocumentType, IssuingBody
from documents.numbers import key_of
from documents.register_screen import register_context
from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.forms import SluggedPageForm
from editorial.metadata import Metadata, Publisher
from editorial.models import ContributedPage, SiteDocument
from editorial.permissions import ContributionParentPermissionTester
from editorial.slugs import VietnameseSlugMixin
from search.entries import EntryTexts


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
        return {**super().get_context(request, *args, **kwargs), **register_context(self, request)}

    def takes_new_items(self, *, on: date) -> bool:
        return True

    def route(self, request: HttpRequest, path_components: list[str]):
        """Find a document by year and number; another spelling of its address leads to the right one."""
        if len(path_components) < 2:
            return self._route_of_slug(request, path_components)
        year, name, *rest = path_components
        document = self.get_children().filter(slug=slug_at(year, name)).first()
        if document is not None:
            return document.specific.route(request, rest)
        found = self._spelled_otherwise(year, name)
        if found is None or rest:
            raise Http404("Không có văn bản này.")
        return RouteResult(self, kwargs={"moved_to": found.url})

    def _route_of_slug(self, request: HttpRequest, path_components: list[str]):
        result = super().route(request, path_components)
        is_document = result.page.pk != self.pk
        if is_document and result.page.url_path != f"{self.url_path}{path_components[0]}/":
            return RouteResult(self, kwargs={"moved_to": result.page.url})
        return result

    def _spelled_otherwise(self, year: str, name: str) -> "LegalDocumentPage | None":
        if not re.fullmatch(r"\d{4}", year):
            return None
        documents = LegalDocumentPage.objects.child_of(self).live()
        return documents.filter(number_key=key_of(name), issued_on__year=int(year)).order_by("pk").first()

    def serve(self, request: HttpRequest, *args, moved_to: str = "", **kwargs):
        if moved_to:
            return HttpResponsePermanentRedirect(moved_to)
        return super().serve(request, *args, **kwargs)


class LegalDocumentPage(ContributedPage):
    """An entry of the register (Điều 9 khoản 3)."""

    category = InformationCategory.DOCUMENT
    comes_in_batches = True
    title_is_given = True
    way_in = ("add_document:add", "Thêm văn bản từ tệp")
    parent_page_types = ["documents.DocumentRegisterPage"]
    base_form_class = LegalDocumentForm
    address_panels = [
        HelpPanel(
            "<p>Địa chỉ công khai được đặt theo năm ban hành và số, ký hiệu, ví dụ <code>/van-ban/2022/517-qd-snv/</code>. "
            "Khi số hoặc ngày ban hành được sửa, địa chỉ cũ tự dẫn đến địa chỉ mới.</p>"
        )
    ]

    number = models.CharField("số, ký hiệu", max_length=100, help_text="Ví dụ: 517/QĐ-SNV.")
    number_key = NumberKeyField("số để tìm", of="number")
    # The words as printed on the paper. What they mean in the vocabularies stands beside them, and may be empty: then it
    # is as `documents.vocabulary` recognises the words (decision 0015).
    document_type = models.CharField(
        "loại văn bản", max_length=100, help_text="Ví dụ: Quyết định, Kế hoạch, Nghị định."
    )
    type = models.ForeignKey(
        DocumentType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="xếp vào loại",
        help_text="Để trống thì lấy theo loại văn bản đã ghi.",
    )
    issuing_body = models.CharField("cơ quan ban hành", max_length=500)  # thirteen ministries fill 271
    issuer = models.ForeignKey(
        IssuingBody,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="xếp vào cơ quan",
        help_text="Để trống thì lấy theo tên cơ quan đã ghi.",
    )
    abstract = models.TextField(
        "trích yếu", blank=True, help_text="Nội dung sau tên loại, như trên văn bản: “Ban hành Quy chế hoạt động …”."
    )
    issued_on = models.DateField("ngày ban hành", null=True)
    effective_on = models.DateField(
        "ngày có hiệu lực", null=True, blank=True, help_text="Để trống nếu có hiệu lực từ ngày ban hành."
    )
    expires_on = models.DateField(
        "hết hiệu lực từ ngày",
        null=True,
        blank=True,
        help_text="Chỉ ghi khi văn bản tự định thời hạn. Bị thay thế, bãi bỏ thì ghi ở văn bản thay thế, bãi bỏ nó.",
    )
    signed_by = models.CharField("người ký", max_length=255, blank=True)
    signer_capacity = models.CharField(
        "chức vụ, tư cách ký", max_length=255, blank=True, help_text="Ví dụ: Giám đốc; KT. Chủ tịch, Phó Chủ tịch."
    )
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi nhận, như cuối văn bản.")
    names_the_site = models.BooleanField(
        "nơi nhận có ghi “Trang CCHC tỉnh”",
        null=True,
        blank=True,
        help_text="Văn bản cần phổ biến rộng rãi thì ghi tên Trang ở Nơi nhận (Điều 9 khoản 3).",
    )
    fields = ParentalManyToManyField(DocumentField, blank=True, related_name="documents", verbose_name="lĩnh vực")
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
                FieldPanel("file"),
                FieldPanel("number"),
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("type")]),
                FieldRowPanel([FieldPanel("issuing_body"), FieldPanel("issuer")]),
                FieldPanel("abstract"),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]),
                FieldRowPanel([FieldPanel("signed_by"), FieldPanel("signer_capacity")]),
                FieldPanel("is_normative"),
                FieldPanel("fields", widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("recipients"), FieldPanel("names_the_site")]),
            ],
            heading="Văn bản",
        ),
        InlinePanel(
            "relations",
            heading="Quan hệ với văn bản khác",
            label="quan hệ",
            help_text="Hiệu lực của các văn bản được tính từ những dòng này.",
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("target")]),
                FieldRowPanel([FieldPanel("target_number"), FieldPanel("target_issued_on")]),
                FieldPanel("target_title"),
                FieldRowPanel([FieldPanel("provision"), FieldPanel("from_day"), FieldPanel("until_day")]),
            ],
        ),
        CitationPanel(heading="Văn bản được nhắc đến trong nội dung"),
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

    def _set_core_field_defaults(self) -> None:
        """Let the address follow number and day of issue."""
        # Before the fields are cleaned, a day may still be the text that somebody gave.
        base = slug_for(self.number, self._meta.get_field("issued_on").to_python(self.issued_on))
        parent_is_known = bool(self.path or getattr(self, "_cached_parent_obj", None))
        if base and parent_is_known and not is_slug_for(self.slug, base):
            self.slug = self._get_autogenerated_slug(base)
        super()._set_core_field_defaults()

    def set_url_path(self, parent) -> str:
        super().set_url_path(parent)
        if parent is not None:
            self.url_path = parent.url_path + address_in_register(self.slug)
        return self.url_path

    def with_content_json(self, content) -> "LegalDocumentPage":
        # A version from before addresses followed numbers: it stands where it will stand once it is public.
        page = super().with_content_json(content)
        page._set_core_field_defaults()
        page.set_url_path(self.get_parent())
        return page

    @property
    def label(self) -> str:
        """How one document names another: type, number, day of issue."""
        issued = f" ngày {self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return f"{self.document_type} số {self.number}{issued}"

    def approval_objections(self) -> list[str]:
        return approval_objections(self)

    @classmethod
    def batch_approval_objections(cls, versions) -> dict[int, list[str]]:
        return batch_objections(versions)

    def has_content(self) -> bool:
        return super().has_content() or self.file_id is not None

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from documents.document_screen import document_context  # it reads the relations, which load with these models

        return {**super().get_context(request, *args, **kwargs), **document_context(self, request)}

    def get_metadata(self, publisher: Publisher) -> Metadata:
        from documents.found_by import metadata_of

        return metadata_of(self, super().get_metadata(publisher))

    def search_texts(self) -> EntryTexts:
        return self.search_texts_of([self])[0]

    @classmethod
    def search_texts_of(cls, pages: Sequence["LegalDocumentPage"]) -> list[EntryTexts]:
        from documents import found_by  # it reads the vocabularies, which load with these models

        return found_by.texts_of(pages)

    def get_deadline_kind(self) -> DeadlineKind:
        return DeadlineKind.NORMATIVE_DOCUMENT if self.is_normative else DeadlineKind.ADMINISTRATIVE_DOCUMENT
