"""Addresses for many documents at once: none is given twice, and none that a page of the register has."""

from wagtail.models import Page

from documents.numbers import slug_of

LONGEST = 200


class SlugGiver:
    """Knows the slugs under the register."""

    def __init__(self, register: Page) -> None:
        self.register = register
        self.reload()

    def reload(self) -> None:
        self.taken = set(Page.objects.child_of(self.register).values_list("slug", flat=True))

    def give(self, document) -> str:
        base = f"{document.issued_on.year:04}-{slug_of(document.number)}"[:LONGEST].rstrip("-")
        slug, suffix = base, 1
        while slug in self.taken:
            suffix += 1
            slug = f"{base}-{suffix}"
        self.taken.add(slug)
        return slug
