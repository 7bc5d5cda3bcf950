from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """What the banner and the foot of every page say: whose site this is, who answers for it, where to write.

    The first values are the regulation's (Quy chế 517, Điều 3, 5 and 10); administrators keep them true.
    """

    department = models.CharField("cơ quan chủ quản", max_length=255, default="Sở Nội vụ tỉnh Sóc Trăng")
    site_name = models.CharField(
        "tên Trang", max_length=255, default="Trang thông tin điện tử cải cách hành chính tỉnh Sóc Trăng"
    )
    person_responsible = models.CharField(
        "chịu trách nhiệm chính", max_length=255, default="Trưởng ban Biên tập, Phó Giám đốc Sở Nội vụ"
    )
    standing_unit = models.CharField(
        "bộ phận thường trực", max_length=255, default="Thanh tra Sở Nội vụ, thường trực Ban Biên tập"
    )
    address = models.CharField("địa chỉ", max_length=255, default="Thanh tra, Sở Nội vụ")
    telephone = models.CharField("điện thoại", max_length=50, default="0299 3624779")
    email = models.EmailField("thư điện tử", default="phongcchc.sonv@soctrang.gov.vn")
    licence = models.CharField("giấy phép hoặc quyết định thành lập", max_length=255, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("department"), FieldPanel("site_name")], heading="Đầu trang"),
        MultiFieldPanel(
            [
                FieldPanel("person_responsible"),
                FieldPanel("standing_unit"),
                FieldPanel("address"),
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("licence"),
            ],
            heading="Chân trang",
        ),
    ]

    class Meta:
        verbose_name = "đầu trang và chân trang"
        verbose_name_plural = "đầu trang và chân trang"

    def __str__(self) -> str:
        return self.site_name
