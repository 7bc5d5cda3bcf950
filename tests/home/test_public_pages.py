"""What the public reads."""

import re

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.models import Page

from editorial import archiving
from editorial.categories import InformationCategory
from home.about_site import ensure_about_pages
from home.models import PlainPage, SiteIdentity
from home.templatetags.site_tags import as_code
from news.models import ActivityPage
from tests.home.conftest import FIGURE_ID, KINDS, publish_one
from tests.newsroom import MOMENT, Newsroom

SOURCE_LINE = "Nguồn: Trang Thông tin"


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.clause("R3.1")
def test_the_front_page_leads_to_the_newest_of_each_category_in_one_click(one_of_each, client: Client):
    front = text(client, "/")
    assert set(one_of_each) == set(InformationCategory.values)
    for page in one_of_each.values():
        assert f'href="{page.url}"' in front
        assert page.title in front
    for way_in in ("/van-ban/", "/tim-kiem/", "/phan-anh-kien-nghi/", "/du-lieu-mo/"):
        assert f'<li><a href="{way_in}">' in front, way_in


def test_the_front_page_draws_the_newest_figures_with_their_table_and_source(one_of_each, client: Client):
    front = text(client, "/")
    page = one_of_each["results"]
    (figure,) = [block.value for block in page.figures]
    shown = front[front.index("Số liệu mới công bố") :]
    assert figure.chart in shown
    assert figure["source"] in shown and f'href="{page.url}"' in shown
    assert shown.count("<tr>") == 1 + len(figure.table.rows)


@pytest.mark.clause("R4.5")
@pytest.mark.clause("R4.7")
def test_an_item_shows_agency_author_dates_category_and_the_line_for_reuse(one_of_each, client: Client):
    for category, page in one_of_each.items():
        shown = text(client, page.url)
        assert "Sở Y tế" in shown
        assert escape(InformationCategory(category).label) in shown
        assert "Đăng ngày" in shown and "23/11/2026" in shown
        assert SOURCE_LINE in shown
        assert "In trang này" in shown


@pytest.mark.parametrize(
    ("category", "fact"),
    [
        pytest.param("policy", "Nghị quyết số 76/NQ-CP", marks=pytest.mark.clause("R8.1")),
        pytest.param("activity", "Sở, ban, ngành", marks=pytest.mark.clause("R8.2")),
        pytest.param("steering", "Cuộc họp", marks=pytest.mark.clause("R8.3")),
        pytest.param("results", "Năm 2022", marks=pytest.mark.clause("R8.4")),
        pytest.param("initiative", "Giảm một nửa thời gian chờ.", marks=pytest.mark.clause("R8.5")),
        pytest.param("petition", "Khi nào trả kết quả?", marks=pytest.mark.clause("R8.6")),
        ("document", "517/QĐ-SNV"),
    ],
)
def test_each_kind_shows_the_facts_of_its_own(newsroom: Newsroom, client: Client, category: str, fact: str):
    assert fact in text(client, publish_one(newsroom, category).url)


def test_an_address_is_vietnamese_words_in_plain_letters(newsroom: Newsroom):
    page = newsroom.published(newsroom.draft(title="Đẩy mạnh chuyển đổi số ở Mỹ Xuyên"))
    assert page.url == "/tin-tuc/hoat-dong/day-manh-chuyen-doi-so-o-my-xuyen/"


@pytest.mark.clause("R4.6")
def test_a_quoted_item_names_its_author_and_links_to_its_source(newsroom: Newsroom, client: Client):
    draft = newsroom.draft(
        is_quoted=True, author_name="Minh Anh", source_name="Báo Sóc Trăng", source_url="https://baosoctrang.org.vn/1"
    )
    shown = text(client, newsroom.published(draft).url)
    assert "Minh Anh" in shown
    assert 'href="https://baosoctrang.org.vn/1"' in shown


@pytest.mark.clause("R10.3b")
def test_a_changed_item_shows_both_its_dates(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    page.summary = "Bản đã sửa."
    page.save_revision(user=newsroom.officer)
    later = MOMENT.replace(day=25)
    shown = text(client, newsroom.published(page, at=later).url)
    assert "Bản đã sửa." in shown
    assert "23/11/2026" in shown and "cập nhật ngày" in shown and "25/11/2026" in shown


@pytest.mark.clause("R4.8")
@pytest.mark.parametrize(("display", "status"), [("gone", 410), ("notice", 200)])
def test_a_withdrawn_item_says_so_and_leaves_every_list(newsroom: Newsroom, client: Client, display: str, status: int):
    page = newsroom.published()
    archiving.withdraw(
        page, by=newsroom.head, at=MOMENT, decision_number="9/QĐ-SNV", reason="Số liệu chưa đúng", display=display
    )
    shown = text(client, page.url, status)
    assert "9/QĐ-SNV" in shown
    assert ("Số liệu chưa đúng" in shown) == (display == "notice")
    for address in ("/", "/tin-tuc/", "/tin-tuc/hoat-dong/", "/sitemap.xml"):
        assert page.url not in text(client, address)


@pytest.mark.clause("R8.4")
def test_the_figures_of_a_page_are_downloaded_as_csv(newsroom: Newsroom, client: Client):
    page = publish_one(newsroom, "results")
    address = f"{page.url}so-lieu/{FIGURE_ID}.csv"
    assert address in text(client, page.url)
    response = client.get(address)
    assert response.headers["Content-Type"].startswith("text/csv")
    assert "Năm" in response.content.decode("utf-8-sig")
    assert "84,2" in response.content.decode("utf-8-sig")
    assert client.get(f"{page.url}so-lieu/khong-co.csv").status_code == 404
    archiving.withdraw(page, by=newsroom.head, at=MOMENT, decision_number="9", reason="Sai", display="gone")
    assert client.get(address).status_code == 404


def test_an_address_that_leads_nowhere_is_answered_with_the_menu_and_the_map(newsroom: Newsroom, client: Client):
    shown = text(client, "/khong-co-trang-nay/", 404)
    assert "Không tìm thấy trang" in shown
    assert "/tin-tuc/" in shown and "/so-do/" in shown


@pytest.mark.clause("R4.7")
@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/van-ban/", "/gioi-thieu/", "/so-do/", "/khong-co/"])
def test_every_page_carries_the_line_for_reuse_and_who_answers_for_the_site(
    newsroom: Newsroom, client: Client, address: str
):
    shown = client.get(address).content.decode()
    assert SOURCE_LINE in shown
    assert "0299 3624779" in shown
    assert "phongcchc.sonv@soctrang.gov.vn" in shown


def test_banner_and_foot_say_what_the_administrator_wrote(newsroom: Newsroom, client: Client):
    SiteIdentity.objects.update(department="Sở Nội vụ thành phố Cần Thơ", telephone="0292 000")
    shown = text(client, "/")
    assert "Sở Nội vụ thành phố Cần Thơ" in shown
    assert "0292 000" in shown and "0299" not in shown


def test_the_administrator_opens_banner_and_foot_in_the_admin(newsroom: Newsroom, client: Client):
    client.force_login(newsroom.administrator)
    response = client.get("/quan-tri/settings/home/siteidentity/", follow=True)
    assert response.status_code == 200
    assert "Cơ quan chủ quản" in response.content.decode()


def test_a_page_about_the_site_shows_its_text_and_the_pages_under_it(newsroom: Newsroom, client: Client):
    about = PlainPage.objects.get(slug="gioi-thieu")
    about.body = [("paragraph", "<p>Trang do Sở Nội vụ quản lý.</p>")]
    about.save_revision().publish()
    about.add_child(instance=PlainPage(title="Lịch trực"))
    shown = text(client, about.url)
    assert "Trang do Sở Nội vụ quản lý." in shown
    assert "/gioi-thieu/lich-truc/" in shown


def test_the_pages_about_the_site_are_written_once_and_then_the_administrators(newsroom: Newsroom, client: Client):
    ensure_about_pages(newsroom.home_page)
    contacts = PlainPage.objects.get(slug="lien-he")
    contacts.body = [("paragraph", "<p>Số mới: 0292 111.</p>")]
    contacts.save_revision().publish()
    ensure_about_pages(newsroom.home_page)
    assert "0292 111" in text(client, "/gioi-thieu/lien-he/")
    assert PlainPage.objects.filter(slug="lien-he").count() == 1
    for slug in ("ban-bien-tap", "quy-che", "lien-he", "ho-tro-tiep-can"):
        assert f'href="/gioi-thieu/{slug}/"' in text(client, "/"), slug


def test_each_article_of_the_regulation_has_an_address(newsroom: Newsroom, client: Client):
    ensure_about_pages(newsroom.home_page)
    shown = text(client, "/gioi-thieu/quy-che/")
    for number in range(4, 16):
        assert f'href="#dieu-{number}"' in shown and f'id="dieu-{number}"' in shown


def test_shortcut_keys_lead_home_to_the_map_and_to_the_search(newsroom: Newsroom, client: Client):
    ensure_about_pages(newsroom.home_page)
    told = text(client, "/gioi-thieu/ho-tro-tiep-can/")
    for address in ("/", "/tin-tuc/", "/van-ban/", "/tim-kiem/", "/so-do/"):
        shown = text(client, address)
        assert sorted(re.findall(r'accesskey="(.)"', shown)) == list("01234"), address
    assert all(f"<b>{key}</b>" in told for key in "01234")


def test_no_page_is_heavy_and_each_has_one_stylesheet(one_of_each, client: Client):
    for address in ("/", "/tin-tuc/", "/van-ban/?q=kiem+tra", "/so-do/", *(page.url for page in one_of_each.values())):
        shown = text(client, address)
        assert shown.count('rel="stylesheet"') == 1
        assert len(shown.encode()) < 100_000


def test_paper_carries_the_source_and_the_address_as_a_code(newsroom: Newsroom, client: Client):
    page = newsroom.published()
    shown = text(client, page.url)
    assert as_code(page.full_url) in shown
    assert as_code(page.full_url) != as_code(page.full_url + "x")


def test_a_draft_is_seen_by_nobody_outside(newsroom: Newsroom, client: Client):
    page = newsroom.draft()
    assert client.get(ActivityPage.objects.get(pk=page.pk).get_url()).status_code == 404
    assert page.title not in text(client, "/tin-tuc/")


@pytest.mark.parametrize("category", ["activity", "results", "document"])
def test_a_draft_is_previewed_before_it_has_dates_or_an_agency(newsroom: Newsroom, category: str):
    page_type, slug, values = KINDS[category]
    saved = newsroom.draft(page_type=page_type, section=Page.objects.get(slug=slug).specific, **values)
    for draft in (saved, page_type(title="Chưa lưu", summary="Tóm tắt")):
        response = draft.make_preview_request()
        assert response.status_code == 200
        response.render()
        assert draft.title in response.content.decode()
        assert "Chưa đăng" in response.content.decode()
