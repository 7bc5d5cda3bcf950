from django.core.management.base import BaseCommand
from wagtail.models import Page

from search.pages import refresh_entries

CHUNK = 1_000


class Command(BaseCommand):
    help = "Ghi lại từ khóa tìm trang của mọi trang (dùng sau khi nhập dữ liệu ngoài luồng). Chạy lại an toàn."

    def handle(self, *args, **options) -> None:
        ids = list(Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True))
        done = 0
        for start in range(0, len(ids), CHUNK):
            done += refresh_entries(ids[start : start + CHUNK])
            self.stdout.write(f"{done}/{len(ids)} trang")
