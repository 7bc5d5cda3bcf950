"""The API's addresses, open to every origin: a page of another site may ask, with no cookie and no key."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from home.open_data.api import api

METHODS = "GET, HEAD, OPTIONS"


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer whoever asks, HEAD and OPTIONS too; refuse every other method, whatever it carries."""

    @csrf_exempt  # nothing is written here, so a forged POST is answered as any other: not allowed
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
        elif request.method in ("GET", "HEAD"):
            request.method = "GET"  # the server leaves the body of a HEAD answer out by itself
            response = view(request, *args, **kwargs)
        else:
            response = HttpResponse(status=405)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if response.status_code in (204, 405):
            response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = METHODS
        return response

    return answer


urlpatterns, app_name, namespace = api.urls
for pattern in urlpatterns:
    pattern.callback = open_to_all(pattern.callback)
