"""Which delegations may stand in the register: questions answered by Vietnamese sentences; empty means they may.

Source: Quy chế 517, Điều 6 khoản 2 điểm a.
"""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Max
from django.utils import timezone

from agencies.models import Appointment, Post
from agencies.periods import first_day_missed, period_in_words
from editorial.categories import InformationCategory
from editorial.models.archive import PublicationRecord
from editorial.models.delegations import ApprovalDelegation

FIXED_ONCE_USED = ("deputy_id", "granted_by_id", "document_number", "signed_on", "categories", "starts_on", "ends_on")


def objections(delegation: ApprovalDelegation) -> dict[str, list[str]]:
    """Return, by field, why the row may not be saved as it stands now; empty means it may."""
    before = ApprovalDelegation.objects.filter(pk=delegation.pk).first()
    if before is not None:
        rewritten = rewriting_objections(before, delegation)
        if rewritten:
            return {NON_FIELD_ERRORS: rewritten}
        if _only_revokes(before, delegation):
            return {}
    found = granting_objections(delegation)
    contradictions = delegation_contradictions(delegation)
    if contradictions:
        found[NON_FIELD_ERRORS] = contradictions
    return found


def delegation_contradictions(delegation: ApprovalDelegation) -> list[str]:
    """Return which delegations on record this one contradicts, each by its number.

    Two contradict when they give the same category, on the same day, twice: an approval must name one authority.
    """
    others = ApprovalDelegation.objects.exclude(pk=delegation.pk).meeting(delegation.starts_on, delegation.last_day)
    return [
        f"Trùng với văn bản ủy quyền số {other.document_number} cho {other.deputy}, "
        f"{period_in_words(other.starts_on, other.last_day)}, phạm vi: {other.scope}. "
        "Thu hồi văn bản đó hoặc chọn thời gian, phạm vi khác."
        for other in others.select_related("deputy")
        if max(other.starts_on, delegation.starts_on) <= min(other.last_day, delegation.last_day)
        and delegation.shares_scope_with(other)
    ]


def granting_objections(delegation: ApprovalDelegation) -> dict[str, list[str]]:
    """Return, by field, why the Head could not give this authority."""
    found: dict[str, list[str]] = {}
    unknown = [str(value) for value in delegation.categories if value not in InformationCategory.values]
    if unknown:
        found["categories"] = [f"Không có loại thông tin: {', '.join(unknown)}."]
    if delegation.starts_on < delegation.signed_on:
        found["starts_on"] = [f"Văn bản ký ngày {delegation.signed_on:%d/%m/%Y} nên không có hiệu lực trước ngày đó."]
    heads = Appointment.objects.held_by(delegation.granted_by).to_posts(Post.BOARD_HEAD)
    if not heads.in_force(on=delegation.signed_on).exists():
        found["granted_by"] = [
            f"{delegation.granted_by} không giữ nhiệm vụ Trưởng ban Biên tập ngày ký {delegation.signed_on:%d/%m/%Y}."
        ]
    posts = Appointment.objects.held_by(delegation.deputy).to_posts(Post.BOARD_DEPUTY)
    missed = first_day_missed(delegation.starts_on, delegation.ends_on, posts.values_list("starts_on", "ends_on"))
    if missed:
        found["deputy"] = [
            f"{delegation.deputy} không giữ nhiệm vụ Phó Trưởng ban Biên tập ngày {missed:%d/%m/%Y}; "
            "người được ủy quyền phải là Phó Trưởng ban trong suốt thời gian ủy quyền."
        ]
    return found


def last_use(delegation: ApprovalDelegation) -> date | None:
    """Return the last day on which something was decided under the delegation; None when nothing was."""
    records = PublicationRecord.objects.filter(delegation_id=delegation.pk)
    moments = [
        delegation.submissions.aggregate(last=Max("closed_at"))["last"],
        records.aggregate(last=Max("at"))["last"],
    ]
    return max((timezone.localdate(moment) for moment in moments if moment), default=None)


def rewriting_objections(before: ApprovalDelegation, after: ApprovalDelegation) -> list[str]:
    """Return what saving `after` over `before` would rewrite of the past.

    Once something was decided under it, a delegation can only be revoked, and a revocation stands.
    """
    if before.revoked_on and not _same(before, after, ("revoked_on", "revocation_number", *FIXED_ONCE_USED)):
        return [f"Văn bản này đã bị thu hồi theo số {before.revocation_number}; muốn ủy quyền lại, ghi văn bản mới."]
    used_on = last_use(before)
    if used_on and not _same(before, after, FIXED_ONCE_USED):
        return [
            f"Đã có quyết định theo văn bản số {before.document_number} (gần nhất {used_on:%d/%m/%Y}) nên chỉ thu hồi "
            "được, không sửa được."
        ]
    if after.revoked_on is None or before.revoked_on:
        return []
    if used_on and after.revoked_on < used_on:
        return [f"Ngày {used_on:%d/%m/%Y} đã có quyết định theo văn bản này; ghi thu hồi từ ngày đó hoặc sau đó."]
    if not before.signed_on <= after.revoked_on <= before.ends_on:
        return [
            f"Ngày thu hồi phải từ ngày ký {before.signed_on:%d/%m/%Y} đến ngày cuối {before.ends_on:%d/%m/%Y}; "
            "sau đó văn bản tự hết hiệu lực."
        ]
    return []


def _only_revokes(before: ApprovalDelegation, after: ApprovalDelegation) -> bool:
    return after.revoked_on is not None and _same(before, after, FIXED_ONCE_USED)


def _same(before: ApprovalDelegation, after: ApprovalDelegation, fields: tuple[str, ...]) -> bool:
    return all(getattr(before, name) == getattr(after, name) for name in fields)
