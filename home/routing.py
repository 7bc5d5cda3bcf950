"""The page at an address, found past the sections above it: one query for all of them, where Wagtail asks two for each."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

# More parts than any section stands deep, a document's articles included.
MOST_PARTS = 8


def route_past_sections(home_page: Page, request: HttpRequest, path_components: list[str]) -> RouteResult | None:
    """Return what Wagtail's routing does; None where it must say itself that there is nothing.

    A page whose type has roads of its own, such as the register's by year and number, is asked for the rest of the address.
    """
    if not path_components or len(path_components) > MOST_PARTS:
        return None
    named = Page.objects.filter(slug__in=set(path_components), depth__gt=home_page.depth)
    by_place = {(page.slug, page.depth, page.path[: -Page.steplen]): page for page in named}
    above = home_page
    for number, slug in enumerate(path_components, start=1):
        page = by_place.get((slug, above.depth + 1, above.path))
        if page is None:
            return None
        page._cached_parent_obj = above
        rest = path_components[number:]
        if not rest or page.specific_class is None or page.specific_class.route is not Page.route:
            return page.specific.route(request, rest)
        above = page
    return None
