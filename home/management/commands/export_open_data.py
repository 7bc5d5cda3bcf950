from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from editorial import clock
from home.open_data.export import AnotherRun, export


class Command(BaseCommand):
    help = "Xuất dữ liệu mở (CSV, JSON) của những gì đang công khai; chạy mỗi đêm. Bị ngắt thì chạy lại để làm tiếp."

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            raise CommandError("Chưa có trang web mặc định: chạy manage.py setup_site trước.")
        started = monotonic()
        try:
            manifest = export(Path(settings.OPEN_DATA_DIR), site.root_page, at=clock.now(), tell=self.stdout.write)
        except AnotherRun as error:
            raise CommandError("Một lần xuất khác đang chạy.") from error
        size = sum(file["size"] for file in manifest["files"].values())
        self.stdout.write(
            f"Đã xuất {len(manifest['files'])} tệp, {size / 1e6:.1f} MB, trong {monotonic() - started:.0f} giây."
        )
