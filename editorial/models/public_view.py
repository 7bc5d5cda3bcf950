from django.db import models


class PublicViewStamp(models.Model):
    """Says whether anything that the public sees has changed: another word after each change, in the same transaction.

    Written by triggers alone (`editorial.public_view`). SQLite has one row. On PostgreSQL each writer at work takes a row of
    its own, so that two publications never wait for each other here; what counts is all rows together.
    """

    stamp = models.CharField(max_length=64)

    unseen_by_public = True
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "dấu thay đổi của phần công khai"
        verbose_name_plural = "dấu thay đổi của phần công khai"

    def __str__(self) -> str:
        return self.stamp
