"""The rows of the queue, drawn by this module: a template for each cell is most of what the screen would cost."""

from collections.abc import Iterable
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from editorial.categories import InformationCategory
from editorial.models.submissions import Submission, SubmissionState
from editorial.queues import QueueRow, Tab

_CATEGORIES = dict(InformationCategory.choices)


def drawn(rows: Iterable[QueueRow], *, tab: Tab, query: str) -> SafeString:
    """Draw the rows; `query` is the list's own address, to which a row's acts come back."""
    return mark_safe("".join(_row(row, tab, query) for row in rows))  # noqa: S308 -- parts that are escaped where they are made


def _row(row: QueueRow, tab: Tab, query: str) -> str:
    submission = row.submission
    due = (
        f'<span class="newsroom-due newsroom-due--{row.urgency.value}">{escape(row.words)}</span>'
        f"{_small(f'Hạn {submission.due_on:%d/%m/%Y}')}"
    )
    sent = f"trình {localtime(submission.submitted_at):%H:%M %d/%m/%Y}"
    return (
        f'<tr><th scope="row">{_heading(submission, tab)}{_way_to_act(submission, query)}</th>'
        f"<td>{escape(str(submission.agency))}{_small(submission.submitted_by)}</td>"
        f'<td class="newsroom-table__round">lần {submission.round_number}{_small(sent)}</td>'
        f'<td class="newsroom-table__due">{due}</td></tr>'
    )


def _heading(submission: Submission, tab: Tab) -> str:
    parts = [
        f'<a class="newsroom-row__title" href="{_address(submission.pk)}">{escape(submission.title)}</a>',
        _small(_CATEGORIES[submission.category]),
    ]
    if tab == Tab.ALL:
        is_checked = submission.assigned_to and submission.state == SubmissionState.CHECKING
        by = f": {submission.assigned_to}" if is_checked else ""
        parts.append(_small(f"{submission.get_state_display()}{by}"))
    elif tab == Tab.UNASSIGNED and submission.assigned_to:
        parts.append(_small(f"{submission.assigned_to} không còn trong Ban Biên tập"))
    if submission.is_being_verified:
        parts.append('<span class="newsroom-state">Đang chờ xác minh</span>')
    return "".join(parts)


def _way_to_act(submission: Submission, query: str) -> str:
    address = f"?{query}&xu-ly={submission.pk}#xu-ly" if query else f"?xu-ly={submission.pk}#xu-ly"
    words = f'Xử lý<span class="w-sr-only"> “{escape(submission.title)}”</span>'
    return f'<a class="newsroom-row__act" href="{escape(address)}">{words}</a>'


@cache
def _address_of_round_0() -> str:
    return reverse("newsroom:review", args=[0])


def _address(pk: int) -> str:
    """Return where a round stands; Django takes longer to find it than the row to be drawn."""
    before, _, after = _address_of_round_0().rpartition("/0/")
    return f"{before}/{pk}/{after}"


def _small(words: object) -> str:
    return f'<span class="newsroom-meta">{escape(str(words))}</span>'
