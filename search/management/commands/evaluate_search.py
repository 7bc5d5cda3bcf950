import json
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from search import evaluation, judged, scratch
from search.analysis import fold
from search.trial import ENGINES, Trial

SAID_EVERY = 20  # seconds


class Command(BaseCommand):
    help = (
        "Chấm điểm tìm kiếm trên một bộ câu hỏi có đáp án: nạp bộ văn bản vào chỉ mục tạm (không đụng dữ liệu của Trang), "
        "hỏi từng câu, in MRR@10, recall@10, recall@100, nDCG@10, thời gian; dòng cuối là JSON."
    )

    next_said = 0.0

    def add_arguments(self, parser) -> None:
        parser.add_argument("--corpus", type=Path, required=True, help="JSONL hoặc JSONL.GZ: _id, title, text, …")
        parser.add_argument("--queries", type=Path, required=True, help="JSONL: _id, text, rel")
        parser.add_argument("--documents", type=Path, help="JSONL tên văn bản theo so_ky_hieu: loai, trich_yeu")
        parser.add_argument("--fold-queries", action="store_true", help="bỏ dấu câu hỏi trước khi hỏi")
        parser.add_argument("--engine", action="append", choices=ENGINES, help="mặc định: mọi máy tìm đang có")
        parser.add_argument("--limit", type=int, help="chỉ hỏi chừng này câu, cách đều trong bộ")

    def handle(self, *args, **options) -> None:
        for name in ("corpus", "queries", "documents"):
            if options[name] and not options[name].is_file():
                raise CommandError(f"Không có tệp {options[name]}.")
        documents = options["documents"] or judged.documents_beside(options["corpus"])
        questions = [one for one in judged.read_questions(options["queries"]) if one.answers]
        if options["limit"] and options["limit"] < len(questions):
            step = len(questions) / options["limit"]
            questions = [questions[int(place * step)] for place in range(options["limit"])]
        if options["fold_queries"]:
            questions = [judged.JudgedQuestion(one.id, fold(one.text), one.answers) for one in questions]
        self.stdout.write(f"Đọc {options['corpus'].name}" + (f", tên văn bản từ {documents.name}" if documents else ""))
        corpus = judged.read_corpus(options["corpus"], documents=documents)
        self.stdout.write(f"{len(corpus.page_of)} đoạn của {len(corpus.pages)} văn bản, {len(questions)} câu hỏi.")
        result = self.measured(corpus, questions, options["engine"] or self.engines_here())
        first = next(iter(result.values()), {})
        summary = {"corpus": options["corpus"].name, "queries": options["queries"].name}
        self.stdout.write(json.dumps({**summary, "folded": options["fold_queries"], **first, "engines": result}))

    def engines_here(self) -> list[str]:
        return [*(["elasticsearch"] if "URLS" in settings.WAGTAILSEARCH_BACKENDS["default"] else []), connection.vendor]

    def measured(self, corpus: judged.JudgedCorpus, questions: list, engines: list[str]) -> dict[str, dict]:
        result = {}
        for vendor in dict.fromkeys("sqlite" if name == "sqlite" else connection.vendor for name in engines):
            if "postgresql" in engines and connection.vendor != "postgresql":
                raise CommandError("DATABASE_URL không trỏ đến PostgreSQL.")
            with scratch.scratch_index(vendor, folder=settings.VAR_DIR) as using:
                trial = Trial(corpus, using=using, on=date(2026, 1, 1))
                for done in trial.load():
                    self.tell(f"Nạp vào {vendor}: {done}/{len(corpus.pages)} văn bản")
                self.stdout.write("")
                for engine in engines:
                    if engine == vendor or (engine == "elasticsearch" and vendor == connection.vendor):
                        result[engine] = self.asked(trial, engine, questions, corpus)
        return {engine: result[engine] for engine in engines}

    def asked(self, trial: Trial, engine: str, questions: list, corpus: judged.JudgedCorpus) -> dict:
        with trial.engine(engine) as ranking:
            figures = evaluation.measure(
                ranking,
                questions,
                corpus.page_of.get,
                said=lambda done: self.tell(f"{engine}: {done}/{len(questions)}"),
            )
        self.stdout.write("")
        line = "  ".join(f"{name} {value}" for name, value in figures.items() if name != "by_document")
        self.stdout.write(f"{engine}: {line}")
        self.stdout.write("  theo văn bản: " + "  ".join(f"{key} {one}" for key, one in figures["by_document"].items()))
        return figures

    def tell(self, words: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{words}", ending="")
            self.stdout.flush()
        elif time.monotonic() >= self.next_said:
            # Into a file or a log: a line now and then, so that who waits sees that it goes on.
            self.stdout.write(words)
            self.stdout.flush()
            self.next_said = time.monotonic() + SAID_EVERY
