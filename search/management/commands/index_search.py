import math

from django.core.management.base import BaseCommand
from tqdm import tqdm

from search import rebuilding
from search.engines.choice import server_engine


class Command(BaseCommand):
    help = (
        "Ghi lại chỉ mục tìm kiếm của mọi trang đang công khai, từng đợt; dừng giữa chừng thì lần sau chạy tiếp từ đó. "
        "Trang vẫn tìm được trong khi chạy."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--restart", action="store_true", help="bắt đầu lại từ đầu thay vì chạy tiếp")
        parser.add_argument(
            "--server-only", action="store_true", help="chỉ gửi lại sang máy chủ tìm kiếm (SEARCH_URL) những gì đang có"
        )

    def handle(self, *args, **options) -> None:
        if not options["server_only"]:
            self.write_all(restart=options["restart"])
        server = server_engine()
        if server is not None:
            sent = sum(self.shown(server.send_all(using=rebuilding.MAIN), "Gửi sang máy chủ tìm kiếm", None))
            self.stdout.write(self.style.SUCCESS(f"Máy chủ tìm kiếm có {sent} trang."))
        elif options["server_only"]:
            self.stdout.write("SEARCH_URL để trống: không có máy chủ tìm kiếm nào để gửi.")

    def write_all(self, *, restart: bool) -> None:
        left = rebuilding.pages_left(restart=restart)
        batches = rebuilding.write_all(restart=restart)
        done = sum(self.shown(batches, "Ghi chỉ mục", math.ceil(left / rebuilding.BATCH)))
        removed = rebuilding.finish()
        self.stdout.write(self.style.SUCCESS(f"Đã ghi {done} trang, bỏ {removed} trang không còn công khai."))

    def shown(self, batches, words: str, total: int | None):
        return tqdm(batches, desc=words, total=total, unit="đợt", file=self.stderr, disable=None)
