"""Fill a scratch database with a stock project, and items that went through its moderation; safe to run again."""

import uuid
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.db.models import Max
from wagtail.models import Page, PageLogEntry, Revision, Site, WorkflowState
from wagtail.search.backends import get_search_backend

from bench.rows import CHUNK, Copier, rows_of_item
from bench.stock.models import StockItem, StockSection
from bench.titles import moment_of, title_of

SLUG = "muc-do"
LEFT_OUT = ("wagtailsearch.IndexEntry",)


def project_with(items: int, *, waiting: int, say) -> None:
    """Fill with `items` public items under one section, and `waiting` items that wait for the moderator."""
    if not StockSection.objects.exists():
        _start()
    section = StockSection.objects.get()
    present = StockItem.objects.child_of(section).filter(live=True).count()
    if present < items:
        _fill(section, present, items, say=say)
    open_now = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count()
    for number in range(open_now, waiting):
        _draft(section, f"Kiểm tra cải cách hành chính lần {number}", f"cho-{uuid.uuid4().hex[:12]}")


def _start() -> None:
    editor = User.objects.create_user("editor")
    moderator = User.objects.create_user("moderator")
    editor.groups.add(Group.objects.get(name="Editors"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    root = Site.objects.get().root_page
    section = root.add_child(instance=StockSection(title="Hoạt động", slug="hoat-dong"))
    item = _draft(section, title_of(0), f"{SLUG}-0")
    item.current_workflow_task_state.approve(user=moderator)


def _draft(section: StockSection, title: str, slug: str) -> StockItem:
    editor = User.objects.get(username="editor")
    item = StockItem(
        title=title,
        slug=slug,
        live=False,
        owner=editor,
        summary="Đoàn kiểm tra làm việc với các đơn vị.",
        body="<p>Nội dung kiểm tra gồm sáu lĩnh vực.</p>",
    )
    StockSection.objects.get(pk=section.pk).add_child(instance=item)
    item.save_revision(user=editor, log_action=True)
    item.get_workflow().start(item, editor)
    return item


def _fill(section: StockSection, start: int, stop: int, *, say) -> None:
    page = StockItem.objects.child_of(section).filter(live=True).order_by("path").first()
    copier = Copier(rows_of_item(page, leave_out=LEFT_OUT))
    revision = page.live_revision.content
    last = Page._str2int(Page.objects.child_of(section).aggregate(path=Max("path"))["path"][len(section.path) :])
    index = get_search_backend().get_index_for_model(StockItem)
    for first in range(start, stop, CHUNK):
        made = []
        with transaction.atomic():
            for number in range(first, min(first + CHUNK, stop)):
                last += 1
                keys = copier.keys_of_copy()
                made.append(keys[Page, page.pk])
                changes = _changes(section, number, last, keys[Page, page.pk], revision, of=stop)
                copier.copy(keys, lambda pattern, changes=changes: changes.get(pattern.model, {}))
            copier.write()
            copier.finish()
            index.add_items(StockItem, list(StockItem.objects.filter(pk__in=made)))
        say(f"{first + len(made):,} of {stop:,} items")
    Page.objects.filter(pk=section.pk).update(numchild=Page.objects.child_of(section).count())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _changes(section: StockSection, number: int, step: int, pk: int, revision: dict, *, of: int) -> dict[type, dict]:
    title, slug = title_of(number), f"{SLUG}-{number}"
    moment: Any = Page._meta.get_field("last_published_at").get_db_prep_save(moment_of(number, of=of), connection)
    place = {
        "path": Page._get_path(section.path, section.depth + 1, step),
        "slug": slug,
        "url_path": f"{section.url_path}{slug}/",
        "title": title,
        "draft_title": title,
    }
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{section.pk}/{number}")
    content = {**revision, **place, "pk": pk, "translation_key": str(key)}
    dates = ("latest_revision_created_at", "first_published_at", "last_published_at")
    return {
        Page: {
            **place,
            "translation_key": Page._meta.get_field("translation_key").get_db_prep_save(key, connection),
            **dict.fromkeys(dates, moment),
        },
        Revision: {
            "content": Revision._meta.get_field("content").get_db_prep_save(content, connection),
            "created_at": moment,
        },
        PageLogEntry: {"timestamp": moment, "label": title},
    }
