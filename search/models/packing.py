from django.db import models


class SearchPacking(models.Model):
    """The index as it was at one place of the log, its long lists packed: a bit for each passage or page.

    Derived, and right for ever about that place; what changed since is read from the rows.
    """

    change = models.BigIntegerField()
    mark = models.CharField(max_length=32)
    passages = models.BinaryField()  # numbers in rising order, 8 bytes each
    pages = models.BinaryField()
    passage_terms = models.BinaryField()  # which terms have a list, in rising order, 4 bytes each
    page_terms = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "bản nén của chỉ mục"
        verbose_name_plural = "các bản nén của chỉ mục"

    def __str__(self) -> str:
        return f"{self.change}"


class SearchPackedList(models.Model):
    """Which passages, or pages, have one term: a bit for each, in the order of the packing."""

    packing = models.ForeignKey(SearchPacking, on_delete=models.CASCADE, related_name="lists")
    is_of_pages = models.BooleanField()
    term = models.BigIntegerField()
    rows = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "danh sách nén"
        verbose_name_plural = "các danh sách nén"
        constraints = (
            models.UniqueConstraint(fields=["packing", "is_of_pages", "term"], name="search_one_list_for_each_term"),
        )

    def __str__(self) -> str:
        return f"{self.term:x}"
