"""The files a page may show: images with words for those who cannot see them, and documents.

A file is private until a page that shows it is public, and fixed once a publication has shown it:
the record of that publication names the file and its digest, so a correction is a new file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, BinaryIO

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector, ProtectedError
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from editorial.refusals import refuse_if

DIGEST_BLOCK_BYTES = 256 * 1024


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a file read from its beginning, in blocks, leaving it at its beginning."""
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(DIGEST_BLOCK_BYTES):
        digest.update(block)
    stream.seek(0)
    return digest.hexdigest()


class StoredFile(models.Model):
    """What images and documents share: a digest taken at upload, bytes never replaced, and words fixed once published.

    The bytes are fixed from the first save, not from the first publication: otherwise a picture could be changed
    between the member's check and the Head's approval.
    """

    # Beside the bytes, what a reader of the page sees of this file: fixed once a publication has shown it.
    shown_fields: tuple[str, ...] = ()
    # The column of PublishedFile that names this kind of file.
    published_as: str = ""

    sha256 = models.CharField("mã băm SHA-256", max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Refuse what would alter a fixed file; take the digest of newly uploaded bytes."""
        obstacles = self.change_obstacles()
        refuse_if([obstacles[name] for name in obstacles if update_fields is None or name in update_fields])
        if self.file and not (self.sha256 and self.file._committed):
            self.sha256 = self.stored_sha256() if self.file._committed else sha256_of(self.file)
            if update_fields is not None:
                update_fields = {*update_fields, "sha256"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_if(self.deletion_obstacles())
        return super().delete(*args, **kwargs)

    def stored_sha256(self) -> str:
        """Return the digest of the bytes as they lie in the store now."""
        with self.file.storage.open(self.file.name, "rb") as stream:
            return sha256_of(stream)

    def has_been_published(self) -> bool:
        """Whether any publication, past or present, has shown this file."""
        published_file = apps.get_model("editorial", "PublishedFile")
        return published_file._base_manager.filter(**{self.published_as: self.pk}).exists()

    def change_obstacles(self) -> dict[str, str]:
        """Return, by field, the sentences why this file may not be saved as it stands; empty means it may."""
        if self._state.adding:
            return {}
        held = type(self)._base_manager.filter(pk=self.pk).values("file", *self.shown_fields).first()
        if held is None:
            return {}
        obstacles = {}
        if not self.file._committed or self.file.name != held["file"]:
            obstacles["file"] = (
                f"Tệp “{self.title}” đã lưu thì nội dung không thay được. "
                "Hãy tải lên tệp mới rồi chọn tệp mới trong bài."
            )
        changed = [name for name in self.shown_fields if getattr(self, name) != held[name]]
        if changed and self.has_been_published():
            obstacles |= {name: self._fixed_sentence(name) for name in changed}
        return obstacles

    def deletion_obstacles(self) -> list[str]:
        """Return the sentences why this file may not be deleted; empty means it may."""
        if self.has_been_published():
            return [
                f"Không xóa được tệp “{self.title}”: tệp đã được công bố cùng tin bài và thuộc hồ sơ lưu, "
                "phải được giữ vĩnh viễn."
            ]
        try:
            Collector(using=self._state.db or DEFAULT_DB_ALIAS).collect([self])
        except ProtectedError as error:
            kinds = sorted({str(held._meta.verbose_name) for held in error.protected_objects})
            return [f"Không xóa được tệp “{self.title}”: tệp đang được dùng trong {', '.join(kinds)}."]
        return []

    def _fixed_sentence(self, name: str) -> str:
        label = self._meta.get_field(name).verbose_name
        return (
            f"Tệp “{self.title}” đã được công bố nên không sửa được {label}. "
            "Hãy tải lên tệp mới rồi thay vào bài và trình duyệt lại."
        )


class SiteImage(StoredFile, AbstractImage):
    """A picture or drawing, with the words that stand for it where it cannot be seen."""

    shown_fields = (
        "alt_text",
        "credit",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    published_as = "image"

    alt_text = models.CharField(
        "văn bản thay thế",
        max_length=300,
        help_text=(
            "Tả ngắn gọn nội dung ảnh cho người không nhìn thấy ảnh; trình đọc màn hình sẽ đọc câu này. "
            "Ví dụ: “Người dân nộp hồ sơ tại Bộ phận Một cửa thành phố Sóc Trăng”."
        ),
    )
    credit = models.CharField(
        "nguồn ảnh",
        max_length=200,
        blank=True,
        help_text="Người chụp hoặc nơi cung cấp ảnh, hiển thị cạnh ảnh.",
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta:
        verbose_name = "hình ảnh"
        verbose_name_plural = "hình ảnh"
        # The file server finds the picture by its place in the store.
        indexes = [models.Index(fields=["file"], name="image_by_file")]

    def __str__(self) -> str:
        return self.title

    @property
    def default_alt_text(self) -> str:
        return self.alt_text


class SiteRendition(AbstractRendition):
    """A picture resized for a page; made again at will, so it goes when its picture goes."""

    # CASCADE: a rendition is derived; the picture itself is what PROTECT keys hold.
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        verbose_name = "bản hiển thị của hình ảnh"
        verbose_name_plural = "bản hiển thị của hình ảnh"
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_filter",
            )
        ]


class SiteDocument(StoredFile, AbstractDocument):
    """A document, sound or video offered to the reader with a page."""

    shown_fields = ("title",)
    published_as = "document"

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = "tài liệu"
        verbose_name_plural = "tài liệu"
        indexes = [models.Index(fields=["file"], name="document_by_file")]

    def __str__(self) -> str:
        return self.title
