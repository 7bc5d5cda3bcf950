"""What Wagtail's editor says when a press cannot be saved: the same sentences as everywhere else."""

from wagtail.admin import messages

from editorial import approval, clock
from editorial.forms import SENDING_ACTIONS
from editorial.models.pages import ContributedPage

CANCELLING = "action-cancel-workflow"
SENT_ALREADY = "Tin bài này đã có một hồ sơ trình duyệt đang xử lý; lần bấm này không tạo thêm hồ sơ."


def save_what_is_not_moderated(request, page_class) -> None:
    """Sections and plain pages are not sent for moderation: a press that asks for it saves the draft."""
    if not issubclass(page_class, ContributedPage) and any(action in request.POST for action in SENDING_ACTIONS):
        request.POST = request.POST.copy()
        for action in SENDING_ACTIONS:
            request.POST.pop(action, None)


def say_why_nothing_is_saved(request, page) -> None:
    """Put the reasons on the screen when someone saves or sends an item that moderation holds."""
    if request.method != "POST" or CANCELLING in request.POST or not isinstance(page, ContributedPage):
        return
    if not request.accepts("text/html"):
        return  # the editor saves by itself and shows its own sign
    sentences = approval.editing_obstacles(page, request.user, on=clock.today())
    if sentences and any(action in request.POST for action in SENDING_ACTIONS):
        sentences = [SENT_ALREADY, *sentences]
    for sentence in sentences:
        messages.error(request, sentence)
