"""One process, one database, one set of settings: it fills, then answers how long each act takes.

Orders come in on standard input and answers go out on standard output, a line of JSON each; what it says meanwhile goes to
standard error. `python -m bench.worker site` measures this site, `… stock` a new Wagtail project.
"""

import json
import os
import sys
import time
from collections.abc import Callable

# A public page has two prices: drawn, which the first visitor after each publication waits for, and kept, for all the others.
PUBLIC = ("listing, drawn", "listing, kept", "item, drawn", "item, kept")
ACTS = ("explorer", "explorer by title", "search, common", "search, rare", "queue", *PUBLIC, "approval")
SETTINGS = {"site": "bench.settings", "stock": "bench.stock.settings"}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 -- a command's own words


def main(kind: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS[kind]
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    visitor: Callable[[str], float] | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "fill":
            started = time.perf_counter()
            _fill(kind, order["items"], order["waiting"])
            answer = [time.perf_counter() - started]
        else:
            visitor = visitor or _visitor(kind, order["items"])
            answer = [visitor(order["act"]) for _ in range(order["times"])]
        print(json.dumps(answer), flush=True)  # noqa: T201 -- the answer


def _fill(kind: str, items: int, waiting: int) -> None:
    if kind == "site":
        from bench.filling import newsroom_with

        newsroom_with(items, waiting_for_head=waiting, say=say)
    else:
        from bench.stock.filling import project_with

        project_with(items, waiting=waiting, say=say)


def _visitor(kind: str, items: int) -> Callable[[str], float]:
    from bench import visits

    return visits.SiteVisits(items).time if kind == "site" else visits.StockVisits(items).time


if __name__ == "__main__":
    main(sys.argv[1])
