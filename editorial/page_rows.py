"""Draft pages by the hundred: the rows that saving each would leave, written together.

For imports. Nothing here publishes: every page is a draft, and its class's own guards meet it on the way to the public.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, F, Max, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends

from editorial.models.pages import ContributedPage
from editorial.plain_data import child_relations, choices, data_of
from search.insert_rows import insert_objects, insert_rows
from search.pages import add_entries


@transaction.atomic
def add_drafts(parent: Page, pages: Sequence[ContributedPage], *, by, at: datetime) -> None:
    """Save new drafts of one type under `parent`, with slugs of their own; each learns the key of its first version.

    Child rows and choices are those the page holds in memory. As `add_child` and `save_revision` would leave them.
    """
    if not pages:
        return
    _place(parent, pages, by=by, at=at)
    _insert(pages)
    _first_versions(pages, by=by, at=at)
    _write_references(pages)
    add_entries(pages)
    _log_creation(pages, by=by, at=at)
    index_pages(pages)


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


def _first_versions(pages: Sequence[ContributedPage], *, by, at: datetime) -> None:
    base = ContentType.objects.get_for_model(Page)
    user_id = by.pk
    keys = insert_rows(
        Revision,
        [
            {
                "base_content_type_id": base.pk,
                "content_type_id": page.content_type_id,
                "object_id": str(page.pk),
                "user_id": user_id,
                "created_at": at,
                "content": data_of(page),
                "object_str": str(page),
            }
            for page in pages
        ],
        returns_keys=True,
    )
    for page, key in zip(pages, keys, strict=True):
        page.latest_revision_id = key
    own = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(latest_revision_id=Subquery(own.values("pk")[:1]))


def _write_references(pages: Sequence[ContributedPage]) -> None:
    base = ContentType.objects.get_for_model(Page)
    keys = _keys_that_refer(type(pages[0]))
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
                "content_path_hash": _path_hash(content_path),
            }
            for page in pages
            for to_content_type_id, to_object_id, model_path, content_path in _references_of(page, keys)
        ],
    )


_path_hash = lru_cache(maxsize=256)(ReferenceIndex._get_content_path_hash)


def _keys_that_refer(page_type: type[ContributedPage]) -> list[tuple[str, str, int]] | None:
    """Return the type's keys that Wagtail counts as references: name, attribute, the content type of what they lead to.

    None where the type refers in another way than by keys, text and child rows.
    """
    keys = []
    for field in page_type._meta.get_fields():
        if not (field.is_relation and field.many_to_one):
            continue
        if not field.concrete:
            return None
        ignored = "wagtail_reference_index_ignore"
        if not getattr(field, ignored, False) and not getattr(field.related_model, ignored, False):
            leads_to = ReferenceIndex._get_base_content_type(field.related_model)
            keys.append((field.name, field.attname, leads_to.pk))
    return keys


def _references_of(page: ContributedPage, keys: list[tuple[str, str, int]] | None) -> set[tuple[int, str, str, str]]:
    """Return what the page refers to; of a page with text or rows of its own, Wagtail finds it."""
    if keys is None or page.body or any(vars(page).get("_cluster_related_objects", {}).values()):
        return set(ReferenceIndex._extract_references_from_object(page))
    found = ((name, getattr(page, attribute), leads_to) for name, attribute, leads_to in keys)
    return {(leads_to, str(value), name, name) for name, value, leads_to in found if value is not None}


def _log_creation(pages: Sequence[ContributedPage], *, by, at: datetime) -> None:
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
                "revision_id": page.latest_revision_id,
                "content_changed": True,
            }
            for page in pages
        ],
    )
