"""The register as its readers see it: the search of the site, over documents alone, as at any day."""

from django.http import HttpRequest

from search.screens import search_context

# The categories of other items have nothing to say here.
FACETS = ("type", "effect", "issuer", "field", "year", "agency")


def register_context(register, request: HttpRequest) -> dict:
    """Return what the register shows for this address: the newest documents, where it asks for none by words."""
    found = search_context(
        request, path=register.get_url(request), facets=FACETS, fixed={"category": (register.category.value,)}
    )
    return {**found, "asks_day": True, "things": "văn bản"}
