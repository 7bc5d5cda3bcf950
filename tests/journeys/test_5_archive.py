"""Journey 5: anyone in the admin reads the whole history; withdrawal has a reason and a number, and the address says so."""

import pytest
from django.core.management import call_command

from tests.journeys.steps import Visitor, log_in, sees
from tests.newsroom import Newsroom

pytestmark = pytest.mark.journey


@pytest.mark.clause("R10.4")
def test_the_whole_history_is_read_by_anyone_in_the_admin(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(title="Báo cáo quý III"))
    reader = log_in(visitor, newsroom.other_officer)
    reader.goto(f"/quan-tri/lich-su/{page.pk}/")
    for words in ("Trình duyệt", "Thủ trưởng đơn vị xác nhận", "Phê duyệt và đăng", "canbo/QĐ-SNV", "truongban/QĐ-SNV"):
        sees(reader, words)


@pytest.mark.clause("R4.8")
@pytest.mark.clause("R10.4")
def test_a_withdrawn_item_says_so_and_stays_on_record(visitor: Visitor, newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(title="Tin có sai sót"))
    head = log_in(visitor, newsroom.head)
    head.goto(f"/quan-tri/thu-hoi/{page.pk}/")
    head.fill("input[name=decision_number]", "12/QĐ-SNV")
    head.fill("textarea[name=reason]", "Số liệu không đúng.")
    head.check("input[name=display][value=gone]")
    head.check("input[name=confirmed]")
    with head.expect_navigation():
        head.get_by_role("button", name="Thu hồi tin bài").click()

    citizen = visitor()
    response = citizen.goto(page.url)
    assert response.status == 410
    sees(citizen, "thu hồi")
    citizen.goto("/")
    assert citizen.get_by_role("link", name="Tin có sai sót").count() == 0
    call_command("verify_archive")
