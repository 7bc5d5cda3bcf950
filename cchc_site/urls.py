"""Addresses. Whatever no line here claims belongs to the page tree."""

from django.urls import include, path, re_path
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from home.feeds import section_feed
from home.open_data import urls as open_data
from home.open_data.views import about_open_data, catalogue_file, data_file
from home.sitemaps import site_map_file, site_map_for_machines
from home.views import site_map
from news.views import figures_csv

urlpatterns = [
    # Wagtail's own view of this address reads Wagtail's catalogue alone; this one reads ours too.
    path("quan-tri/jsi18n/", JavaScriptCatalog.as_view()),
    path("quan-tri/", include(wagtailadmin_urls)),
    # /tep/ and not /van-ban/: that address is kept for the register of documents.
    path("tep/", include("editorial.serving")),
    path("tim-kiem/", include("search.urls")),
    path("so-do/", site_map, name="site_map"),
    path("sitemap.xml", site_map_for_machines, name="sitemap"),
    path("sitemap-<int:number>.xml", site_map_file, name="sitemap_file"),
    path("api/v1/", include((open_data.urlpatterns, open_data.app_name), namespace=open_data.namespace)),
    path("du-lieu-mo/", about_open_data, name="open_data"),
    path("du-lieu-mo/danh-muc.jsonld", catalogue_file, name="open_data_catalogue"),
    path("du-lieu-mo/tep/<str:name>", data_file, name="open_data_file"),
    path("", include("feedback.urls")),
    path("nguon-tin/", include("home.feed_urls")),
    # Wagtail's own addresses have no dot in them.
    re_path(r"^(?P<path>(?:[\w-]+/)+)(?P<feed_format>rss|atom)\.xml$", section_feed, name="section_feed"),
    re_path(r"^(?P<path>(?:[\w-]+/)+)so-lieu/(?P<block_id>[\w-]{1,64})\.csv$", figures_csv, name="figures_csv"),
    path("", include(wagtail_urls)),
]
