"""The feeds of the site: all of it, each category, each agency, each section (and the register of documents)."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from agencies.models import Agency
from documents.models import DocumentRegisterPage
from editorial.browsing import agencies_listed, listing_of
from editorial.categories import InformationCategory
from editorial.metadata import Publisher
from editorial.syndication import Channel, FeedFormat, answer, newest
from home.metadata import publisher_of
from home.models import HomePage, SectionPage, SiteIdentity

FOLLOWED_TYPES = (HomePage, SectionPage, DocumentRegisterPage)


@require_safe
def whole_site_feed(request: HttpRequest, feed_format: str) -> HttpResponse:
    site, publisher = whose(request)
    return answer(whole_site(publisher), FeedFormat(feed_format), newest(listing_of(site.root_page_id)))


@require_safe
def category_feed(request: HttpRequest, feed_format: str, category: str) -> HttpResponse:
    site, publisher = whose(request)
    rows = listing_of(site.root_page_id).filter(category=category)
    return answer(of_category(InformationCategory(category), publisher), FeedFormat(feed_format), newest(rows))


@require_safe
def agency_feed(request: HttpRequest, feed_format: str, slug: str) -> HttpResponse:
    site, publisher = whose(request)
    agency = Agency.objects.filter(slug=slug).first()
    if agency is None:
        raise Http404
    rows = listing_of(site.root_page_id, agency=agency)
    return answer(of_agency(agency, publisher), FeedFormat(feed_format), newest(rows))


@require_safe
def section_feed(request: HttpRequest, feed_format: str, path: str) -> HttpResponse:
    """The feed of the section at an address; where the section moved, its feed is found from the old address too."""
    result = Page.route_for_request(request, path)
    page = result.page if result else None
    if not isinstance(page, FOLLOWED_TYPES):
        return _moved(request, feed_format, path)
    if page.get_view_restrictions():
        raise Http404
    _, publisher = whose(request)
    return answer(of_section(page, publisher), FeedFormat(feed_format), newest(listing_of(page.pk)))


def whole_site(publisher: Publisher) -> Channel:
    return _channel(publisher, "Toàn bộ tin bài", publisher.address, reverse("feeds"))


def of_category(category: InformationCategory, publisher: Publisher) -> Channel:
    address = reverse("feeds") + f"loai/{category.value}/"
    return _channel(publisher, str(category.label), publisher.address, address)


def of_agency(agency: Agency, publisher: Publisher) -> Channel:
    return _channel(publisher, agency.name, publisher.address, reverse("feeds") + f"co-quan/{agency.slug}/")


def of_section(page: Page, publisher: Publisher) -> Channel:
    return _channel(publisher, page.title, page.full_url, page.full_url)


def channels_of(page: Page | None, agency: Agency | None, publisher: Publisher) -> list[Channel]:
    """Return the feeds that a page names to feed readers: its own, the agency's that it is filtered by, the whole site's."""
    found = []
    if isinstance(page, FOLLOWED_TYPES[1:]) and page.pk and page.live:
        found.append(of_section(page, publisher))
    if isinstance(agency, Agency):
        found.append(of_agency(agency, publisher))
    return [*found, whole_site(publisher)]


def _channel(publisher: Publisher, name: str, link: str, address: str) -> Channel:
    return Channel(
        name=name,
        title=f"{name} – {publisher.site_name}",
        description=f"{name}: tin bài, văn bản mới. Khi sử dụng lại, ghi rõ “Nguồn: Trang Thông tin”.",
        link=link,
        address=address if address.startswith("http") else publisher.address.rstrip("/") + address,
        publisher=publisher.department,
    )


def agencies_with_items(request: HttpRequest) -> QuerySet[Agency]:
    site, _ = whose(request)
    return agencies_listed(site.root_page_id)


def whose(request: HttpRequest) -> tuple[Site, Publisher]:
    """Return the site that was asked and whose it is."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site, publisher_of(SiteIdentity.objects.filter(site=site).first() or SiteIdentity(), site)


def _moved(request: HttpRequest, feed_format: str, path: str) -> HttpResponse:
    site, _ = whose(request)
    old_path = Redirect.normalise_path(f"/{path}")
    found = Redirect.get_for_site(site).filter(old_path=old_path, redirect_page__isnull=False).first()
    if found is None:
        raise Http404
    return HttpResponsePermanentRedirect(f"{found.redirect_page.get_url(request)}{feed_format}.xml")
