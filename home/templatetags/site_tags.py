"""What every public page asks: whose site it is, its menu, the way to the page, and words for dates and sizes."""

from datetime import date, datetime
from functools import lru_cache

import segno
from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from editorial.metadata import as_script, dublin_core, open_graph, schema_org
from editorial.syndication import Channel
from home.about_site import ABOUT, ACCESSIBILITY
from home.feeds import channels_of
from home.metadata import metadata_of, metadata_of_address, publisher_of, trail_in
from home.models import SiteIdentity
from home.navigation import Branch, trail_in_tree, trail_to, tree_for_request

register = template.Library()


@register.simple_tag(takes_context=True)
def site_identity(context) -> SiteIdentity:
    """Return what the banner and the foot say; the regulation's own words where nobody has written others."""
    site = _site(context)
    saved = SiteIdentity.objects.filter(site=site).first() if site else None
    return saved or SiteIdentity()


@register.simple_tag(takes_context=True)
def site_tree(context) -> Branch | None:
    """Return the public structure, read once for a request."""
    site = _site(context)
    return tree_for_request(context["request"], site.root_page) if site else None


@register.simple_tag(takes_context=True)
def page_metadata(context) -> dict | None:
    """Return what the page says of itself to machines; None where it says nothing: drafts, errors, what was taken off."""
    site, page, about = _site(context), context.get("page"), context.get("described")
    if site is None:
        return None
    publisher = publisher_of(context.get("identity") or site_identity(context), site)
    if isinstance(page, Page):
        data = metadata_of(page, publisher)
        trail = trail_in(tree_for_request(context["request"], site.root_page), page)
    else:
        data = metadata_of_address(about, context["request"], publisher) if about else None
        trail = [(site.root_page.title, publisher.address)]
    if data is None:
        return None
    return {
        "data": data,
        "dublin_core": dublin_core(data),
        "open_graph": open_graph(data, publisher),
        "json_ld": as_script(schema_org(data, publisher, trail=trail)),
    }


@register.simple_tag(takes_context=True)
def page_feeds(context) -> list[Channel]:
    """Return the feeds that the page names to feed readers."""
    site = _site(context)
    if site is None:
        return []
    publisher = publisher_of(context.get("identity") or site_identity(context), site)
    return channels_of(context.get("page"), context.get("agency"), publisher)


@register.simple_tag
def about_pages(tree: Branch | None) -> list[Page]:
    """Return the pages about the site, which every foot leads to: those under "Giới thiệu"."""
    about = next((branch for branch in tree.children if branch.page.slug == ABOUT), None) if tree else None
    return [branch.page for branch in about.children if not branch.is_retired] if about else []


@register.filter
def is_about_access(page: Page) -> bool:
    """Say whether this is the page about reading the site by other means: a shortcut key leads there."""
    return page.slug == ACCESSIBILITY


@register.filter
@lru_cache(maxsize=1_024)
def as_code(address: str) -> SafeString:
    """Draw an address as a QR code, for paper: the same for one address, whatever becomes of its page."""
    code = segno.make_qr(address, error="m").svg_inline(border=0, omitsize=True, svgclass="code", lineclass="")
    return mark_safe(code)  # noqa: S308  a drawing of squares


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page) -> list[Page]:
    if not isinstance(page, Page):
        return []
    tree = site_tree(context)
    return (tree and trail_in_tree(tree, page)) or trail_to(page)


@register.filter
def leads_to(branch: Branch, page) -> bool:
    """Say whether `page` is the branch's page or stands under it."""
    return isinstance(page, Page) and bool(page.path) and page.path.startswith(branch.page.path)


@register.filter
def moment(value: datetime) -> str:
    """Write a moment for machines, to the second: HTML allows no more than three digits after it."""
    return timezone.localtime(value).isoformat(timespec="seconds")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as Vietnamese offices do: 24/11/2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}"


@register.filter
def file_words(document) -> str:
    """Say what a file is and how large: PDF, 120 KB."""
    kind = document.file_extension.upper()
    try:
        size = document.get_file_size()
    except FileNotFoundError:
        size = None
    return f"{kind}, {filesizeformat(size)}" if size else kind


def _site(context) -> Site | None:
    request = context.get("request")
    return Site.find_for_request(request) if request else None
