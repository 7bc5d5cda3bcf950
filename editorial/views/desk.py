"""The desk, the admin's front page; and where to write, without having to know the page tree."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import HomeView
from wagtail.models import Page

from agencies.models import Agency, Appointment
from agencies.standing import standing_of
from editorial import approval, clock
from editorial.categories import CITATIONS, InformationCategory
from editorial.desk import desk_of
from editorial.grounds import REFUSAL_CITATION
from editorial.models.assignments import MemberAssignment
from editorial.models.calendar import CalendarException
from editorial.models.delegations import ApprovalDelegation
from editorial.models.pages import ContributedPage, contributed_page_types
from editorial.views.acting import ActingInList
from editorial.views.review import ReviewView
from editorial.views.screens import ScreenView
from editorial.working_days import WEEKDAY_NAMES

REGISTERS = (Agency, Appointment, ApprovalDelegation, MemberAssignment, CalendarException)


def _register_address(model) -> str:
    return reverse(f"{model._meta.app_label}_{model._meta.model_name}_modeladmin_index")


class DeskPanel(Component):
    """Everything that waits for the person who looks, by their posts of today."""

    name = "desk"
    order = 0
    template_name = "editorial/admin/desk.html"

    def get_context_data(self, parent_context):
        request, today = parent_context["request"], clock.today()
        return {
            "request": request,
            "user": request.user,
            "today": today,
            "weekday": WEEKDAY_NAMES[today.weekday()],
            "desk": desk_of(request.user, on=today),
            # What rooms above this one lay on the desk: components, each asked for this person.
            "parts": [part for lay in hooks.get_hooks("construct_desk_parts") for part in lay(request)],
            "refusal_citation": REFUSAL_CITATION,
            "back": f"?next={reverse('wagtailadmin_home')}",
            **parent_context.get("round_at_hand", {}),
            "csrf_token": get_token(request),  # a component's template is not given it by itself
            "registers": [(_register_address(model), model._meta.verbose_name_plural) for model in REGISTERS],
        }


class DeskView(ActingInList, HomeView):
    """The desk with a round at hand: the front page itself, which Wagtail keeps, takes no acts."""

    def get_list_address(self) -> str:
        return reverse("wagtailadmin_home")

    def answer(self, review: ReviewView | None, *, status: int = 200, **refused) -> HttpResponse:
        standing = standing_of(self.request.user, on=clock.today())
        at_hand = self.at_hand(review, standing, **refused)
        if review and not at_hand:
            status = 403
        return self.render_to_response(self.get_context_data(round_at_hand=at_hand), status=status)


@dataclass(frozen=True)
class PlaceToWrite:
    """A section that takes items of one category, and the form that opens there."""

    section: Page
    path: str
    url: str


@dataclass(frozen=True)
class CategoryToWrite:
    """One category with every section that takes it."""

    category: InformationCategory
    citation: str
    page_type: type[ContributedPage]
    places: list[PlaceToWrite]

    @property
    def way_in(self) -> tuple[str, str] | None:
        """The address and words of a screen that leads to the form, where the type has one."""
        if not self.page_type.way_in or not self.places:
            return None
        address, words = self.page_type.way_in
        return reverse(address), words


class ContributeView(ScreenView):
    """The first step of writing: which category, and in which of its sections."""

    template_name = "editorial/admin/contribute.html"
    page_title = "Viết tin bài"
    header_icon = "edit"

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "obstacles": approval.contribution_obstacles(self.request.user, on=clock.today()),
            "categories": categories_to_write(),
        }


def categories_to_write() -> list[CategoryToWrite]:
    """Return the categories in the regulation's order, each with the sections that take its items."""
    by_category = {page_type.category: page_type for page_type in contributed_page_types()}
    parents = [
        parent
        for parent_type in {
            model for page_type in by_category.values() for model in page_type.allowed_parent_page_models()
        }
        for parent in parent_type.objects.live().order_by("path")
    ]
    titles = _titles_above(parents)
    return [
        CategoryToWrite(
            category=category,
            citation=CITATIONS[category],
            page_type=page_type,
            places=[_place(page_type, parent, titles) for parent in parents if page_type.can_create_at(parent)],
        )
        for category in InformationCategory
        if (page_type := by_category.get(category))
    ]


def _titles_above(parents: list[Page]) -> dict[str, str]:
    """Return the titles of all pages on the way to `parents`, by their place in the tree, in one query."""
    step = Page.steplen
    above = {parent.path[:end] for parent in parents for end in range(3 * step, len(parent.path) + 1, step)}
    return dict(Page.objects.filter(path__in=above).values_list("path", "title"))


def _place(page_type: type[ContributedPage], parent: Page, titles: dict[str, str]) -> PlaceToWrite:
    step = Page.steplen
    trail = [titles[parent.path[:end]] for end in range(3 * step, len(parent.path) + 1, step)]
    url = reverse("wagtailadmin_pages:add", args=[page_type._meta.app_label, page_type._meta.model_name, parent.pk])
    return PlaceToWrite(section=parent, path=" › ".join(trail), url=f"{url}?next={reverse('wagtailadmin_home')}")
