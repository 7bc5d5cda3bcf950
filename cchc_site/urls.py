"""Addresses. Whatever no line here claims belongs to the page tree."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

urlpatterns = [
    path("quan-tri/", include(wagtailadmin_urls)),
    # /tep/ and not /van-ban/: that address is kept for the register of documents.
    path("tep/", include("editorial.serving")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("", include(wagtail_urls)),
]
