"""Journey 6: an administrator arranges the sections; addresses redirect; nobody publishes past the workflow."""

import pytest
from playwright.sync_api import expect

from home.models import SectionPage
from tests.journeys.steps import Visitor, log_in, save_draft, sees, wait_until_saved
from tests.newsroom import Newsroom

pytestmark = pytest.mark.journey


def press_publish(window) -> None:
    wait_until_saved(window)
    button = window.locator("footer button[name=action-publish]")
    if not button.is_visible():
        window.locator("footer .w-dropdown__toggle").click()
    with window.expect_navigation():
        button.click()


@pytest.mark.clause("R3.2b")
@pytest.mark.clause("R3.2c")
def test_an_administrator_adds_and_renames_a_section_and_the_old_address_redirects(
    visitor: Visitor, newsroom: Newsroom
):
    page = newsroom.published(newsroom.draft(title="Tin trong chuyên mục"))
    section = newsroom.section
    administrator = log_in(visitor, newsroom.administrator)
    administrator.goto(f"/quan-tri/pages/add/home/sectionpage/{section.pk}/")
    administrator.fill("[name=title]", "Thanh tra công vụ")
    administrator.select_option("select[name=category]", "activity")
    save_draft(administrator)
    child = SectionPage.objects.get(title="Thanh tra công vụ")
    administrator.goto(f"/quan-tri/pages/{child.pk}/edit/")
    press_publish(administrator)

    citizen = visitor()
    citizen.goto(f"/tin-tuc/hoat-dong/{child.slug}/")
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Thanh tra công vụ")
    sees(citizen, "Hoạt động cải cách hành chính")

    old_address = page.url
    administrator.goto(f"/quan-tri/pages/{section.pk}/edit/")
    administrator.get_by_role("tab").nth(1).click()
    administrator.fill("input[name=slug]", "hoat-dong-cchc")
    press_publish(administrator)
    response = citizen.goto(old_address)
    assert response.ok
    assert "/tin-tuc/hoat-dong-cchc/" in citizen.url
    expect(citizen.get_by_role("heading", level=1)).to_have_text("Tin trong chuyên mục")


@pytest.mark.clause("R6.1d")
def test_an_administrator_has_no_button_and_no_address_to_publish_contributed_content(
    visitor: Visitor, newsroom: Newsroom
):
    page = newsroom.draft(title="Bản nháp của Sở Y tế")
    administrator = log_in(visitor, newsroom.administrator)
    administrator.goto(f"/quan-tri/pages/{page.pk}/edit/")
    assert administrator.locator("button[name=action-publish]").count() == 0
    citizen = visitor()
    assert citizen.goto(f"/tin-tuc/hoat-dong/{page.slug}/").status == 404
