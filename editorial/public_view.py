"""Whether what the public sees has changed: a stamp in the database that every change replaces, in its own transaction.

The database does it by triggers, so no verb, register or command has to think of it, and none can forget. Every table counts
unless it is named here, or its model says `unseen_by_public = True`: a table that comes later is on the safe side by itself.
A draft is no change: pages and what belongs to them count while they are public.
"""

import secrets
from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from editorial.public_view_sql import PAGES, TableTriggers, installed, statements

STAMPS = "editorial_publicviewstamp"
UNSEEN_APPS = {
    "auth",
    "contenttypes",
    "sessions",
    "wagtailadmin",
    "wagtaildocs",  # ours stand in their place
    "wagtailembeds",
    "wagtailimages",
    "wagtailsearch",
    "wagtailusers",
}
# Of Wagtail's own tables only these reach a public page.
SEEN_OF_WAGTAIL = {"page", "pageviewrestriction", "site"}
UNSEEN = {
    "agencies.maildomain",
    "agencies.user",
    "agencies.user_groups",
    "agencies.user_user_permissions",
    "documents.importbatch",
    "documents.importrow",
    "documents.wordproposal",
    "editorial.approvaldelegation",
    "editorial.archivehead",
    "editorial.batchitem",
    "editorial.batchwarning",
    "editorial.calendarexception",
    "editorial.contributedtype",
    "editorial.duedatechange",
    "editorial.headapprovaltask",
    "editorial.memberassignment",
    "editorial.memberchecktask",
    "editorial.publishedfile",
    "editorial.submission",
    "editorial.submissionbatch",
    "editorial.submissionstep",
    "editorial.verificationrequest",
    "search.pageentry",  # the admin's own
}
# A new file changes no page that is already drawn; drawing a page makes the sizes of pictures that it lacks.
ONLY_CHANGED_OR_GONE = {"editorial.sitedocument", "editorial.siteimage", "editorial.siterendition"}
# What saving a draft writes into the row of a page.
DRAFT_COLUMNS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "numchild",
    "owner_id",
}


def stamp(connection) -> str:
    """Return what changes with every change of the public view; empty where nothing can be said. One small query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT stamp FROM {STAMPS} ORDER BY id")  # noqa: S608 -- our own table
        return " ".join(row for (row,) in cursor.fetchall())


def seen_models() -> list[type[models.Model]]:
    """Return the models whose rows a public page may show."""
    return [model for model in apps.get_models(include_auto_created=True) if _is_seen(model)]


def _is_seen(model: type[models.Model]) -> bool:
    meta = model._meta
    if meta.proxy or not meta.managed or meta.app_label in UNSEEN_APPS or meta.label_lower in UNSEEN:
        return False
    if meta.app_label == "wagtailcore":
        return meta.model_name in SEEN_OF_WAGTAIL
    return not getattr(model, "unseen_by_public", False)


def triggers_wanted(connection) -> Iterator[TableTriggers]:
    present = set(connection.introspection.table_names())
    for model in seen_models():
        if model._meta.db_table in present:
            yield TableTriggers(
                table=model._meta.db_table,
                verbs=_verbs(model),
                columns=_public_columns(model),
                page_column=_page_column(model),
            )


def _verbs(model: type[models.Model]) -> tuple[str, ...]:
    if issubclass(model, Page) and model is not Page:
        return ("update",)  # it comes and goes with its row among all pages
    if model._meta.label_lower in ONLY_CHANGED_OR_GONE:
        return ("update", "delete")
    return ("insert", "update", "delete")


def _public_columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the columns whose change counts; empty means any."""
    if model is not Page:
        return ()
    return tuple(field.column for field in Page._meta.local_concrete_fields if field.column not in DRAFT_COLUMNS)


def _page_column(model: type[models.Model]) -> str:
    """Return the column that names the page a row belongs to; empty where it belongs to none."""
    if issubclass(model, Page) and model is not Page:
        return model._meta.pk.column
    for field in model._meta.local_fields:
        if isinstance(field, ParentalKey) and issubclass(field.related_model, Page):
            return field.column
    return ""


def missing(connection) -> list[str]:
    """Return the names of the triggers that should stand and do not."""
    return sorted(statements(connection.vendor, triggers_wanted(connection)).keys() - installed(connection).keys())


def install(connection) -> None:
    """Put up the triggers that are missing, take down those that no longer belong, and begin with a new stamp."""
    wanted = statements(connection.vendor, triggers_wanted(connection))
    lift(connection, keep=wanted)
    standing = installed(connection)
    with connection.cursor() as cursor:
        for name, statement in wanted.items():
            if name not in standing:
                cursor.execute(statement)
    renew(connection)


def lift(connection, *, keep: dict[str, str] | None = None) -> None:
    """Take down every trigger but those in `keep` that stand as they are written there."""
    with connection.cursor() as cursor:
        for name, (table, written) in installed(connection).items():
            if keep and keep.get(name) == written:
                continue
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def renew(connection) -> None:
    """Let every kept page be drawn anew: after a migration, or when whoever runs the site says so."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {STAMPS} SET stamp = %s", [secrets.token_hex(16)])  # noqa: S608 -- our own table
        if cursor.rowcount == 0:
            cursor.execute(f"INSERT INTO {STAMPS} (stamp) VALUES (%s)", [secrets.token_hex(16)])  # noqa: S608


def lift_before_migration(*, using: str, **kwargs) -> None:
    """Receiver of pre_migrate: no table can be rebuilt while a trigger reads it."""
    lift(connections[using])


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate."""
    tables = connections[using].introspection.table_names()
    if STAMPS in tables and PAGES in tables:
        install(connections[using])
