"""Vietnamese names of permissions, which a group's form shows. They are rows, which no catalogue translates."""

from django.contrib.auth.models import Permission
from django.utils.translation import override

ACTS = {"add": "Thêm", "change": "Sửa", "delete": "Xóa", "view": "Xem"}
# Named by Wagtail where no catalogue reaches, or not as this site means them.
NAMES = {
    "bulk_delete_page": "Xóa trang cùng các trang con",
    "choose_document": "Chọn tài liệu",
    "choose_image": "Chọn ảnh",
}


def name_permissions() -> None:
    """Name every permission there is; what has its name already is not written again."""
    named = []
    with override("vi"):
        for permission in Permission.objects.select_related("content_type"):
            name = name_of(permission)
            if name and name != permission.name:
                permission.name = name
                named.append(permission)
    Permission.objects.bulk_update(named, ["name"])


def name_of(permission: Permission) -> str:
    """Return the name in the language now spoken; empty where the model is gone or the act is none of Django's four."""
    model = permission.content_type.model_class()
    if model is None:
        return ""
    act, _, kind = permission.codename.partition("_")
    given = NAMES.get(permission.codename) or dict(model._meta.permissions).get(permission.codename)
    if given is None and act in ACTS and kind == model._meta.model_name:
        given = f"{ACTS[act]} {model._meta.verbose_name}"
    return str(given or "")[: Permission._meta.get_field("name").max_length]
