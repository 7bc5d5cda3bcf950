from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from editorial.categories import InformationCategory
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
