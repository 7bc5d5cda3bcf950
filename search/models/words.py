from django.db import models


class SearchWord(models.Model):
    """A word as it is written in public pages, and in how many: what suggestions and "ý của bạn là" are made from."""

    marked = models.CharField("từ có dấu", max_length=64, primary_key=True)
    folded = models.CharField("từ không dấu", max_length=64, db_index=True)
    documents = models.IntegerField("số trang có từ này")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "từ trong chỉ mục"
        verbose_name_plural = "các từ trong chỉ mục"

    def __str__(self) -> str:
        return self.marked
