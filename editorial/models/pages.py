from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from agencies.models import Agency
from editorial import approval, archiving, clock, found_by, page_views, steps
from editorial.approval import newest_record
from editorial.blocks import BodyBlocks
from editorial.categories import InformationCategory
from editorial.deadlines import DeadlineKind
from editorial.forms import ContributedPageForm
from editorial.metadata import Metadata, Publisher, described
from editorial.models.archive import WithdrawalDisplay
from editorial.models.media import SiteDocument, SiteImage
from editorial.open_facts import Plain, own_facts
from editorial.permissions import ContributedPagePermissionTester
from editorial.published_content import housekeeping_fields
from editorial.refusals import refuse_if
from editorial.slugs import VietnameseSlugMixin
from search.entries import EntryTexts


class ContributedPage(VietnameseSlugMixin, Page):
    """What an agency contributes: it becomes public only through the two steps, and never goes away unrecorded.

    A concrete type declares its `category`, its `deadline_kind`, the `deadline_field` that holds the date of the event or
    of issue, and the panels of its own fields.
    """

    category: ClassVar[InformationCategory]
    deadline_kind: ClassVar[DeadlineKind]
    deadline_field: ClassVar[str] = "issued_on"
    own_panels: ClassVar[list] = []
    address_panels: ClassVar[list] = [FieldPanel("slug")]
    schema_kind: ClassVar[str] = "Article"  # what schema.org calls such an item
    # Whether items of the type may be sent and approved many at a time (`editorial/batches.py`).
    comes_in_batches: ClassVar[bool] = False
    # Whether an item bears a name of its own, given elsewhere, that nobody here shortens.
    title_is_given: ClassVar[bool] = False
    # A screen that leads to this type's form: the name of its address, and the words of the link.
    way_in: ClassVar[tuple[str, str] | None] = None
    # Papers of the newsroom: kept with the submission, never public.
    private_fields: ClassVar[tuple[str, ...]] = ("confirmation_paper", "consent_paper")

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan cung cấp", editable=False
    )
    summary = models.TextField(
        "tóm tắt", max_length=500, help_text="Một, hai câu nêu nội dung chính, hiện trong danh sách tin."
    )
    lead_image = models.ForeignKey(
        SiteImage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh đại diện"
    )
    body = StreamField(BodyBlocks(), verbose_name="nội dung", blank=True)
    author_name = models.CharField("tác giả", max_length=255, blank=True)
    is_quoted = models.BooleanField(
        "trích dẫn, sử dụng lại từ nguồn khác",
        default=False,
        help_text="Tin trích dẫn phải ghi tác giả, nguồn và đường dẫn (Điều 4 khoản 6).",
    )
    source_name = models.CharField("nguồn", max_length=255, blank=True)
    source_url = models.URLField("đường dẫn đến nguồn", max_length=1000, blank=True)
    consent_paper = models.ForeignKey(
        SiteDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="văn bản chấp thuận của nguồn",
        help_text="Nếu nguồn yêu cầu. Không hiển thị công khai.",
    )
    confirmation_paper = models.ForeignKey(
        SiteDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bản quét giấy xác nhận của thủ trưởng",
        help_text="Để trống nếu thủ trưởng xác nhận trên hệ thống (Điều 7 khoản 2 điểm a). Không hiển thị công khai.",
    )

    is_contributed: ClassVar[bool] = True
    keys_are_checked = False
    parent_page_types: ClassVar[list] = ["home.SectionPage"]
    subpage_types: ClassVar[list] = []
    base_form_class = ContributedPageForm
    show_in_menus_default = False

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("agency_id"),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        # The last lock of the code itself, whatever door a save comes through; the database has its own behind it.
        changes_nothing_public = kwargs.get("update_fields") is not None and not self._touches_public(
            kwargs["update_fields"]
        )
        if not changes_nothing_public:
            refuse_if(archiving.publication_objections(self))
        return super().save(*args, **kwargs)

    def clean_fields(self, exclude=None) -> None:
        # Whoever has just read a version has asked for each of its keys; the database holds them to it again.
        if self.keys_are_checked:
            exclude = {*(exclude or ()), *(field.name for field in self._meta.concrete_fields if field.is_relation)}
        super().clean_fields(exclude=exclude)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Keep every version that was sent or published: autosave then writes a new one. None comes under a decision."""
        if overwrite_revision and self._is_on_record(overwrite_revision):
            overwrite_revision = None
        with transaction.atomic():
            steps.lock_page(self.pk)  # a decision that races waits, or has just been made
            refuse_if(approval.new_version_obstacles(self))
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @classmethod
    def can_create_at(cls, parent) -> bool:
        return super().can_create_at(parent) and cls.fits_section(parent)

    def can_move_to(self, parent) -> bool:
        return super().can_move_to(parent) and self.fits_section(parent)

    @classmethod
    def fits_section(cls, parent) -> bool:
        """Say whether the section takes this category, and takes anything new at all."""
        section = parent.specific
        if getattr(section, "category", "") != cls.category:
            return False
        return section.takes_new_items(on=clock.today())

    @classmethod
    def get_edit_handler(cls):
        handler = getattr(cls, "edit_handler", None) or TabbedInterface(
            [
                ObjectList([*cls.content_panels, *cls.own_panels, *_SHARED_PANELS], heading="Nội dung"),
                ObjectList(_SOURCE_PANELS, heading="Nguồn và xác nhận"),
                ObjectList(cls.address_panels, heading="Địa chỉ"),
            ],
            base_form_class=cls.base_form_class,
        )
        return handler.bind_to_model(cls)

    def permissions_for_user(self, user) -> ContributedPagePermissionTester:
        return ContributedPagePermissionTester(user, self)

    def get_deadline_kind(self) -> DeadlineKind:
        return self.deadline_kind

    def search_texts(self) -> EntryTexts:
        """Return what the item is found by, once it is public; a type adds what is its own."""
        return found_by.texts_of(self)

    def has_content(self) -> bool:
        """Say whether there is anything to read beside title and summary."""
        return bool(self.body)

    def approval_objections(self) -> list[str]:
        """Return, in Vietnamese, what in this version cannot become public; a type adds what only it knows."""
        return []

    @classmethod
    def batch_approval_objections(cls, versions: list["ContributedPage"]) -> dict[int, list[str]]:
        """Return the same for many versions, by page: a type that comes in batches asks it of all at once."""
        return {version.pk: version.approval_objections() for version in versions}

    def get_deadline_start(self) -> date | None:
        return getattr(self, self.deadline_field)

    def route(self, request: HttpRequest, path_components: list[str]):
        if not path_components and not self.live and newest_record(self) is not None:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args, **kwargs):
        if self.live:
            return page_views.mark(super().serve(request, *args, **kwargs), self)
        return self.serve_withdrawn(request)

    def serve_withdrawn(self, request: HttpRequest) -> TemplateResponse:
        """Answer at the address of a withdrawn item, as its withdrawal says."""
        record = newest_record(self)
        is_notice = record.display == WithdrawalDisplay.NOTICE
        context = {"page": self, "record": record, "is_notice": is_notice}
        return TemplateResponse(request, "editorial/withdrawn.html", context, status=200 if is_notice else 410)

    def get_metadata(self, publisher: Publisher) -> Metadata:
        """Describe the public item to machines; a type adds its own by `dataclasses.replace`."""
        people = [{"@type": "Person", "name": self.author_name}] if self.author_name else []
        return Metadata(
            kind=self.schema_kind,
            title=self.title,
            creator=(self.author_name, self.agency.name) if self.author_name else (self.agency.name,),
            date=self.first_published_at,
            modified=self.last_published_at,
            description=described(self.search_description, self.summary, self.title),
            publisher=publisher.department,
            identifier=self.full_url,
            subject=("Cải cách hành chính", str(self.category.label)),
            contributor=(self.agency.name,),
            source=tuple(part for part in (self.source_name, self.source_url) if part),
            image=self._full_address_of_lead_image(),
            details={"author": [*people, {"@type": "Organization", "name": self.agency.name}]},
        )

    def open_facts(self) -> dict[str, Plain]:
        """Return what is given away as open data beyond what all items have; a type may add to it."""
        return own_facts(self, shared=ContributedPage)

    def _full_address_of_lead_image(self) -> str:
        # The size that the page itself shows: nothing is drawn for machines alone.
        if not self.lead_image_id:
            return ""
        rendition = get_rendition_or_not_found(self.lead_image, "width-1280|format-jpeg|preserve-svg")
        return rendition.full_url if rendition.pk else ""

    def _touches_public(self, update_fields) -> bool:
        return bool(set(update_fields) - (housekeeping_fields() - {"live", "live_revision"}))

    @staticmethod
    def _is_on_record(revision) -> bool:
        return revision.submissions.exists() or revision.publication_records.exists()


_SHARED_PANELS = [FieldPanel("summary"), FieldPanel("lead_image"), FieldPanel("body")]
_SOURCE_PANELS = [
    HelpPanel("<p>Cơ quan cung cấp được lấy từ quyết định phân công của anh/chị, không nhập ở đây.</p>"),
    MultiFieldPanel(
        [
            FieldPanel("author_name"),
            FieldPanel("is_quoted"),
            FieldPanel("source_name"),
            FieldPanel("source_url"),
            FieldPanel("consent_paper"),
        ],
        heading="Tác giả và nguồn",
    ),
    MultiFieldPanel([FieldPanel("confirmation_paper")], heading="Xác nhận của thủ trưởng đơn vị"),
]


def contributed_page_types() -> list[type[ContributedPage]]:
    """Return every concrete page type that agencies contribute."""
    found: list[type[ContributedPage]] = []
    pending = [ContributedPage]
    while pending:
        for subclass in pending.pop().__subclasses__():
            pending.append(subclass)
            if not subclass._meta.abstract:
                found.append(subclass)
    return found
