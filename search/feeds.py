"""Any search as a feed: what is new among its results."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from search.addresses import NEWEST_FIRST, SearchAddress, read_address
from search.asking import answer
from search.results import ResultRow, rows_of
from search.screens import chips, question_of

NEWEST = 30
SOURCE_LINE = "Nguồn: Trang Thông tin"


class SearchFeed(Feed):
    """The newest results of the search that the address describes, as the page of that search lists them."""

    language = "vi"
    feed_copyright = f"Khi sử dụng lại thông tin, ghi rõ “{SOURCE_LINE}”."

    def get_object(self, request: HttpRequest) -> dict:
        address = read_address(request.GET).sorted_by(NEWEST_FIRST)
        on = address.on or timezone.localdate()
        question = question_of(address, on=on, fixed={}, size=NEWEST)
        found = answer(question)
        return {
            "address": address,
            "rows": rows_of(found.hits, text=address.text, on=on, request=request),
            "name": _name(address, [chip.label for chip in chips(address, found)]),
            "site": _site_name(request),
        }

    def title(self, search: dict) -> str:
        return f"{search['name']} – {search['site']}"

    def description(self, search: dict) -> str:
        return f"Kết quả mới nhất của: {search['name']}. {SOURCE_LINE}."

    def link(self, search: dict) -> str:
        return reverse("search") + search["address"].query()

    def feed_url(self, search: dict) -> str:
        return reverse("search_feed") + search["address"].query()

    def items(self, search: dict) -> list[ResultRow]:
        return search["rows"]

    def item_title(self, row: ResultRow) -> str:
        return row.name

    def item_description(self, row: ResultRow) -> str:
        facts = ", ".join([*([f"Số {row.number}"] if row.number else []), *row.facts])
        return "\n".join(part for part in (f"{facts}." if facts else "", row.summary, f"{SOURCE_LINE}.") if part)

    def item_link(self, row: ResultRow) -> str:
        return row.url

    def item_guid(self, row: ResultRow) -> str:
        return str(row.page_id)

    item_guid_is_permalink = False

    def item_pubdate(self, row: ResultRow) -> datetime | None:
        return timezone.make_aware(datetime.combine(row.dated_on, time())) if row.dated_on else None


def _name(address: SearchAddress, chosen: list[str]) -> str:
    words = f"Tìm “{address.text}”" if address.text else "Tin bài, văn bản mới"
    return f"{words} ({'; '.join(chosen)})" if chosen else words


def _site_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return (site.site_name if site else "") or settings.WAGTAIL_SITE_NAME
