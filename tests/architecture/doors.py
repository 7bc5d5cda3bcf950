"""The hands that try Wagtail's doors, and what they look at afterwards. The table of who may is in `test_doors.py`."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from agencies.models import Appointment, Post, User
from editorial import archiving, clock, submissions
from editorial.door_sentences import LOGGED_OUT
from editorial.models import ApprovalDelegation
from tests.newsroom import FROM, MOMENT, TODAY, Newsroom, build_newsroom

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
GENERIC = "Bạn không có quyền truy cập vào khu vực này"  # Wagtail's own, which names no rule
YESTERDAY = TODAY - timedelta(days=1)


@dataclass
class World:
    """A newsroom with one item in each state, and a signed-in browser for each role."""

    newsroom: Newsroom
    people: dict[str, User]
    items: dict[str, Page]
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        if role not in self.clients:
            self.clients[role] = Client(raise_request_exception=False)
            if role != "anonymous":
                self.clients[role].force_login(self.people[role])
        self.clients[role].cookies.pop("messages", None)  # what was said after another act is not said after this one
        return self.clients[role]

    def item(self, state: str) -> Page:
        return self.items[state].specific_class.objects.get(pk=self.items[state].pk)


def build_world() -> World:
    newsroom = build_newsroom()
    people = {
        "officer": newsroom.officer,
        "other_officer": newsroom.other_officer,
        "unit_head": newsroom.unit_head,
        "assigned_member": newsroom.member,
        "other_member": newsroom.other_member,
        "deputy": newsroom.deputy,
        "acting_deputy": appointed(newsroom, "phoduocuyquyen", Post.BOARD_DEPUTY),
        "head": newsroom.head,
        "administrator": newsroom.administrator,
        "superuser": newsroom.superuser,
        "former_officer": appointed(newsroom, "canbocu", Post.FOCAL_OFFICER, ends_on=YESTERDAY),
    }
    ApprovalDelegation.objects.create(
        deputy=people["acting_deputy"],
        granted_by=newsroom.head,
        document_number="16/UQ-BBT",
        signed_on=TODAY,
        starts_on=TODAY,
        ends_on=TODAY,
    )
    with clock.held_at(MOMENT):
        return World(newsroom, people, {state: build(newsroom) for state, build in STATES.items()})


def appointed(newsroom: Newsroom, username: str, post: Post, **values) -> User:
    user = User.objects.create_user(username, last_name="Trương Văn", first_name=username)
    agency = newsroom.health if post == Post.FOCAL_OFFICER else newsroom.department
    Appointment.objects.create(
        user=user, agency=agency, post=post, decision_number=username, decided_on=FROM, starts_on=FROM, **values
    )
    return user


def _published_with_draft(newsroom: Newsroom) -> Page:
    page = newsroom.published()
    page.title = "Bản nháp chưa duyệt"
    page.save_revision(user=newsroom.officer)
    return page


def _withdrawn(newsroom: Newsroom) -> Page:
    page = newsroom.published()
    archiving.withdraw(
        page, by=newsroom.head, at=MOMENT, decision_number="9/QĐ-SNV", reason="Số liệu sai", display="notice"
    )
    return page


def _returned(newsroom: Newsroom) -> Page:
    submission = newsroom.checking()
    submissions.refuse(submission, by=newsroom.member, at=MOMENT, ground="poor_quality", sentence="Viết lại.")
    return submission.page


STATES: dict[str, Callable[[Newsroom], Page]] = {
    "draft": lambda newsroom: newsroom.draft(),
    "awaiting_confirmation": lambda newsroom: newsroom.submitted().page,
    "checking": lambda newsroom: newsroom.checking().page,
    "approving": lambda newsroom: newsroom.approving().page,
    "published": lambda newsroom: newsroom.published(),
    "published_with_draft": _published_with_draft,
    "withdrawn": _withdrawn,
    "returned": _returned,
}


@contextmanager
def undone() -> Iterator[None]:
    """Try something, then have it not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def public_face() -> list[tuple]:
    """Return all that decides what the public sees: each live page, its version, address and moments; records; passwords."""
    queries = (
        "SELECT id, title, url_path, live_revision_id, go_live_at, expire_at, alias_of_id FROM wagtailcore_page "
        "WHERE live ORDER BY id",
        "SELECT page_ptr_id, place, summary, body FROM news_activitypage JOIN wagtailcore_page ON id = page_ptr_id "
        "WHERE live ORDER BY id",
        "SELECT sequence, digest FROM editorial_publicationrecord ORDER BY sequence",
        "SELECT id, page_id FROM wagtailcore_pageviewrestriction",
        "SELECT id FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL",
        "SELECT count(*) FROM wagtailcore_workflowstate WHERE status = 'approved'",
    )
    face: list[tuple] = []
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            face += cursor.fetchall()
    return face


def public_html(page: Page) -> tuple[int, str]:
    """Return what an anonymous visitor gets at the item's address."""
    response = Client().get(page.get_url() or page.url_path)
    text = response.content.decode()
    return response.status_code, re.sub(r"csrfmiddlewaretoken[^>]*", "", text)


def sentences_shown(response: HttpResponse) -> str:
    """Return every word by which the answer tells a person what happened: flashed, in the page, or in JSON."""
    words = []
    cookie = response.cookies.get("messages")
    if cookie is not None and cookie.value:
        request = RequestFactory().get("/")
        request.COOKIES["messages"] = cookie.value
        words += [str(message.message) for message in CookieStorage(request)]
    kind = response.headers.get("Content-Type", "")
    if "json" in kind:
        words += [str(value) for value in json.loads(response.content).values()]
    elif response.status_code == 200:
        page = response.content.decode()
        words += [
            re.sub("<[^>]+>", " ", match) for match in re.findall(r'(?s)<li class="(?:error|warning).*?</li>', page)
        ]
    return " ".join(words)


def refuses_in_words(response: HttpResponse, role: str) -> bool:
    """Say whether the answer is a refusal that a Vietnamese person understands: the log-in page, or the rule's sentence."""
    if response.status_code == 404:
        return True  # there is no such door
    if role == "anonymous" and response.status_code == 302:
        return "/login/" in response["Location"]
    if role == "anonymous" and response.templates and response.status_code == 403:
        return LOGGED_OUT in response.content.decode()
    shown = sentences_shown(response)
    return (
        response.status_code < 500 and bool(VIETNAMESE.search(shown)) and GENERIC not in shown and "Sorry" not in shown
    )


def edit_form(page: Page, **extra) -> dict:
    """Return the editor's form as a browser sends it, for an item as it stands."""
    return nested_form_data(
        {
            "title": "Tiêu đề sửa",
            "slug": page.slug,
            "summary": "Tóm tắt sửa",
            "happened_on": f"{TODAY:%d/%m/%Y}",
            "place": "Sở Y tế",
            "level": "department",
            "body": streamfield([("paragraph", rich_text("<p>Nội dung sửa.</p>"))]),
            **extra,
        }
    )


def pages_url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def bulk_url(action: str, page: Page) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}"


def api(client: Client, page: Page, action: str, **data) -> HttpResponse:
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(
        address, json.dumps(data), content_type="application/json", headers={"accept": "application/json"}
    )
