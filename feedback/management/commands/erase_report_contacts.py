from typing import Any

from django.core.management.base import BaseCommand

from editorial import clock
from feedback.error_reports import erase_contacts


class Command(BaseCommand):
    help = "Xóa cách liên hệ của người báo lỗi khi báo lỗi đã xử lý xong 30 ngày; chạy mỗi đêm."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã xóa {erase_contacts(on=clock.today())} cách liên hệ.")
