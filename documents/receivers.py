"""What is announced of documents, by the newsroom and by Wagtail: one call each."""


def on_documents_published(sender, pages, **kwargs) -> None:
    from documents.found_by import refresh_affected

    refresh_affected({page.pk for page in pages})


def on_document_withdrawn(sender, instance, **kwargs) -> None:
    from documents.found_by import refresh_affected

    refresh_affected({instance.pk})
