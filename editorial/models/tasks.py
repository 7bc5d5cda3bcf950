from django.db import transaction
from wagtail.models import Task, TaskState

from editorial import approval, clock, submissions
from editorial.editor_lock import SubmissionLock
from editorial.refusals import Refused


class EditorialTask(Task):
    """What the two steps share: they are worked from the review screen, and they lock the item for everybody else."""

    verbs: dict = {}
    lock_class = SubmissionLock

    class Meta:
        abstract = True

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        verb = self.verbs.get(action_name)
        if verb is None:
            raise Refused(["Việc này không có ở bước xử lý hiện tại của hồ sơ."])
        verb(task_state.workflow_state.submission, by=user, at=clock.now(), **kwargs)

    def get_actions(self, obj, user):
        """Offer nothing in Wagtail's own menus: each act needs what only the review screen asks."""
        return []

    def user_can_access_editor(self, obj, user) -> bool:
        return not approval.editing_obstacles(obj, user, on=clock.today())

    def locked_for_user(self, obj, user) -> bool:
        return not self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return TaskState.objects.none()


class MemberCheckTask(EditorialTask):
    """The first step: a member receives, checks, sorts and passes on, or refuses (Điều 10 khoản 2)."""

    verbs = {"pass": submissions.pass_on, "refuse": submissions.refuse}

    class Meta:
        verbose_name = "bước kiểm tra của thành viên Ban Biên tập"
        verbose_name_plural = "bước kiểm tra của thành viên Ban Biên tập"

    @classmethod
    def get_description(cls) -> str:
        return "Thành viên được phân công tiếp nhận, kiểm tra, phân loại rồi chuyển Trưởng ban, hoặc trả lại."

    def start(self, workflow_state, user=None):
        task_state = super().start(workflow_state, user=user)
        submissions.open_submission(workflow_state, by=user, at=clock.now())
        return task_state


class HeadApprovalTask(EditorialTask):
    """The second step: the Head, or the Deputy under a delegation in force, approves; approval publishes (Điều 6, Điều 10)."""

    verbs = {"approve": submissions.approve, "refuse": submissions.refuse}

    class Meta:
        verbose_name = "bước phê duyệt của Trưởng ban Biên tập"
        verbose_name_plural = "bước phê duyệt của Trưởng ban Biên tập"

    @classmethod
    def get_description(cls) -> str:
        return "Trưởng ban, hoặc Phó Trưởng ban được ủy quyền bằng văn bản, phê duyệt. Phê duyệt là đăng ngay."
