"""The versions that items of a batch were sent in, read for hundreds at a time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.models import Page, Revision

from editorial.models.batches import BatchItem
from editorial.plain_data import Reader
from editorial.published_content import PAGE_CONTENT_FIELDS

# What a row says of its page, whatever a version has.
_HOUSEKEEPING = tuple(field.attname for field in Page._meta.concrete_fields if field.name not in PAGE_CONTENT_FIELDS)


def versions_of(
    items: Sequence[BatchItem], revisions: Mapping[int, Revision], *, rewritten: set[int]
) -> dict[int, Page]:
    """Return the version of each item by its page's key; `rewritten` are the pages whose row may be older than it."""
    rows = Page.objects.in_bulk([item.page_id for item in items])
    contents: dict[type[Page], list[dict]] = defaultdict(list)
    for item in items:
        if item.page_id not in rewritten:
            contents[rows[item.page_id].specific_class].append(revisions[item.revision_id].content)
    readers = {page_type: Reader(page_type, of=these) for page_type, these in contents.items()}
    return {
        item.page_id: revisions[item.revision_id].as_object()
        if item.page_id in rewritten
        else _only_version(rows[item.page_id], revisions[item.revision_id], readers)
        for item in items
    }


def _only_version(row: Page, revision: Revision, readers: Mapping[type[Page], Reader]) -> Page:
    """Return the version as `Revision.as_object` gives it, without asking the database for each key it holds; `row` is
    the page's row among all pages."""
    version = readers[row.specific_class].page(revision.content)
    kept = vars(version)
    for attribute in _HOUSEKEEPING:
        kept[attribute] = getattr(row, attribute)
    version.pk = row.pk
    return version


def pages_with_several_versions(page_ids: Sequence[int]) -> set[int]:
    """Return which pages were saved again since they were made: the row may be older than the newest version."""
    pages = ContentType.objects.get_for_model(Page)
    versions = Revision.objects.filter(base_content_type=pages, object_id__in=[str(pk) for pk in page_ids])
    several = versions.values("object_id").annotate(count=Count("pk")).filter(count__gt=1)
    return {int(key) for key in several.values_list("object_id", flat=True)}
