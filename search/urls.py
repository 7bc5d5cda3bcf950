from django.urls import path

from search import views

urlpatterns = [
    path("", views.search_page, name="search"),
    path("goi-y/", views.offered, name="search_offered"),
    path("rss/", views.feed, name="search_feed"),
]
