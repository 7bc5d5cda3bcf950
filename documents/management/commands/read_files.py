"""Read the files of documents that have not been read yet, and go on with scans: safe to stop and to run again."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from documents import file_readings
from documents.models import FileReading, LegalDocumentPage
from documents.models.readings import ReadingState
from documents.reading import recognising
from editorial import clock
from editorial.models import SiteDocument

SECONDS_A_TURN = 30


class Command(BaseCommand):
    help = "Đọc nội dung các tệp văn bản chưa đọc và nhận dạng tiếp các bản quét. Dừng lúc nào cũng được, chạy lại thì đọc tiếp."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--limit", type=int, help="số tệp nhiều nhất mỗi lần chạy")
        parser.add_argument("--no-scans", action="store_true", help="không nhận dạng bản quét")

    def handle(self, *args, limit: int | None, no_scans: bool, verbosity: int, **options) -> None:
        is_silent = verbosity < 1
        unread = SiteDocument.objects.filter(
            pk__in=LegalDocumentPage.objects.exclude(file=None).values("file"), reading=None
        ).order_by("pk")
        for document in tqdm(list(unread[:limit]), desc="Tệp", unit="tệp", disable=is_silent):
            file_readings.read_file(document, by=None, at=clock.now())
        if not no_scans:
            self._read_scans(limit, is_silent)

    def _read_scans(self, limit: int | None, is_silent: bool) -> None:
        waiting = list(
            FileReading.objects.filter(state__in=(ReadingState.UNDER_WAY, ReadingState.AWAITING_PROGRAM)).order_by(
                "pk"
            )[:limit]
        )
        if waiting and not recognising.is_available():
            self.stderr.write(recognising.ABSENT)
            return
        for reading in waiting:
            with tqdm(
                total=reading.page_count, unit="trang", desc=str(reading.document), disable=is_silent
            ) as progress:
                while reading.is_unfinished:
                    file_readings.read_on(reading, at=clock.now(), seconds=SECONDS_A_TURN)
                    progress.update(file_readings.pages_done(reading) - progress.n)
