from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page

from editorial.blocks import figure_csv
from news.models import ResultsPage


@require_safe
def figures_csv(request: HttpRequest, path: str, block_id: str) -> HttpResponse:
    """The figures of one table of a public item, as CSV (R8.4). The page's own address stands before them."""
    result = Page.route_for_request(request, path)
    page = result.page if result else None
    if not isinstance(page, ResultsPage) or not page.live:
        raise Http404
    for ask in hooks.get_hooks("before_serve_page"):  # who may read the page may read its figures
        if isinstance(answer := ask(page, request, [], {}), HttpResponse):
            return answer
    found = figure_csv(page.figures, block_id)
    if found is None:
        raise Http404
    name, content = found
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
