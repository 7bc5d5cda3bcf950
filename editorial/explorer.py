"""The explorer and the admin's search, standing before Wagtail's: the same screens, at a cost that does not grow.

What Wagtail's does at 100,000 pages, and what stands here instead:
- it sorts all children: indexes of ours (`page_indexes`) hold them sorted;
- it counts them: the parent knows its number;
- it compares every page with those the person may explore: where a permission covers the parent there is nothing to compare;
- it reads every page's owner and every line of the log to offer filters: the people of the newsroom are known;
- it asks each row's permissions anew: they are read once for the screen.
"""

from collections.abc import Iterable
from functools import cache
from os.path import commonprefix

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables.pages import ParentPageColumn
from wagtail.admin.views.pages.listing import EditedByFilter, ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import GroupPagePermission, Page, Revision, Site

from agencies.models import Agency, Appointment
from agencies.prepared import Prepared
from agencies.standing import remembered
from editorial.models.archive import PublicationRecord
from editorial.models.batches import BatchItem
from editorial.models.pages import ContributedPage
from editorial.models.submissions import Submission
from editorial.page_indexes import ORDERS, ParentPath
from editorial.page_table import DrawnPageTable
from search.pages import matching


def explores_everything_under(user, page: Page, *, policy) -> bool:
    """Say whether `user` may see every page under `page` in the explorer: a permission given there or above it."""
    if user.is_superuser:
        return True
    return any(
        page.pk == granted.pk or page.is_descendant_of(granted)
        for granted in policy.instances_with_direct_explore_permission(user)
    )


def explorable(pages: QuerySet, user, *, policy) -> QuerySet:
    """Keep what `user` may see in the explorer: what is under a permission of theirs, and the way there."""
    if user.is_superuser:
        return pages
    granted = {page.path: page for page in policy.instances_with_direct_explore_permission(user)}
    seen = Q(pk__in=[])
    for path in granted:
        seen |= Q(path__startswith=path)
        seen |= Q(path__in=[path[:end] for end in range(Page.steplen, len(path), Page.steplen)])
    if not granted:
        return pages.none()
    # What all permissions have above them, as `explorable_root_instance` reads it from the database.
    top = len(commonprefix([*granted])) // Page.steplen  # noqa: RUF071 -- a tree's paths have no separators
    return pages.filter(seen, depth__gte=top)


def _people_of_the_newsroom(request) -> QuerySet:
    held_a_post = Exists(Appointment.objects.filter(user=OuterRef("pk")))
    return get_user_model().objects.filter(held_a_post | Q(is_superuser=True)).order_by("last_name", "first_name")


_page_permissions = Prepared(
    lambda user_id: GroupPagePermission.objects.filter(group__user=user_id).select_related("page", "permission")
)


def know_page_permissions(user) -> None:
    """Read the permissions of `user` over pages where Wagtail's policy looks for them first."""
    if user.is_active and not user.is_superuser:
        user._page_permission_cache = _page_permissions(user.pk)


class ExplorerFilterSet(GenericPageFilterSet):
    """Wagtail's filters, whose lists of people do not read every page and every line of the log."""

    # Drawn the same for everybody: the types of pages, the people of the newsroom.
    kept_as = "explorer"

    owner = MultipleUserFilter(label=_("Owner"), queryset=_people_of_the_newsroom, widget=CheckboxSelectMultiple)
    edited_by = EditedByFilter(label=_("Edited by"), queryset=_people_of_the_newsroom, widget=CheckboxSelectMultiple)


class KnowingPaginator(WagtailPaginator):
    """Pages through a list whose number is known: the tree keeps that of children with the parent, the search has counted."""

    @cached_property
    def count(self) -> int:
        known = getattr(self.object_list, "known_count", None)
        return super().count if known is None else known


class RowsAskOnce:
    """A listing whose rows ask their permissions of what was read once for all of them, and are drawn by us."""

    table_class = DrawnPageTable

    def annotate_queryset(self, pages):
        # Wagtail's less what no row asks for (types and sites are held in memory), or is read for a few rows below.
        return pages.defer_streamfields().specific().prefetch_workflow_states()

    def dispatch(self, request, *args, **kwargs):
        know_page_permissions(request.user)
        with remembered():
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = context["object_list"]
        read_rounds([page for page in pages if isinstance(page, ContributedPage)])
        read_schedules(pages)
        sites = Site.get_site_root_paths()
        roots = {site.root_path for site in sites}
        for page in pages:
            page._is_site_root = page.url_path in roots
            # Each button of a row asks for these two.
            page.permissions_for_user = cache(page.permissions_for_user)
            page._wagtail_cached_site_root_paths = sites
        self.request._wagtail_cached_site_root_paths = sites
        return context


def read_schedules(pages: Iterable[Page]) -> None:
    """Say of each page whether a version waits for its moment: never of a contributed one, of the others in one query."""
    others = {str(page.pk) for page in pages if not isinstance(page, ContributedPage)}
    waiting: set[str] = set()
    if others:
        versions = Revision.objects.page_revisions().filter(object_id__in=others, approved_go_live_at__isnull=False)
        waiting.update(versions.values_list("object_id", flat=True))
    for page in pages:
        page._approved_schedule = str(page.pk) in waiting


def read_rounds(pages: list[ContributedPage]) -> None:
    """Read the rounds, records, agencies and batches of `pages` ahead, in at most four queries."""
    agencies = Agency.objects.in_bulk({page.agency_id for page in pages})
    for page in pages:
        page.agency = agencies[page.agency_id]
    records = PublicationRecord.objects.only("pk", "page_id", "kind", "sequence")
    # What the questions about a row ask of its rounds.
    submissions = (
        Submission.objects.select_related("assigned_to").only(*_ASKED_OF_A_ROUND, "assigned_to").order_by("-pk")
    )
    prefetch_related_objects(
        pages, Prefetch("submissions", queryset=submissions), Prefetch("publication_records", queryset=records)
    )
    in_batches = [page for page in pages if page.comes_in_batches]
    prefetch_related_objects(in_batches, Prefetch("batch_items", queryset=BatchItem.objects.select_related("batch")))


_ASKED_OF_A_ROUND = ("page_id", "state", "title", "agency_id", "submitted_by_id", "workflow_state_id", "previous_id")


class ExplorerView(RowsAskOnce, ExplorableIndexView):
    """The children of one page."""

    paginate_by = 20  # as many as the search shows
    # The rows of this screen have one parent; where they have not, `get_context_data` of Wagtail's names it in the title.
    base_columns = [column for column in ExplorableIndexView.base_columns if not isinstance(column, ParentPageColumn)]
    base_filterset_class = ExplorerFilterSet
    paginator_class = KnowingPaginator

    @cached_property
    def lists_children(self) -> bool:
        """Whether the screen shows all children of the page, and nothing else."""
        covered = explores_everything_under(self.request.user, self.parent_page, policy=self.permission_policy)
        return covered and not self.is_searching and not self.is_filtering

    def get_base_queryset(self) -> QuerySet:
        pages = self.model._default_manager.all()
        if self.lists_children:
            return self.annotate_queryset(
                pages.alias(parent_path=ParentPath()).filter(parent_path=self.parent_page.path)
            )
        if not (self.is_searching or self.is_filtering):
            pages = pages.child_of(self.parent_page)
        elif not self.is_searching_whole_tree:
            pages = pages.descendant_of(self.parent_page)
        return self.annotate_queryset(explorable(pages, self.request.user, policy=self.permission_policy))

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        is_by_name = self.ordering in ("title", "-title") and not self.is_searching
        if (self.lists_children or is_by_name) and self.ordering in ORDERS:
            return queryset.order_by(*ORDERS[self.ordering])
        return super().order_queryset(queryset)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().search_queryset(queryset)
        if self.lists_children:
            found.known_count = self.parent_page.numchild
        return found


class FoldedSearchView(RowsAskOnce, SearchView):
    """The admin's search: what matches is found first, and what the person may see is asked of that alone."""

    paginator_class = KnowingPaginator

    def get_queryset(self):
        pages = explorable(Page.objects.filter(depth__gt=1), self.request.user, policy=self.permission_policy)
        self.all_pages = matching(pages, self.search_query)
        found = self.all_pages
        if self.selected_content_type:
            found = matching(pages.filter(content_type=self.selected_content_type), self.search_query)
        counts = self.all_pages.order_by().values_list("content_type").annotate(count=Count("pk")).order_by("-count")
        self.content_types = [(ContentType.objects.get_for_id(pk), count) for pk, count in counts]
        of_type = {kind.pk: count for kind, count in self.content_types}
        found = self.annotate_queryset(found.order_by(*ORDERS[self.ordering]) if self.ordering else found)
        chosen = self.selected_content_type
        self.number_of_all = sum(of_type.values())
        found.known_count = of_type.get(chosen.pk, 0) if chosen else self.number_of_all
        return found

    def get_context_data(self, **kwargs):
        # Wagtail's template asks no more of all matches than how many there are.
        return {**super().get_context_data(**kwargs), "all_pages": {"count": self.number_of_all}}


class ExplorerViewSet(PageViewSet):
    """Wagtail's screens for pages, with the two that grow replaced."""

    filterset_class = ExplorerFilterSet
    index_view_class = ExplorerView
    search_view_class = FoldedSearchView


explorer_viewset = ExplorerViewSet()
