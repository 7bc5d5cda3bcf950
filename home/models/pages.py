from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from editorial import found_by
from editorial.blocks import BodyBlocks
from editorial.forms import SluggedPageForm
from editorial.permissions import ContributionParentPermissionTester, UnmoderatedPagePermissionTester
from editorial.slugs import VietnameseSlugMixin
from search.entries import EntryTexts


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

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from home import front_page, navigation  # they read the page types, this one included

        boxes = front_page.boxes(navigation.tree_for_request(request, self))
        return {**super().get_context(request, *args, **kwargs), "boxes": boxes}


class PlainPage(VietnameseSlugMixin, Page):
    """A page about the site itself, written by its administrators: about, contacts, accessibility."""

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
        return EntryTexts(title=self.title, passages=found_by.body_passages(self))

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        children = self.get_children().live().public()
        return {**super().get_context(request, *args, **kwargs), "children": children}
