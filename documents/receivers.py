"""What Wagtail announces of documents: one call each."""


def on_document_published(sender, instance, **kwargs) -> None:
    from documents.found_by import refresh_affected

    refresh_affected(instance)


def on_document_withdrawn(sender, instance, **kwargs) -> None:
    from documents.found_by import refresh_affected

    refresh_affected(instance)
