"""What the board may do with a round, each act from its form to its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.db import transaction

from agencies.models import Post
from agencies.standing import Standing
from editorial import approval, submissions, verifying
from editorial.models.submissions import OPEN_STATES, Submission, SubmissionState
from editorial.refusals import refuse_if
from editorial.screen_forms import (
    ActForm,
    ApprovalForm,
    ClassificationForm,
    ForwardingForm,
    RefusalForm,
    VerificationForm,
)

Obstacles = Callable[..., list[str]]


@dataclass(frozen=True)
class Act:
    """One thing a person may do on the review screen.

    `obstacles` is asked before, to say beside the button what stands in the way; `do` asks again by itself. Where it asks
    the very same first of all (`do_asks_it`), a press does not ask twice.
    `is_offered` says to which posts the screen shows the act at all, `leaves` whether the round then leaves the reader.
    """

    name: str
    states: tuple[SubmissionState, ...]
    form: type[ActForm]
    obstacles: Obstacles
    do: Callable[..., None]
    done: str
    is_offered: Callable[[Standing, Submission], bool]
    leaves: bool = False
    do_asks_it: bool = False

    def bound(self, submission: Submission, *, on: date, data=None) -> ActForm:
        return self.form(data, act=self.name, submission=submission, on=on)

    def obstacles_for(self, submission: Submission, user, *, on: date) -> list[str]:
        return self.obstacles(submission, user, on=on)

    def refusal_status(self, submission: Submission, user, *, on: date) -> int:
        """Return the HTTP status of a refusal: the round moved on, the person may not, or what they sent is incomplete."""
        if submission.state not in self.states:
            return 409
        if self.obstacles_for(submission, user, on=on):
            return 403
        return 409 if self.form is ApprovalForm else 400


def through_the_task(submission: Submission, action: str, verb: Callable[..., None], *, by, at: datetime, **details):
    """Act at the workflow's current step; where it is past the act, the verb itself says so."""
    task_state = submission.workflow_state.current_task_state
    task = task_state.task.specific if task_state and submission.is_open else None
    if task is None or action not in task.verbs:
        verb(submission, by=by, at=at, **details)
    else:
        task_state.workflow_state = submission.workflow_state
        task.on_action(task_state.specific, by, action, **details)


def _classify(submission: Submission, *, by, at: datetime, data: dict) -> None:
    refuse_if(
        [] if _differs(submission, data) else ["Phân loại và bảng kiểm tra này đã được lưu, không có gì thay đổi."]
    )
    submissions.classify(submission, by=by, at=at, **data)


def _differs(submission: Submission, data: dict) -> bool:
    if data["override_reason"].strip() and approval.unsettled_warnings(submission):
        return True  # the same reason, for what was written since
    return any(getattr(submission, name) != value for name, value in data.items())


@transaction.atomic
def _classify_and_pass(submission: Submission, *, by, at: datetime, data: dict) -> None:
    """Keep what stands on the form and pass the item on: one act, done whole or not at all."""
    if _differs(submission, data):
        submissions.classify(submission, by=by, at=at, **data)
    through_the_task(submission, "pass", submissions.pass_on, by=by, at=at)


def _take(submission: Submission, *, by, at: datetime, data: dict) -> None:
    submissions.forward(submission, by=by, to=by, at=at, note="Tự nhận hồ sơ chưa giao.")


def _forward(submission: Submission, *, by, at: datetime, data: dict) -> None:
    submissions.forward(submission, by=by, at=at, **data)


def _ask(submission: Submission, *, by, at: datetime, data: dict) -> None:
    verifying.request_verification(submission, by=by, at=at, **data)


def _refuse(submission: Submission, *, by, at: datetime, data: dict) -> None:
    through_the_task(submission, "refuse", submissions.refuse, by=by, at=at, **data)


def _approve(submission: Submission, *, by, at: datetime, data: dict) -> None:
    # Straight to the verb, to which the step would lead: it asks, under its lock, whether the round is at that step.
    submissions.approve(submission, by=by, at=at, **data)


def _take_back(submission: Submission, *, by, at: datetime, data: dict) -> None:
    submissions.take_back(submission, by=by, at=at)


def _refusing_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    if submission.state == SubmissionState.APPROVING:
        return approval.decision_obstacles(submission, user, on=on)
    return approval.checking_obstacles(submission, user, on=on)


def _taking_obstacles(submission: Submission, user, *, on: date) -> list[str]:
    return approval.forwarding_obstacles(submission, user, to=user, on=on)


def _checks(standing: Standing, submission: Submission) -> bool:
    return submission.state == SubmissionState.CHECKING and standing.holds(Post.BOARD_MEMBER, Post.BOARD_DEPUTY)


def _decides(standing: Standing, submission: Submission) -> bool:
    return submission.state == SubmissionState.APPROVING and standing.holds(Post.BOARD_HEAD, Post.BOARD_DEPUTY)


def _hands_on(standing: Standing, submission: Submission) -> bool:
    return submission.state == SubmissionState.CHECKING and standing.is_on_board


def _may_take(standing: Standing, submission: Submission) -> bool:
    return _checks(standing, submission) and submission.assigned_to_id != standing.user.pk


def _may_take_back(standing: Standing, submission: Submission) -> bool:
    return submission.is_open and not approval.taking_back_obstacles(submission, standing.user, on=standing.on)


CHECKING, APPROVING = (SubmissionState.CHECKING,), (SubmissionState.APPROVING,)

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act(
            "nhan",
            CHECKING,
            ActForm,
            _taking_obstacles,
            _take,
            "Anh/chị đã nhận hồ sơ “{title}” để kiểm tra.",
            _may_take,
        ),
        Act(
            "phan-loai",
            CHECKING,
            ClassificationForm,
            approval.checking_obstacles,
            _classify,
            "Đã lưu phân loại và bảng kiểm tra.",
            _checks,
        ),
        Act(
            "chuyen-phe-duyet",
            CHECKING,
            ClassificationForm,
            approval.checking_obstacles,
            _classify_and_pass,
            "Đã chuyển “{title}” đến Trưởng ban phê duyệt.",
            _checks,
            leaves=True,
        ),
        Act(
            "phe-duyet",
            APPROVING,
            ApprovalForm,
            approval.approval_obstacles,
            _approve,
            "Đã phê duyệt. “{title}” đang được đăng công khai.",
            _decides,
            do_asks_it=True,
        ),
        Act(
            "tra-lai",
            CHECKING + APPROVING,
            RefusalForm,
            _refusing_obstacles,
            _refuse,
            "Đã trả lại “{title}” kèm căn cứ và lý do.",
            lambda standing, submission: _checks(standing, submission) or _decides(standing, submission),
            leaves=True,
        ),
        Act(
            "chuyen-thanh-vien",
            CHECKING,
            ForwardingForm,
            approval.handing_on_obstacles,
            _forward,
            "Đã chuyển “{title}” cho thành viên khác.",
            _hands_on,
            leaves=True,
        ),
        Act(
            "xac-minh",
            CHECKING,
            VerificationForm,
            approval.checking_obstacles,
            _ask,
            "Đã gửi yêu cầu xác minh.",
            _checks,
        ),
        Act(
            "rut-lai",
            tuple(OPEN_STATES),
            ActForm,
            approval.taking_back_obstacles,
            _take_back,
            "Đã rút lại “{title}”. Bản nháp sửa được và trình lại được.",
            _may_take_back,
        ),
    )
}


@dataclass(frozen=True)
class OfferedAct:
    """An act as the screen shows it: its form, and what stands in the way."""

    name: str
    form: forms.Form
    obstacles: list[str]
    sentences: list[str]


def offered_acts(
    submission: Submission, standing: Standing, *, typed: ActForm | None = None, sentences: list[str] | None = None
) -> dict[str, OfferedAct]:
    """Return the acts to show, by name with underscores; `typed` is the form that was just refused, with `sentences`."""
    offered = {}
    for act in ACTS.values():
        is_typed = typed is not None and typed.act == act.name
        if not is_typed and not act.is_offered(standing, submission):
            continue
        form = typed if is_typed else act.bound(submission, on=standing.on)
        obstacles = act.obstacles_for(submission, standing.user, on=standing.on)
        offered[act.name.replace("-", "_")] = OfferedAct(
            act.name,
            form,
            obstacles,
            [sentence for sentence in sentences or [] if sentence not in obstacles] if is_typed else [],
        )
    return offered
