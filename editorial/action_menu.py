"""What the page editor offers for a contributed page: save, send, and the way to the open round; nothing that publishes."""

from django.urls import resolve, reverse
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PageLockedMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.coreutils import resolve_model_string

from editorial import approval, clock
from editorial.models.pages import ContributedPage

MODERATION_ITEMS = (SubmitForModerationMenuItem, RestartWorkflowMenuItem, CancelWorkflowMenuItem)


class SendItem(SubmitForModerationMenuItem):
    """Send for moderation, in the regulation's word."""

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "label": "Trình duyệt"}


class RoundItem(ActionMenuItem):
    """The way to the open round: everything that may be done with it stands there."""

    name = "action-open-round"
    label = "Mở hồ sơ trình duyệt"
    icon_name = "clipboard-list"
    order = 5

    def __init__(self, submission, **kwargs):
        super().__init__(**kwargs)
        self.submission = submission

    def get_url(self, parent_context) -> str:
        return reverse("newsroom:review", args=[self.submission.pk])


class TakeBackItem(RoundItem):
    """The way to take the round back, for whoever may."""

    name = "action-take-back"
    label = "Rút lại"
    icon_name = "cross"
    order = 40

    def get_url(self, parent_context) -> str:
        return super().get_url(parent_context) + "#rut-lai"


def arrange(items: list[ActionMenuItem], request, context) -> None:
    """Put our own items in the place of Wagtail's, on the editor of contributed pages."""
    if not is_contributed(request, context):
        items[:] = [item for item in items if not isinstance(item, MODERATION_ITEMS)]
        return
    kept = [item for item in items if isinstance(item, (SaveDraftMenuItem, PageLockedMenuItem))]
    sending = [SendItem(order=60) for item in items if isinstance(item, SubmitForModerationMenuItem)]
    # A locked item has nothing to save: the way to its round comes first.
    items[:] = sorted([*kept, *_round_items(context.get("page"), request.user), *sending], key=lambda item: item.order)


def _round_items(page, user) -> list[ActionMenuItem]:
    submission = approval.open_submission_of(page) if page else None
    if submission is None:
        return []
    may_take_back = not approval.taking_back_obstacles(submission, user, on=clock.today())
    return [RoundItem(submission), *([TakeBackItem(submission)] if may_take_back else [])]


def is_contributed(request, context) -> bool:
    """Say whether the editor holds a contributed page; on creation the address names the type."""
    page = context.get("page")
    if page is not None:
        return isinstance(page, ContributedPage)
    kwargs = resolve(request.path).kwargs
    label = "{content_type_app_name}.{content_type_model_name}".format(**kwargs)
    return issubclass(resolve_model_string(label), ContributedPage)
