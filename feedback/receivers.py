"""What the newsroom and Wagtail announce: one call each."""

from editorial import clock
from editorial.models import ContributedPage
from feedback import error_reports


def on_published(sender, pages, **kwargs) -> None:
    # Of what is public for the first time nothing can have been reported.
    again = {page.pk for page in pages if page.first_published_at != page.last_published_at}
    if again:
        error_reports.settle_by_publication(again)


def on_unpublished(sender, instance, **kwargs) -> None:
    if isinstance(instance, ContributedPage):
        error_reports.settle_by_withdrawal(instance, at=clock.now())
