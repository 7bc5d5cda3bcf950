from django.core.management.base import BaseCommand, CommandError

from editorial import following


class Command(BaseCommand):
    help = "Write the indexes of publications whose process ended before it did, and send the mails due; safe to run at any time."

    def handle(self, *args, **options) -> None:
        done, failed = following.follow_all()
        self.stdout.write(f"Đã làm xong phần việc sau khi đăng của {done} tin bài.")
        if failed:
            raise CommandError(f"{failed} tin bài chưa làm được; lý do ghi trong nhật ký hệ thống.")
