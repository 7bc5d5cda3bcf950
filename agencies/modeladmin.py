"""The registers of agencies and of appointments. wagtail-modeladmin is in maintenance upstream: one such file per app."""

import unicodedata

from django.contrib.admin import SimpleListFilter
from django.db.models import Case, IntegerField, When
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from agencies.forms import AgencyForm, AppointmentForm
from agencies.models import Agency, Appointment
from agencies.periods import period_in_words
from agencies.registers import (
    InForceFilter,
    RegisterAdmin,
    RegisterIndexView,
    RegisterInspectView,
    day_asked,
)
from agencies.tree import AgencyTree


class ExistingFilter(SimpleListFilter):
    """Agencies at work on the day asked, and those that are not."""

    title = "hoạt động"
    parameter_name = "hoat_dong"

    def lookups(self, request, model_admin):
        return [("dang", "Đang hoạt động"), ("khong", "Đã kết thúc hoặc chưa thành lập")]

    def queryset(self, request, queryset):
        existing = queryset.existing(on=day_asked(request))
        if self.value() == "dang":
            return existing
        if self.value() == "khong":
            return queryset.exclude(pk__in=existing.values("pk"))
        return queryset


def folded(words: str) -> str:
    """Return the letters without Vietnamese marks and in lower case, as people type them in a hurry."""
    decomposed = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class FoldedSearchHandler(DjangoORMSearchHandler):
    """Searches the few hundred rows of a register by any field named, with marks or without."""

    def search_queryset(self, queryset, search_term, **kwargs):
        words = folded(search_term).split()
        if not words or not self.search_fields:
            return queryset
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        found = [
            pk for pk, *texts in rows if all(word in folded(" ".join(text or "" for text in texts)) for word in words)
        ]
        return queryset.filter(pk__in=found)


class AgencyIndexView(RegisterIndexView):
    """The tree of the day asked, each agency under its parent."""

    @cached_property
    def tree(self) -> AgencyTree:
        return AgencyTree.standing_on(self.on)

    def get_ordering(self, request, queryset):
        if self.ORDER_VAR in self.params:
            return super().get_ordering(request, queryset)
        return [
            Case(
                *[When(pk=pk, then=place.order) for pk, place in self.tree.places.items()],
                default=0,
                output_field=IntegerField(),
            ),
            "pk",
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["object_list"] = [self._placed(agency) for agency in context["object_list"]]
        return context

    def to_row_dict(self, item):
        return super().to_row_dict(self._placed(item))

    def _placed(self, agency: Agency) -> Agency:
        agency.place = self.tree.places[agency.pk]
        agency.parent_that_day = self.tree.parent_name(agency.pk)
        return agency


class AgencyInspectView(RegisterInspectView):
    """An agency among the others on the day asked: above, below, before and after it, and its people."""

    def get_context_data(self, **kwargs):
        on = day_asked(self.request)
        tree = AgencyTree.standing_on(on)
        people = Appointment.objects.in_force(on=on).filter(agency=self.instance).select_related("user")
        precedents = list(self.instance.precedents.select_related("predecessor"))
        successions = list(self.instance.successions.select_related("successor"))
        for row in precedents:
            row.url = self._address(row.predecessor_id)
        for row in successions:
            row.url = self._address(row.successor_id)
        return super().get_context_data(
            exists=self.instance.exists_on(on),
            ancestors=[self._link(tree, pk) for pk in tree.ancestors(self.instance.pk)],
            children=[self._link(tree, pk) for pk in tree.children(self.instance.pk)],
            people=people.order_by("post", "user__last_name"),
            precedents=precedents,
            successions=successions,
            **kwargs,
        )

    def _link(self, tree: AgencyTree, pk: int) -> dict[str, str]:
        return {"name": tree.names[pk], "url": self._address(pk)}

    def _address(self, pk: int) -> str:
        return self.url_helper.get_action_url("inspect", pk)


class AgencyAdmin(RegisterAdmin):
    model = Agency
    menu_icon = "group"
    base_url_path = "so-co-quan"
    index_view_class = AgencyIndexView
    inspect_view_class = AgencyInspectView
    inspect_template_name = "agencies/admin/agency_inspect.html"
    inspect_view_fields = ["abbreviation", "kind", "valid_from", "valid_to", "legal_basis", "slug"]
    list_display = ["name_in_tree", "abbreviation", "kind", "parent_name", "at_work"]
    list_filter = ["kind", ExistingFilter]
    list_export = ["name", "abbreviation", "get_kind_display", "parent_name", "valid_from", "valid_to", "legal_basis"]
    export_filename = "so-co-quan"
    search_handler_class = FoldedSearchHandler
    search_fields = ["name", "abbreviation"]
    prepopulated_fields = {"slug": ("name",)}
    list_per_page = 200
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("kind"), FieldPanel("slug")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("legal_basis"),
            InlinePanel("parentages", heading="Cơ quan cấp trên, theo thời gian", label="Cơ quan cấp trên"),
            InlinePanel("successions", heading="Cơ quan kế thừa", label="Cơ quan kế thừa"),
            InlinePanel("mail_domains", heading="Tên miền thư điện tử", label="Tên miền"),
        ],
        base_form_class=AgencyForm,
    )

    def name_in_tree(self, agency: Agency) -> str:
        return "\N{NO-BREAK SPACE}" * 4 * agency.place.depth + agency.name

    name_in_tree.short_description = "Tên"
    name_in_tree.admin_order_field = "name"

    def parent_name(self, agency: Agency) -> str:
        return agency.parent_that_day

    parent_name.short_description = "Trực thuộc"

    def at_work(self, agency: Agency) -> str:
        if agency.valid_from is None:
            return f"đến hết {agency.valid_to:%d/%m/%Y}" if agency.valid_to else ""
        return period_in_words(agency.valid_from, agency.valid_to)

    at_work.short_description = "Hoạt động"
    at_work.admin_order_field = "valid_to"

    def get_kind_display(self, agency: Agency) -> str:
        return agency.get_kind_display()

    get_kind_display.short_description = "Cấp"


class AppointmentAdmin(RegisterAdmin):
    model = Appointment
    menu_icon = "user"
    base_url_path = "so-phan-cong-nhiem-vu"
    inspect_view_fields = ["user", "post", "agency", "decision_number", "decided_on", "starts_on", "ends_on"]
    list_display = ["user", "post", "agency", "decision", "held"]
    list_select_related = ["user", "agency"]
    list_filter = ["post", InForceFilter]
    list_export = ["user", "get_post_display", "agency", "decision_number", "decided_on", "starts_on", "ends_on"]
    export_filename = "so-phan-cong-nhiem-vu"
    search_handler_class = FoldedSearchHandler
    search_fields = ["user__last_name", "user__first_name", "user__username", "agency__name", "decision_number"]
    ordering = ["-starts_on", "pk"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("user"), FieldPanel("post")]),
            FieldPanel("agency"),
            FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decided_on")]),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=AppointmentForm,
    )

    def decision(self, appointment: Appointment) -> str:
        return f"{appointment.decision_number} ngày {appointment.decided_on:%d/%m/%Y}"

    decision.short_description = "Quyết định"
    decision.admin_order_field = "decided_on"

    def held(self, appointment: Appointment) -> str:
        return period_in_words(appointment.starts_on, appointment.ends_on)

    held.short_description = "Thời gian"
    held.admin_order_field = "starts_on"

    def get_post_display(self, appointment: Appointment) -> str:
        return appointment.get_post_display()

    get_post_display.short_description = "Nhiệm vụ"
