"""Citizens' reflections and petitions (Quy chế 517, Điều 8 khoản 6): what is published of them."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from agencies.models import Agency
from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.models import ContributedPage


class PetitionAnswerPage(ContributedPage):
    """A petition and its answer, published without the sender's person: names and addresses have no field here."""

    category = InformationCategory.PETITION
    deadline_kind = DeadlineKind.POLICY_GUIDANCE
    deadline_field = "answered_on"

    question = models.TextField(
        "nội dung phản ánh, kiến nghị", help_text="Không ghi tên, địa chỉ, số điện thoại của người gửi."
    )
    received_on = models.DateField("ngày tiếp nhận", null=True)
    answering_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="cơ quan trả lời"
    )
    answered_on = models.DateField("ngày trả lời", null=True)

    own_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("received_on"), FieldPanel("answered_on")]),
                FieldPanel("question"),
                FieldPanel("answering_agency"),
            ],
            heading="Phản ánh, kiến nghị",
        )
    ]
    search_fields = [*ContributedPage.search_fields, index.SearchField("question")]

    class Meta:
        verbose_name = "phản ánh, kiến nghị và trả lời"
        verbose_name_plural = "phản ánh, kiến nghị và trả lời"
