"""Ways into the newsroom's screens from Wagtail's own menus."""

from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import Button

from agencies.standing import standing_of
from editorial import clock
from editorial.models.pages import ContributedPage
from editorial.permissions import is_administrator


def queue_item() -> MenuItem:
    return QueueItem("Hàng chờ", reverse("newsroom:queue"), name="queue", icon_name="tasks", order=90)


class QueueItem(MenuItem):
    """The way to the board's queue, for whoever is on the board today."""

    def is_shown(self, request) -> bool:
        return standing_of(request.user, on=clock.today()).is_on_board


def leave_out_what_is_not_theirs(request, items: list[MenuItem]) -> None:
    """Keep Wagtail's own reports and help for administrators: the newsroom's people have the queue and the archive."""
    if not is_administrator(request.user):
        items[:] = [item for item in items if item.name not in ("reports", "help")]


def batches_item() -> MenuItem:
    return BatchesItem("Đợt trình", reverse("newsroom:batches"), name="batches", icon_name="folder-inverse", order=95)


class BatchesItem(MenuItem):
    """The way to the batches, for the board and for administrators who bring them in."""

    def is_shown(self, request) -> bool:
        on = clock.today()
        return standing_of(request.user, on=on).is_on_board or is_administrator(request.user, on=on)


def archive_item() -> MenuItem:
    return MenuItem("Hồ sơ lưu", reverse("newsroom:archive"), name="archive", icon_name="lock", order=250)


def guide_item() -> MenuItem:
    """The way to the user guide, for whoever may enter."""
    return MenuItem("Hướng dẫn", reverse("newsroom:guide"), name="guide", icon_name="help", order=900)


def leave_out_pages_in_english(items: list[MenuItem]) -> None:
    """Keep what Wagtail's help does here; its links lead to pages about Wagtail, outside and in English."""
    items[:] = [item for item in items if not item.url.startswith("http")]


def help_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("editorial/help.css"))


def history_buttons(page) -> list[Button]:
    """The way from a contributed page to its whole history."""
    if not page.specific_class or not issubclass(page.specific_class, ContributedPage):
        return []
    return [
        Button("Hồ sơ lưu", reverse("newsroom:history", args=[page.pk]), icon_name="history", priority=66),
        Button("Lượt xem", reverse("newsroom:item_views", args=[page.pk]), icon_name="view", priority=67),
    ]


def slug_script() -> str:
    """Make addresses from Vietnamese titles as they are typed, as the server does."""
    return format_html('<script src="{}"></script>', versioned_static("editorial/vietnamese_slug.js"))


def last_words_script() -> str:
    """Let a form be sent with all that was typed, however soon the button is pressed."""
    return format_html('<script src="{}"></script>', versioned_static("editorial/last_words.js"))


def as_typed_script() -> str:
    """Leave in every field what a person typed into it, right or wrong, and let the form be sent after a new log-in."""
    return format_html(
        '<script src="{}"></script><script src="{}"></script>',
        versioned_static("editorial/as_typed.js"),
        versioned_static("editorial/same_session.js"),
    )


def paste_script() -> str:
    """Take what is pasted into the text of an item to where Word's marks are understood."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" data-paste="{}" data-picture="{}"></script>',
        versioned_static("editorial/paste.css"),
        versioned_static("editorial/paste.js"),
        reverse("newsroom:paste"),
        reverse("newsroom:paste_picture"),
    )
