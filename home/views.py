from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """The map of the site for people (R3.2b)."""
    return render(request, "home/site_map.html")
