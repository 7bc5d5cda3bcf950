from django.contrib.auth.backends import ModelBackend
from django.db import connections

from agencies.models import User
from agencies.prepared import Prepared

# Sent as it is: every visit to the admin asks it, and Django takes longer to prepare it than the database to answer.
_GROUPS_AND_PERMISSIONS = """
SELECT g.name, '' FROM auth_group g JOIN agencies_user_groups m ON m.group_id = g.id WHERE m.user_id = %s
UNION ALL
SELECT t.app_label, p.codename FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id WHERE p.id IN (
  SELECT permission_id FROM agencies_user_user_permissions WHERE user_id = %s UNION
  SELECT g.permission_id FROM auth_group_permissions g JOIN agencies_user_groups m ON m.group_id = g.group_id WHERE m.user_id = %s
)"""


_users_with_profiles = Prepared(
    lambda user_id: User._default_manager.select_related("wagtail_userprofile").filter(pk=user_id)
)


class AccountBackend(ModelBackend):
    """Django's own way of knowing people, in two statements a visit instead of five.

    Wagtail asks for the profile of whoever enters the admin, and for their permissions; we ask for their groups.
    """

    def get_user(self, user_id) -> User | None:
        user = next(iter(_users_with_profiles(user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            read_groups(user_obj)
        return user_obj._perm_cache


def read_groups(user: User) -> set[str]:
    """Return the names of the groups that `user` is in now; what they permit is then known of the object as well."""
    with connections[user._state.db or "default"].cursor() as cursor:
        cursor.execute(_GROUPS_AND_PERMISSIONS, [user.pk] * 3)
        rows = cursor.fetchall()
    if user.is_active and not user.is_superuser:
        user._perm_cache = {f"{app_label}.{codename}" for app_label, codename in rows if codename}
    return {name for name, codename in rows if not codename}


def forget_permissions(user: User) -> None:
    """Have the permissions of this object read anew: its groups have changed."""
    for name in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        if hasattr(user, name):
            delattr(user, name)
