from django.core.management.base import BaseCommand

from home.about_site import ensure_about_pages
from home.structure import ensure_site


class Command(BaseCommand):
    help = (
        "Tạo những gì còn thiếu: trang chủ, chuyên mục, sổ văn bản, các trang giới thiệu, "
        "quy trình hai bước và nhóm quyền. Chạy lại không sao."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--hostname", help="Mặc định lấy từ BASE_URL.")
        parser.add_argument("--port", type=int)

    def handle(self, *args, hostname: str | None, port: int | None, **options) -> None:
        home_page = ensure_site(hostname=hostname, port=port)
        ensure_about_pages(home_page)
        self.stdout.write(f"Đã sẵn sàng: {home_page.title}, {home_page.get_descendants().count()} trang bên dưới.")
