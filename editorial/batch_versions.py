"""The versions that items of a batch were sent in, read for hundreds at a time."""

from collections.abc import Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import Page, Revision

from editorial.models.batches import BatchItem
from editorial.published_content import PAGE_CONTENT_FIELDS


def versions_of(
    items: Sequence[BatchItem], revisions: Mapping[int, Revision], *, rewritten: set[int]
) -> dict[int, Page]:
    """Return the version of each item by its page's key; `rewritten` are the pages whose row may be older than it."""
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[item.page_id for item in items]).specific()}
    return {
        item.page_id: revisions[item.revision_id].as_object()
        if item.page_id in rewritten
        else _only_version(pages[item.page_id], revisions[item.revision_id])
        for item in items
    }


def _only_version(page: Page, revision: Revision) -> Page:
    """Return the version as `Revision.as_object` gives it, without asking the database for each key it holds."""
    version = type(page).from_serializable_data(revision.content, check_fks=False)
    for field in Page._meta.concrete_fields:
        if field.name not in PAGE_CONTENT_FIELDS:
            setattr(version, field.attname, getattr(page, field.attname))
    version.pk = page.pk
    return version


def pages_with_several_versions(page_ids: Sequence[int]) -> set[int]:
    """Return which pages were saved again since they were made: the row may be older than the newest version."""
    pages = ContentType.objects.get_for_model(Page)
    versions = Revision.objects.filter(base_content_type=pages, object_id__in=[str(pk) for pk in page_ids])
    several = versions.values("object_id").annotate(count=Count("pk")).filter(count__gt=1)
    return {int(key) for key in several.values_list("object_id", flat=True)}
