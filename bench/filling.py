"""Fill a scratch database with the newsroom, its people, and items that went all the way; safe to run again."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Max
from django.test import override_settings
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backend

from bench.rows import CHUNK, Copier, Key, rows_of_item
from bench.titles import moment_of, title_of
from editorial.chain import record_digest
from editorial.models import ArchiveHead, PublicationRecord, Submission, SubmissionState
from editorial.published_content import canonical_json, digest_of
from news.models import ActivityPage
from search.analysis import words_of
from search.entries import write_entries
from search.models import PageEntry
from tests.newsroom import Newsroom, build_newsroom

# Indexed by their own bulk calls: their words are kept in vectors, and in tables that are no model's.
LEFT_OUT = (
    "wagtailsearch.IndexEntry",
    "search.SearchEntry",
    "search.SearchPassage",
    "search.SearchFacet",
    "search.SearchNumber",
    "search.SearchChange",
)
OPEN_ROUNDS = 60
SLUG = "muc-do"


def newsroom_with(items: int, *, waiting_for_head: int, say) -> Newsroom:
    """Return the newsroom, with `items` public items under its section and rounds in each open state."""
    if not Submission.objects.exists():
        newsroom = build_newsroom()
        with override_settings(PUBLICATIONS_FOLLOWED_LATER=False):  # what is copied must be all that it leaves
            newsroom.published(newsroom.draft(title=title_of(0), slug=f"{SLUG}-0"))
    newsroom = people_again()
    present = ActivityPage.objects.child_of(newsroom.section).filter(live=True).count()
    if present < items:
        ItemFiller(newsroom).fill(present, items, say=say)
    open_rounds(newsroom, waiting_for_head=waiting_for_head)
    return newsroom


def people_again() -> Newsroom:
    """Read the newsroom that an earlier run built."""
    from agencies.models import Agency, User
    from home.models import HomePage, SectionPage

    users = {user.username: user for user in User.objects.all()}
    names = {
        "officer": "canbo",
        "other_officer": "canbo2",
        "unit_head": "thutruong",
        "other_unit_head": "thutruong2",
        "member": "thanhvien",
        "other_member": "thanhvien2",
        "deputy": "photruongban",
        "head": "truongban",
        "administrator": "quantri",
        "superuser": "kythuat",
    }
    return Newsroom(
        home_page=HomePage.objects.get(),
        department=Agency.objects.get(slug="so-noi-vu"),
        health=Agency.objects.get(slug="so-y-te"),
        finance=Agency.objects.get(slug="so-tai-chinh"),
        section=SectionPage.objects.get(slug="hoat-dong"),
        **{role: users[username] for role, username in names.items()},
    )


def open_rounds(newsroom: Newsroom, *, waiting_for_head: int) -> None:
    """Bring up, by the real verbs, what the queues show: rounds with the members, and rounds that wait for the Head."""
    checking = Submission.objects.filter(state=SubmissionState.CHECKING).count()
    for _ in range(OPEN_ROUNDS - checking):
        newsroom.checking()
    approving = Submission.objects.filter(state=SubmissionState.APPROVING).count()
    for _ in range(waiting_for_head - approving):
        newsroom.approving()


class ItemFiller:
    """Copies one published item under its section; every copy is what publishing would have left."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.section = newsroom.section
        page = ActivityPage.objects.child_of(self.section).filter(live=True).order_by("path").first()
        self.page = page
        self.patterns = rows_of_item(page, leave_out=LEFT_OUT)
        self.record = PublicationRecord.objects.get(page_id=page.pk)
        self.content = json.loads(self.record.content)
        self.revision = page.live_revision.content
        # Drafts stand between the items already: go on after the last child.
        last = Page.objects.child_of(self.section).aggregate(path=Max("path"))["path"]
        self.last_step = Page._str2int(last[len(self.section.path) :])

    def fill(self, start: int, stop: int, *, say) -> None:
        copier = Copier(self.patterns)
        head = ArchiveHead.objects.get()
        self.sequence, self.digest = head.last_sequence, head.last_digest
        for first in range(start, stop, CHUNK):
            numbers = range(first, min(first + CHUNK, stop))
            with transaction.atomic():
                self._write_chunk(copier, numbers, of=stop)
            say(f"{numbers.stop:,} of {stop:,} items")
        if connection.vendor == "postgresql":  # where the server does it by itself, sooner or later
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _write_chunk(self, copier: Copier, numbers: range, *, of: int) -> None:
        made = []
        for number in numbers:
            keys = copier.keys_of_copy()
            made.append(keys[Page, self.page.pk])
            changes = self._changes(number, keys, moment_of(number, of=of))
            copier.copy(keys, lambda pattern, changes=changes: changes.get(pattern.model, {}))
        copier.write(after_each={PublicationRecord: _move_head})
        # Public last: the database's own guard looks for the record of each.
        pages = Page.objects.filter(pk__in=made)
        pages.update(live=True, live_revision_id=F("latest_revision_id"))
        Page.objects.filter(pk=self.section.pk).update(numchild=F("numchild") + len(made))
        copier.finish()
        public = list(ActivityPage.objects.filter(pk__in=made).select_related("agency"))
        get_search_backend().get_index_for_model(ActivityPage).add_items(ActivityPage, public)
        write_entries(public)

    def _changes(self, number: int, keys: dict[Key, Any], at: datetime) -> dict[type, dict[str, Any]]:
        title, slug, moment = title_of(number), f"{SLUG}-{number}", _stored(at)
        step = self.last_step + 1
        self.last_step = step
        place = {
            "path": Page._get_path(self.section.path, self.section.depth + 1, step),
            "slug": slug,
            "url_path": f"{self.section.url_path}{slug}/",
            "title": title,
            "draft_title": title,
        }
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.section.pk}/{number}")
        content = {**self.revision, **place, "pk": keys[Page, self.page.pk], "translation_key": str(key)}
        changes = {
            Page: {
                **place,
                "translation_key": _stored_uuid(key),
                "live": False,
                "live_revision_id": None,
                "latest_revision_created_at": moment,
                "first_published_at": moment,
                "last_published_at": moment,
            },
            Revision: {"content": _stored_json(Revision, "content", content), "created_at": moment},
            Submission: {"title": title, "submitted_at": moment, "closed_at": moment},
            PublicationRecord: self._record(title, slug, keys, at),
            PageEntry: {"words": words_of(title)},
            PageLogEntry: {"timestamp": moment, "label": title},
        }
        for listing in _listings():
            changes[listing] = {"published_at": moment}
        return changes

    def _record(self, title: str, slug: str, keys: dict[Key, Any], at: datetime) -> dict[str, Any]:
        """Return the columns of the next record of the chain."""
        record = PublicationRecord.objects.model.from_db(
            "default",
            [field.attname for field in PublicationRecord._meta.concrete_fields],
            [getattr(self.record, field.attname) for field in PublicationRecord._meta.concrete_fields],
        )
        self.sequence += 1
        record.sequence = self.sequence
        record.page_id = keys[Page, self.page.pk]
        record.revision_id = keys[Revision, self.record.revision_id]
        record.submission_id = keys[Submission, self.record.submission_id]
        record.title = title
        record.address = self.record.address.replace(self.page.slug, slug)
        record.text = self.record.text.replace(self.record.title, title)
        record.content = canonical_json({**self.content, "title": title})
        record.content_digest = digest_of(record.content)
        record.at = at
        record.previous_digest = self.digest
        record.digest = self.digest = record_digest(record)
        changed = ("sequence", "title", "address", "text", "content", "content_digest", "previous_digest", "digest")
        return {**{name: getattr(record, name) for name in changed}, "at": _stored(at)}


def _move_head(record: dict[str, Any]) -> None:
    # The database lets in only the record that continues the chain, and then the head that names it.
    ArchiveHead.objects.update(last_sequence=record["sequence"], last_digest=record["digest"])


def _listings() -> list[type]:
    """Return the public listing's table, which has a row for each section an item stands under."""
    return [apps.get_model("editorial", "PublicListing")] if "publiclisting" in apps.all_models["editorial"] else []


def _stored(at: datetime) -> Any:
    return Page._meta.get_field("last_published_at").get_db_prep_save(at, connection)


def _stored_uuid(key: uuid.UUID) -> Any:
    return Page._meta.get_field("translation_key").get_db_prep_save(key, connection)


def _stored_json(model: type, name: str, value: Any) -> Any:
    return model._meta.get_field(name).get_db_prep_save(value, connection)
