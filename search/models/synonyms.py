from django.db import models


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
