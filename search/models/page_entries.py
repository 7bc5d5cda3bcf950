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


class Synonym(models.Model):
    """A short form and what it stands for: who types one of the two finds documents that use the other.

    A short form may stand in several rows, where it is used for several things.
    """

    short = models.CharField(
        "viết tắt", max_length=30, help_text="Ví dụ: CCHC. Viết đúng dấu và chữ hoa như thường dùng."
    )
    long = models.CharField("viết đầy đủ", max_length=200, help_text="Ví dụ: cải cách hành chính.")
    is_active = models.BooleanField(
        "đang dùng", default=True, help_text="Bỏ đánh dấu để tạm ngừng: tìm kiếm không còn coi hai cách viết là một."
    )

    class Meta:
        verbose_name = "từ viết tắt"
        verbose_name_plural = "từ viết tắt khi tìm kiếm"
        ordering = ["short", "long"]
        constraints = [models.UniqueConstraint(fields=["short", "long"], name="synonym_stands_once")]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"
