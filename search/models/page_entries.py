from django.db import models
from wagtail.models import Page


class PageEntry(models.Model):
    """The words by which people in the newsroom find a page: title and number, folded. Derived from the page, one row each.

    `page_table.py` keeps the database's own index over `words`.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )  # derived: goes with its page
    words = models.TextField("từ khóa")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "mục tìm trang"
        verbose_name_plural = "các mục tìm trang"

    def __str__(self) -> str:
        return self.words
