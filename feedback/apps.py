from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "Phản ánh, kiến nghị"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_unpublished

        from editorial.signals import items_published
        from feedback import receivers

        items_published.connect(receivers.on_published, dispatch_uid="cchc_error_reports_published")
        page_unpublished.connect(receivers.on_unpublished, dispatch_uid="cchc_error_reports_unpublished")
