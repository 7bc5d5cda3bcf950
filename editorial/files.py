"""Which files a page shows, and whether a file is public.

A file is private until a page that shows it is public (regulation: what is kept can be shown as it was, R10.4).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision

from editorial.approval import editing_obstacles
from editorial.models.archive import ContributedType, PublishedFile, RecordKind
from editorial.models.media import SiteDocument, SiteImage, StoredFile
from editorial.models.submissions import Submission
from editorial.refusals import Refused

logger = logging.getLogger("cchc")

_MODELS: tuple[type[StoredFile], ...] = (SiteImage, SiteDocument)
FileIds = dict[type[StoredFile], set[int]]


@dataclass(frozen=True)
class FileSnapshot:
    """A file as its bytes lie in the store at one moment. `size` is in bytes, `sha256` in hexadecimal."""

    kind: Literal["image", "document"]
    id: int
    filename: str
    sha256: str
    size: int


def files_of(page: Page, *, lock: bool = False) -> list[FileSnapshot]:
    """Return every image and document that a page, or a draft of it not yet saved, shows: images first, by number.

    What only the newsroom sees (`private_fields`, such as a scanned confirmation) is not among them.

    Digests are taken from the stored bytes now, not from what was noted at upload. With `lock`, the files' rows are
    held until the transaction ends, so that none is deleted meanwhile. Raises Refused where a file is missing.
    """
    ids = _ids_shown(page)
    found = _stored_files(ids, lock=lock)
    snapshots = []
    missing = _absent_rows(ids, found)
    for file in found:
        try:
            snapshots.append(_snapshot(file))
        except FileNotFoundError:
            missing.append(_missing_bytes_sentence(file))
    if missing:
        raise Refused(missing)
    return snapshots


def missing_files(page: Page) -> list[str]:
    """Return a sentence for each image or document the page names that is no longer there; empty means all are."""
    ids = _ids_shown(page)
    found = _stored_files(ids, lock=False)
    lost = [file for file in found if not file.file.storage.exists(file.file.name)]
    return _absent_rows(ids, found) + [_missing_bytes_sentence(file) for file in lost]


def is_public(file: StoredFile) -> bool:
    """Whether a reader may have this file: some public page shows it as it stands now."""
    return _live_pages_on_record(file).exists() or _plain_live_pages(file).exists()


def moderation_obstacles(file: StoredFile, user, *, on: date) -> list[str]:
    """Return why `user` may not change or delete a file that items in moderation show; empty means they may.

    Who may change the draft may change what its files say; nobody else, or the Head would approve what no one checked.
    """
    return [
        f"Tệp “{file.title}” đang nằm trong hồ sơ trình duyệt “{submission.title}”. {sentence}"
        for submission in Submission.objects.open().select_related("page__latest_revision")
        if _draft_shows(submission.page.latest_revision, file)
        for sentence in editing_obstacles(submission.page.specific, user, on=on)
    ]


def _draft_shows(revision: Revision, file: StoredFile) -> bool:
    # Whole drafts are read only where the number occurs at all.
    if not re.search(rf"\b{file.pk}\b", json.dumps(revision.content)):
        return False
    return file.pk in _ids_shown(revision.as_object())[type(file)]


def _live_pages_on_record(file: StoredFile) -> Iterable[Page]:
    """Return public pages whose version now public was recorded with this file."""
    shown = PublishedFile.objects.filter(
        **{file.published_as: file.pk},
        record__kind=RecordKind.PUBLICATION,
        record__revision_id=F("record__page__live_revision_id"),
    )
    return Page.objects.live().public().filter(pk__in=shown.values("record__page_id"))


def _plain_live_pages(file: StoredFile) -> Iterable[Page]:
    """Return public pages outside the workflow (front page, sections, plain pages) that show this file."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(file),
        to_object_id=str(file.pk),
    ).exclude(content_type__in=ContributedType.objects.values("content_type"))
    page_ids = references.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id")
    return Page.objects.live().public().filter(pk__in=page_ids)


def _stored_files(ids: FileIds, *, lock: bool) -> list[StoredFile]:
    found: list[StoredFile] = []
    for model in _MODELS:
        if ids[model]:
            rows = model._base_manager.filter(pk__in=ids[model]).order_by("pk")
            found.extend(rows.select_for_update() if lock else rows)
    return found


def _ids_shown(page: Page) -> FileIds:
    """Return the keys of the files the page names, by model: relations, child rows, StreamField and rich text."""
    ids: FileIds = {model: set() for model in _MODELS}
    models = {ContentType.objects.get_for_model(model).pk: model for model in _MODELS}
    for content_type_id, object_id in _references(page):
        if model := models.get(content_type_id):
            ids[model].add(int(object_id))
    return ids


def _references(page: Page) -> Iterator[tuple[int, str]]:
    private_fields = getattr(page, "private_fields", ())
    # Wagtail keeps this for its usage counts; it has no public door that reads an unsaved draft.
    for content_type_id, object_id, model_path, _ in ReferenceIndex._extract_references_from_object(page):
        if model_path.split(".", 1)[0] not in private_fields:
            yield content_type_id, object_id


def _absent_rows(ids: FileIds, found: list[StoredFile]) -> list[str]:
    present = {(type(file), file.pk) for file in found}
    return [
        f"Bài có {model._meta.verbose_name} số {pk} nhưng tệp này không còn trong thư viện. "
        "Hãy bỏ tệp khỏi bài hoặc chọn tệp khác."
        for model, wanted in ids.items()
        for pk in sorted(wanted)
        if (model, pk) not in present
    ]


def _missing_bytes_sentence(file: StoredFile) -> str:
    logger.error("cchc.file.missing", extra={"file_kind": file.published_as, "file_id": file.pk})
    return f"Không đọc được nội dung của tệp “{file.title}” trong kho tệp. Hãy tải lên lại tệp này."


def _snapshot(file: StoredFile) -> FileSnapshot:
    return FileSnapshot(
        kind=file.published_as,
        id=file.pk,
        filename=file.filename,
        sha256=file.stored_sha256(),
        size=file.file.storage.size(file.file.name),
    )
