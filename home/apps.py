from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Trang và chuyên mục"
    default_auto_field = "django.db.models.BigAutoField"
