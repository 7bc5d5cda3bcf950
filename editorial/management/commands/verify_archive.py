from django.core.management.base import BaseCommand, CommandError

from editorial import verification
from editorial.models import ArchiveHead, PublicationRecord

CHECKS = (
    ("Chuỗi hồ sơ lưu", verification.verify_chain),
    ("Tệp kèm theo", verification.verify_files),
    ("Các phiên bản", verification.verify_revisions),
    ("Nội dung đang công khai", verification.verify_public_pages),
    ("Khóa bảo vệ của cơ sở dữ liệu", verification.verify_guards),
)


class Command(BaseCommand):
    help = (
        "Chứng minh hồ sơ lưu còn nguyên từ bản đầu đến bản cuối; nêu tên chỗ đầu tiên bị sửa, thiếu hoặc đổi thứ tự."
    )

    def handle(self, *args, **options) -> None:
        findings = []
        for name, check in CHECKS:
            found = list(check())
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
