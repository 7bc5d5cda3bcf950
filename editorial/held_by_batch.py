"""Whether a batch of documents holds a page: from its sending to its decision nothing in it goes a way of its own."""

from editorial.models.batches import HOLDING_STATES, BatchItem, SubmissionBatch


def holding_batch_of(page) -> SubmissionBatch | None:
    """Return the batch that holds `page` until it is decided; only types that come in batches are asked."""
    if not getattr(page, "comes_in_batches", False) or page.pk is None:
        return None
    if "batch_items" in getattr(page, "_prefetched_objects_cache", {}):  # a row of a listing, read ahead
        return next((item.batch for item in page.batch_items.all() if item.is_held), None)
    items = BatchItem.objects.waiting().filter(page_id=page.pk, batch__state__in=HOLDING_STATES)
    item = items.select_related("batch").first()
    return item.batch if item else None


def batch_obstacles(page) -> list[str]:
    """Return why `page` may neither be changed nor sent by itself: a batch that was sent holds it."""
    batch = holding_batch_of(page)
    if batch is None:
        return []
    return [
        f"Văn bản nằm trong đợt “{batch}” ({batch.get_state_display().lower()}) nên không sửa, không trình riêng được. "
        "Bỏ văn bản ra khỏi đợt trước nếu cần."
    ]
