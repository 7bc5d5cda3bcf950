"""python -m bench.newsroom: this site and stock Wagtail with as many items under one section, side by side, in one run.

Each database has a process of its own; the acts are measured in turns, so that whatever else the machine does meets all alike.
"""

import argparse
import json
import os
import queue
import subprocess
import sys
import threading
from math import ceil
from pathlib import Path
from statistics import median

from bench.databases import Scratch
from bench.worker import ACTS, PUBLIC

ROOT = Path(__file__).resolve().parents[1]
FEW = 1_000


class Worker:
    """A process that measures one database, and is started again if it must be stopped."""

    def __init__(self, scratch: Scratch, address: str, folder: Path) -> None:
        self.scratch = scratch
        home = folder / scratch.name
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, "VAR_DIR": str(home), "DATABASE_URL": scratch.url(address, folder)}
        self.environment.pop("CACHE_URL", None)
        self.environment.pop("SEARCH_URL", None)
        self.start()

    def start(self) -> None:
        self.answers: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", self.scratch.kind],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, args=(self.process.stdout, self.answers), daemon=True).start()

    @staticmethod
    def _listen(stream, answers: queue.Queue[str]) -> None:
        for line in stream:
            answers.put(line)
        answers.put("")

    def ask(self, *, patience: float | None, **order) -> list[float] | None:
        """Return the seconds it took, or None if no answer came in time: the process is then stopped and started anew."""
        self.process.stdin.write(json.dumps({"items": self.scratch.items, **order}) + "\n")
        self.process.stdin.flush()
        try:
            answer = self.answers.get(timeout=patience)
        except queue.Empty:
            self.stop()
            self.start()
            return None
        if not answer:
            raise SystemExit(f"{self.scratch.name}: stopped, see above")
        return json.loads(answer)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


class Measurement:
    """All workers, and what they took by database and act."""

    def __init__(self, workers: dict[str, Worker], *, rounds: int, patience: float) -> None:
        self.workers, self.rounds, self.patience = workers, rounds, patience
        self.taken: dict[tuple[str, str], list[float]] = {}
        self.silent: set[tuple[str, str]] = set()

    def fill(self) -> None:
        for name, worker in self.workers.items():
            _say(f"{name}: {worker.scratch.items:,} items …")
            (seconds,) = worker.ask(patience=None, do="fill", waiting=self.rounds + 2)
            _say(f"{name}: filled in {seconds:.0f} s")

    def run(self) -> None:
        for number in range(-1, self.rounds):  # the first round only warms up
            _say(f"round {max(number + 1, 0)} of {self.rounds}")
            for act in ACTS:
                for name, worker in self.workers.items():
                    self._measure(name, worker, act, counted=number >= 0)

    def _measure(self, name: str, worker: Worker, act: str, *, counted: bool) -> None:
        if (name, act) in self.silent:
            return
        times = 1 if act == "approval" or not counted else 10 if act in PUBLIC else 3
        seconds = worker.ask(patience=self.patience * times, do="measure", act=act, times=times)
        if seconds is None:
            self.silent.add((name, act))
        elif counted:
            self.taken.setdefault((name, act), []).extend(seconds)

    def fastest(self, name: str, act: str) -> float | None:
        """What the act takes when nothing else is in its way: on a busy machine the only figure that repeats."""
        return min(self.taken[name, act]) if self.taken.get((name, act)) else None

    def middle(self, name: str, act: str) -> float | None:
        return median(self.taken[name, act]) if self.taken.get((name, act)) else None

    def high(self, name: str, act: str) -> float | None:
        """Return the 95th of a hundred."""
        seconds = self.taken.get((name, act))
        return sorted(seconds)[ceil(len(seconds) * 0.95) - 1] if seconds else None

    def words(self, name: str, act: str) -> str:
        if (name, act) not in self.taken:
            return f"no answer in {self.patience:.0f} s"
        values = (self.fastest(name, act), self.middle(name, act), self.high(name, act))
        return " / ".join(f"{seconds * 1000:,.0f}" for seconds in values) + " ms"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 -- a command's own words


def _ratio(a: float | None, b: float | None) -> float | None:
    return a / b if a and b else None


def _shown(ratio: float | None) -> str:
    return "-" if ratio is None else f"{ratio:.2f}"


def report(measured: Measurement, *, items: int, engine: str) -> dict:
    """Print the tables and return their figures, in seconds."""
    figures: dict = {"engine": engine, "items": items, "acts": {}, "public": {}}
    tables = {
        "acts": ("stock", "here", ACTS, f"stock, {items:,}", f"here, {items:,}"),
        "public": ("here, few", "here", PUBLIC, f"here, {FEW:,}", f"here, {items:,}"),
    }
    for key, (first, second, acts, first_words, second_words) in tables.items():
        print(f"{'fastest / p50 / p95':20}{first_words:>28}{second_words:>28}{'fastest':>10}{'p50':>8}")  # noqa: T201
        for act in acts:
            fastest = _ratio(measured.fastest(second, act), measured.fastest(first, act))
            middle = _ratio(measured.middle(second, act), measured.middle(first, act))
            words = f"{measured.words(first, act):>28}{measured.words(second, act):>28}"
            print(f"{act:20}{words}{_shown(fastest):>10}{_shown(middle):>8}")  # noqa: T201
            figures[key][act] = {
                **{name: [measured.fastest(name, act), measured.middle(name, act)] for name in (first, second)},
                "ratio": [fastest, middle],
            }
        print()  # noqa: T201
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.newsroom", description=__doc__)
    parser.add_argument("--items", type=int, default=100_000, help="items under one section (100,000)")
    parser.add_argument("--database", default="", help="postgresql://…; without it, SQLite files")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("VAR_DIR") or ROOT / "var") / "bench")
    parser.add_argument("--rounds", type=int, default=10, help="rounds of three visits to each page (10)")
    parser.add_argument("--patience", type=float, default=60, help="seconds after which an act has no answer (60)")
    parser.add_argument("--quick", action="store_true", help="2,000 items and two rounds: does it run at all?")
    options = parser.parse_args()
    items, rounds = (2_000, 2) if options.quick else (options.items, options.rounds)
    engine = "postgresql" if options.database.startswith("postgres") else "sqlite"
    wanted = {"here, few": Scratch("site", FEW), "here": Scratch("site", items), "stock": Scratch("stock", items)}
    workers = {name: Worker(scratch, options.database, options.folder) for name, scratch in wanted.items()}
    try:
        measured = Measurement(workers, rounds=rounds, patience=options.patience)
        measured.fill()
        measured.run()
        figures = report(measured, items=items, engine=engine)
    finally:
        for worker in workers.values():
            worker.stop()
    print(json.dumps(figures))  # noqa: T201 -- the command's answer, for a program


if __name__ == "__main__":
    main()
