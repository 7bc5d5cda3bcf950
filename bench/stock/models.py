from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class StockSection(Page):
    """A listing as Wagtail's guides write it: the children that are public, newest first, by pages of twenty."""

    def get_context(self, request):
        context = super().get_context(request)
        items = StockItem.objects.child_of(self).live().order_by("-first_published_at")
        context["items"] = Paginator(items, 20).get_page(request.GET.get("page"))
        return context


class StockItem(Page):
    """An item with a summary and a text."""

    summary = models.TextField(max_length=500)
    body = RichTextField()

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]


class StockArticle(index.Indexed, models.Model):
    """An article of a law as a stock project would keep and search it, with what it could be narrowed by."""

    name = models.CharField(max_length=255, db_index=True)
    title = models.TextField()
    body = models.TextField()
    kind = models.CharField(max_length=50)
    issuer = models.CharField(max_length=50)
    year = models.CharField(max_length=4)

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("issuer"),
        index.FilterField("year"),
    ]

    def __str__(self) -> str:
        return self.title
