"""Acting on a round from a list: the review screen's own forms, verbs, obstacles and sentences, opened within the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from agencies.standing import Standing
from editorial import queues
from editorial.views.decision import Act
from editorial.views.review import ReviewView

AT_HAND = "xu-ly"


class ActingInList:
    """A list in which one round is at hand, by `?xu-ly=` and its number; an act comes back to the list as it was."""

    def get_list_address(self) -> str:
        """Return where the list stands without a round at hand."""
        raise NotImplementedError

    def answer(self, review: ReviewView | None, *, status: int = 200, **refused) -> HttpResponse:
        """Draw the list, with the round at hand where there is one."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.answer(self._round_at_hand())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        review = self._round_at_hand()
        if review is None or queues.opening_obstacles(review.standing()):
            return self.answer(review, status=400 if review is None else 403)
        attempted = review.attempted()
        if isinstance(attempted, Act):
            messages.success(request, attempted.done.format(title=review.submission.title))
            return redirect(self.get_list_address())
        return self.answer(review, **attempted)

    def at_hand(self, review: ReviewView | None, standing: Standing, **refused) -> dict:
        """Return what the list shows of the round at hand; nothing to whoever may not open the queue."""
        if review is None or queues.opening_obstacles(standing):
            return {}
        return review.judging(**refused) | {"at_hand": True, "list_address": self.get_list_address()}

    def _round_at_hand(self) -> ReviewView | None:
        asked = self.request.GET.get(AT_HAND, "")
        if not asked.isdecimal():
            return None
        review = ReviewView()
        review.setup(self.request, int(asked[:18]))
        return review
