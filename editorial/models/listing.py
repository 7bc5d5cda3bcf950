from django.db import models
from wagtail.models import Page

from agencies.models import Agency
from editorial.categories import InformationCategory


class PublicListing(models.Model):
    """Where a public item is listed: one row for each page above it, the front page included. Derived, can be made anew.

    Listings read these rows newest first by index, so a section of 100,000 items costs what one of 1,000 does.
    """

    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")  # derived: goes with its page
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="listings")  # derived
    category = models.CharField("loại thông tin", max_length=20, choices=InformationCategory.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    level = models.CharField("cấp", max_length=20, blank=True)
    published_at = models.DateTimeField("đăng lúc")

    class Meta:
        verbose_name = "dòng danh sách công khai"
        verbose_name_plural = "danh sách công khai"
        ordering = ["-published_at", "-page_id"]
        constraints = [models.UniqueConstraint(fields=["section", "page"], name="page_is_listed_once_per_section")]
        indexes = [
            models.Index(fields=["section", "-published_at", "-page"], name="listing_newest"),
            models.Index(fields=["section", "category", "-published_at", "-page"], name="listing_by_category"),
            models.Index(fields=["section", "agency", "-published_at", "-page"], name="listing_by_agency"),
            models.Index(fields=["section", "level", "-published_at", "-page"], name="listing_by_level"),
            models.Index(
                fields=["section", "agency", "level", "-published_at", "-page"], name="listing_by_agency_and_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_id}: {self.page_id}"
