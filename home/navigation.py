"""Menus, breadcrumbs and the map of the site: all follow the page tree (Quy chế 517, Điều 3 khoản 2 điểm b).

Only pages that administrators arrange are read, by type: a section's 100,000 items are never looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page, Site

from documents.models import DocumentRegisterPage
from editorial import clock
from home.models import PlainPage, SectionPage

STRUCTURE_TYPES = (SectionPage, PlainPage, DocumentRegisterPage)


@dataclass
class Branch:
    """A page of the structure and the pages under it, in the order of the tree."""

    page: Page
    category: str = ""
    introduction: str = ""
    is_retired: bool = False
    children: list["Branch"] = field(default_factory=list)

    @property
    def menu(self) -> list["Branch"]:
        """The children that menus show: those marked for menus and in use."""
        return [child for child in self.children if child.page.show_in_menus and not child.is_retired]

    def walk(self) -> Iterator["Branch"]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree_under(home_page: Page, *, on: date) -> Branch:
    """Return the public structure as it stands on `on`, by one query."""
    types = ContentType.objects.get_for_models(*STRUCTURE_TYPES)
    register_type = types[DocumentRegisterPage]
    pages = Page.objects.live().public().descendant_of(home_page).filter(content_type__in=list(types.values()))
    pages = pages.annotate(
        section_category=F("sectionpage__category"),
        introduction=F("sectionpage__introduction"),
        retired_on=F("sectionpage__retired_on"),
    )
    root = Branch(home_page)
    by_path = {home_page.path: root}
    for page in pages.order_by("path"):
        parent = by_path.get(page.path[: -Page.steplen])
        if parent is None:
            continue  # it stands under a page that is not public
        is_register = page.content_type_id == register_type.pk
        by_path[page.path] = branch = Branch(
            page,
            category=DocumentRegisterPage.category if is_register else page.section_category or "",
            introduction=page.introduction or "",
            is_retired=parent.is_retired or (page.retired_on is not None and page.retired_on <= on),
        )
        parent.children.append(branch)
    return root


def tree_for_request(request: HttpRequest, home_page: Page) -> Branch:
    """Return the structure as it stands now, to be read only: once for a request, or once for as long as nothing public
    has changed, where the request knows the stamp of the public view."""
    if not hasattr(request, "_cchc_site_tree"):
        stamp, today = getattr(request, "public_stamp", ""), clock.today()
        known = (stamp, today, home_page.pk)
        held = _held.get("tree")
        if stamp and held and held[0] == known:
            request._cchc_site_tree = held[1]
        else:
            request._cchc_site_tree = tree_under(home_page, on=today)
            # The stamp was read before: what has changed since then is in the tree already, under a stamp nobody reads again.
            _held["tree"] = (known, request._cchc_site_tree)
    return request._cchc_site_tree


_held: dict[str, tuple[tuple[str, date, int], Branch]] = {}


def forget_tree() -> None:
    """Hold nothing: for tests, whose changes are undone and leave the stamp as it was."""
    _held.clear()


def sections_in(page: Page, request: HttpRequest) -> list[Branch]:
    """Return what stands right under a section; in a section out of use also what is out of use with it."""
    site = Site.find_for_request(request)
    branches = tree_for_request(request, site.root_page).walk() if site else []
    own = next((branch for branch in branches if branch.page.pk == page.pk), None)
    return [child for child in own.children if own.is_retired or not child.is_retired] if own else []


def trail_in_tree(tree: Branch, page: Page) -> list[Page]:
    """Return what `trail_to` does where all of it is in the tree; empty where one of them is not."""
    if not page.path:
        return []
    trail, branch = [], tree
    while branch is not None and branch.page.depth < page.depth and page.path.startswith(branch.page.path):
        trail.append(branch.page)
        branch = next((child for child in branch.children if page.path.startswith(child.page.path)), None)
    return trail if len(trail) == page.depth - 2 else []


def trail_to(page: Page) -> list[Page]:
    """Return the pages above `page`, from the front page down."""
    return list(page.get_ancestors().filter(depth__gt=1)) if page.pk else []
