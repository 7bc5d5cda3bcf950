import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home.demo.facts import read
from home.demo.seeding import seed

DEMO_PASSWORD = "cchc-demo-2026"
PASSWORD_VARIABLE = "CCHC_DEMO_PASSWORD"


class Command(BaseCommand):
    help = "Nạp nội dung giới thiệu: cơ quan, cán bộ giả định, tin bài ở mọi trạng thái. Chạy lại không thêm gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help=f"Nạp cả khi không ở chế độ phát triển; mật khẩu phải đặt trong biến {PASSWORD_VARIABLE}.",
        )

    def handle(self, *args, force: bool, **options) -> None:
        password = self._password(force=force)
        added = seed(now=timezone.now(), password=password)
        self.stdout.write(
            f"Đã nạp {added} tin, bài giới thiệu." if added else "Nội dung giới thiệu đã có, không thêm gì."
        )
        self._print_logins(password)

    def _password(self, *, force: bool) -> str:
        """Return the password of the demo's accounts; a public site never gets the one that everybody knows."""
        own = os.environ.get(PASSWORD_VARIABLE, "")
        if settings.DEBUG:
            return own or DEMO_PASSWORD
        if not force:
            raise CommandError("Không nạp nội dung giới thiệu vào hệ thống đang vận hành (DEBUG tắt).")
        if not own or own == DEMO_PASSWORD:
            raise CommandError(f"Đặt mật khẩu riêng cho các tài khoản giới thiệu trong biến {PASSWORD_VARIABLE}.")
        return own

    def _print_logins(self, password: str) -> None:
        self.stdout.write("\nTài khoản giới thiệu:")
        for person in read("people")["people"]:
            self.stdout.write(f"  {person['username']:<14}{person['says']}")
        words = password if password == DEMO_PASSWORD else f"như đã đặt trong biến {PASSWORD_VARIABLE}"
        self.stdout.write(f"Mật khẩu chung khi mới nạp: {words}")
