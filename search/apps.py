from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Tìm kiếm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction
        from wagtail.signals import post_page_move

        from search import changes, receivers, term_index, vietnamese_order, word_index

        connection_created.connect(vietnamese_order.teach, dispatch_uid="cchc_teach_vietnamese_order")
        post_migrate.connect(word_index.install_after_migration, sender=self, dispatch_uid="cchc_install_word_index")
        post_migrate.connect(term_index.install_after_migration, sender=self, dispatch_uid="cchc_install_term_index")
        post_save.connect(receivers.on_page_saved, dispatch_uid="cchc_refresh_page_entry")
        post_save.connect(receivers.on_public_page_saved, dispatch_uid="cchc_follow_public_page")
        pre_delete.connect(receivers.on_page_deleted, dispatch_uid="cchc_forget_page")
        post_page_move.connect(receivers.on_page_moved, dispatch_uid="cchc_follow_moved_page")
        for signal in (post_save, post_delete):
            signal.connect(
                receivers.on_restriction_changed,
                sender=PageViewRestriction,
                dispatch_uid=f"cchc_restriction_{id(signal)}",
            )
        changes.committed.connect(receivers.on_index_changed, dispatch_uid="cchc_follow_index")
