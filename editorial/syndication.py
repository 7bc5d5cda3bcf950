"""News feeds: a list of public items as RSS 2.0 or Atom 1.0, each entry with the line for reuse (R4.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet, TextChoices
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import format_html
from django.utils.http import http_date

from editorial.browsing import items_of
from editorial.metadata import REUSE_LINE
from editorial.models.listing import PublicListing
from editorial.models.pages import ContributedPage

LENGTH = 30
# RFC 4151: an item keeps its identity when its section is renamed and its address changes with it.
ENTRY_ID = "tag:{host},2022:tin-bai/{page_id}"


class FeedFormat(TextChoices):
    """The two formats; the value is the file's name in the address, before `.xml`."""

    RSS = "rss", "RSS"
    ATOM = "atom", "Atom"


@dataclass(frozen=True)
class Channel:
    """One feed: what it follows, its own title, the page it follows, the folder of its own address; addresses are full."""

    name: str
    title: str
    description: str
    link: str
    address: str
    publisher: str

    def address_of(self, feed_format: FeedFormat) -> str:
        return f"{self.address}{feed_format.value}.xml"

    @property
    def rss(self) -> str:
        return self.address_of(FeedFormat.RSS)

    @property
    def atom(self) -> str:
        return self.address_of(FeedFormat.ATOM)


class _Rss(Rss201rev2Feed):
    """RSS that says in each entry, for machines too, how it may be used again."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:rights", REUSE_LINE)
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", item["updateddate"].isoformat())


GENERATORS: dict[FeedFormat, type[SyndicationFeed]] = {FeedFormat.RSS: _Rss, FeedFormat.ATOM: Atom1Feed}


def newest(rows: QuerySet[PublicListing]) -> list[ContributedPage]:
    """Return what a feed shows of a listing, the newest first."""
    return items_of(list(rows.order_by("-published_at", "-page_id")[:LENGTH]))


def answer(channel: Channel, feed_format: FeedFormat, items: Sequence[ContributedPage]) -> HttpResponse:
    """Write the feed; an answer says when its newest entry changed, so that readers ask again at no cost."""
    address = channel.address_of(feed_format)
    feed = GENERATORS[feed_format](
        title=channel.title,
        link=channel.link,
        description=channel.description,
        subtitle=channel.description,
        language="vi",
        author_name=channel.publisher,
        feed_url=address,
        feed_guid=address,
        feed_copyright=REUSE_LINE,
    )
    for item in items:
        feed.add_item(**_entry(item))
    response = HttpResponse(content_type=feed.content_type)
    if items:
        response.headers["Last-Modified"] = http_date(_last_change(items).timestamp())
    feed.write(response, "utf-8")
    return response


def _last_change(items: Sequence[ContributedPage]) -> datetime:
    return max(item.last_published_at or item.first_published_at for item in items)


def _entry(item: ContributedPage) -> dict[str, Any]:
    address = item.full_url
    return {
        "title": item.title,
        "link": address,
        "description": format_html("<p>{}</p><p>{}</p>", item.summary, REUSE_LINE),
        "unique_id": ENTRY_ID.format(host=urlsplit(address).hostname, page_id=item.pk),
        "unique_id_is_permalink": False,
        "author_name": item.agency.name,
        "pubdate": item.first_published_at,
        "updateddate": item.last_published_at or item.first_published_at,
        "categories": [str(item.category.label)],
        "item_copyright": REUSE_LINE,
    }
