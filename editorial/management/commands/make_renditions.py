from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from editorial import renditions


class Command(BaseCommand):
    help = "Vẽ các cỡ còn thiếu của những ảnh đang công khai. Dừng lúc nào cũng được, chạy lại thì vẽ tiếp."

    def handle(self, *args, verbosity: int, **options) -> None:
        lacking = renditions.lacking()
        total = lacking.count()
        made = renditions.make(lacking.iterator(chunk_size=100))
        drawn = list(tqdm(made, total=total, desc="Ảnh", unit="ảnh", disable=verbosity < 1 or not total))
        failed = drawn.count(None)
        if verbosity:
            self.stdout.write(f"Đã vẽ đủ các cỡ của {len(drawn) - failed} ảnh.")
        if failed:
            raise CommandError(f"{failed} ảnh không vẽ được: tệp hỏng hoặc không còn (xem nhật ký).")
