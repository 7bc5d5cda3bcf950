"""Wagtail's groups as a shadow of the appointments: they open the admin, the deeds ask the policy module.

Whoever holds a post today is in the newsroom's group; whoever holds the administrator's is in the administrators'. The
middleware brings a person's groups up to date on each visit, so that a post which ended at midnight opens nothing.
"""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from agencies.account_backend import forget_permissions, read_groups
from agencies.models import Post
from agencies.standing import standing_of
from editorial.permission_names import name_permissions

NEWSROOM = "Người làm việc với Trang"
ADMINISTRATORS = "Quản trị Trang"
OURS = (NEWSROOM, ADMINISTRATORS)

_REGISTERS = (
    ("agencies", ("agency", "appointment")),
    ("documents", ("documenttype", "issuingbody", "documentfield")),
    ("editorial", ("approvaldelegation", "memberassignment", "calendarexception")),
    ("search", ("synonym",)),
)


@transaction.atomic
def ensure_groups(root_page) -> None:
    """Set up the groups and what they open under `root_page`; safe to run again."""
    newsroom, _ = Group.objects.get_or_create(name=NEWSROOM)
    administrators, _ = Group.objects.get_or_create(name=ADMINISTRATORS)
    for group in (newsroom, administrators):
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
        _allow_files(group)
    _allow_pages(newsroom, root_page, ["add_page"])
    _allow_pages(administrators, root_page, ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"])
    administrators.permissions.add(*_register_permissions())
    name_permissions()
    # Wagtail's migrations leave two groups of their own, with English names; one of them may publish.
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()


def _allow_pages(group: Group, root_page, codenames: list[str]) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root_page, permission=permission)


def _allow_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own models, whatever model stands in their place.
    wanted = Q(content_type__app_label="wagtailimages", codename__in=["add_image", "choose_image"]) | Q(
        content_type__app_label="wagtaildocs", codename__in=["add_document", "choose_document"]
    )
    for permission in Permission.objects.filter(wanted):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _register_permissions() -> list[Permission]:
    wanted = Q()
    for app_label, models in _REGISTERS:
        for model in models:
            codenames = [f"{verb}_{model}" for verb in ("add", "change", "view")]
            wanted |= Q(content_type__app_label=app_label, codename__in=codenames)
    users = Q(content_type__app_label="agencies", codename__in=["add_user", "change_user", "view_user"])
    redirects = Q(content_type__app_label="wagtailredirects")
    return list(Permission.objects.filter(wanted | users | redirects))


def groups_for(user, *, on: date) -> set[str]:
    """Return the names of the groups of ours that `user` belongs to on `on`."""
    standing = standing_of(user, on=on)
    names = set()
    if standing.appointments:
        names.add(NEWSROOM)
    if standing.holds(Post.ADMINISTRATOR):
        names.add(ADMINISTRATORS)
    return names


def bring_up_to_date(user, *, on: date) -> None:
    """Give `user` the groups that their posts on `on` open, and take away the others of ours."""
    wanted = groups_for(user, on=on)
    held = read_groups(user) & set(OURS)
    if wanted == held:
        return
    with transaction.atomic():
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted - held))
    forget_permissions(user)
