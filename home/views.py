from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.metadata import Described


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The map of the site for people (R3.2b)."""
    about = Described("Sơ đồ trang", "Tất cả chuyên mục và trang của Trang, theo cây.", kind="CollectionPage")
    return render(request, "home/site_map.html", {"described": about})
