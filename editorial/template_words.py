"""Words that Wagtail's templates hold in English, past every catalogue, said in Vietnamese when the template is read."""

from django.template.base import Origin
from django.template.loaders.app_directories import Loader as AppLoader

WORDS = {"wagtailadmin/shared/header.html": {'type="submit" value="Search"': 'type="submit" value="Tìm kiếm"'}}


class Loader(AppLoader):
    """Django's reader of the apps' templates, with those words changed. `test_admin_language` finds more."""

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        for english, vietnamese in WORDS.get(origin.template_name, {}).items():
            text = text.replace(english, vietnamese)
        return text
