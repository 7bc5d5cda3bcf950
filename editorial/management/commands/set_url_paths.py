from wagtail.management.commands.set_url_paths import Command as WagtailsCommand


class Command(WagtailsCommand):
    """Wagtail's command, asking each page by its own type: a document's address has a year in it, which a bare page forgets."""

    def set_subtree(self, root, parent=None) -> None:
        super().set_subtree(root.specific, parent)
