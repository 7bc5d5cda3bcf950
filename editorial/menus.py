"""Ways into the newsroom's screens from Wagtail's own menus."""

from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from editorial.models.pages import ContributedPage


def archive_item() -> MenuItem:
    return MenuItem("Hồ sơ lưu", reverse("newsroom:archive"), name="archive", icon_name="lock", order=250)


def history_buttons(page) -> list[Button]:
    """The way from a contributed page to its whole history."""
    if not page.specific_class or not issubclass(page.specific_class, ContributedPage):
        return []
    return [
        Button("Hồ sơ lưu", reverse("newsroom:history", args=[page.pk]), icon_name="history", priority=66),
    ]
