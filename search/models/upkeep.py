from django.db import models


class SearchChange(models.Model):
    """A page whose entry was written or removed, in the order of commits: what keeps other copies of the index true.

    The search server and each process's table of facets follow it. `mark` tells a row from one with the same id that was
    rolled back.
    """

    page_id = models.BigIntegerField()  # no key: the page may be gone
    mark = models.CharField(max_length=32)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "thay đổi của chỉ mục"
        verbose_name_plural = "các thay đổi của chỉ mục"

    def __str__(self) -> str:
        return f"{self.pk}: {self.page_id}"


class SearchFollower(models.Model):
    """How far a search server has followed the changes."""

    name = models.CharField(max_length=255, unique=True)
    change = models.BigIntegerField(default=0)
    mark = models.CharField(max_length=32, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "máy chủ tìm kiếm đang theo"
        verbose_name_plural = "các máy chủ tìm kiếm đang theo"

    def __str__(self) -> str:
        return f"{self.name}: {self.change}"


class SearchStatistics(models.Model):
    """How many passages have each common term: a count of the whole index, true enough until it has grown by a quarter."""

    passages = models.PositiveIntegerField()
    mean_length = models.FloatField()
    mean_name_length = models.FloatField()
    terms = models.BinaryField()  # sorted numbers of terms, 4 bytes each
    counts = models.BinaryField()  # in how many passages, 4 bytes each

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "thống kê của chỉ mục"
        verbose_name_plural = "thống kê của chỉ mục"

    def __str__(self) -> str:
        return f"{self.passages}"
