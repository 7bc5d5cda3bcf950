from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from editorial import clock
from editorial.categories import InformationCategory
from editorial.forms import SluggedPageForm
from editorial.listing_context import listing_context
from editorial.models.pages import contributed_page_types
from editorial.permissions import ContributionParentPermissionTester
from editorial.slugs import VietnameseSlugMixin


class SectionPage(VietnameseSlugMixin, Page):
    """A section of the site (mục, chuyên mục, chuyên mục thành phần): sections nest, and one with a category holds its items."""

    category = models.CharField(
        "loại thông tin",
        max_length=20,
        choices=InformationCategory.choices,
        blank=True,
        help_text="Loại tin bài được đăng trong chuyên mục này. Để trống nếu mục chỉ chứa các chuyên mục con.",
    )
    introduction = models.TextField("giới thiệu", max_length=500, blank=True)
    retired_on = models.DateField(
        "ngừng sử dụng từ ngày",
        null=True,
        blank=True,
        help_text="Chuyên mục ngừng sử dụng không còn trong trình đơn và không nhận tin mới; tin đã đăng vẫn đọc được.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("category"),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("retired_on")], heading="Ngừng sử dụng"),
    ]
    promote_panels = [FieldPanel("slug"), FieldPanel("show_in_menus")]
    show_in_menus_default = True

    base_form_class = SluggedPageForm
    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = [
        "home.SectionPage",
        "news.PolicyPage",
        "news.ActivityPage",
        "news.SteeringCommitteePage",
        "news.ResultsPage",
        "news.InitiativePage",
        "feedback.PetitionAnswerPage",
    ]

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"

    def permissions_for_user(self, user) -> ContributionParentPermissionTester:
        return ContributionParentPermissionTester(user, self)

    def clean(self) -> None:
        super().clean()
        misfit = self._item_of_another_category()
        if misfit:
            raise ValidationError(
                {
                    "category": f"Chuyên mục đang chứa “{misfit.title}” thuộc loại thông tin khác nên không đổi được. "
                    "Chuyển các tin bài đó sang chuyên mục khác trước."
                }
            )

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from home import navigation  # it reads the page types, this one included

        return {
            **super().get_context(request, *args, **kwargs),
            **listing_context(self, request),
            "sections": navigation.sections_in(self, request),
            "is_retired": self.is_retired(on=clock.today()),
        }

    def is_retired(self, *, on: date) -> bool:
        """Say whether the section, or one it stands in, is out of use on `on`."""
        if self.retired_on is not None and self.retired_on <= on:
            return True
        return bool(self.pk) and SectionPage.objects.ancestor_of(self).filter(retired_on__lte=on).exists()

    def takes_new_items(self, *, on: date) -> bool:
        return not self.is_retired(on=on)

    def _item_of_another_category(self) -> Page | None:
        if not self.pk or not SectionPage.objects.filter(pk=self.pk).exclude(category=self.category).exists():
            return None  # new, or its category stays
        fitting = [page_type for page_type in contributed_page_types() if page_type.category == self.category]
        return self.get_children().not_exact_type(SectionPage, *fitting).first()
