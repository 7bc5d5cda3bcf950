from collections import Counter
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from agencies.models import User
from documents.importing.columns import missing_columns, recognised
from documents.importing.dry_run import dry_run
from documents.importing.files import UnreadableFile, rows_of
from documents.importing.importing import import_file, import_waiting
from documents.importing.judging import ALREADY_THERE, NewWord, Outcome, WordKind, total
from documents.importing.keeping import counts_of
from documents.importing.meanings import RegisterVocabulary
from documents.importing.reports import ReportRow, write_report
from documents.models import OUTCOME_WORDS, ImportBatch
from editorial import clock
from editorial.refusals import Refused

KIND_WORDS = {WordKind.TYPE: "Loại văn bản", WordKind.BODY: "Cơ quan ban hành", WordKind.FIELD: "Lĩnh vực"}


class Command(BaseCommand):
    help = (
        "Nhập một sổ văn bản cũ (.jsonl, .jsonl.gz, .csv, .xlsx) thành bản nháp rồi trình cả đợt. Nên chạy thử trước bằng "
        "--dry-run. Bị ngắt giữa chừng thì chạy lại đúng lệnh đó; chạy hai lần không tạo văn bản thứ hai."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="Tệp sổ văn bản.")
        parser.add_argument("--by", help="Tên đăng nhập của người nhập (quản trị Trang hoặc trong Ban Biên tập).")
        parser.add_argument(
            "--dry-run", action="store_true", help="Chỉ đọc và nêu từng dòng không nhập được, không ghi gì."
        )
        parser.add_argument(
            "--create-vocabulary",
            action="store_true",
            help="Thêm loại văn bản, cơ quan, lĩnh vực mới vào danh mục thay vì để dòng chờ.",
        )
        parser.add_argument("--issuing-body", default="", help="Cơ quan ban hành của những dòng không ghi cơ quan.")
        parser.add_argument(
            "--report", type=Path, help="Tệp CSV ghi các dòng không thành văn bản hoặc được sửa khi nhập."
        )
        parser.add_argument("--waiting", type=int, metavar="SỐ", help="Nhập các dòng đang chờ của lần nhập này.")

    def handle(self, *args, file: Path | None, **options) -> None:
        try:
            if options["waiting"]:
                self._import_waiting(options)
            elif file is None:
                raise CommandError("Nêu tệp cần nhập.")
            elif options["dry_run"]:
                self._try(file, options)
            else:
                self._import(file, options)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        except Refused as refusal:
            raise CommandError(" ".join(refusal.sentences)) from refusal

    def _try(self, file: Path, options: dict) -> None:
        with self._progress(self._count(file)) as bar:
            found = dry_run(file, on=clock.today(), default_issuer=options["issuing_body"], tick=bar.update)
        rows = [
            ReportRow(
                *(row.line, OUTCOME_WORDS[row.outcome], (*row.reasons, *row.cleaned.notes)),
                *(row.cleaned.source, row.cleaned.unread),
            )
            for row in found.others
        ]
        self._tell(rows, found.unknown_columns, found.new_words, options)
        self._write_report(rows, file.name, options)
        self._sum(found.counts)
        self.stdout.write("Chạy thử: chưa ghi gì.")

    def _import(self, file: Path, options: dict) -> None:
        by = self._person(options)
        with self._progress(self._count(file)) as bar:
            batch = import_file(
                file,
                by=by,
                at=clock.now(),
                default_issuer=options["issuing_body"],
                creates_vocabulary=options["create_vocabulary"],
                tick=bar.update,
            )
        self._tell_batch(batch, options)

    def _import_waiting(self, options: dict) -> None:
        batch = ImportBatch.objects.filter(pk=options["waiting"]).first()
        if batch is None:
            raise CommandError(f"Không có lần nhập số {options['waiting']}.")
        waiting = batch.rows.filter(outcome=Outcome.WAITING).count()
        with self._progress(waiting) as bar:
            import_waiting(batch, by=self._person(options), at=clock.now(), tick=bar.update)
        self._tell_batch(batch, options)

    def _tell_batch(self, batch: ImportBatch, options: dict) -> None:
        others = batch.rows.exclude(outcome=Outcome.IMPORTED, reasons=[], notes=[]).order_by("line")
        rows = [
            ReportRow(
                *(row.line, OUTCOME_WORDS[Outcome(row.outcome)], (*row.reasons, *row.notes)), *(row.source, row.unread)
            )
            for row in others.iterator()
        ]
        waited_for = batch.proposals.filter(rows_waiting__gt=0)
        words = {NewWord(WordKind(each.kind), each.text): each.rows_waiting for each in waited_for}
        self._tell(rows, batch.unknown_columns, Counter(words), options)
        self._write_report(rows, batch.file_name, options)
        self._sum(counts_of(batch))
        self.stdout.write(
            f"Lần nhập số {batch.pk}. Văn bản mới là bản nháp: Ban Biên tập kiểm tra, Trưởng ban phê duyệt cả đợt ở mục "
            "“Nhập văn bản”."
        )

    def _tell(self, rows: list[ReportRow], unknown: Iterable[str], words: Counter[NewWord], options: dict) -> None:
        for row in rows:
            self.stdout.write(f"Dòng {row.line}: {row.outcome}. {' '.join(row.reasons)}")
        for name in unknown:
            self.stdout.write(f"Cột “{name}”: không nhận ra, bỏ qua.")
        vocabulary = RegisterVocabulary(options["issuing_body"]) if words else None
        for word, count in words.most_common():
            nearest = vocabulary.nearest(word)
            like = f" Gần giống: {'; '.join(nearest)}." if nearest else ""
            self.stdout.write(f"{KIND_WORDS[word.kind]} mới “{word.text}”: {count} dòng chờ.{like}")

    def _write_report(self, rows: list[ReportRow], name: str, options: dict) -> None:
        path = options["report"] or self._report_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_report(file, rows)
        self.stdout.write(f"Báo cáo {len(rows)} dòng: {path}")

    def _report_path(self, name: str) -> Path:
        moment = timezone.localtime(clock.now())
        return settings.VAR_DIR / "imports" / f"{name}-{moment:%Y%m%d-%H%M%S}.csv"

    def _sum(self, counts: Counter) -> None:
        there = sum(counts[outcome] for outcome in ALREADY_THERE)
        details = "; ".join(f"{OUTCOME_WORDS[each].lower()}: {counts[each]}" for each in ALREADY_THERE)
        self.stdout.write(
            f"{total(counts)} dòng = {counts[Outcome.IMPORTED]} nhập mới + {there} đã có ({details}) + "
            f"{counts[Outcome.WAITING]} chờ danh mục + {counts[Outcome.REFUSED]} không nhập được."
        )

    def _count(self, file: Path) -> int:
        count = 0
        for row in rows_of(file):
            if count == 0 and row.values and (missing := missing_columns(recognised(row.values))):
                raise CommandError(" ".join(missing))
            count += 1
        if not count:
            raise CommandError(f"Tệp “{file.name}” không có dòng nào.")
        return count

    def _person(self, options: dict) -> User:
        if not options["by"]:
            raise CommandError("Nêu người nhập: --by TÊN-ĐĂNG-NHẬP.")
        user = User.objects.filter(username=options["by"], is_active=True).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{options['by']}” đang hoạt động.")
        return user

    @contextmanager
    def _progress(self, rows: int):
        with tqdm(total=rows, unit=" dòng", desc="Đang đọc", file=self.stderr, disable=None) as bar:
            yield bar
