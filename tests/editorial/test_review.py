"""The review screen through the real view: everything on one page, each act with its obstacles, nothing typed lost."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse

from editorial import clock, submissions, verifying
from editorial.grounds import ChecklistItem
from editorial.models import PublicationRecord, Submission
from editorial.models.submissions import DueDateChange, StepKind
from tests.editorial.conftest import make_document, signed_in
from tests.newsroom import MOMENT, TODAY, Newsroom

CLASSIFICATION = {"origin": "own", "content": "news", "purpose": "information", "checklist": ChecklistItem.values}
REFUSAL = {"act": "tra-lai", "ground": "unclear_origin", "sentence": "Ghi rõ nguồn của số liệu ở đoạn hai."}


def opened(submission: Submission, user, *, at=MOMENT):
    with clock.held_at(at):
        return signed_in(user).get(f"/quan-tri/ho-so/{submission.pk}/")


def pressed(submission: Submission, user, act: str, *, at=MOMENT, **typed):
    with clock.held_at(at):
        return signed_in(user).post(f"/quan-tri/ho-so/{submission.pk}/", {"act": act, **typed})


def words(response) -> str:
    return response.content.decode()


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def steps(submission: Submission) -> list[str]:
    return list(submission.steps.values_list("kind", flat=True))


def approve(submission: Submission, user, *, seen: int | None = None, at=MOMENT):
    seen = submission.page.latest_revision_id if seen is None else seen
    return pressed(submission, user, "phe-duyet", seen_revision_id=seen, at=at)


@pytest.mark.clause("R10.2")
def test_one_screen_shows_the_item_its_source_its_clock_and_its_steps(newsroom: Newsroom, own_store) -> None:
    consent = make_document("Văn bản chấp thuận của Báo Sóc Trăng")
    page = newsroom.draft(
        title="Kiểm tra quý IV",
        is_quoted=True,
        author_name="Trần Minh",
        source_name="Báo Sóc Trăng",
        source_url="https://baosoctrang.org.vn/bai-viet",
        consent_paper=consent,
    )
    screen = words(opened(newsroom.checking(page), newsroom.member))
    for fragment in (
        "Kiểm tra quý IV",
        "Nội dung kiểm tra gồm sáu lĩnh vực",
        "Trần Minh",
        "https://baosoctrang.org.vn/bai-viet",
        consent.url,
        "Thủ trưởng xác nhận trên hệ thống",
        "Phạm Văn Đức",
        "canbo/QĐ-SNV",
        "Không có bí mật nhà nước",
        "Trình duyệt",
    ):
        assert fragment in screen


@pytest.mark.clause("R10.1c")
def test_the_screen_says_why_the_deadline_is_that_day(newsroom: Newsroom) -> None:
    page = newsroom.draft(happened_on=date(2026, 11, 20))
    submission = newsroom.checking(page)
    DueDateChange.objects.create(
        submission=submission,
        old_due_on=date(2026, 11, 25),
        new_due_on=submission.due_on,
        reason="Thêm ngày nghỉ 24/11/2026",
        at=MOMENT,
    )
    screen = words(opened(submission, newsroom.member))
    assert "Vì sao là ngày này?" in screen
    assert "Không tính: Thứ Bảy" in screen
    assert "Ngày Văn hóa Việt Nam" in screen
    assert "Ngày thứ 3" in screen
    assert "Hạn cũ 25/11/2026" in screen


@pytest.mark.clause("R10.2")
def test_a_member_classifies_and_what_they_ticked_is_kept(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    response = pressed(submission, newsroom.member, "phan-loai", **{**CLASSIFICATION, "checklist": ["accurate"]})
    assert response.status_code == 302
    assert fresh(submission).origin == "own"
    assert fresh(submission).checklist == ["accurate"]
    assert "Chưa xác nhận trong bảng kiểm tra" in words(opened(submission, newsroom.member))


@pytest.mark.clause("R10.2")
def test_an_item_is_not_passed_on_half_checked_and_nothing_ticked_is_lost(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    response = pressed(
        submission, newsroom.member, "chuyen-phe-duyet", **{**CLASSIFICATION, "checklist": ["accurate", "in_line"]}
    )
    assert response.status_code == 400
    assert "Chưa xác nhận trong bảng kiểm tra" in words(response)
    form = response.context["acts"]["chuyen_phe_duyet"].form
    assert form["checklist"].value() == ["accurate", "in_line"]
    assert form["origin"].value() == "own"
    assert steps(submission) == ["submitted", "confirmed", "assigned"]
    assert fresh(submission).origin == ""


@pytest.mark.clause("R10.2")
@pytest.mark.clause("R6.1d")
def test_a_checked_item_goes_to_the_head_who_approves_and_it_is_public(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    passed = pressed(submission, newsroom.member, "chuyen-phe-duyet", **CLASSIFICATION)
    assert passed.url == reverse("newsroom:queue")
    assert fresh(submission).state == Submission.State.APPROVING
    screen = words(opened(submission, newsroom.head))
    assert "Phê duyệt và đăng" in screen
    assert "Nguyễn Văn An" in screen
    assert approve(submission, newsroom.head).status_code == 302
    submission = fresh(submission)
    assert submission.state == Submission.State.PUBLISHED
    assert submission.page.live
    assert PublicationRecord.objects.get(submission=submission).decided_by == newsroom.head
    assert "Xem trên Trang" in words(opened(submission, newsroom.head))


@pytest.mark.clause("R6.3b")
def test_a_member_refuses_by_a_ground_and_a_sentence(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    assert pressed(submission, newsroom.member, **REFUSAL).status_code == 302
    submission = fresh(submission)
    assert submission.state == Submission.State.RETURNED
    assert submission.refusal_ground == "unclear_origin"
    screen = words(opened(submission, newsroom.officer))
    assert "Ghi rõ nguồn của số liệu ở đoạn hai." in screen
    assert "không rõ nguồn gốc" in screen


@pytest.mark.clause("R6.3b")
@pytest.mark.parametrize(
    ("ground", "sentence", "said", "kept"),
    [
        ("", "Ghi rõ nguồn.", "Chọn một trong sáu căn cứ", "Ghi rõ nguồn."),
        ("poor_quality", "  ", "Ghi một câu nêu rõ", "poor_quality"),
        ("bia-ra", "Ghi rõ nguồn.", "Chọn một trong sáu căn cứ", "Ghi rõ nguồn."),
    ],
)
def test_a_refusal_without_ground_or_sentence_is_not_taken_and_keeps_what_was_typed(
    newsroom: Newsroom, ground: str, sentence: str, said: str, kept: str
) -> None:
    submission = newsroom.checking()
    response = pressed(submission, newsroom.member, "tra-lai", ground=ground, sentence=sentence)
    assert response.status_code == 400
    assert said in words(response)
    assert kept in response.context["acts"]["tra_lai"].form.data.values()
    assert fresh(submission).state == Submission.State.CHECKING


def test_the_head_returns_with_a_ground_and_the_next_round_shows_what_changed(newsroom: Newsroom) -> None:
    submission = newsroom.approving(newsroom.draft(title="Kiểm tra quý III"))
    assert pressed(submission, newsroom.head, **REFUSAL).status_code == 302
    page = submission.page.specific
    page.title = "Kiểm tra quý IV"
    page.save_revision(user=newsroom.officer)
    again = newsroom.checking(page)
    screen = words(opened(again, newsroom.member))
    assert "So với lần trình 1" in screen
    assert "<del>III</del><ins>IV</ins>" in screen
    assert "Mở hồ sơ lần trình 1" in screen
    assert "Ghi rõ nguồn của số liệu" in screen


@pytest.mark.clause("R10.3b")
def test_a_change_to_a_public_item_is_compared_with_what_is_public(newsroom: Newsroom) -> None:
    page = newsroom.published(newsroom.draft(place="Sở Y tế"))
    page.place = "Sở Nội vụ"
    page.save_revision(user=newsroom.officer)
    screen = words(opened(newsroom.checking(page), newsroom.member))
    assert "So với bản đang công khai" in screen
    assert "<del>Y tế</del><ins>Nội vụ</ins>" in screen


def test_what_the_board_edited_in_the_round_is_shown_to_the_head(newsroom: Newsroom) -> None:
    submission = newsroom.checking(newsroom.draft(place="Sở Y tế"))
    page = submission.page.specific.get_latest_revision_as_object()
    page.place = "Hội trường Sở Y tế"
    page.save_revision(user=newsroom.member)
    pressed(submission, newsroom.member, "chuyen-phe-duyet", **CLASSIFICATION)
    screen = words(opened(submission, newsroom.head))
    assert "Ban Biên tập đã sửa trong lần trình này" in screen
    assert "<ins>Hội trường </ins>" in screen


@pytest.mark.clause("R6.3d")
def test_a_member_hands_the_item_to_another(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    response = pressed(
        submission, newsroom.member, "chuyen-thanh-vien", to=newsroom.other_member.pk, note="Đúng lĩnh vực của chị."
    )
    assert response.status_code == 302
    assert fresh(submission).assigned_to == newsroom.other_member
    assert "Đúng lĩnh vực của chị." in words(opened(submission, newsroom.other_member))
    second = pressed(submission, newsroom.member, "chuyen-thanh-vien", to=newsroom.deputy.pk)
    assert second.status_code == 403
    assert "Hồ sơ đã giao cho Võ Thị Lan" in words(second)


def test_an_item_goes_to_nobody_who_may_not_check_it(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    for other in (newsroom.officer, newsroom.head):
        response = pressed(submission, newsroom.member, "chuyen-thanh-vien", to=other.pk, note="Nhờ xem giúp.")
        assert response.status_code == 400
        assert "không nhận hồ sơ kiểm tra được" in words(response)
        assert "Nhờ xem giúp." in words(response)
    assert fresh(submission).assigned_to == newsroom.member


def test_the_head_assigns_what_nobody_looks_after(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    Submission.objects.update(assigned_to=None)
    assert "Giao thành viên" in words(opened(submission, newsroom.head))
    pressed(submission, newsroom.head, "chuyen-thanh-vien", to=newsroom.other_member.pk)
    assert fresh(submission).assigned_to == newsroom.other_member


def test_a_member_takes_what_nobody_looks_after_once(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    Submission.objects.update(assigned_to=None)
    assert pressed(submission, newsroom.other_member, "nhan").status_code == 302
    assert fresh(submission).assigned_to == newsroom.other_member
    assert pressed(submission, newsroom.other_member, "nhan").status_code == 403
    assert steps(submission).count(StepKind.FORWARDED) == 1


@pytest.mark.clause("R7.2d")
def test_an_agency_is_asked_to_verify_and_its_answer_stands_on_the_screen(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    typed = {"agency": newsroom.finance.pk, "question": "Số kinh phí ở đoạn hai có đúng không?"}
    assert pressed(submission, newsroom.member, "xac-minh", **typed).status_code == 302
    second = pressed(submission, newsroom.member, "xac-minh", **typed)
    assert second.status_code == 400
    assert "đang chờ trả lời" in words(second)
    request = submission.verification_requests.get()
    verifying.answer_verification(request, by=newsroom.other_officer, answer="Đúng, 1,2 tỷ đồng.", at=MOMENT)
    screen = words(opened(submission, newsroom.member))
    assert "Số kinh phí ở đoạn hai có đúng không?" in screen
    assert "Đúng, 1,2 tỷ đồng." in screen


def test_a_question_without_an_agency_keeps_the_question(newsroom: Newsroom) -> None:
    response = pressed(newsroom.checking(), newsroom.member, "xac-minh", agency="", question="Có đúng không?")
    assert response.status_code == 400
    assert "Chọn cơ quan cần hỏi." in words(response)
    assert "Có đúng không?" in words(response)


@pytest.mark.parametrize("role", ["officer", "other_officer", "unit_head", "administrator", "superuser", "head"])
def test_nobody_but_a_member_or_deputy_checks(newsroom: Newsroom, role: str) -> None:
    submission = newsroom.checking()
    before = steps(submission)
    for act in ("phan-loai", "chuyen-phe-duyet", "tra-lai", "xac-minh", "nhan"):
        typed = {**CLASSIFICATION, **REFUSAL, "act": act, "agency": newsroom.finance.pk, "question": "Đúng không?"}
        response = pressed(submission, getattr(newsroom, role), **typed)
        assert response.status_code == 403, act
        said = words(response)
        assert "anh/chị không giữ nhiệm vụ" in said or "không phải thành viên Ban Biên tập" in said, act
        assert steps(submission) == before, act


@pytest.mark.clause("R6.1d")
def test_nobody_without_authority_approves_and_each_is_told_why(newsroom: Newsroom) -> None:
    submission = newsroom.approving()
    not_the_head = dict.fromkeys(
        ["officer", "unit_head", "member", "administrator", "superuser"], "không giữ nhiệm vụ Trưởng ban"
    )
    for role, said in {**not_the_head, "deputy": "chưa có văn bản ủy quyền"}.items():
        response = approve(submission, getattr(newsroom, role))
        assert response.status_code == 403, role
        assert said in words(response), role
        assert not fresh(submission).page.live, role


@pytest.mark.clause("R6.2a")
def test_a_deputy_reads_the_obstacle_beside_the_shut_button_until_a_delegation_is_in_force(newsroom: Newsroom) -> None:
    submission = newsroom.approving()
    before = opened(submission, newsroom.deputy)
    assert before.context["acts"]["phe_duyet"].obstacles
    assert 'value="phe-duyet" disabled' in words(before)
    newsroom.delegate(starts_on=TODAY, ends_on=TODAY)
    assert 'value="phe-duyet" disabled' not in words(opened(submission, newsroom.deputy))
    next_day = approve(submission, newsroom.deputy, at=MOMENT + timedelta(days=1))
    assert next_day.status_code == 403
    assert "đã hết hiệu lực sau ngày 23/11/2026" in words(next_day)
    assert approve(submission, newsroom.deputy).status_code == 302
    assert "15/UQ-BBT" in fresh(submission).steps.get(kind=StepKind.APPROVED).authority


def test_a_version_that_was_not_on_the_screen_is_never_approved(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    submission.page.specific.save_revision(user=newsroom.member)
    newsroom.classify(submission)
    submissions.pass_on(submission, by=newsroom.member, at=MOMENT)
    submission = fresh(submission)
    seen = submission.submitted_revision_id
    response = approve(submission, newsroom.head, seen=seen)
    assert response.status_code == 409
    assert "Nội dung đã thay đổi" in words(response)
    missing = pressed(submission, newsroom.head, "phe-duyet")
    assert missing.status_code == 409
    assert "Tải lại trang" in words(missing)
    assert fresh(submission).state == Submission.State.APPROVING


@pytest.mark.parametrize(
    ("ready", "role", "typed"),
    [
        ("checking", "member", {"act": "chuyen-phe-duyet", **CLASSIFICATION}),
        ("checking", "member", REFUSAL),
        ("approving", "head", REFUSAL),
    ],
)
def test_a_second_press_changes_nothing_and_says_so(newsroom: Newsroom, ready: str, role: str, typed: dict) -> None:
    submission, user = getattr(newsroom, ready)(), getattr(newsroom, role)
    assert pressed(submission, user, **typed).status_code == 302
    once = steps(submission)
    response = pressed(submission, user, **typed)
    assert response.status_code == 409
    assert "Hồ sơ không ở bước" in words(response)
    assert steps(submission) == once


def test_a_second_press_of_approval_publishes_once(newsroom: Newsroom) -> None:
    submission = newsroom.approving()
    assert approve(submission, newsroom.head).status_code == 302
    response = approve(submission, newsroom.head)
    assert response.status_code == 409
    assert "Hồ sơ không ở bước phê duyệt: đã đăng" in words(response)
    assert PublicationRecord.objects.count() == 1


def test_saving_the_same_classification_again_leaves_no_second_step(newsroom: Newsroom) -> None:
    submission = newsroom.checking()
    assert pressed(submission, newsroom.member, "phan-loai", **CLASSIFICATION).status_code == 302
    assert "không có gì thay đổi" in words(pressed(submission, newsroom.member, "phan-loai", **CLASSIFICATION))
    assert steps(submission).count(StepKind.CLASSIFIED) == 1


def test_an_approval_that_collides_is_refused_whole_with_a_sentence(newsroom: Newsroom, monkeypatch) -> None:
    submission = newsroom.approving()

    def locked(record) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("editorial.archiving.append", locked)
    response = approve(submission, newsroom.head)
    assert response.status_code == 409
    assert "việc chưa được ghi lại" in words(response)
    assert fresh(submission).state == Submission.State.APPROVING
    assert not fresh(submission).page.live


@pytest.mark.parametrize("role", ["officer", "other_officer", "unit_head", "administrator"])
def test_everyone_in_the_newsroom_reads_a_round_and_is_offered_only_what_is_theirs(
    newsroom: Newsroom, role: str
) -> None:
    response = opened(newsroom.checking(), getattr(newsroom, role))
    assert response.status_code == 200
    assert set(response.context["acts"]) <= {"rut_lai"}
    assert ("rut_lai" in response.context["acts"]) == (role == "officer")


def test_an_officer_takes_back_what_is_not_yet_decided(newsroom: Newsroom) -> None:
    submission = newsroom.approving()
    assert pressed(submission, newsroom.officer, "rut-lai").status_code == 302
    assert fresh(submission).state == Submission.State.CANCELLED
    assert pressed(submission, newsroom.officer, "rut-lai").status_code == 409
    assert pressed(newsroom.checking(), newsroom.member, "rut-lai").status_code == 403


def test_an_unknown_act_is_answered_with_a_sentence(newsroom: Newsroom) -> None:
    response = pressed(newsroom.checking(), newsroom.member, "xoa-het")
    assert response.status_code == 400
    assert "không có việc vừa yêu cầu" in words(response)


def test_a_round_that_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    with clock.held_at(MOMENT):
        assert signed_in(newsroom.member).get("/quan-tri/ho-so/999/").status_code == 404
