"""python -m bench.search: this site's search, stock Wagtail's on the same database, and a plain BM25, in one run.

Two parts. Questions of a judged set over its articles: how often the right one comes first, and how long it takes. Search with
facets over documents made up for it. Each question is asked of all in turn: whatever else the machine does meets all alike.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from bench.databases import Scratch

ROOT = Path(__file__).resolve().parents[1]
ON = date(2026, 1, 1)
SERVER = "elasticsearch"
Answered = tuple[float, list[str], bool]  # seconds, names, whether there was an answer in time


class Stock:
    """A process of a stock project, which keeps and searches the same articles on a database of its own."""

    def __init__(self, address: str, folder: Path, patience: float) -> None:
        self.patience = patience
        environment = {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": address}
        environment.pop("SEARCH_URL", None)
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "bench.stock.articles"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def order(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("stock: stopped, see above")
        return json.loads(answer)

    def load(self, articles: list[dict]) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles)
            file.flush()
            say(f"stock: {len(articles):,} articles in {self.order(do='load', path=file.name):.0f} s")

    def ask(self, text: str, **order) -> Answered:
        answered = self.order(do="ask", text=text, patience=self.patience, **order)
        return answered["seconds"], answered["names"], answered["is_answered"]


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 -- a command's own words


def timed(rank: Callable[[str], list[str]]) -> Callable[[str], Answered]:
    def ask(text: str) -> Answered:
        started = time.perf_counter()
        names = rank(text)
        return time.perf_counter() - started, names, True

    return ask


def part(seconds: list[float], share: float) -> float:
    ordered = sorted(seconds)
    return round(1_000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)], 1)


def compared(rows: dict[str, list[Answered]], answers: list[frozenset[str]] | None) -> dict[str, dict]:
    """Print a line for each that was asked, and return the same: times, MRR@10 where answers are known, p95 beside ours.

    What is set beside a row of the search server is ours on that server, beside all others ours on the database.
    """
    result: dict[str, dict] = {}
    for name, answered in rows.items():
        seconds = [one for one, _, _ in answered]
        found = {"p50_ms": part(seconds, 0.5), "p95_ms": part(seconds, 0.95), "asked": len(answered)}
        found["without_answer_in_time"] = sum(not is_answered for _, _, is_answered in answered)
        if answers is not None:
            found["mrr@10"] = round(mean_reciprocal([names for _, names, _ in answered], answers), 4)
        result[name] = found
    for name, found in result.items():
        ours = next(
            one for row, one in result.items() if row.startswith("this site") and (SERVER in row) == (SERVER in name)
        )
        found["ours_to_this_p95"] = round(ours["p95_ms"] / max(found["p95_ms"], 0.1), 3)
        print(f"{name:34}" + "  ".join(f"{key} {value}" for key, value in found.items()))  # noqa: T201
    return result


def mean_reciprocal(rankings: list[list[str]], answers: list[frozenset[str]]) -> float:
    firsts = [
        next((1 / place for place, name in enumerate(ranked[:10], 1) if name in right), 0.0)
        for ranked, right in zip(rankings, answers, strict=False)
    ]
    return sum(firsts) / len(firsts)


def asked_of_all(those: dict[str, Callable], asked: list, *, budget: float) -> dict[str, list[Answered]]:
    """Ask each question of all in turn; stock is asked no further once it has taken `budget` seconds in all."""
    for ask in those.values():
        ask(asked[0])  # the first in a process reads what all others find in memory
    rows: dict[str, list[Answered]] = {name: [] for name in those}
    for done, question in enumerate(asked, 1):
        for name, ask in those.items():
            if not name.startswith("stock") or sum(seconds for seconds, _, _ in rows[name]) < budget:
                rows[name].append(ask(question))
        say(f"{done} of {len(asked)} questions")
    return rows


def questions(options, stock: Stock, vendor: str) -> dict[str, dict]:
    """Ask the questions of a judged set of everything that answers."""
    from bench.plain import PlainRanking
    from bench.sets import articles_of, few_of
    from search import judged, scratch
    from search.trial import Trial

    corpus = judged.read_corpus(options.corpus, documents=judged.documents_beside(options.corpus))
    asked = [one for one in judged.read_questions(options.queries) if one.answers][:: options.every]
    corpus = few_of(corpus, asked, options.articles)
    articles = articles_of(corpus)
    stock.load([{"name": name, "title": title, "body": body} for name, title, body in articles])
    texts, plain = [one.text for one in asked], [(name, f"{title} {body}") for name, title, body in articles]
    with ExitStack() as open_things:
        using = open_things.enter_context(scratch.scratch_index(vendor, folder=options.folder))
        trial = Trial(corpus, using=using, on=ON)
        for _ in trial.load():
            pass
        say(f"this site: {len(articles):,} articles")
        those: dict[str, Callable[[str], Answered]] = {}
        if os.environ.get("SEARCH_URL"):
            engine = open_things.enter_context(trial.server())
            those["this site, elasticsearch"] = timed(trial.ranking(engine))
            those["bare match, elasticsearch"] = timed(lambda text: trial.bare_match(engine, text))
        those[f"this site, {vendor}"] = timed(open_things.enter_context(trial.engine(vendor)))
        those[f"stock, {vendor}, any word"] = lambda text: stock.ask(text, operator="or")
        those[f"stock, {vendor}, all words"] = lambda text: stock.ask(text, operator="and")
        if not options.without_plain:
            those["plain BM25, syllables"] = timed(PlainRanking(plain, texts, with_pairs=False))
            those["plain BM25, syllables and pairs"] = timed(PlainRanking(plain, texts, with_pairs=True))
        rows = asked_of_all(those, texts, budget=options.stock_seconds)
        return compared(rows, [one.answers for one in asked])


def with_facets(options, stock: Stock, vendor: str) -> dict[str, dict]:
    """Ask with facets of documents made up: the first ten, and the counts of every facet."""
    from bench.copies import multiply
    from bench.sets import ASKED, made_up, repeated, stock_rows
    from search import asking, scratch
    from search.engines.database import DatabaseEngine
    from search.judged import JudgedCorpus
    from search.trial import Trial

    number = options.documents // options.copies
    stock.load(list(stock_rows(repeated(made_up(number), options.copies))))
    with ExitStack() as open_things:
        using = open_things.enter_context(scratch.scratch_index(vendor, folder=options.folder))
        trial = Trial(JudgedCorpus(list(made_up(number))), using=using, on=ON)
        for _ in trial.load():
            pass
        multiply(options.copies, of=number, using=using)
        say(f"this site: {number * options.copies:,} documents")

        def here(engine):
            def ask(asked: tuple[str, dict]) -> list[str]:
                chosen = {name: (value,) for name, value in asked[1].items()}
                question = asking.SearchQuestion(on=ON, text=asked[0], chosen=chosen, size=10)
                answered, _ = asking.answer_and_found(question, using=using, engine=engine, synonyms=())
                return [str(hit.page_id) for hit in answered.hits]

            return timed(ask)

        def of_stock(asked: tuple[str, dict]) -> Answered:
            chosen = {{"type": "kind"}.get(name, name): value for name, value in asked[1].items()}
            return stock.ask(asked[0], operator="and", chosen=chosen, facets=True)

        from django.db import connections

        those = {f"this site, {vendor}": here(DatabaseEngine(connections[using]))}
        if os.environ.get("SEARCH_URL"):
            those["this site, elasticsearch"] = here(open_things.enter_context(trial.server()))
        those[f"stock, {vendor}"] = of_stock
        return compared(asked_of_all(those, list(ASKED) * 5, budget=options.stock_seconds), None)


@contextmanager
def stock_project(kind: str, items: int, options) -> Iterator[Stock]:
    """Give a stock project with a database of its own, which a later run finds as this one leaves it."""
    stock = Stock(Scratch(kind, items).url(options.database, options.folder), options.folder, options.patience)
    try:
        yield stock
    finally:
        stock.process.kill()
        stock.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="JSONL or JSONL.GZ; without it, only the part with facets")
    parser.add_argument("--queries", type=Path, help="JSONL: _id, text, rel")
    parser.add_argument("--articles", type=int, default=0, help="so many articles of the corpus (all)")
    parser.add_argument("--every", type=int, default=10, help="every so-many-th question (10)")
    parser.add_argument(
        "--documents", type=int, default=2_000, help="documents made up for the facets (2,000); 0: without that part"
    )
    parser.add_argument(
        "--copies", type=int, default=1, help="so often the same documents, multiplied in the database (PostgreSQL; 1)"
    )
    parser.add_argument("--without-plain", action="store_true", help="without the plain BM25 in memory")
    parser.add_argument("--database", default="", help="postgresql://…; without it, SQLite files")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench")
    parser.add_argument("--patience", type=float, default=20, help="seconds after which stock has no answer (20)")
    parser.add_argument("--stock-seconds", type=float, default=120, help="seconds spent on each of stock's rows (120)")
    options = parser.parse_args()
    vendor = "postgresql" if options.database.startswith("postgres") else "sqlite"
    options.folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "VAR_DIR": str(options.folder),
        "DATABASE_URL": Scratch("searched", 0).url(options.database, options.folder),
    }
    import django

    django.setup()
    figures: dict = {"engine": vendor, "documents": options.documents}
    if options.corpus:
        with stock_project("stock_searched", options.articles, options) as stock:
            figures["questions"] = questions(options, stock, vendor)
    if options.documents:
        with stock_project("stock_narrowed", options.documents, options) as stock:
            figures["facets"] = with_facets(options, stock, vendor)
    print(json.dumps(figures))  # noqa: T201 -- the command's answer, for a program


if __name__ == "__main__":
    main()
