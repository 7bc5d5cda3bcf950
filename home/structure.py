"""The structure the site starts with; administrators arrange it from then on (Quy chế 517, Điều 3 khoản 2)."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, Page, Site

from documents.models import DocumentRegisterPage
from documents.seeding import ensure_vocabularies
from editorial.calendar_changes import seed_calendar
from editorial.categories import InformationCategory
from editorial.roles import ADMINISTRATORS, ensure_groups
from editorial.workflows import ensure_workflow
from home.models import HomePage, PlainPage, SectionPage, SiteIdentity

SITE_NAME = "Trang thông tin điện tử cải cách hành chính tỉnh Sóc Trăng"


@dataclass(frozen=True)
class Section:
    title: str
    slug: str
    category: str = ""
    introduction: str = ""
    children: tuple["Section", ...] = field(default=())


SECTIONS = (
    Section(
        "Tin tức",
        "tin-tuc",
        introduction="Thông tin về cải cách hành chính nhà nước của Trung ương, của tỉnh và của các cơ quan, địa phương.",
        children=(
            Section("Chủ trương, chính sách", "chu-truong-chinh-sach", InformationCategory.POLICY),
            Section(
                "Hoạt động cải cách hành chính",
                "hoat-dong",
                InformationCategory.ACTIVITY,
                children=(
                    Section("Sở, ban, ngành", "so-ban-nganh", InformationCategory.ACTIVITY),
                    Section("Cấp huyện, cấp xã", "dia-phuong", InformationCategory.ACTIVITY),
                ),
            ),
            Section("Ban Chỉ đạo cải cách hành chính", "ban-chi-dao", InformationCategory.STEERING),
            Section("Tình hình, kết quả thực hiện", "ket-qua", InformationCategory.RESULTS),
            Section("Kinh nghiệm, mô hình, sáng kiến", "sang-kien", InformationCategory.INITIATIVE),
        ),
    ),
    Section("Phản ánh, kiến nghị", "phan-anh-kien-nghi", InformationCategory.PETITION),
)


@transaction.atomic
def ensure_site(*, hostname: str | None = None, port: int | None = None) -> HomePage:
    """Create what is missing of what a site starts with: pages, workflow, groups, calendar, vocabularies; safe to run again."""
    home_page = HomePage.objects.first() or _create_home_page(*_address(hostname, port))
    _name_the_roots()
    for section in SECTIONS:
        _ensure_section(home_page, section)
    if not DocumentRegisterPage.objects.exists():
        home_page.add_child(instance=DocumentRegisterPage(title="Văn bản", slug="van-ban", show_in_menus=True))
    if not PlainPage.objects.exists():
        home_page.add_child(instance=PlainPage(title="Giới thiệu", slug="gioi-thieu", show_in_menus=True))
    ensure_workflow(home_page)
    ensure_groups(home_page)
    _ensure_identity()
    seed_calendar()
    ensure_vocabularies()
    return home_page


def _name_the_roots() -> None:
    """Wagtail's migrations call them "Root"; choosers of pages and of collections show these names."""
    Page.objects.filter(depth=1).update(title="Gốc", draft_title="Gốc")
    Collection.objects.filter(depth=1).update(name="Gốc")


def _ensure_identity() -> None:
    """Write down what banner and foot say, and let the administrators change it."""
    for site in Site.objects.all():
        SiteIdentity.for_site(site)
    permission = Permission.objects.get(content_type__app_label="home", codename="change_siteidentity")
    Group.objects.get(name=ADMINISTRATORS).permissions.add(permission)


def _address(hostname: str | None, port: int | None) -> tuple[str, int]:
    """Return the site's own address, from the settings where it is not given: printed pages and canonical links name it."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return hostname or base.hostname or "localhost", port or base.port or (443 if base.scheme == "https" else 80)


def _create_home_page(hostname: str, port: int) -> HomePage:
    root = Page.get_first_root_node()
    # Wagtail's own first migration leaves a welcome page; nothing of ours is under it.
    Site.objects.filter(root_page__slug="home", root_page__depth=2).delete()
    for page in root.get_children().filter(slug="home"):
        page.draft_title = "Trang mẫu của Wagtail"  # the log of the site keeps this name of it
        page.delete()
    home_page = Page.objects.get(pk=root.pk).add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    Site.objects.create(hostname=hostname, port=port, site_name=SITE_NAME, root_page=home_page, is_default_site=True)
    return home_page


def _ensure_section(parent: Page, section: Section) -> None:
    if not parent.get_children().filter(slug=section.slug).exists():
        parent.add_child(
            instance=SectionPage(
                title=section.title,
                slug=section.slug,
                category=section.category,
                introduction=section.introduction,
                show_in_menus=True,
            )
        )
    page = parent.get_children().get(slug=section.slug)
    for child in section.children:
        _ensure_section(page, child)
