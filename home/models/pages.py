from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from documents.articles import articles, cut
from documents.full_text import body_lines, marked_body
from editorial.blocks import BodyBlocks
from editorial.forms import SluggedPageForm
from editorial.permissions import ContributionParentPermissionTester, UnmoderatedPagePermissionTester
from editorial.slugs import VietnameseSlugMixin
from home.routing import route_past_sections
from search.entries import EntryTexts, PassageText
from search.passages import cut as passages_of


class HomePage(Page):
    """The front page: it leads to the newest of each category (R3.1)."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.SectionPage", "home.PlainPage", "documents.DocumentRegisterPage"]

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"

    def permissions_for_user(self, user) -> ContributionParentPermissionTester:
        return ContributionParentPermissionTester(user, self)

    def route(self, request: HttpRequest, path_components: list[str]):
        return route_past_sections(self, request, path_components) or super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from home import front_page, navigation  # they read the page types, this one included

        boxes = front_page.boxes(navigation.tree_for_request(request, self))
        return {
            **super().get_context(request, *args, **kwargs),
            "boxes": boxes,
            "doors": front_page.doors(boxes),
            "indicators": front_page.indicators(boxes),
        }


class PlainPage(VietnameseSlugMixin, Page):
    """A page about the site itself, written by its administrators: about, contacts, accessibility.

    Where its text has articles (Điều n), each has an address of its own, as in a document of the register.
    """

    body = StreamField(BodyBlocks(), verbose_name="nội dung", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    base_form_class = SluggedPageForm
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]

    class Meta:
        verbose_name = "trang giới thiệu"
        verbose_name_plural = "trang giới thiệu"

    def permissions_for_user(self, user) -> UnmoderatedPagePermissionTester:
        return UnmoderatedPagePermissionTester(user, self)

    def search_texts(self) -> EntryTexts:
        passages: list[PassageText] = []
        for piece in cut(body_lines(self)):
            passages += passages_of(piece.text, heading=piece.heading, anchor=piece.anchor)
        return EntryTexts(title=self.title, summary=self.search_description, passages=tuple(passages))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "children": self.get_children().live().public(),
            "contents": articles(cut(body_lines(self))),
            "marked_body": marked_body(self),
        }
