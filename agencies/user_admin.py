"""People's accounts in Wagtail's admin: made and locked by administrators, deleted by nobody once they did something."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.shortcuts import redirect
from wagtail.users.views import users as wagtail_users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from agencies.registers import IN_USE, uses_of
from agencies.user_forms import AccountCreationForm, AccountEditForm


class AccountIndexView(wagtail_users.IndexView):
    """The list, without boxes to tick: no act here is done to many people at once."""

    @property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]


class AccountCreateView(wagtail_users.CreateView):
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class AccountEditView(wagtail_users.EditView):
    def dispatch(self, request, *args, **kwargs):
        # Otherwise an administrator could give the technical account a new password and use it.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied("Chỉ bộ phận kỹ thuật sửa được tài khoản quản trị kỹ thuật.")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class AccountDeleteView(wagtail_users.DeleteView):
    """Only an account that left no trace may go; otherwise a sentence says what keeps it."""

    def post(self, request, *args, **kwargs):
        uses = uses_of(self.object)
        try:
            if not uses:
                return super().post(request, *args, **kwargs)
        except ProtectedError:
            uses = uses_of(self.object)
        messages.error(request, IN_USE.format(uses="; ".join(uses)) + " Khóa tài khoản thay vì xóa.")
        return redirect(self.get_success_url())


class AccountViewSet(wagtail_users.UserViewSet):
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    copy_view_enabled = False  # An account is one person's.
    template_prefix = "agencies/accounts/"

    def get_form_class(self, for_update: bool = False):
        return AccountEditForm if for_update else AccountCreationForm


class _Closed:
    """A bulk act on accounts that is open to nobody: roles follow appointments, and each account is handled by itself."""

    def check_perm(self, obj) -> bool:
        return False


class ClosedRoleAction(_Closed, AssignRoleBulkAction):
    pass


class ClosedDeletion(_Closed, DeleteBulkAction):
    pass


class ClosedActivation(_Closed, SetActiveStateBulkAction):
    pass


CLOSED_ACTIONS = (ClosedRoleAction, ClosedDeletion, ClosedActivation)
