"""What the plain registers share, on wagtail-modeladmin: everybody in the admin reads them, administrators keep them.

Each change is made by one hand at a time, checked under that lock, and written into Wagtail's log with who and what.
"""

from contextlib import suppress
from datetime import date, datetime

from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import IntegrityError
from django.db.models import PROTECT, CharField, F, Model, ProtectedError
from django.db.models.functions import Collate
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, EditView, IndexView, InspectView, ModelFormView

from agencies.register_lock import sole_writer
from agencies.register_log import CREATED, DELETED, EDITED, described_changes
from agencies.tree import VIETNAMESE_ORDER

DAY_VAR = "ngay"
IN_USE = "Không xóa được vì đã có: {uses}. Sổ phải giữ dòng này để hồ sơ cũ còn đọc được."


def uses_of(instance: Model) -> list[str]:
    """Return, in Vietnamese, what stands on this row and so keeps it for ever; empty means nothing does."""
    uses = []
    for relation in instance._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) is not PROTECT or relation.concrete:
            continue
        count = relation.related_model._base_manager.filter(**{relation.field.name: instance}).count()
        if count:
            uses.append(f"{count} {relation.related_model._meta.verbose_name}")
    return list(dict.fromkeys(uses))


def day_asked(request) -> date:
    """Return the day that the register is read on: the one in the address (as people or machines write it), or today."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(request.GET.get(DAY_VAR, "").strip(), form).date()  # noqa: DTZ007
    return timezone.localdate()


class InForceFilter(SimpleListFilter):
    """Keep the rows of a `PeriodQuerySet` that are in force on the day asked, are yet to come, or are over."""

    title = "hiệu lực"
    parameter_name = "hieu_luc"

    def lookups(self, request, model_admin):
        return [("dang", "Đang có hiệu lực"), ("sap", "Chưa bắt đầu"), ("het", "Đã hết hiệu lực")]

    def queryset(self, request, queryset):
        on = day_asked(request)
        if self.value() == "dang":
            return queryset.in_force(on=on)
        if self.value() == "sap":
            return queryset.filter(starts_on__gt=on)
        if self.value() == "het":
            return queryset.filter(starts_on__lte=on).exclude(pk__in=queryset.in_force(on=on).values("pk"))
        return queryset


class RegisterPermissionHelper(PermissionHelper):
    """Everybody in the admin reads; who holds the administrator's post writes (the groups follow the appointments)."""

    def user_can_list(self, user) -> bool:
        return user.has_perm("wagtailadmin.access_admin")

    def user_can_inspect_obj(self, user, obj) -> bool:
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_delete_obj(self, user, obj) -> bool:
        return self.user_can_edit_obj(user, obj)


class RegisterURLHelper(AdminURLHelper):
    """Vietnamese addresses under names that follow the model, as wagtail-modeladmin names them by itself."""

    def get_action_url_name(self, action) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_modeladmin_{action}"


class RegisterButtonHelper(ButtonHelper):
    """The buttons in the words an office uses, and reading first: a click on a row opens it for reading.

    The list offers no more than changing a row; deleting one starts from the row itself.
    """

    edit_button_classnames = []
    edit_label = "Sửa"

    def get_buttons_for_obj(self, obj, exclude=None, **kwargs):
        in_list = isinstance(self.view, IndexView)
        return super().get_buttons_for_obj(obj, exclude=["inspect", "delete"] if in_list else exclude, **kwargs)

    def add_button(self, *args, **kwargs):
        words = f"Ghi thêm {self.verbose_name}"
        return {**super().add_button(*args, **kwargs), "label": words, "title": words}

    def inspect_button(self, *args, **kwargs):
        return {**super().inspect_button(*args, **kwargs), "label": "Xem", "title": f"Xem {self.verbose_name} này"}

    def edit_button(self, *args, **kwargs):
        return {
            **super().edit_button(*args, **kwargs),
            "label": self.edit_label,
            "title": f"Sửa {self.verbose_name} này",
        }

    def delete_button(self, *args, **kwargs):
        return {**super().delete_button(*args, **kwargs), "label": "Xóa", "title": f"Xóa {self.verbose_name} này"}

    def get_primary_button(self, obj):
        return self.inspect_button(obj.pk)


class RegisterIndexView(IndexView):
    """The list, as of the day asked; what an address asks in vain is passed over."""

    IGNORED_PARAMS = (*IndexView.IGNORED_PARAMS, DAY_VAR)

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_ordering(self, request, queryset):
        """Order words the Vietnamese way; days and numbers as they are."""
        words = {field.name for field in self.model._meta.concrete_fields if isinstance(field, CharField)}
        return [self._in_vietnamese(name, words) for name in super().get_ordering(request, queryset)]

    @staticmethod
    def _in_vietnamese(name, words: set[str]):
        if not isinstance(name, str) or name.lstrip("-") not in words:
            return name
        found = Collate(F(name.lstrip("-")), VIETNAMESE_ORDER)
        return found.desc() if name.startswith("-") else found.asc()

    def get_filters_params(self, params=None):
        known = {spec if isinstance(spec, str) else spec.parameter_name for spec in self.list_filter}
        asked = super().get_filters_params(params)
        return {name: value for name, value in asked.items() if name.split("__")[0] in known}

    @cached_property
    def on(self) -> date:
        return day_asked(self.request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(on=self.on, **kwargs)


class RegisterFormView(ModelFormView):
    """Saving a form of a register: checked and saved by one hand at a time, and logged with who and what."""

    log_action = EDITED
    error_message = "Chưa lưu được. Xem các câu màu đỏ; những gì anh/chị đã nhập vẫn còn đây."

    def post(self, request, *args, **kwargs):
        with sole_writer(self.model):
            self.read_again()
            return super().post(request, *args, **kwargs)

    def read_again(self) -> None:
        """Take the row as it stands under the lock; a new row has nothing to read."""

    def form_valid(self, form):
        is_new = form.instance._state.adding
        # Past the views' own: they log that something was saved, not what.
        response = ModelFormView.form_valid(self, form)
        changes = described_changes(form, is_new=is_new)
        log(instance=self.instance, action=self.log_action, user=self.request.user, data={"changes": changes})
        return response

    def get_success_message(self, instance) -> str:
        return f"Đã ghi vào sổ: {instance}."

    def get_success_message_buttons(self, instance) -> list:
        return []

    def get_error_message(self) -> str:
        return self.error_message


class RegisterCreateView(RegisterFormView, CreateView):
    log_action = CREATED
    page_title = "Ghi thêm"

    def get_meta_title(self) -> str:
        return f"Ghi thêm {self.verbose_name}"


class RegisterEditView(RegisterFormView, EditView):
    page_title = "Sửa"

    def read_again(self) -> None:
        self.instance = self.model._default_manager.get(pk=self.instance.pk)

    def get_meta_title(self) -> str:
        return f"Sửa {self.verbose_name}"


class RegisterDeleteView(DeleteView):
    """Only a row that nothing stands on may go; otherwise the page says what does."""

    page_title = "Xóa"

    @property
    def obstacles(self) -> list[str]:
        return self.model_admin.deletion_obstacles(self.instance)

    def post(self, request, *args, **kwargs):
        try:
            with sole_writer(self.model):
                if self.obstacles:
                    return self.render_to_response(self.get_context_data())
                log(
                    instance=self.instance,
                    action=DELETED,
                    user=request.user,
                    data={"changes": [["Dòng đã xóa", "", str(self.instance)]]},
                    deleted=True,
                )
                self.delete_instance()
        except (ProtectedError, IntegrityError):
            return self.render_to_response(self.get_context_data())  # used a moment ago: the page now says by what
        messages.success(request, f"Đã xóa khỏi sổ: {self.instance}.")
        return redirect(self.index_url)

    def get_meta_title(self) -> str:
        return f"Xóa {self.verbose_name}"

    def confirmation_message(self) -> str:
        return f"Xóa “{self.instance}” khỏi sổ? Chỉ xóa dòng ghi nhầm chưa dùng đến."

    def get_template_names(self):
        return "agencies/admin/register_delete.html"


class RegisterInspectView(InspectView):
    """One row to read, with who entered it and who changed what since."""

    page_title = "Xem"

    def get_meta_title(self) -> str:
        return f"{capfirst(self.verbose_name)}: {self.instance}"

    def get_field_label(self, field_name, field=None):
        column = getattr(self.model_admin, field_name, None)
        return capfirst(getattr(column, "short_description", None) or super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        column = getattr(self.model_admin, field_name, None)
        value = column(self.instance) if callable(column) else super().get_field_display_value(field_name, field)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) and not isinstance(value, datetime) else value

    def get_context_data(self, **kwargs):
        entries = log_registry.get_logs_for_instance(self.instance).select_related("user")
        return super().get_context_data(log_entries=entries, on=day_asked(self.request), **kwargs)

    def get_template_names(self):
        return self.model_admin.inspect_template_name or "agencies/admin/register_inspect.html"


class RegisterAdmin(ModelAdmin):
    """A register of the site. Subclasses name the model, the columns, the filters and the form."""

    permission_helper_class = RegisterPermissionHelper
    button_helper_class = RegisterButtonHelper
    url_helper_class = RegisterURLHelper
    index_view_class = RegisterIndexView
    create_view_class = RegisterCreateView
    edit_view_class = RegisterEditView
    delete_view_class = RegisterDeleteView
    inspect_view_class = RegisterInspectView
    inspect_view_enabled = True
    index_template_name = "agencies/admin/register_index.html"
    index_view_extra_css = ["agencies/registers.css"]
    is_read_on_a_day = True
    list_per_page = 50

    def get_menu_label(self) -> str:
        return self.menu_label or capfirst(self.opts.verbose_name_plural)

    def deletion_obstacles(self, instance: Model) -> list[str]:
        """Return, in Vietnamese, why the row may not be deleted; empty means it may."""
        uses = uses_of(instance)
        return [IN_USE.format(uses="; ".join(uses))] if uses else []
