"""An old register goes public through the Head's approval, in one act; every document has its round and its record."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentRelation, LegalDocumentPage
from editorial import approval, batch_approval, batches, submissions
from editorial.batch_publishing import publish_batch
from editorial.door_sentences import deletion_obstacles
from editorial.models import BatchState, PublicationRecord, PublicListing, Submission
from editorial.refusals import Refused
from tests.documents.batch_tools import CHECK, approved, checked, collected, documents, fresh, sent
from tests.editorial.archive_tools import findings
from tests.newsroom import MOMENT, TODAY, Newsroom

LATER = MOMENT + timedelta(hours=1)


def live() -> int:
    return LegalDocumentPage.objects.live().count()


@pytest.mark.clause("R6.1d")
@pytest.mark.clause("R10.4")
def test_an_approved_batch_is_public_and_every_document_has_its_record(newsroom: Newsroom):
    batch = approved(newsroom)
    assert live() == 0
    assert publish_batch(batch, by=newsroom.head, at=LATER) == 3
    assert batch.state == BatchState.PUBLISHED
    assert live() == 3
    assert findings() == []
    page = LegalDocumentPage.objects.live().first()
    record = PublicationRecord.objects.get(page_id=page.pk)
    assert (record.at, record.decided_by, record.revision) == (LATER, newsroom.head, page.live_revision)
    assert page.first_published_at == page.last_published_at == LATER
    assert not page.has_unpublished_changes
    assert PublicListing.objects.filter(page_id=page.pk).count() == 2
    assert approval.open_submission_of(page) is None
    assert page.current_workflow_state is None


@pytest.mark.clause("R6.1d")
def test_a_document_of_a_batch_leaves_what_one_that_went_alone_leaves(newsroom: Newsroom):
    batch = approved(newsroom, 1)
    publish_batch(batch, by=newsroom.head, at=LATER)
    (alone,) = documents(newsroom, 1, start=50)
    alone.live, alone.owner = False, newsroom.other_member
    alone.body = [("paragraph", "<p>Điều 1.</p>")]
    LegalDocumentPage.objects.get(number="1/QĐ-SNV").get_parent().add_child(instance=alone)
    alone.save_revision(user=newsroom.other_member)
    round_ = submissions.submit(alone, by=newsroom.other_member, at=MOMENT)
    newsroom.classify(round_, at=MOMENT)
    submissions.pass_on(round_, by=newsroom.member, at=MOMENT)
    submissions.approve(round_, by=newsroom.head, at=LATER)

    mine, theirs = Submission.objects.order_by("pk")
    same = ("state", "round_number", "checked_by_id", "decided_by_id", "decided_under_id", "confirmation", "checklist")
    assert [getattr(mine, name) for name in same] == [getattr(theirs, name) for name in same]
    for one, other in ((mine.workflow_state, theirs.workflow_state),):
        assert (one.status, one.workflow_id, one.content_type_id) == (
            other.status,
            other.workflow_id,
            other.content_type_id,
        )
        assert [state.task_id for state in one.task_states.order_by("pk")] == [
            state.task_id for state in other.task_states.order_by("pk")
        ]
        assert one.current_task_state.task_id == other.current_task_state.task_id
    kinds = [set(round_.steps.values_list("kind", flat=True)) for round_ in (mine, theirs)]
    assert kinds[1] - kinds[0] <= {"classified", "assigned"}  # of a batch, the check tells both
    one, other = PublicationRecord.objects.order_by("sequence")
    words = json.loads(one.content), json.loads(other.content)
    assert words[0].keys() == words[1].keys()
    assert {key for key in words[0] if words[0][key] != words[1][key]} == {"title", "number", "body"}
    assert one.text == other.text.replace("50/QĐ", "1/QĐ").replace("Nội dung: Điều 1.\n", "")
    assert findings() == []


@pytest.mark.clause("R6.1d")
@pytest.mark.parametrize("role", ["administrator", "member", "deputy", "officer", "superuser"])
def test_only_the_head_approves_a_batch(newsroom: Newsroom, role: str):
    batch = checked(newsroom)
    with pytest.raises(Refused):
        batches.approve_batch(batch, by=getattr(newsroom, role), at=MOMENT)
    with pytest.raises(Refused):
        publish_batch(batch, by=getattr(newsroom, role), at=MOMENT)
    with pytest.raises(Refused):
        publish_batch(batch, by=newsroom.head, at=MOMENT)  # not approved yet
    assert live() == 0


@pytest.mark.clause("R6.2a")
def test_the_deputy_approves_a_batch_under_a_delegation_that_covers_documents(newsroom: Newsroom):
    batch = checked(newsroom, 1)
    delegation = newsroom.delegate(categories=["document"])
    batches.approve_batch(batch, by=newsroom.deputy, at=MOMENT)
    publish_batch(fresh(batch), by=newsroom.deputy, at=MOMENT)
    assert PublicationRecord.objects.get().delegation == delegation
    assert findings() == []


@pytest.mark.clause("R6.2a")
def test_a_deputy_whose_delegation_ended_does_not_go_on_with_a_batch(newsroom: Newsroom):
    batch = checked(newsroom)
    newsroom.delegate(ends_on=TODAY)
    batches.approve_batch(batch, by=newsroom.deputy, at=MOMENT)
    publish_batch(fresh(batch), by=newsroom.deputy, at=MOMENT, most=1)
    with pytest.raises(Refused, match="đã hết hiệu lực"):
        publish_batch(fresh(batch), by=newsroom.deputy, at=MOMENT + timedelta(days=1))
    assert live() == 1
    publish_batch(fresh(batch), by=newsroom.head, at=MOMENT + timedelta(days=1))
    assert live() == 3
    assert findings() == []


@pytest.mark.clause("R6.1d")
def test_who_imports_checks_and_approves_a_batch_are_three_people(newsroom: Newsroom):
    batch = batches.open_batch(name="Đợt", category="document", by=newsroom.deputy, at=MOMENT)
    assert "người khác phải kiểm tra" in " ".join(
        batch_approval.checking_obstacles(_at(batch, BatchState.CHECKING), newsroom.deputy, on=TODAY)
    )
    newsroom.delegate()
    batch.checked_by = newsroom.member
    waiting = _at(batch, BatchState.APPROVING)
    assert "không thể tự phê duyệt" in " ".join(batch_approval.approval_obstacles(waiting, newsroom.deputy, on=TODAY))
    checked_by_deputy = checked(newsroom)
    checked_by_deputy.checked_by = newsroom.deputy
    assert "người khác phải phê duyệt" in " ".join(
        batch_approval.approval_obstacles(checked_by_deputy, newsroom.deputy, on=TODAY)
    )


def _at(batch, state):
    batch.state = state
    return batch


@pytest.mark.clause("R10.2")
def test_a_batch_is_checked_whole_before_the_head_sees_it(newsroom: Newsroom):
    batch = sent(newsroom)
    with pytest.raises(Refused, match="Chưa phân loại đủ"):
        batches.check_batch(batch, by=newsroom.member, at=MOMENT, **{**CHECK, "origin": ""})
    with pytest.raises(Refused, match="Chưa xác nhận"):
        batches.check_batch(batch, by=newsroom.member, at=MOMENT, **{**CHECK, "checklist": []})
    with pytest.raises(Refused, match="bước phê duyệt"):
        batches.approve_batch(batch, by=newsroom.head, at=MOMENT)


@pytest.mark.clause("R6.1d")
def test_a_batch_that_was_sent_holds_its_documents(newsroom: Newsroom):
    batch = sent(newsroom)
    page = LegalDocumentPage.objects.first()
    with pytest.raises(Refused, match="nằm trong đợt"):
        page.save_revision(user=newsroom.member)
    with pytest.raises(Refused, match="nằm trong đợt"):
        submissions.submit(page, by=newsroom.member, at=MOMENT)
    assert "nằm trong đợt" in deletion_obstacles(page, newsroom.member, TODAY)[0]
    batches.leave_out(batch.items.get(page=page), by=newsroom.member, at=MOMENT, reason="Sai ngày ban hành")
    page.issued_on = TODAY
    page.save_revision(user=newsroom.member)
    batches.check_batch(batch, by=newsroom.member, at=MOMENT, **CHECK)
    batches.approve_batch(batch, by=newsroom.head, at=MOMENT)
    assert publish_batch(fresh(batch), by=newsroom.head, at=MOMENT) == 2
    assert not LegalDocumentPage.objects.get(pk=page.pk).live
    assert findings() == []


def test_a_returned_batch_is_drafts_again_and_goes_out_in_its_newest_versions(newsroom: Newsroom):
    batch = checked(newsroom)
    batches.return_batch(batch, by=newsroom.head, at=MOMENT, ground="poor_quality", sentence="Trích yếu thiếu dấu")
    page = LegalDocumentPage.objects.first()
    page.abstract = "Ban hành Quy chế làm việc"
    page.title = "Quyết định về Quy chế làm việc"
    page.save_revision(user=newsroom.administrator)
    batches.send_batch(fresh(batch), by=newsroom.administrator, at=LATER)
    batches.check_batch(fresh(batch), by=newsroom.member, at=LATER, **CHECK)
    batches.approve_batch(fresh(batch), by=newsroom.head, at=LATER)
    assert publish_batch(fresh(batch), by=newsroom.head, at=LATER) == 3
    page = LegalDocumentPage.objects.get(pk=page.pk)
    assert (page.live, page.abstract, page.title) == (
        True,
        "Ban hành Quy chế làm việc",
        "Quyết định về Quy chế làm việc",
    )
    assert findings() == []


def test_a_document_that_cannot_be_published_is_left_out_with_its_reason_and_stops_nobody(newsroom: Newsroom):
    batch = collected(newsroom)
    page = LegalDocumentPage.objects.first()
    page.is_quoted = True
    page.save_revision(user=newsroom.administrator)
    batches.send_batch(batch, by=newsroom.administrator, at=MOMENT)
    reasons = {"no-source": "Nguồn ghi trên bản giấy."}
    batches.check_batch(batch, by=newsroom.member, at=MOMENT, **CHECK, override_reasons=reasons)
    batches.approve_batch(batch, by=newsroom.head, at=MOMENT)
    assert publish_batch(fresh(batch), by=newsroom.head, at=MOMENT) == 2
    assert "phải ghi tác giả" in batch.items.left_out().get().left_out_reason
    assert fresh(batch).state == BatchState.PUBLISHED


def test_a_chunk_costs_the_same_statements_but_for_its_records(newsroom: Newsroom):
    """Each record is let into the chain by itself; all else is asked and written for the whole chunk, related documents too."""
    batch = collected(newsroom, 2)
    publish_whole(newsroom, batch)
    acting = documents(newsroom, 7, start=10)
    for place, page in enumerate(acting):
        page.relations = [acting_on(f"{place % 2 + 1}/QĐ-SNV", kind="amends", provision=f"Điều {place}")]
    batch = collected(newsroom, pages=acting)
    for step in (batches.send_batch, batches.check_batch, batches.approve_batch):
        take(step, newsroom, batch)
    publish_batch(fresh(batch), by=newsroom.head, at=MOMENT, most=1)  # reads what is then remembered
    with CaptureQueriesContext(connection) as two:
        publish_batch(batch, by=newsroom.head, at=MOMENT, most=2)
    with CaptureQueriesContext(connection) as four:
        publish_batch(batch, by=newsroom.head, at=MOMENT, most=4)
    # A document's own: its record and the chain's head.
    assert (len(four) - len(two)) / 2 <= 2
    assert live() == 9


@pytest.mark.clause("R6.1d")
def test_documents_of_one_batch_that_contradict_each_other_are_left_out_with_the_path(newsroom: Newsroom):
    first, second, third = documents(newsroom, 3)
    first.relations = [acting_on("2/QĐ-SNV", kind="replaces")]
    second.relations = [acting_on("1/QĐ-SNV", kind="repeals")]
    batch = collected(newsroom, pages=[first, second, third])
    assert publish_whole(newsroom, batch) == 1
    reasons = list(batch.items.left_out().values_list("left_out_reason", flat=True))
    assert len(reasons) == 2
    assert all("tạo thành vòng" in reason for reason in reasons)
    assert LegalDocumentPage.objects.live().get().number == "3/QĐ-SNV"


def acting_on(number: str, **line) -> DocumentRelation:
    return DocumentRelation(target_number=number, target_issued_on=date(2022, 12, 30), **line)


def take(step, newsroom: Newsroom, batch) -> None:
    by = {"send_batch": newsroom.administrator, "check_batch": newsroom.member, "approve_batch": newsroom.head}
    words = CHECK if step is batches.check_batch else {}
    step(fresh(batch), by=by[step.__name__], at=MOMENT, **words)


def publish_whole(newsroom: Newsroom, batch) -> int:
    for step in (batches.send_batch, batches.check_batch, batches.approve_batch):
        take(step, newsroom, batch)
    return publish_batch(fresh(batch), by=newsroom.head, at=MOMENT)
