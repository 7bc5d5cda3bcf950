"""Journey 3: the Head approves, and the item is public in the same act; the Deputy only under a delegation in force."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from editorial.models import PublicationRecord
from tests.journeys.steps import Visitor, act, log_in, open_dossier, sees, today
from tests.newsroom import MOMENT, Newsroom

pytestmark = pytest.mark.journey

TITLE = "Kết luận kiểm tra cải cách hành chính"


@pytest.mark.clause("R6.1d")
@pytest.mark.clause("R10.3a")
def test_the_head_approves_and_the_public_reads_it_at_once(visitor: Visitor, newsroom: Newsroom):
    submission = newsroom.approving(newsroom.draft(title=TITLE), at=MOMENT)
    head = log_in(visitor, newsroom.head)
    open_dossier(head, TITLE)
    act(head, "phe-duyet")
    expect(head.locator(".messages li", has_text="Đã phê duyệt")).to_be_in_viewport()
    record = PublicationRecord.objects.get(submission=submission)
    assert record.decided_by == newsroom.head

    citizen = visitor()
    citizen.goto("/")
    citizen.get_by_role("link", name=TITLE).first.click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert citizen.url.endswith("/tin-tuc/hoat-dong/ket-luan-kiem-tra-cai-cach-hanh-chinh/")


@pytest.mark.clause("R6.2a")
def test_the_deputy_is_refused_without_a_delegation_and_approves_under_one(visitor: Visitor, newsroom: Newsroom):
    submission = newsroom.approving(newsroom.draft(title=TITLE), at=MOMENT)
    deputy = log_in(visitor, newsroom.deputy)
    deputy.goto(f"/quan-tri/ho-so/{submission.pk}/")
    sees(deputy, "chưa có văn bản ủy quyền của Trưởng ban có hiệu lực hôm nay")
    assert not PublicationRecord.objects.exists()

    newsroom.delegate(starts_on=today(), ends_on=today() + timedelta(days=1))
    deputy.reload()
    act(deputy, "phe-duyet")
    assert "15/UQ-BBT" in PublicationRecord.objects.get(submission=submission).authority


@pytest.mark.clause("R6.1d")
def test_two_approvals_of_one_item_publish_it_once(visitor: Visitor, newsroom: Newsroom):
    submission = newsroom.approving(newsroom.draft(title=TITLE), at=MOMENT)
    newsroom.delegate(starts_on=today(), ends_on=today() + timedelta(days=1))
    head, deputy = log_in(visitor, newsroom.head), log_in(visitor, newsroom.deputy)
    for window in (head, deputy):
        window.goto(f"/quan-tri/ho-so/{submission.pk}/")
    act(head, "phe-duyet")
    act(deputy, "phe-duyet")
    sees(deputy, "đã đăng")
    assert PublicationRecord.objects.filter(submission=submission).count() == 1
