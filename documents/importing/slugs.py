"""Addresses for many documents at once: none is given twice, and none that a page of the register has."""

from wagtail.models import Page

from documents.addresses import free_slug, slug_for


class SlugGiver:
    """Knows the slugs under the register."""

    def __init__(self, register: Page) -> None:
        self.register = register
        self.reload()

    def reload(self) -> None:
        self.taken = set(Page.objects.child_of(self.register).values_list("slug", flat=True))

    def give(self, document) -> str:
        slug = free_slug(slug_for(document.number, document.issued_on), self.taken)
        self.taken.add(slug)
        return slug
