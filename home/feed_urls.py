"""The addresses of feeds that follow no single page; those of sections stand under the sections' own addresses."""

from django.urls import re_path

from editorial.categories import InformationCategory
from home.feeds import agency_feed, category_feed, whole_site_feed
from home.views import feeds

FILE = r"(?P<feed_format>rss|atom)\.xml$"
CATEGORY = "|".join(InformationCategory.values)

urlpatterns = [
    re_path(r"^$", feeds, name="feeds"),
    re_path(rf"^{FILE}", whole_site_feed, name="feed"),
    re_path(rf"^loai/(?P<category>{CATEGORY})/{FILE}", category_feed, name="category_feed"),
    re_path(rf"^co-quan/(?P<slug>[\w-]+)/{FILE}", agency_feed, name="agency_feed"),
]
