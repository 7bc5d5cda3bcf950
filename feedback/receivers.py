"""What the newsroom and Wagtail announce: one call each."""

from editorial import clock
from editorial.models import ContributedPage
from feedback import error_reports


def on_published(sender, pages, are_new=False, **kwargs) -> None:
    if not are_new:  # of what was never public nothing can have been reported
        error_reports.settle_by_publication({page.pk for page in pages})


def on_unpublished(sender, instance, **kwargs) -> None:
    if isinstance(instance, ContributedPage):
        error_reports.settle_by_withdrawal(instance, at=clock.now())
