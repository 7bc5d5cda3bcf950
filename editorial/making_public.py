"""An approved version becomes what the public reads: what Wagtail's action of publishing does to a page, in as few statements.

Of Wagtail's own questions those are left out whose answer the lock of the round gives: whether the version is the newest,
whether another run is open, whether the page is a site's root. What the version itself holds is asked again.
"""

from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from modelcluster.models import ClusterableModel
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published, published

from editorial.judged import Judgement
from editorial.listing import list_page
from editorial.page_log import entry_of
from editorial.published_content import content_digest
from editorial.refusals import Refused, refuse_if
from editorial.signals import items_published
from editorial.writes import Writes
from search.later import left_for_later

_NO_LONGER_PLANNED = (
    f"UPDATE {Revision._meta.db_table} SET approved_go_live_at = NULL "  # noqa: S608 -- the name is Wagtail's own
    "WHERE base_content_type_id = %s AND object_id = %s AND approved_go_live_at IS NOT NULL"
)
NOT_AS_RECORDED = "Nội dung công khai chỉ thay đổi được qua hai bước kiểm tra và phê duyệt."


def make_public(judgement: Judgement, writes: Writes, *, recorded: str, by, at: datetime) -> list[PageLogEntry]:
    """Publish the version whose content has the digest `recorded`; return the entries for the log, still to be written.

    What `writes` holds is sent first, so that whoever hears of the publication finds it.
    """
    revision, row = judgement.revision, judgement.submission.page
    page = judgement.unopened_version()
    refuse_if([] if content_digest(page) == recorded else [NOT_AS_RECORDED])
    page.live, page.expired, page.has_unpublished_changes = True, False, False
    page.live_revision = revision
    # "Published" on the page and in the record are one moment, the decision's.
    page.first_published_at, page.last_published_at = page.first_published_at or at, at
    writes.say(_NO_LONGER_PLANNED, [revision.base_content_type_id, revision.object_id])
    writes.send()
    _save(page, row)
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
    is_new = row.first_published_at is None
    list_page(page, is_new=is_new)
    items_published.send(sender=type(page), pages=[page], are_new=is_new)
    return _log(page, row, judgement, by=by, at=at)


def _save(page: Page, row: Page) -> None:
    """Write the version to the page's row; raises `Refused` where the version no longer holds, as an address taken meanwhile."""
    try:
        _write(page, row)
    except ValidationError as error:
        raise Refused([*_sentences(page, error), "Trả lại để cơ quan cung cấp sửa."]) from error


def _sentences(page: Page, error: ValidationError) -> list[str]:
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        message if name == NON_FIELD_ERRORS else f"{capfirst(page._meta.get_field(name).verbose_name)}: {message}"
        for name, messages in found.items()
        for message in messages
    ]


def _write(page: Page, row: Page) -> None:
    page.keys_are_checked = True
    if page.slug != row.slug:
        page.save()  # another address: Wagtail asks whether it is free, and tells whoever follows addresses
        return
    page.clean_fields()
    # Past Wagtail's own `save`, whose questions are about the address, and ours, which asks what was asked above.
    with left_for_later():
        ClusterableModel.save(page, force_update=True)


def _log(page: Page, row: Page, judgement: Judgement, *, by, at: datetime) -> list[PageLogEntry]:
    revision, data = judgement.revision, None
    entries = []
    if str(row) != str(page):
        data = {"title": {"old": str(row), "new": str(page)}}
        entries.append(entry_of(page, "wagtail.rename", revision, by=by, at=at, data=data))
    entries.append(entry_of(page, "wagtail.publish", revision, by=by, at=at, data=data, content_changed=True))
    return entries
