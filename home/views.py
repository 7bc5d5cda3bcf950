from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editorial.categories import InformationCategory
from home.feeds import agencies_with_items, of_agency, of_category, whole_site, whose
from home.metadata import Described


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The map of the site for people (R3.2b)."""
    about = Described("Sơ đồ trang", "Tất cả chuyên mục và trang của Trang, theo cây.", kind="CollectionPage")
    return render(request, "home/site_map.html", {"described": about})


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed of the site, for people who look for one."""
    _, publisher = whose(request)
    about = Described("Nguồn tin RSS, Atom", "Theo dõi tin bài, văn bản mới của Trang bằng chương trình đọc nguồn tin.")
    context = {
        "described": about,
        "whole": whole_site(publisher),
        "categories": [of_category(category, publisher) for category in InformationCategory],
        "agencies": [of_agency(agency, publisher) for agency in agencies_with_items(request)],
    }
    return render(request, "home/feeds.html", context)
