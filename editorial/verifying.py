"""Asking an agency to verify what an item says in its field, and its answer: both stay with the round."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from editorial import approval, notifications
from editorial.models.submissions import StepKind, Submission, VerificationRequest
from editorial.refusals import refuse_if
from editorial.steps import locked, record_step


@transaction.atomic
def request_verification(submission: Submission, *, by, agency, question: str, at: datetime) -> VerificationRequest:
    """Ask an agency to verify information in its field (Điều 7 khoản 2 điểm d)."""
    submission = locked(submission)
    refuse_if(approval.checking_obstacles(submission, by, on=timezone.localdate(at)))
    refuse_if([] if question.strip() else ["Ghi nội dung cần cơ quan xác minh."])
    asked = submission.verification_requests.filter(agency=agency, question=question.strip(), answered_at=None)
    refuse_if([f"Đã hỏi {agency} đúng nội dung này và đang chờ trả lời."] if asked.exists() else [])
    request = VerificationRequest.objects.create(
        submission=submission, agency=agency, question=question.strip(), asked_by=by, asked_at=at
    )
    record_step(submission, StepKind.VERIFICATION_ASKED, by=by, at=at, note=f"{agency}: {question.strip()}")
    notifications.verification_asked(request, at=at)
    return request


@transaction.atomic
def answer_verification(request: VerificationRequest, *, by, answer: str, at: datetime) -> None:
    """The agency answers; the answer is kept with the submission."""
    request = VerificationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    refuse_if(approval.verification_answer_obstacles(request, by, on=timezone.localdate(at)))
    refuse_if([] if answer.strip() else ["Ghi kết quả xác minh."])
    request.answer = answer.strip()
    request.answered_by = by
    request.answered_at = at
    request.save()
    record_step(
        request.submission, StepKind.VERIFICATION_ANSWERED, by=by, at=at, note=f"{request.agency}: {answer.strip()}"
    )
    notifications.verification_answered(request)
