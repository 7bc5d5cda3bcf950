"""Draft pages by the hundred: the rows that saving each would leave, written together.

For imports. Nothing here publishes: every page is a draft, and its class's own guards meet it on the way to the public.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, Max, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from editorial.models.pages import ContributedPage
from editorial.plain_data import child_relations, choices, data_of
from search.insert_rows import insert_objects, insert_rows
from search.pages import write_entries


@transaction.atomic
def add_drafts(parent: Page, pages: Sequence[ContributedPage], *, by, at: datetime) -> list[Revision]:
    """Save new drafts of one type under `parent`, with slugs of their own; return the first version of each, in order.

    Child rows and choices are those the page holds in memory. As `add_child` and `save_revision` would leave them.
    """
    if not pages:
        return []
    _place(parent, pages, by=by, at=at)
    _insert(pages)
    revisions = _first_versions(pages, by=by, at=at)
    _write_references(pages)
    write_entries(pages)
    _log_creation(pages, revisions, by=by, at=at)
    index_pages(pages)
    return revisions


def index_pages(pages: Sequence[Page]) -> None:
    """Put pages, as they are, into Wagtail's own index, which the admin searches."""
    for backend in get_search_backends(with_auto_update=True):
        index = backend.get_index_for_model(type(pages[0]))
        index.add_items(type(pages[0]), list(pages))


def _place(parent: Page, pages: Sequence[ContributedPage], *, by, at: datetime) -> None:
    """Give each page its place in the tree, after the last child, and what Wagtail sets when a page is saved."""
    # Who adds a page beside this waits: two children never get one place.
    parent = Page.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    last = Page.objects.child_of(parent).aggregate(path=Max("path"))["path"]
    step = Page._str2int(last[len(parent.path) :]) if last else 0
    content_type = ContentType.objects.get_for_model(type(pages[0]))
    for number, page in enumerate(pages, start=step + 1):
        page.path = Page._get_path(parent.path, parent.depth + 1, number)
        page.depth = parent.depth + 1
        page.numchild = 0
        page.set_url_path(parent)
        page.translation_key = uuid.uuid4()
        page.locale_id = parent.locale_id
        page.content_type = content_type
        page.draft_title = page.title
        page.live = False
        page.has_unpublished_changes = True
        page.owner = by
        page.latest_revision_created_at = at
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _insert(pages: Sequence[ContributedPage]) -> None:
    model = type(pages[0])
    fields = [field for field in Page._meta.local_concrete_fields if not field.primary_key]
    for page, key in zip(pages, insert_objects(pages, fields), strict=True):
        page.pk = page.page_ptr_id = key
        page._state.adding = False
    insert_objects(pages, model._meta.local_concrete_fields)
    for relation in child_relations(model):
        name = relation.get_accessor_name()
        insert_objects([child for page in pages for child in _children(page, name, relation.field.name)])
    for field in choices(model):
        one, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        insert_rows(
            field.remote_field.through,
            [{one: page.pk, other: chosen.pk} for page in pages for chosen in _held(page, field.name)],
        )


def _children(page: ContributedPage, name: str, parental_key: str) -> list:
    children = _held(page, name)
    for child in children:
        setattr(child, parental_key, page)
    return children


def _held(page: ContributedPage, name: str) -> list:
    """Return the rows of a relation that the page holds in memory, and hold that there are no others: a new page has none
    in the database, and each would be asked for there."""
    if not hasattr(page, "_cluster_related_objects"):
        page._cluster_related_objects = {}
    return page._cluster_related_objects.setdefault(name, [])


def _first_versions(pages: Sequence[ContributedPage], *, by, at: datetime) -> list[Revision]:
    base = ContentType.objects.get_for_model(Page)
    revisions = [
        Revision(
            base_content_type=base,
            content_type=page.content_type,
            object_id=str(page.pk),
            user=by,
            created_at=at,
            content=data_of(page),
            object_str=str(page),
        )
        for page in pages
    ]
    insert_objects(revisions)
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id = revision.pk
    own = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(latest_revision_id=Subquery(own.values("pk")[:1]))
    return revisions


def _write_references(pages: Sequence[ContributedPage]) -> None:
    base = ContentType.objects.get_for_model(Page)
    insert_rows(
        ReferenceIndex,
        [
            {
                "base_content_type_id": base.pk,
                "content_type_id": page.content_type_id,
                "object_id": str(page.pk),
                "to_content_type_id": to_content_type_id,
                "to_object_id": to_object_id,
                "model_path": model_path,
                "content_path": content_path,
                "content_path_hash": ReferenceIndex._get_content_path_hash(content_path),
            }
            for page in pages
            for to_content_type_id, to_object_id, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(page)
            )
        ],
    )


def _log_creation(pages: Sequence[ContributedPage], revisions: Sequence[Revision], *, by, at: datetime) -> None:
    insert_rows(
        PageLogEntry,
        [
            {
                "page_id": page.pk,
                "content_type_id": page.content_type_id,
                "label": page.title,
                "action": "wagtail.create",
                "timestamp": at,
                "user_id": by.pk,
                "revision_id": revision.pk,
                "content_changed": True,
            }
            for page, revision in zip(pages, revisions, strict=True)
        ],
    )
