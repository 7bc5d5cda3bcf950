from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Biên tập"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published, page_slug_changed, post_page_move, workflow_cancelled

        from editorial import following, guards, page_indexes, page_views, public_view, receivers
        from editorial.models import CalendarException
        from editorial.signals import items_published

        pre_migrate.connect(guards.lift_before_migration, sender=self, dispatch_uid="cchc_lift_guards")
        post_migrate.connect(guards.install_after_migration, sender=self, dispatch_uid="cchc_install_guards")
        post_migrate.connect(page_indexes.install_after_migration, sender=self, dispatch_uid="cchc_page_indexes")
        pre_migrate.connect(public_view.lift_before_migration, sender=self, dispatch_uid="cchc_lift_public_view")
        post_migrate.connect(public_view.install_after_migration, sender=self, dispatch_uid="cchc_public_view")
        page_views.install()
        following.install()
        items_published.connect(receivers.on_items_published, dispatch_uid="cchc_draw_items")
        page_published.connect(receivers.on_page_published, dispatch_uid="cchc_draw_page")
        workflow_cancelled.connect(receivers.on_workflow_cancelled, dispatch_uid="cchc_record_cancellation")
        post_page_move.connect(receivers.on_page_moved, dispatch_uid="cchc_carry_listings")
        post_page_move.connect(receivers.on_address_moved, dispatch_uid="cchc_keep_addresses_moved")
        page_slug_changed.connect(receivers.on_address_renamed, dispatch_uid="cchc_keep_addresses_renamed")
        post_save.connect(receivers.on_special_day_saved, sender=CalendarException, dispatch_uid="cchc_day_saved")
        post_delete.connect(receivers.on_special_day_deleted, sender=CalendarException, dispatch_uid="cchc_day_deleted")
