"""Vietnamese names for fields of Wagtail's forms that have none, so that Django would show their English names in code.

A catalogue cannot help: there is no text to translate.
"""

from django.utils.functional import lazy
from django.utils.text import capfirst
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.models import Site
from wagtail.sites.views import IndexView as SitesView

_LINK_TEXT = "Chữ hiện ra của liên kết"
_LABELS = {
    LoginForm: {"password": "Mật khẩu", "remember": "Ghi nhớ đăng nhập"},
    ExternalLinkChooserForm: {"link_text": _LINK_TEXT},
    AnchorLinkChooserForm: {"link_text": _LINK_TEXT},
    EmailLinkChooserForm: {
        "email_address": "Địa chỉ thư điện tử",
        "link_text": _LINK_TEXT,
        "subject": "Tiêu đề thư",
        "body": "Nội dung thư",
    },
    PhoneLinkChooserForm: {"phone_number": "Số điện thoại", "link_text": _LINK_TEXT},
    WorkflowPageForm: {"page": "Trang"},
}


def name_the_fields() -> None:
    for form, labels in _LABELS.items():
        for field, label in labels.items():
            form.base_fields[field].label = label
    for column in SitesView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = lazy(capfirst, str)(Site._meta.get_field(column.name).verbose_name)
