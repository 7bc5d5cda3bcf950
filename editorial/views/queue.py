"""The board's queue: what waits, for whom, until when."""

from django.core.paginator import Paginator
from django.urls import reverse

from agencies.standing import standing_of
from editorial import clock, queues
from editorial.calendars import working_calendar
from editorial.queues import Tab
from editorial.screen_forms import QueueFilterForm
from editorial.views import queue_rows
from editorial.views.acting import AT_HAND, ActingInList
from editorial.views.review import ReviewView
from editorial.views.screens import ScreenView

ROWS_PER_PAGE = 25


class QueueView(ActingInList, ScreenView):
    """The rounds in moderation, in the lists that the reader's posts open."""

    template_name = "editorial/admin/queue.html"
    page_title = "Hàng chờ"
    header_icon = "tasks"

    def get_list_address(self) -> str:
        return f"{reverse('newsroom:queue')}?{self._query_without(AT_HAND)}"

    def answer(self, review: ReviewView | None, *, status: int = 200, **refused):
        standing = standing_of(self.request.user, on=clock.today())
        obstacles = queues.opening_obstacles(standing)
        context = {"obstacles": obstacles} if obstacles else self._queue(standing)
        context |= self.at_hand(review, standing, **refused)
        return self.render_to_response(self.get_context_data(**context), status=403 if obstacles else status)

    def _queue(self, standing) -> dict:
        conditions = queues.conditions(standing)
        counts = queues.counts(conditions)
        asked = self.request.GET.get("danh-sach")
        tab = next((tab for tab in conditions if tab.value == asked), next(iter(conditions)))
        form = QueueFilterForm(self.request.GET, label_suffix="")
        calendar = working_calendar()
        narrowed = self._filter(form, standing.on, calendar)
        paginator = Paginator(queues.waiting_in(conditions[tab] & narrowed), ROWS_PER_PAGE)
        if narrowed == queues.EVERYTHING:
            paginator.count = counts[tab]
        page = paginator.get_page(self.request.GET.get("trang"))
        rows = queues.with_clock(page.object_list, on=standing.on, calendar=calendar)
        return {
            "tabs": [(each, counts[each], self._address(each)) for each in conditions],
            "tab": tab,
            "form": form,
            "is_filtered": bool(form.is_valid() and any(form.cleaned_data.values())),
            "whole_list": self._address(tab),
            "notes": queues.approval_notes(standing) if tab == Tab.APPROVING else [],
            "batches": queues.batches_waiting(standing),
            "rows": rows,
            "drawn_rows": queue_rows.drawn(rows, tab=tab, query=self._query_without(AT_HAND)),
            "page": page,
            "query_without_page": self._query_without("trang", AT_HAND),
        }

    def _filter(self, form: QueueFilterForm, on, calendar):
        return queues.narrowed(**form.cleaned_data, on=on, calendar=calendar) if form.is_valid() else queues.EVERYTHING

    def _address(self, tab: Tab) -> str:
        return f"{reverse('newsroom:queue')}?danh-sach={tab.value}"

    def _query_without(self, *names: str) -> str:
        query = self.request.GET.copy()
        for name in names:
            query.pop(name, None)
        return query.urlencode()
