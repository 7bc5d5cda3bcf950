from django.db import models
from wagtail.models import Page

from editorial.models.submissions import Submission


class PublicationToFollow(models.Model):
    """Word of a publication, left in its transaction: its indexes are still to be written, and the officer to be told.

    It goes when both are done. Who sends the mail takes it first, so that no two processes send it.
    """

    unseen_by_public = True

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name="tin bài")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="+")

    indexed_at = models.DateTimeField("ghi xong chỉ mục lúc", null=True)
    mail_taken_at = models.DateTimeField("bắt đầu gửi thư lúc", null=True)

    class Meta:
        verbose_name = "lần đăng còn việc phía sau"
        verbose_name_plural = "các lần đăng còn việc phía sau"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.submission_id}"
