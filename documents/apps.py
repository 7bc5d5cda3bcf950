from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from documents import receivers
        from documents.models import LegalDocumentPage
        from editorial.signals import items_published

        items_published.connect(
            receivers.on_documents_published, sender=LegalDocumentPage, dispatch_uid="cchc_effect_after_publication"
        )
        page_unpublished.connect(
            receivers.on_document_withdrawn, sender=LegalDocumentPage, dispatch_uid="cchc_effect_after_withdrawal"
        )
