"""How often items are read, for whoever works here."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from agencies.models import Agency
from editorial import clock, page_views, view_figures
from editorial.view_figures import PERIODS
from editorial.views.screens import ScreenView

USUAL = 30


class ViewFiguresView(ScreenView):
    """By agency and by item, over a period."""

    template_name = "editorial/admin/page_views.html"
    page_title = "Lượt xem"
    header_icon = "view"

    def get_context_data(self, **kwargs):
        page_views.write_down()  # what this process still holds is on the screen too
        days = _period(self.request)
        slug = self.request.GET.get("coquan", "")
        agency = get_object_or_404(Agency, slug=slug) if slug else None
        return {
            **super().get_context_data(**kwargs),
            "periods": PERIODS.items(),
            "days": days,
            "agency": agency,
            "figures": view_figures.figures(on=clock.today(), days=days, agency=agency),
        }


class ItemViewsView(ScreenView):
    """One item, day by day."""

    template_name = "editorial/admin/item_views.html"
    page_title = "Lượt xem"
    header_icon = "view"

    def setup(self, request, page_id, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=page_id)

    def get_page_subtitle(self):
        return self.page.title

    def get_trail(self):
        return [{"url": reverse("newsroom:page_views"), "label": ViewFiguresView.page_title}]

    def get_context_data(self, **kwargs):
        page_views.write_down()
        on = clock.today()
        return {
            **super().get_context_data(**kwargs),
            "rows": view_figures.days_of(self.page, on=on, days=365),
            "sums": view_figures.views_since(on=on, days=365).filter(page_id=self.page.pk).summed(),
        }


def _period(request) -> int:
    text = request.GET.get("ky", str(USUAL))
    if not text.isdecimal() or int(text) not in PERIODS:
        raise Http404
    return int(text)


def views_item() -> MenuItem:
    return MenuItem("Lượt xem", reverse("newsroom:page_views"), name="page-views", icon_name="view", order=260)
