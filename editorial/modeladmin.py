"""The newsroom's registers, and the menu that holds all registers. wagtail-modeladmin: one such file per app."""

from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup

from agencies.modeladmin import AgencyAdmin, AppointmentAdmin, FoldedSearchHandler
from agencies.models import Post
from agencies.periods import period_in_words
from agencies.registers import (
    InForceFilter,
    RegisterAdmin,
    RegisterButtonHelper,
    RegisterCreateView,
    RegisterDeleteView,
    RegisterEditView,
    RegisterPermissionHelper,
)
from agencies.standing import standing_of
from editorial import calendar_changes, clock
from editorial.models import ApprovalDelegation, CalendarException, MemberAssignment
from editorial.register_forms import AssignmentForm, CalendarExceptionForm, DelegationForm
from editorial.search_register import SynonymAdmin
from editorial.working_days import SEED_EXCEPTIONS, WEEKDAY_NAMES


class DelegationPermissionHelper(RegisterPermissionHelper):
    """The Head in post gives and revokes; an administrator may copy the Head's paper in. Nobody deletes."""

    def user_can_create(self, user) -> bool:
        return super().user_can_create(user) or standing_of(user, on=clock.today()).holds(Post.BOARD_HEAD)

    def user_can_edit_obj(self, user, obj) -> bool:
        return obj.revoked_on is None and self.user_can_create(user)

    def user_can_delete_obj(self, user, obj) -> bool:
        return False


class DelegationButtonHelper(RegisterButtonHelper):
    edit_label = "Sửa, thu hồi"


class DelegationDeleteView(RegisterDeleteView):
    """The address exists; it always answers with the sentence."""

    def check_action_permitted(self, user) -> bool:
        return self.permission_helper.user_can_list(user)


class RevocationPanel(MultiFieldPanel):
    """What only a delegation on record can have: one that is being written is not revoked yet."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()


class ApprovalDelegationAdmin(RegisterAdmin):
    model = ApprovalDelegation
    menu_icon = "key"
    base_url_path = "so-uy-quyen"
    permission_helper_class = DelegationPermissionHelper
    button_helper_class = DelegationButtonHelper
    delete_view_class = DelegationDeleteView
    inspect_view_fields = [
        "document_number",
        "signed_on",
        "granted_by",
        "deputy",
        "scope",
        "starts_on",
        "ends_on",
        "revoked_on",
        "revocation_number",
    ]
    list_display = ["document_number", "deputy", "scope", "held", "revocation", "granted_by"]
    list_select_related = ["deputy", "granted_by"]
    list_filter = [InForceFilter]
    list_export = ["document_number", "signed_on", "granted_by", "deputy", "scope", "held", "revocation"]
    export_filename = "so-uy-quyen"
    search_handler_class = FoldedSearchHandler
    search_fields = ["document_number", "revocation_number", "deputy__last_name", "deputy__first_name"]
    ordering = ["-starts_on", "pk"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("granted_by"), FieldPanel("deputy")]),
            FieldRowPanel([FieldPanel("document_number"), FieldPanel("signed_on")]),
            FieldPanel("categories"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            RevocationPanel(
                [FieldRowPanel([FieldPanel("revoked_on"), FieldPanel("revocation_number")])],
                heading="Thu hồi trước hạn",
                help_text="Chỉ ghi khi Trưởng ban thu hồi văn bản. Hết ngày cuối, ủy quyền tự hết hiệu lực.",
            ),
        ],
        base_form_class=DelegationForm,
    )

    def scope(self, delegation: ApprovalDelegation) -> str:
        return delegation.scope

    scope.short_description = "Phạm vi"

    def held(self, delegation: ApprovalDelegation) -> str:
        return period_in_words(delegation.starts_on, delegation.ends_on)

    held.short_description = "Hiệu lực"
    held.admin_order_field = "starts_on"

    def revocation(self, delegation: ApprovalDelegation) -> str:
        if delegation.revoked_on is None:
            return ""
        return f"từ {delegation.revoked_on:%d/%m/%Y}, số {delegation.revocation_number}"

    revocation.short_description = "Thu hồi"

    def deletion_obstacles(self, instance) -> list[str]:
        return [
            f"Văn bản ủy quyền số {instance.document_number} được giữ mãi trong sổ. Nếu không dùng nữa, mở “Sửa” và ghi "
            "thu hồi."
        ]


class MemberAssignmentAdmin(RegisterAdmin):
    model = MemberAssignment
    menu_icon = "tasks"
    base_url_path = "so-phan-cong-phu-trach"
    inspect_view_fields = ["member", "subject", "document_number", "starts_on", "ends_on"]
    list_display = ["member", "subject", "document_number", "held"]
    list_select_related = ["member", "agency"]
    list_filter = ["category", InForceFilter]
    list_export = ["member", "subject", "document_number", "starts_on", "ends_on"]
    export_filename = "so-phan-cong-phu-trach"
    search_handler_class = FoldedSearchHandler
    search_fields = ["member__last_name", "member__first_name", "agency__name", "document_number"]
    ordering = ["-starts_on", "pk"]
    edit_handler = ObjectList(
        [
            FieldPanel("member"),
            FieldRowPanel([FieldPanel("category"), FieldPanel("agency")]),
            FieldPanel("document_number"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=AssignmentForm,
    )

    def subject(self, assignment: MemberAssignment) -> str:
        return assignment.subject

    subject.short_description = "Phụ trách"

    def held(self, assignment: MemberAssignment) -> str:
        return period_in_words(assignment.starts_on, assignment.ends_on)

    held.short_description = "Thời gian"
    held.admin_order_field = "starts_on"

    def deletion_obstacles(self, instance) -> list[str]:
        if instance.starts_on <= clock.today():
            return [
                f"Phân công theo văn bản số {instance.document_number} đã có hiệu lực từ {instance.starts_on:%d/%m/%Y}. "
                "Ghi ngày cuối thay vì xóa."
            ]
        return []


class YearFilter(SimpleListFilter):
    title = "năm"
    parameter_name = "nam"

    def lookups(self, request, model_admin):
        return [(str(day.year), str(day.year)) for day in CalendarException.objects.dates("day", "year", order="DESC")]

    def queryset(self, request, queryset):
        known = [year for year, _ in self.lookup_choices]
        return queryset.filter(day__year=int(self.value())) if self.value() in known else queryset


def _tell_moved(request, moved: int) -> None:
    if moved:
        messages.warning(
            request, f"Lịch thay đổi: {moved} hồ sơ chưa xong đã được tính lại hạn; hạn cũ vẫn lưu trong hồ sơ."
        )
    else:
        messages.info(request, "Lịch thay đổi không làm đổi hạn của hồ sơ nào.")


class CalendarFormView:
    """Saving a special day: open due dates follow in the same transaction, and the administrator is told how many."""

    def form_valid(self, form):
        form.instance.registered_by = self.request.user
        at = clock.now()
        with clock.held_at(at):
            response = super().form_valid(form)
        _tell_moved(self.request, calendar_changes.count_moved(at))
        return response


class CalendarCreateView(CalendarFormView, RegisterCreateView):
    pass


class CalendarEditView(CalendarFormView, RegisterEditView):
    pass


class CalendarDeleteView(RegisterDeleteView):
    def delete_instance(self) -> None:
        moved = calendar_changes.strike_exception(self.instance, by=self.request.user, at=clock.now())
        _tell_moved(self.request, moved)


class CalendarExceptionAdmin(RegisterAdmin):
    model = CalendarException
    menu_icon = "calendar"
    menu_label = "Lịch nghỉ, làm bù"
    is_read_on_a_day = False
    base_url_path = "so-lich"
    create_view_class = CalendarCreateView
    edit_view_class = CalendarEditView
    delete_view_class = CalendarDeleteView
    inspect_view_fields = ["day", "kind", "name", "legal_basis"]
    list_display = ["weekday", "kind", "name", "legal_basis", "keeper"]
    list_select_related = ["registered_by"]
    list_filter = ["kind", YearFilter]
    list_export = ["day", "get_kind_display", "name", "legal_basis"]
    export_filename = "so-lich"
    search_handler_class = FoldedSearchHandler
    search_fields = ["name", "legal_basis"]
    ordering = ["-day"]
    edit_handler = ObjectList(
        [FieldPanel("day"), FieldPanel("kind"), FieldPanel("name"), FieldPanel("legal_basis")],
        base_form_class=CalendarExceptionForm,
    )

    def weekday(self, exception: CalendarException) -> str:
        return f"{WEEKDAY_NAMES[exception.day.weekday()]}, {exception.day:%d/%m/%Y}"

    weekday.short_description = "Ngày"
    weekday.admin_order_field = "day"

    def keeper(self, exception: CalendarException) -> str:
        return str(exception.registered_by or "Có sẵn khi lập sổ")

    keeper.short_description = "Người ghi"

    def get_kind_display(self, exception: CalendarException) -> str:
        return exception.get_kind_display()

    get_kind_display.short_description = "Loại ngày"

    def deletion_obstacles(self, instance) -> list[str]:
        if any(seed.date == instance.day for seed in SEED_EXCEPTIONS):
            return ["Ngày này có sẵn từ khi lập sổ. Để tắt, mở “Sửa” và chọn “Ngày thường (tắt ngày lễ)”."]
        return super().deletion_obstacles(instance)


class RegistersGroup(ModelAdminGroup):
    menu_label = "Sổ đăng ký"
    menu_icon = "list-ul"
    menu_item_name = "registers"
    menu_order = 300
    items = (
        AgencyAdmin,
        AppointmentAdmin,
        ApprovalDelegationAdmin,
        MemberAssignmentAdmin,
        CalendarExceptionAdmin,
        SynonymAdmin,
    )
