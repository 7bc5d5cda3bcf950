"""The public's search: the page, what is offered while typing, and the results as a feed."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search.addresses import TEXT, tidy
from search.feeds import SearchFeed
from search.screens import search_context
from search.suggestions import suggestions

_feed = SearchFeed()


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Search over everything public."""
    return render(request, "search/search_page.html", search_context(request, path=reverse("search")))


@require_safe
def offered(request: HttpRequest) -> JsonResponse:
    """Answer with what may be meant by what was typed so far."""
    text = tidy(request.GET.get(TEXT, ""))
    return JsonResponse({"q": text, "offered": [asdict(one) for one in suggestions(text, request=request)]})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return _feed(request)
