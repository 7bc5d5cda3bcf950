"""The register of short forms that searching goes by. Kept here: `search` stands beside `agencies` and knows no register."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from agencies.modeladmin import FoldedSearchHandler
from agencies.registers import RegisterAdmin
from editorial.register_forms import SynonymForm
from search.models import Synonym


class SynonymAdmin(RegisterAdmin):
    model = Synonym
    menu_icon = "search"
    menu_label = "Từ viết tắt khi tìm kiếm"
    is_read_on_a_day = False
    base_url_path = "so-tu-viet-tat"
    inspect_view_fields = ["short", "long", "is_active"]
    list_display = ["short", "long", "use"]
    list_filter = ["is_active"]
    list_export = ["short", "long", "is_active"]
    export_filename = "so-tu-viet-tat"
    search_handler_class = FoldedSearchHandler
    search_fields = ["short", "long"]
    ordering = ["short", "long"]
    list_per_page = 200
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("short"), FieldPanel("long")]), FieldPanel("is_active")],
        base_form_class=SynonymForm,
    )

    def use(self, synonym: Synonym) -> str:
        return "đang dùng" if synonym.is_active else "tạm ngừng"

    use.short_description = "Tình trạng"
    use.admin_order_field = "is_active"
