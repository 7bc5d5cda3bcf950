from django.core.management.base import BaseCommand

from agencies.seeding import ensure_agencies


class Command(BaseCommand):
    help = "Ghi vào sổ các cơ quan của tỉnh Sóc Trăng năm 2022 và những thay đổi năm 2025. Chỉ thêm phần còn thiếu."

    def handle(self, *args, **options) -> None:
        report = ensure_agencies()
        if not report:
            self.stdout.write("Sổ cơ quan đã đủ, không thêm gì.")
            return
        self.stdout.write(f"Đã thêm {len(report.agencies)} cơ quan và {len(report.successions)} quan hệ kế thừa.")
