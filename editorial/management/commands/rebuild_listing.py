from django.core.management.base import BaseCommand

from editorial import listing


class Command(BaseCommand):
    help = "Lập lại danh sách công khai của các chuyên mục từ cây trang. Chạy lại lúc nào cũng được."

    def handle(self, *args, **options) -> None:
        done = 0
        for done in listing.rebuild():
            self.stdout.write(f"Đã lập lại danh sách cho {done} tin bài.")
        self.stdout.write(self.style.SUCCESS(f"Xong: {done} tin bài đang công khai có trong danh sách."))
