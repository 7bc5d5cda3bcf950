"""The doors that are code: a shell, a script, a library that calls Wagtail without asking who may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow, WorkflowTask

from editorial import clock, submissions, verification
from editorial.approval import newest_record
from editorial.models import Submission
from editorial.refusals import Refused
from news.models import ActivityPage
from tests.architecture.doors import STATES, public_face, undone
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.clause("R6.1d")

REFUSALS = (Refused, PermissionDenied, IntegrityError, ProtectedError)


def latest(page) -> Revision:
    return page.get_latest_revision()


def current(page):
    return page.current_workflow_task_state.specific


def save_live(page) -> None:
    page.live = not page.live
    page.save()


def save_scheduled(page) -> None:
    page.expire_at = timezone.now() - timedelta(days=1)
    page.save()


def publish_with_moment(page) -> None:
    page.go_live_at = MOMENT + timedelta(days=1)
    page.save_revision(clean=False).publish()


def other_text(page) -> None:
    page.place = "Nơi khác"
    page.live = True
    page.save()


ALWAYS: dict[str, Callable] = {
    "publish the latest version": lambda page, room: latest(page).publish(user=room.superuser),
    "publish past Wagtail's check": lambda page, room: latest(page).publish(
        user=room.superuser, skip_permission_checks=True
    ),
    "publish with nobody": lambda page, room: latest(page).publish(),
    "publish the first version": lambda page, room: page.revisions.order_by("pk").first().publish(),
    "publish at a moment of its own": lambda page, room: publish_with_moment(page),
    "save with another text": lambda page, room: other_text(page),
    "turn live over and save": lambda page, room: save_live(page),
    "turn live over in the table": lambda page, room: Page.objects.filter(pk=page.pk).update(live=not page.live),
    "turn live over in the type's table": lambda page, room: ActivityPage.objects.filter(pk=page.pk).update(
        live=not page.live
    ),
    "point to another version in the table": lambda page, room: Page.objects.filter(pk=page.pk).update(
        live=True, live_revision=room.draft().latest_revision
    ),
    "change its type in the table": lambda page, room: Page.objects.filter(pk=page.pk).update(
        content_type=room.section.content_type, live=True
    ),
    "let it expire": lambda page, room: save_scheduled(page),
    "alias of a live copy": lambda page, room: _live(page).create_alias(update_slug="bi-danh"),
    "copy that stays live": lambda page, room: _live(page).copy(update_attrs={"slug": "ban-sao"}, keep_live=True),
    "create live": lambda page, room: room.section.add_child(
        instance=ActivityPage(
            title="Tin",
            slug="tin",
            live=True,
            agency=room.health,
            happened_on=MOMENT.date(),
            place="x",
            level="department",
        )
    ),
}


def _live(page):
    """In memory only: what a copy would take over."""
    page.live = True
    return page


PUBLISHED_ONLY: dict[str, Callable] = {
    "unpublish": lambda page, room: page.unpublish(user=room.superuser),
    "unpublish with nobody": lambda page, room: page.unpublish(),
    "delete": lambda page, room: page.delete(user=room.superuser),
    "delete from the table": lambda page, room: Page.objects.filter(pk=page.pk).delete(),
    "delete its versions": lambda page, room: page.revisions.all().delete(),
    "delete its section": lambda page, room: page.get_parent().delete(),
    "delete its author": lambda page, room: room.head.delete(),
    "save another public text": lambda page, room: _save_title(page, "Tiêu đề khác"),
    "change the public title in the table": lambda page, room: Page.objects.filter(pk=page.pk).update(title="Khác"),
    "change the recorded version": lambda page, room: Revision.objects.filter(pk=page.live_revision_id).update(
        content={"title": "Khác"}
    ),
}


def _save_title(page, title: str) -> None:
    page.title = title
    page.save()


STEP_ACTS: dict[str, Callable] = {
    "approve the step as somebody": lambda page, room: _approve_every_step(page, room.other_officer),
    "approve the step as the submitter": lambda page, room: _approve_every_step(page, room.officer),
    "approve the step as a deputy without delegation": lambda page, room: _approve_every_step(page, room.deputy),
    "approve the step as a superuser": lambda page, room: _approve_every_step(page, room.superuser),
    "approve the step as nobody": lambda page, room: _approve_every_step(page, None),
    "finish the workflow": lambda page, room: page.current_workflow_state.finish(user=room.superuser),
    "finish the workflow as nobody": lambda page, room: page.current_workflow_state.finish(),
    "act on the task": lambda page, room: page.current_workflow_task.on_action(
        page.current_workflow_task_state, room.superuser, "approve"
    ),
    "act on the task as the submitter": lambda page, room: page.current_workflow_task.on_action(
        page.current_workflow_task_state, room.officer, "approve"
    ),
    "an act that the step does not have": lambda page, room: page.current_workflow_task.on_action(
        page.current_workflow_task_state, room.head, "publish"
    ),
}


def _approve_every_step(page, user) -> None:
    while page.current_workflow_task_state:
        current(page).approve(user=user)
        page = page.specific_class.objects.get(pk=page.pk)


@pytest.fixture
def room(newsroom: Newsroom):
    with clock.held_at(MOMENT):
        yield newsroom


def refused(act: Callable, page: Page, room: Newsroom) -> bool:
    """Try; say whether it was refused."""
    try:
        with transaction.atomic():
            act(page, room)
    except REFUSALS:
        return True
    return False


def fresh(page: Page) -> Page:
    return page.specific_class.objects.get(pk=page.pk)


@pytest.mark.parametrize("state", STATES)
def test_no_code_makes_an_item_public_or_takes_it_off(room: Newsroom, state: str):
    page = fresh(STATES[state](room))
    face = public_face()
    acts = ALWAYS | (STEP_ACTS if page.current_workflow_task_state else {}) | (PUBLISHED_ONLY if page.live else {})
    for name, act in acts.items():
        with undone():
            refused(act, fresh(page), room)
            assert public_face() == face, name
    assert list(verification.verify_chain()) == []


def test_publishing_the_recorded_version_again_changes_no_text(room: Newsroom):
    page = room.published()
    latest(page).publish()
    again = fresh(page)
    assert again.live_revision_id == newest_record(page).revision_id
    assert list(verification.verify_public_pages()) == []


def test_deleting_what_was_sent_is_refused_in_every_state_but_draft(room: Newsroom):
    for state, build in STATES.items():
        page = fresh(build(room))
        with undone():
            assert refused(lambda page, room: page.delete(), page, room) == (state != "draft"), state


def test_moving_an_item_keeps_it_public_under_its_new_address(room: Newsroom, client):
    page = room.published()
    page.move(Page.objects.get(slug="so-ban-nganh"), pos="last-child")
    assert client.get(fresh(page).url).status_code == 200
    assert list(verification.verify_public_pages()) == []


def test_another_workflow_finishes_without_publishing(room: Newsroom):
    """A workflow that somebody makes beside ours has no round, so its end publishes nothing."""
    from wagtail.models import GroupApprovalTask

    page = room.draft()
    workflow = Workflow.objects.create(name="Đường tắt")
    task = GroupApprovalTask.objects.create(name="Bước tắt")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, room.superuser)
    with pytest.raises(Refused, match="không có hồ sơ trình duyệt"), transaction.atomic():
        state.current_task_state.specific.approve(user=room.superuser)
    assert not fresh(page).live


def test_an_approved_version_may_not_carry_moments_of_its_own(room: Newsroom):
    page = room.draft()
    page.go_live_at = MOMENT + timedelta(days=1)
    page.save_revision(user=room.officer, clean=False)
    submission = room.approving(page)
    with pytest.raises(Refused, match="không hẹn giờ"):
        submissions.approve(submission, by=room.head, at=MOMENT)
    assert Submission.objects.get(pk=submission.pk).state == Submission.State.APPROVING


@pytest.mark.parametrize("build", ["submitted", "approving"])
def test_no_version_slips_under_a_confirmation_or_an_approval(room: Newsroom, build: str):
    submission = getattr(room, build)()
    page = submission.page.specific
    page.title = "Sửa lén"
    with pytest.raises(Refused, match="không được lưu"):
        page.save_revision(user=room.member)
    assert fresh(page).latest_revision_id == submission.submitted_revision_id


def test_a_sent_version_is_never_overwritten_by_autosave(room: Newsroom):
    submission = room.checking()
    sent = submission.submitted_revision
    page = sent.as_object()
    page.title = "Bản sau"
    written = page.save_revision(user=room.officer, overwrite_revision=sent)
    assert written.pk != sent.pk
    sent.refresh_from_db()
    assert sent.content["title"] != "Bản sau"
