"""The main journey without a browser: from draft to permanent record, every act by its verb."""

import pytest

from editorial import approval, submissions
from editorial.grounds import ChecklistItem
from editorial.models import PublicationRecord, Submission
from editorial.refusals import Refused
from tests.newsroom import MOMENT, TODAY, Newsroom


@pytest.mark.clause("R6.1d")
@pytest.mark.clause("R6.3k")
@pytest.mark.clause("R10.3a")
def test_approval_publishes_in_the_same_act_and_writes_the_record(newsroom: Newsroom):
    page = newsroom.published()
    record = PublicationRecord.objects.get(page_id=page.pk)
    assert page.live
    assert record.revision_id == page.live_revision_id
    assert record.decided_by == newsroom.head
    assert "Trưởng ban Biên tập" in record.authority
    assert "Nội dung kiểm tra gồm sáu lĩnh vực" in record.text


@pytest.mark.clause("R7.2a")
def test_a_submission_waits_for_the_units_head_before_it_reaches_a_member(newsroom: Newsroom):
    submission = newsroom.submitted()
    assert submission.state == Submission.State.AWAITING_CONFIRMATION
    submissions.confirm(submission, by=newsroom.unit_head, at=MOMENT)
    submission.refresh_from_db()
    assert submission.state == Submission.State.CHECKING
    assert submission.assigned_to == newsroom.member


@pytest.mark.clause("R6.3b")
def test_a_refused_item_comes_back_with_ground_and_sentence_and_opens_a_new_round(newsroom: Newsroom):
    submission = newsroom.checking()
    submissions.refuse(
        submission, by=newsroom.member, at=MOMENT, ground="unclear_origin", sentence="Ghi rõ nguồn số liệu."
    )
    submission.refresh_from_db()
    assert submission.state == Submission.State.RETURNED
    assert submission.refusal_sentence == "Ghi rõ nguồn số liệu."
    again = newsroom.submitted(submission.page.specific, by=newsroom.officer)
    assert again.round_number == 2
    assert again.previous == submission


@pytest.mark.clause("R6.3b")
def test_a_refusal_by_the_head_goes_through_both_steps_again(newsroom: Newsroom):
    submission = newsroom.approving()
    submissions.refuse(
        submission, by=newsroom.head, at=MOMENT, ground="poor_quality", sentence="Viết lại phần kết quả."
    )
    again = newsroom.submitted(submission.page.specific, by=newsroom.officer)
    submissions.confirm(again, by=newsroom.unit_head, at=MOMENT)
    again.refresh_from_db()
    assert again.state == Submission.State.CHECKING


@pytest.mark.clause("R6.2a")
def test_a_deputy_without_delegation_is_refused_with_a_sentence(newsroom: Newsroom):
    submission = newsroom.approving()
    with pytest.raises(Refused) as refusal:
        submissions.approve(submission, by=newsroom.deputy, at=MOMENT)
    assert "ủy quyền" in str(refusal.value)


@pytest.mark.clause("R6.2a")
def test_an_approval_under_delegation_names_it_in_the_record(newsroom: Newsroom):
    delegation = newsroom.delegate()
    submission = newsroom.approving()
    submissions.approve(submission, by=newsroom.deputy, at=MOMENT)
    record = PublicationRecord.objects.get(submission=submission)
    assert record.delegation == delegation
    assert "15/UQ-BBT" in record.authority


@pytest.mark.clause("R6.1d")
def test_nobody_approves_what_they_edited_in_the_round(newsroom: Newsroom):
    submission = newsroom.checking()
    submission.page.specific.save_revision(user=newsroom.head)
    newsroom.classify(submission)
    submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    submission.refresh_from_db()
    assert any("biên tập" in sentence for sentence in approval.approval_obstacles(submission, newsroom.head, on=TODAY))


@pytest.mark.clause("R10.3b")
def test_a_change_to_a_public_item_leaves_the_old_text_public_until_approved(newsroom: Newsroom):
    page = newsroom.published()
    page.title = "Tiêu đề mới"
    page.save_revision(user=newsroom.officer)
    submission = newsroom.approving(page)
    assert type(page).objects.get(pk=page.pk).title != "Tiêu đề mới"
    submissions.approve(submission, by=newsroom.head, at=MOMENT)
    assert type(page).objects.get(pk=page.pk).title == "Tiêu đề mới"
    assert PublicationRecord.objects.filter(page_id=page.pk).count() == 2


@pytest.mark.clause("R4.3-4")
def test_an_item_is_passed_on_only_with_the_whole_checklist_and_its_answers_are_kept(newsroom: Newsroom):
    submission = newsroom.checking()
    answers = [item.value for item in ChecklistItem if item != ChecklistItem.NO_SECRET]
    choices = {"origin": "own", "content": "news", "purpose": "information"}
    submissions.classify(submission, by=newsroom.member, at=MOMENT, checklist=answers, **choices)
    with pytest.raises(Refused) as refusal:
        submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    assert "bí mật nhà nước" in str(refusal.value)
    submissions.classify(submission, by=newsroom.member, at=MOMENT, checklist=ChecklistItem.values, **choices)
    submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    submission.refresh_from_db()
    assert submission.state == Submission.State.APPROVING
    assert sorted(submission.checklist) == sorted(ChecklistItem.values)
