from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from home import maintenance


class Command(BaseCommand):
    help = "Đóng (on), mở (off) trang công khai khi bảo trì; page: in ra trang tĩnh cho máy chủ web dùng lúc ứng dụng ngừng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("on", "off", "page"))
        parser.add_argument("--until", help="Giờ dự kiến mở lại: HH:MM, hoặc 'dd/mm/yyyy HH:MM'.")

    def handle(self, *args, act: str, until: str | None, **options) -> None:
        end = _moment(until, at=timezone.localtime()) if until else None
        if act == "page":
            self.stdout.write(maintenance.page(until=end))
        elif act == "on":
            maintenance.begin(until=end)
            self.stdout.write(
                f"Đã đóng trang công khai{f' đến {end:%H:%M %d/%m/%Y}' if end else ''}. /quan-tri/ vẫn mở."
            )
        else:
            maintenance.end()
            self.stdout.write("Trang công khai đã mở.")


def _moment(text: str, *, at: datetime) -> datetime:
    """Return the moment that `text` names; a time of day is the next such time after `at`."""
    zone = timezone.get_default_timezone()
    try:
        if "/" in text:
            end = datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=zone)
        else:
            time = datetime.strptime(text, "%H:%M").replace(tzinfo=zone).timetz()
            end = datetime.combine(at.date(), time)
            end += timedelta(days=end <= at)
    except ValueError:
        raise CommandError(f"Không hiểu giờ “{text}”. Ghi HH:MM, hoặc dd/mm/yyyy HH:MM.") from None
    if end <= at:
        raise CommandError(f"Giờ mở lại {end:%H:%M %d/%m/%Y} đã qua.")
    return end
