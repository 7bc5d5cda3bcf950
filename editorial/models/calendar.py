from django.db import models

from agencies.models import User
from editorial.working_days import DayException, DayKind


class CalendarExceptionQuerySet(models.QuerySet):
    def as_day_exceptions(self) -> list[DayException]:
        return [row.as_day_exception() for row in self]


class CalendarException(models.Model):
    """A day on which the calendar departs from the usual one: the Prime Minister fixes some of these each year."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại ngày", max_length=20, choices=DayKind.choices)
    name = models.CharField("tên ngày", max_length=255)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=255)
    registered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    registered_at = models.DateTimeField("ghi vào sổ lúc", auto_now_add=True)

    objects = CalendarExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày đặc biệt trong lịch"
        verbose_name_plural = "ngày đặc biệt trong lịch"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name} ({self.get_kind_display().lower()})"

    def as_day_exception(self) -> DayException:
        return DayException(date=self.day, kind=DayKind(self.kind), name=self.name, legal_basis=self.legal_basis)
