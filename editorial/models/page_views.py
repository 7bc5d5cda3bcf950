from typing import ClassVar

from django.db import models
from django.db.models import Sum
from wagtail.models import Page

from agencies.models import Agency


class PageViewQuerySet(models.QuerySet):
    def summed(self) -> dict[str, int]:
        sums = self.aggregate(people=Sum("people"), machines=Sum("machines"))
        return {name: value or 0 for name, value in sums.items()}


class PageViews(models.Model):
    """How often an item was read on one day, people and machines apart. Of who read nothing is kept: only the sums."""

    unseen_by_public: ClassVar[bool] = True

    day = models.DateField("ngày")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name="tin bài")  # only a count
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan cung cấp")
    people = models.PositiveIntegerField("lượt xem", default=0)
    machines = models.PositiveIntegerField("lượt của máy", default=0)

    objects = PageViewQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt xem"
        verbose_name_plural = "lượt xem"
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="views_of_a_page_are_counted_once_a_day")]
        indexes = [models.Index(fields=["day", "agency"], name="views_by_day_and_agency")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.people}"
