"""The register's vocabularies in the admin. wagtail-modeladmin: one such file per app."""

from django.contrib.admin import SimpleListFilter
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from agencies.modeladmin import FoldedSearchHandler
from agencies.periods import period_in_words
from agencies.registers import RegisterAdmin, day_asked
from documents.models import DocumentField, DocumentType, IssuingBody
from documents.vocabulary_forms import DocumentFieldForm, DocumentTypeForm, IssuingBodyForm


class InUseFilter(SimpleListFilter):
    """Words in use on the day asked, and those that are not."""

    title = "sử dụng"
    parameter_name = "dung"

    def lookups(self, request, model_admin):
        return [("dang", "Đang dùng"), ("khong", "Đã thôi dùng hoặc chưa dùng")]

    def queryset(self, request, queryset):
        existing = queryset.existing(on=day_asked(request))
        if self.value() == "dang":
            return existing
        if self.value() == "khong":
            return queryset.exclude(pk__in=existing.values("pk"))
        return queryset


class VocabularyAdmin(RegisterAdmin):
    """A vocabulary: subclasses name what is their own."""

    list_filter = [InUseFilter]
    search_handler_class = FoldedSearchHandler
    list_per_page = 100

    def held(self, entry) -> str:
        if entry.valid_from:
            return period_in_words(entry.valid_from, entry.valid_to)
        return f"đến hết {entry.valid_to:%d/%m/%Y}" if entry.valid_to else ""

    held.short_description = "Thời gian dùng"
    held.admin_order_field = "valid_from"


_DATES = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]), FieldPanel("legal_basis")],
    heading="Thời gian và căn cứ",
)


class DocumentTypeAdmin(VocabularyAdmin):
    model = DocumentType
    menu_icon = "doc-full"
    base_url_path = "so-loai-van-ban"
    inspect_view_fields = ["abbreviation", "is_normative", "is_normative_with_year", "legal_basis", "slug"]
    list_display = ["name", "abbreviation", "normative", "held", "legal_basis"]
    list_filter = ["is_normative", InUseFilter]
    list_export = [
        *("name", "abbreviation", "is_normative", "is_normative_with_year"),
        *("valid_from", "valid_to", "legal_basis"),
    ]
    export_filename = "so-loai-van-ban"
    search_fields = ["name", "abbreviation"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("abbreviation")]),
            FieldRowPanel([FieldPanel("is_normative"), FieldPanel("is_normative_with_year")]),
            _DATES,
            FieldPanel("slug"),
        ],
        base_form_class=DocumentTypeForm,
    )

    def normative(self, document_type: DocumentType) -> str:
        return "có" if document_type.is_normative else "không"

    normative.short_description = "Quy phạm pháp luật"
    normative.admin_order_field = "is_normative"


class IssuingBodyAdmin(VocabularyAdmin):
    model = IssuingBody
    menu_icon = "home"
    base_url_path = "so-co-quan-ban-hanh"
    inspect_view_fields = ["code", "aliases", "before", "agency", "legal_basis", "slug"]
    list_display = ["name", "code", "held", "before"]
    list_export = ["name", "code", "aliases", "valid_from", "valid_to", "before", "legal_basis"]
    export_filename = "so-co-quan-ban-hanh"
    search_fields = ["name", "code", "aliases"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldPanel("aliases"),
            FieldPanel("agency"),
            FieldPanel("predecessors"),
            _DATES,
            FieldPanel("slug"),
        ],
        base_form_class=IssuingBodyForm,
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("predecessors")

    def before(self, body: IssuingBody) -> str:
        return "; ".join(other.name for other in body.predecessors.all())

    before.short_description = "Cơ quan tiền thân"


class DocumentFieldAdmin(VocabularyAdmin):
    model = DocumentField
    menu_icon = "tag"
    base_url_path = "so-linh-vuc"
    inspect_view_fields = ["legal_basis", "slug"]
    list_display = ["name", "position", "held", "legal_basis"]
    list_export = ["name", "position", "valid_from", "valid_to", "legal_basis"]
    export_filename = "so-linh-vuc"
    search_fields = ["name"]
    ordering = ["position", "name"]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("name"), FieldPanel("position")]), _DATES, FieldPanel("slug")],
        base_form_class=DocumentFieldForm,
    )


class VocabulariesGroup(ModelAdminGroup):
    menu_label = "Danh mục văn bản"
    menu_icon = "folder-open-inverse"
    menu_item_name = "vocabularies"
    menu_order = 310
    items = (DocumentTypeAdmin, IssuingBodyAdmin, DocumentFieldAdmin)
