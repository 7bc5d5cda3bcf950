"""python -m bench.stock.articles: stock Wagtail's search over given articles; orders come as lines of JSON, and so do answers.

A question that has no answer within the patience given is broken off in the database: the server's own limit on PostgreSQL, a
look at the clock every so many steps on SQLite.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

FIELDS = ("kind", "issuer", "year")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.stock.settings"
    import django

    django.setup()
    orders: dict[str, Callable[[dict], object]] = {"load": load, "ask": ask}
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(orders[order.pop("do")](order)), flush=True)  # noqa: T201 -- answers of this process


def load(order: dict) -> float:
    from django.core.management import call_command
    from wagtail.search.backends import get_search_backend

    from bench.stock.models import StockArticle

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    with open(order["path"], encoding="utf-8") as lines:
        articles = [StockArticle(**json.loads(line)) for line in lines]
    known = StockArticle.objects.order_by("pk").values_list("name", flat=True)
    if list(known) == [article.name for article in articles]:
        return 0.0  # as an earlier run left them: to load takes longer than all questions
    StockArticle.objects.all().delete()
    index = get_search_backend().get_index_for_model(StockArticle)
    index.reset()
    for start in range(0, len(articles), 1_000):
        made = StockArticle.objects.bulk_create(articles[start : start + 1_000])
        index.add_items(StockArticle, made)
    return time.perf_counter() - started


def ask(order: dict) -> dict:
    """Answer as a stock search view would: the best ten, and with `facets` also the counts by each field."""
    from django.db import DatabaseError
    from wagtail.search.backends import get_search_backend

    from bench.stock.models import StockArticle

    found, names = get_search_backend(), []
    started = time.perf_counter()
    try:
        with patience(order["patience"]):
            articles = StockArticle.objects.filter(**order.get("chosen", {}))
            results = found.search(order["text"], articles, operator=order["operator"])
            names = [article.name for article in results[:10]]
            if order.get("facets"):
                for field in FIELDS:
                    results.facet(field)
    except DatabaseError:
        return {"seconds": time.perf_counter() - started, "names": [], "is_answered": False}
    return {"seconds": time.perf_counter() - started, "names": names, "is_answered": True}


@contextmanager
def patience(seconds: float):
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [int(seconds * 1_000)])
        yield
        return
    until = time.perf_counter() + seconds
    connection.connection.set_progress_handler(lambda: time.perf_counter() > until, 50_000)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


if __name__ == "__main__":
    main()
