from django.core.management.base import BaseCommand

from documents.seeding import ensure_vocabularies


class Command(BaseCommand):
    help = "Ghi vào các danh mục loại văn bản, cơ quan ban hành, lĩnh vực những dòng còn thiếu. Chạy lại không sao."

    def handle(self, *args, **options) -> None:
        report = ensure_vocabularies()
        if not report:
            self.stdout.write("Các danh mục đã đủ, không thêm gì.")
            return
        self.stdout.write(
            f"Đã thêm {len(report.types)} loại văn bản, {len(report.bodies)} cơ quan ban hành, "
            f"{len(report.fields)} lĩnh vực."
        )
