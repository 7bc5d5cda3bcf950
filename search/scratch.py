"""An index on trial, apart from the site's own: a database with the search's tables and nothing else, thrown away afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from uuid import uuid4

from django.apps import apps
from django.db import connections

from search import columns, statistics, term_index
from search.engines import held_lists, packed

ALIAS = "search_on_trial"
# Rows of these belong to the site: what is on trial asks the site for them.
_NOT_DERIVED = {"Synonym", "PageEntry"}


@contextmanager
def scratch_index(vendor: str, *, folder: Path) -> Iterator[str]:
    """Give the alias of an empty index on this kind of database: a file in `folder`, or a schema beside the site's own."""
    schema = f"search_on_trial_{uuid4().hex[:8]}"
    settings = deepcopy(connections["default"].settings_dict)
    settings["CONN_MAX_AGE"] = 0
    path = None
    if vendor == "sqlite":
        handle, name = tempfile.mkstemp(prefix="search-on-trial-", suffix=".sqlite3", dir=folder)
        os.close(handle)
        path = Path(name)
        settings |= {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "HOST": "", "PORT": ""}
        settings["OPTIONS"] = {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
        }
    else:
        with connections["default"].cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        settings["OPTIONS"] = {**settings["OPTIONS"], "options": f"-c search_path={schema}"}
    connections.databases[ALIAS] = settings
    try:
        _put_up_tables()
        yield ALIAS
    finally:
        forget()
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
        if path:
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink()
        else:
            with connections["default"].cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')


def forget() -> None:
    """Let go of what this process holds in memory of an index on trial."""
    columns.forget(using=ALIAS)
    held_lists.forget(using=ALIAS)
    packed.forget(using=ALIAS)
    statistics.forget(using=ALIAS)


def settle() -> None:
    """Let PostgreSQL count its rows, as it does by itself on a site; without it the first questions are planned blindly."""
    if connections[ALIAS].vendor == "postgresql":
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SELECT gin_clean_pending_list('search_passage_terms_terms'::regclass)")


def _put_up_tables() -> None:
    connection = connections[ALIAS]
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("search").get_models():
            if model.__name__ not in _NOT_DERIVED:
                editor.create_model(model)
    term_index.install(connection)
