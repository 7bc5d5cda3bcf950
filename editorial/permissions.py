"""Which doors Wagtail has to publishing, and how each is closed. `tests/architecture` proves them closed.

A page's permission tester is what Wagtail's views, bulk actions and choosers ask. Ours answers from the policy module for
contributed pages, for everyone, the superuser included.
"""

from datetime import date

from wagtail.models import PagePermissionTester

from agencies.models import Post
from agencies.standing import standing_of
from editorial import approval, clock


class ContributedPagePermissionTester(PagePermissionTester):
    """What a person may do to a contributed page: edit and send by the rules; never publish, unpublish or delete past them."""

    def can_edit(self) -> bool:
        return not self._asked("opening_obstacles")

    def can_publish(self) -> bool:
        return False  # approval publishes, nothing else does

    def can_publish_subpage(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False  # withdrawal does, with a reason and a decision number

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self._asked("deletion_obstacles")

    def can_move(self) -> bool:
        """Arranging the tree is the administrator's; the type rules keep an item in its category."""
        return not self._asked("arranging_obstacles")

    def can_move_to(self, destination) -> bool:
        if self.page == destination or destination.is_descendant_of(self.page):
            return False
        same_parent = self.page.is_child_of(destination)
        return self.can_move() and (same_parent or self.page.specific.can_move_to(destination))

    def can_copy(self) -> bool:
        return not self._asked("copying_obstacles")

    def can_submit_for_moderation(self) -> bool:
        may_send = not approval.ownership_obstacles(self.page, self.user, on=clock.today())
        return may_send and super().can_submit_for_moderation()

    def can_lock(self) -> bool:
        return False  # the workflow locks; a lock by hand could hold an item past its deadline

    def can_unlock(self) -> bool:
        return self.user.is_active and (self.user_has_lock() or not self._asked("arranging_obstacles"))

    def _asked(self, question: str) -> list[str]:
        # Page models import this module, and the questions import page models.
        from editorial import door_sentences

        return getattr(door_sentences, question)(self.page, self.user, clock.today())


class UnmoderatedPagePermissionTester(PagePermissionTester):
    """What a person may do to a page that administrators write themselves: it has no moderation to be sent to."""

    def can_submit_for_moderation(self) -> bool:
        return False


class ContributionParentPermissionTester(UnmoderatedPagePermissionTester):
    """What a person may do to a page that holds contributed ones: "create and publish" asks the parent, so it is shut here."""

    def can_publish_subpage(self) -> bool:
        # Wagtail asks the parent here: without this, "create and publish" and "copy and publish" skip the workflow.
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and not self._holds_contributed_pages()

    def can_unpublish(self) -> bool:
        return super().can_unpublish() and not self._holds_contributed_pages()

    def can_set_view_restrictions(self) -> bool:
        # A password on a section would take every item under it off the public, without a withdrawal.
        return False

    def can_move(self) -> bool:
        # Wagtail asks can_delete here; a section that may not be deleted may still be moved.
        return PagePermissionTester.can_delete(self, ignore_bulk=True)

    def _holds_contributed_pages(self) -> bool:
        from editorial.models.archive import ContributedType

        guarded = ContributedType.objects.values("content_type_id")
        return self.page.get_descendants().filter(content_type_id__in=guarded).exists()


def is_administrator(user, *, on: date | None = None) -> bool:
    return user.is_active and (user.is_superuser or standing_of(user, on=on or clock.today()).holds(Post.ADMINISTRATOR))
