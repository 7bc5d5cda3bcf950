"""Which public items stand in which sections.

Rows are written by the verbs that publish and withdraw, in their transaction, and follow a page that moves.
`rebuild` makes all of them anew from the page tree.
"""

from collections.abc import Iterator

from django.db import connections, transaction
from wagtail.models import Page

from editorial.models.archive import ContributedType
from editorial.models.listing import PublicListing
from search.insert_rows import insert_objects

BATCH = 500


def list_page(page, *, is_new: bool) -> None:
    """Put a public item, a specific page as saved, in the listing of each page above it; replaces what was there.

    `is_new` says that it was never public before, and is in none.
    """
    if not is_new:
        rows = PublicListing.objects.filter(page_id=page.pk)
        rows._raw_delete(rows.db)
    paths, row = _paths_above(page), _row(page, page.pk)
    # In each of them, whoever they are: one statement finds and lists.
    sentence = (
        f"INSERT INTO {PublicListing._meta.db_table} (section_id, page_id, category, agency_id, level, published_at) "  # noqa: S608
        f"SELECT id, %s, %s, %s, %s, %s FROM {Page._meta.db_table} WHERE path IN ({', '.join(['%s'] * len(paths))})"
    )
    connection = connections[PublicListing.objects.db]
    published_at = PublicListing._meta.get_field("published_at").get_db_prep_save(row.published_at, connection)
    values = [page.pk, str(row.category), row.agency_id, str(row.level), published_at]
    with connection.cursor() as cursor:
        cursor.execute(sentence, [*values, *paths])


def _paths_above(page) -> list[str]:
    return [page.path[: end * Page.steplen] for end in range(2, page.depth)]


def unlist_page(page) -> None:
    PublicListing.objects.filter(page_id=page.pk).delete()


@transaction.atomic
def follow_move(page: Page, *, parent_before: Page, parent_after: Page) -> None:
    """Carry the rows of an item, or of every item under a section, from the pages above before to those above now."""
    before, after = _ids_above(parent_before.pk), _ids_above(parent_after.pk)
    moved = PublicListing.objects.filter(section_id=page.pk).values("page_id")
    if not moved.exists():
        moved = PublicListing.objects.filter(page_id=page.pk, section_id=parent_before.pk).values("page_id")
    _copy_rows(list(moved.values_list("page_id", flat=True)), added=after - before, removed=before - after)


def rebuild() -> Iterator[int]:
    """Make every row anew, a batch at a time so that readers always find a listing; yields how many items are done."""
    guarded = ContributedType.objects.values("content_type_id")
    done = last = 0
    while batch := _next_batch(guarded, after=last):
        last = batch[-1].pk
        with transaction.atomic():
            list_pages(batch)
        done += len(batch)
        yield done
    PublicListing.objects.exclude(page__in=Page.objects.live().filter(content_type_id__in=guarded)).delete()


def _next_batch(guarded, *, after: int) -> list[Page]:
    rows = Page.objects.live().filter(content_type_id__in=guarded, pk__gt=after).order_by("pk")
    return sorted(rows[:BATCH].defer_streamfields().specific(), key=lambda page: page.pk)


def list_pages(batch: list[Page]) -> None:
    """Put public items, as saved, in the listing of each page above them, in four queries; replaces what was there."""
    paths = {path for page in batch for path in _paths_above(page)}
    ids = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
    PublicListing.objects.filter(page_id__in=[page.pk for page in batch]).delete()
    insert_objects([_row(page, ids[path]) for page in batch for path in _paths_above(page)])


def _copy_rows(page_ids: list[int], *, added: set[int], removed: set[int]) -> None:
    for start in range(0, len(page_ids), BATCH):
        rows = PublicListing.objects.filter(page_id__in=page_ids[start : start + BATCH])
        patterns = {row.page_id: row for row in rows}
        rows.filter(section_id__in=removed).delete()
        PublicListing.objects.bulk_create(
            [
                PublicListing(
                    section_id=section_id,
                    page_id=pattern.page_id,
                    category=pattern.category,
                    agency_id=pattern.agency_id,
                    level=pattern.level,
                    published_at=pattern.published_at,
                )
                for pattern in patterns.values()
                for section_id in added
            ],
            batch_size=BATCH,
        )


def _ids_above(parent_id: int) -> set[int]:
    # Read anew: a move may shift the paths of the pages beside it.
    parent = Page.objects.get(pk=parent_id)
    return set(parent.get_ancestors(inclusive=True).filter(depth__gt=1).values_list("pk", flat=True))


def _row(page, section_id: int) -> PublicListing:
    return PublicListing(
        section_id=section_id,
        page_id=page.pk,
        category=page.category,
        agency_id=page.agency_id,
        level=getattr(page, "level", ""),
        published_at=page.first_published_at,
    )
