"""Content warnings of a batch: looked for in each document, answered by kind, kept with the round of each document."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import LegalDocumentPage
from editorial import batch_warnings, batches, clock
from editorial.batch_publishing import publish_batch
from editorial.checks import WarningKind
from editorial.grounds import RefusalGround
from editorial.models import BatchWarning, StepKind, Submission, SubmissionBatch
from editorial.refusals import Refused
from tests.documents.batch_tools import CHECK, fresh, sent, sent_with_warnings
from tests.newsroom import MOMENT, Newsroom

REASON = "Số trực ban của cơ quan."
SECRET, MOBILE = WarningKind.INTERNAL.value, WarningKind.TELEPHONE.value


def check(batch: SubmissionBatch, newsroom: Newsroom, **reasons: str) -> None:
    batches.check_batch(batch, by=newsroom.member, at=MOMENT, **CHECK, override_reasons=reasons)


@pytest.mark.clause("R4.3-4")
def test_a_batch_with_warnings_is_passed_on_with_a_reason_for_each_kind_and_each_document_keeps_its_own(
    newsroom: Newsroom,
):
    batch = sent_with_warnings(newsroom)
    with pytest.raises(Refused) as refusal:
        check(batch, newsroom, **{MOBILE: REASON, SECRET: "  "})
    assert refusal.value.sentences == [
        "1 văn bản có cảnh báo “Tài liệu nội bộ”: bỏ ra khỏi đợt để sửa, hoặc ghi lý do vẫn chuyển."
    ]
    check(batch, newsroom, **{MOBILE: REASON, SECRET: "Đã giải mật."})
    batches.approve_batch(fresh(batch), by=newsroom.head, at=MOMENT)
    publish_batch(fresh(batch), by=newsroom.head, at=MOMENT)
    reasons = list(Submission.objects.order_by("page_id").values_list("override_reason", flat=True))
    assert reasons == [REASON, f"Đã giải mật. {REASON}", ""]
    first, second, third = Submission.objects.order_by("page_id")
    assert [len(each.settled_warnings) for each in (first, second, third)] == [1, 2, 0]
    notes = [each.steps.get(kind=StepKind.PASSED).note for each in (first, third)]
    assert f"Lý do vẫn chuyển khi còn 1 cảnh báo: {REASON}" in notes[0] and "Lý do" not in notes[1]


def test_all_documents_with_one_warning_are_taken_out_together(newsroom: Newsroom):
    batch = sent_with_warnings(newsroom)
    batch_warnings.look_through(batch, at=MOMENT)
    leave = {"kind": MOBILE, "by": newsroom.member, "at": MOMENT}
    with pytest.raises(Refused):
        batches.leave_out_warned(batch, **leave, reason=" ")
    batches.leave_out_warned(batch, **leave, reason="Che số điện thoại.")
    assert batch.items.waiting().count() == 1 and batch_warnings.kinds_in(batch) == []
    with pytest.raises(Refused, match="không còn văn bản"):
        batches.leave_out_warned(batch, **leave, reason="Lần nữa.")
    check(batch, newsroom)
    assert fresh(batch).state == "approving"


def test_a_document_that_comes_back_in_another_version_is_looked_through_again(newsroom: Newsroom):
    batch = sent_with_warnings(newsroom)
    check(batch, newsroom, **{MOBILE: REASON, SECRET: REASON})
    batches.return_batch(
        fresh(batch), by=newsroom.head, at=MOMENT, ground=RefusalGround.values[0], sentence="Bỏ số di động."
    )
    assert fresh(batch).override_reasons == {}
    page = LegalDocumentPage.objects.get(number__startswith="1/")
    page.abstract = "Ban hành Quy chế"
    page.save_revision(user=newsroom.administrator)
    batches.send_batch(fresh(batch), by=newsroom.administrator, at=MOMENT)
    assert batch_warnings.number_to_look_through(fresh(batch)) == 1
    batch_warnings.look_through(fresh(batch), at=MOMENT)
    assert [(each.kind, each.count) for each in batch_warnings.kinds_in(fresh(batch))] == [(SECRET, 1), (MOBILE, 1)]


def test_a_large_batch_is_looked_through_in_parts_and_not_passed_on_before(
    newsroom: Newsroom, client: Client, monkeypatch
):
    monkeypatch.setattr(batch_warnings, "CHUNK", 1)
    batch = sent(newsroom, 3)
    with pytest.raises(Refused, match="Còn 3 văn bản chưa được rà"):
        check(batch, newsroom)
    assert batch_warnings.look_through(batch, at=MOMENT, most=1) == 2
    client.force_login(newsroom.member)
    address = reverse("newsroom:batch", args=[batch.pk])
    with clock.held_at(MOMENT):
        screen = client.get(address).content.decode()
        assert "Rà tiếp 1 văn bản" in screen and "data-batch-goes-on" in screen
        assert client.post(address, {"act": "ra-tiep"}).status_code == 302
        assert "Rà tiếp" not in client.get(address).content.decode()


def test_the_screen_shows_warnings_by_kind_and_takes_a_reason_for_each(newsroom: Newsroom, client: Client):
    batch = sent_with_warnings(newsroom)
    address = reverse("newsroom:batch", args=[batch.pk])
    client.force_login(newsroom.member)
    with clock.held_at(MOMENT):
        screen = client.get(address).content.decode()
        assert f'name="reason-{MOBILE}"' in screen and "0912 345 679" in screen
        narrowed = client.get(address, {"canh-bao": SECRET}).content.decode()
        assert "2/QĐ-SNV" in narrowed and "3/QĐ-SNV" not in narrowed
        typed = {"act": "kiem-tra", **CHECK, f"reason-{MOBILE}": REASON}
        refused = client.post(address, typed)
        assert refused.status_code == 409 and REASON in refused.content.decode()
        assert client.post(address, {**typed, f"reason-{SECRET}": "Đã giải mật."}).status_code == 302
        client.force_login(newsroom.head)
        assert "Đã giải mật." in client.get(address).content.decode()
    assert BatchWarning.objects.count() == 3
