from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

from editorial import verification
from editorial.models import ArchiveHead, PublicationRecord

CHECKS = (
    ("Chuỗi hồ sơ lưu", verification.verify_chain),
    ("Tệp kèm theo", verification.verify_files),
    ("Các phiên bản", verification.verify_revisions),
    ("Hồ sơ trình duyệt", verification.verify_rounds),
    ("Nội dung đang công khai", verification.verify_public_pages),
    ("Khóa bảo vệ của cơ sở dữ liệu", verification.verify_guards),
)


class Command(BaseCommand):
    help = (
        "Chứng minh hồ sơ lưu còn nguyên từ bản đầu đến bản cuối; nêu tên chỗ đầu tiên bị sửa, thiếu hoặc đổi thứ tự."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--every", type=int, default=10_000, help="Báo tiến độ sau mỗi chừng này bản ghi (mặc định 10.000)."
        )

    def handle(self, *args, every: int, **options) -> None:
        findings = []
        for name, check in CHECKS:
            found = list(check(tick=self._progress(name, every)))
            self.stdout.write(f"{name}: {'đúng' if not found else f'{len(found)} chỗ sai'}")
            findings += found
        head = ArchiveHead.objects.filter(pk=1).first()
        self.stdout.write(
            f"Số hồ sơ: {PublicationRecord.objects.count()}. Mã cuối chuỗi: {head.last_digest if head else '-'}"
        )
        for finding in findings:
            self.stderr.write(finding.sentence)
        if findings:
            raise CommandError(f"Hồ sơ lưu không còn nguyên vẹn. Chỗ đầu tiên: {findings[0].sentence}")
        self.stdout.write(self.style.SUCCESS("Hồ sơ lưu nguyên vẹn."))

    def _progress(self, name: str, every: int) -> Callable[[], None]:
        done = 0

        def tick() -> None:
            nonlocal done
            done += 1
            if every and done % every == 0:
                self.stdout.write(f"{name}: đã đọc {done}…")

        return tick
