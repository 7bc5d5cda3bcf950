"""Indexes of ours over Wagtail's table of pages: the children of a page, in each order that the explorer offers.

Wagtail finds the children of a page by the beginning of their path and sorts them all for each screen: a second at 100,000.
By these the database reads the screen's rows and no more. They are part of the schema and stand after every migration: on
SQLite a migration of Wagtail's that rebuilds the table would drop them.
"""

from django.db import connections
from django.db.models import CharField, F, Func, OrderBy
from django.db.models.functions import Collate

from search.vietnamese_order import COLLATION, by_name

PAGES = "wagtailcore_page"
# Written out, not left to parameters: a database knows its index again by the very words.
PARENT_PATH = "substr(path, 1, length(path) - 4)"
# Those that stood here before, and are taken down where they still stand.
OUTDATED = ("editorial_page_children_by_title",)
INDEXES = {
    "editorial_page_children": f"({PARENT_PATH}, path)",
    "editorial_page_children_by_name": f'({PARENT_PATH}, title COLLATE "{COLLATION}", id)',
    "editorial_page_children_by_status": f"({PARENT_PATH}, live, id)",
    "editorial_page_children_by_change": f"({PARENT_PATH}, latest_revision_created_at DESC{{nulls_last}}, id DESC)",
}


class ParentPath(Func):
    """The path of a page's parent: the page's own, less its last step."""

    template = "substr(%(expressions)s, 1, length(%(expressions)s) - 4)"
    output_field = CharField()

    def __init__(self) -> None:
        super().__init__(F("path"))


# What each order of the explorer reads, the index's own last column included: screens neither repeat nor lose a row.
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "ord": ("path",),
    "title": (by_name("title"), "id"),
    "-title": (Collate(F("title"), COLLATION).desc(), "-id"),
    "live": ("live", "id"),
    "-live": ("-live", "-id"),
    "latest_revision_created_at": (F("latest_revision_created_at").asc(nulls_first=True), "id"),
    "-latest_revision_created_at": (F("latest_revision_created_at").desc(nulls_last=True), "-id"),
}


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate: put up what is missing."""
    connection = connections[using]
    if PAGES not in connection.introspection.table_names():
        return
    # On SQLite nulls come last in a falling order by themselves, and an index may not say so.
    nulls_last = " NULLS LAST" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in OUTDATED:
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
        for name, columns in INDEXES.items():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {PAGES} {columns.format(nulls_last=nulls_last)}")
