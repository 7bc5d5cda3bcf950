"""An approval writes the end of Wagtail's workflow and log itself: the same rows and signals as when Wagtail writes them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState, WorkflowState
from wagtail.signals import page_published, published, task_approved, workflow_approved

from editorial import archiving, clock, submissions
from editorial.models import PublicationRecord, Submission, SubmissionStep
from editorial.refusals import Refused
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.django_db

LATER = MOMENT + timedelta(hours=2)
# Keys, and moments that Wagtail takes from its own clock.
OWN = {"id", "uuid", "timestamp", "finished_at", "started_at", "created_at", "object_id", "at", "current_task_state_id"}
KEYS = (
    "page",
    "revision",
    "submission",
    "submitted_revision",
    "closed_revision",
    "workflow_state",
    "latest_revision",
    "live_revision",
)


def rows_of(submission: Submission) -> dict[str, list]:
    run = submission.workflow_state
    log = PageLogEntry.objects.filter(
        page_id=submission.page_id, action__in=["wagtail.workflow.approve", "wagtail.publish"]
    )
    found = {
        "runs": WorkflowState.objects.filter(pk=run.pk),
        "steps": TaskState.objects.filter(workflow_state=run).order_by("pk"),
        "log": log.order_by("pk"),
        "acts": SubmissionStep.objects.filter(submission=submission).order_by("pk"),
        "rounds": Submission.objects.filter(pk=submission.pk),
    }
    return {name: [_plain(row) for row in rows.values()] for name, rows in found.items()}


def _plain(row: dict) -> dict:
    kept = {name: value for name, value in row.items() if name not in OWN and not name.startswith(KEYS)}
    if "data" in kept and "workflow" in kept["data"]:
        kept["data"]["workflow"].pop("task_state_id")
    return {name: value for name, value in kept.items() if name not in ("title", "label")}


@pytest.fixture
def heard(request):
    signals = {"page": page_published, "any": published, "task": task_approved, "run": workflow_approved}
    names: list[tuple[str, type]] = []
    for name, signal in signals.items():
        receiver = lambda sender, name=name, **kwargs: names.append((name, sender))  # noqa: E731
        signal.connect(receiver, weak=False)
        request.addfinalizer(lambda signal=signal, receiver=receiver: signal.disconnect(receiver))
    return names


def test_the_rows_and_signals_are_wagtails(newsroom: Newsroom, heard):
    ours, wagtails = newsroom.approving(), newsroom.approving()
    heard.clear()
    submissions.approve(ours, by=newsroom.head, at=LATER)
    told = sorted(heard, key=str)
    heard.clear()
    with clock.held_at(LATER):
        wagtails.workflow_state.current_task_state.approve(user=newsroom.head)
    assert told == sorted(heard, key=str)
    assert len(told) == 4
    assert rows_of(ours) == rows_of(wagtails)
    assert [entry["action"] for entry in rows_of(ours)["log"]][-2:] == ["wagtail.workflow.approve", "wagtail.publish"]


def test_another_title_and_address_are_told_and_followed(
    newsroom: Newsroom, client, django_capture_on_commit_callbacks
):
    page = newsroom.published()
    old = page.url
    page.title, page.slug = "Tên khác", "ten-khac"
    page.save_revision(user=newsroom.officer)
    with django_capture_on_commit_callbacks(execute=True):
        page = newsroom.published(page, at=LATER)
    assert (page.slug, page.live, page.has_unpublished_changes) == ("ten-khac", True, False)
    assert PageLogEntry.objects.filter(page=page, action="wagtail.rename", data__title__new="Tên khác").count() == 1
    assert client.get(page.url).status_code == 200
    assert client.get(old).status_code == 301


def test_an_address_that_is_taken_stops_the_approval_whole(newsroom: Newsroom, client):
    taken = newsroom.published()
    submission = newsroom.approving(newsroom.draft())
    revision = submission.page.latest_revision
    revision.content["slug"] = taken.slug
    revision.save()
    client.force_login(newsroom.head)
    form = {"act": "phe-duyet", "seen_revision_id": revision.pk}
    response = client.post(reverse("newsroom:review", args=[submission.pk]), form)
    assert response.status_code < 500
    shown = response.content.decode()
    assert f"đã có trang dùng đường dẫn “{taken.slug}”" in shown
    assert "Trả lại để cơ quan cung cấp sửa." in shown
    submission.refresh_from_db()
    assert submission.is_open
    assert not PublicationRecord.objects.filter(submission=submission).exists()


def test_what_differs_from_its_record_is_not_published(newsroom: Newsroom, monkeypatch):
    submission = newsroom.approving()
    whole = archiving.new_record

    def forged(*args, **kwargs) -> PublicationRecord:
        record = whole(*args, **kwargs)
        record.content_digest = "0" * 64
        return record

    monkeypatch.setattr(archiving, "new_record", forged)
    with pytest.raises(Refused, match="hai bước"):
        submissions.approve(submission, by=newsroom.head, at=LATER)
