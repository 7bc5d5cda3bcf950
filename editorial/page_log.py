"""Rows of Wagtail's log of a page, as its own `log` makes them, to be written together."""

from datetime import datetime

from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, Revision


def entry_of(
    page: Page,
    action: str,
    revision: Revision,
    *,
    by,
    at: datetime,
    data: dict | None = None,
    content_changed: bool = False,
) -> PageLogEntry:
    return PageLogEntry(
        page_id=page.pk,
        content_type_id=page.content_type_id,
        label=page.get_admin_display_title(),
        action=action,
        data=data or {},
        timestamp=at,
        uuid=get_active_log_context().uuid,
        user=by,
        revision=revision,
        content_changed=content_changed,
    )
