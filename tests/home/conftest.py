"""The clock held at the newsroom's moment, and one public item of every kind."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from wagtail.models import Page

from documents.models import LegalDocumentPage
from editorial import clock
from feedback.models import PetitionAnswerPage
from home.models import SectionPage
from news.models import ActivityPage, InitiativePage, PolicyPage, ResultsPage, SteeringCommitteePage
from tests.newsroom import MOMENT, TODAY, Newsroom

FIGURE_ID = "6f1c1f0e-0000-4000-8000-000000000517"


@pytest.fixture(autouse=True)
def held_clock() -> Iterator[None]:
    with clock.held_at(MOMENT):
        yield


def publish_many(newsroom: Newsroom, count: int, **values) -> list[Page]:
    """Publish activities a minute apart; the last is the newest."""
    return [
        newsroom.published(newsroom.draft(**values), at=MOMENT + timedelta(minutes=number)) for number in range(count)
    ]


def section(slug: str) -> SectionPage:
    return SectionPage.objects.get(slug=slug)


FIGURE = {
    "title": "Chỉ số cải cách hành chính",
    "unit": "%",
    "data": "Năm\tTỷ lệ\n2021\t81,5\n2022\t84,2",
    "chart_kind": "column",
    "source": "Sở Nội vụ",
}
# By category: the page type, the section's address, and the fields of its own.
KINDS = {
    "policy": (
        PolicyPage,
        "chu-truong-chinh-sach",
        {"issuing_body": "Chính phủ", "document_cited": "Nghị quyết số 76/NQ-CP", "issued_on": TODAY},
    ),
    "activity": (ActivityPage, "hoat-dong", {"happened_on": TODAY, "place": "Sở Y tế", "level": "department"}),
    "steering": (SteeringCommitteePage, "ban-chi-dao", {"kind": "meeting", "happened_on": TODAY}),
    "results": (
        ResultsPage,
        "ket-qua",
        {
            "level": "province",
            "period": "Năm 2022",
            "issued_on": TODAY,
            "figures": [{"type": "figure", "id": FIGURE_ID, "value": FIGURE}],
        },
    ),
    "initiative": (
        InitiativePage,
        "sang-kien",
        {
            "field": "Một cửa",
            "unit": "Sở Y tế",
            "applied_at": "Toàn tỉnh",
            "outcome": "Giảm một nửa thời gian chờ.",
            "recognised_on": TODAY,
        },
    ),
    "petition": (
        PetitionAnswerPage,
        "phan-anh-kien-nghi",
        {"question": "Khi nào trả kết quả?", "received_on": TODAY, "answered_on": TODAY},
    ),
    "document": (
        LegalDocumentPage,
        "van-ban",
        {"number": "517/QĐ-SNV", "document_type": "Quyết định", "issuing_body": "Sở Nội vụ", "issued_on": TODAY},
    ),
}


def publish_one(newsroom: Newsroom, category: str) -> Page:
    page_type, slug, values = KINDS[category]
    if category == "petition":
        values = {**values, "answering_agency": newsroom.health}
    parent = Page.objects.get(slug=slug).specific
    return newsroom.published(newsroom.draft(page_type=page_type, section=parent, **values))


@pytest.fixture
def one_of_each(newsroom: Newsroom) -> dict[str, Page]:
    """A public item of each of the six categories and a document, by category."""
    return {category: publish_one(newsroom, category) for category in KINDS}
