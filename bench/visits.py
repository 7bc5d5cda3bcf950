"""The acts that are measured, each through the real views with a person logged in, by Django's test client."""

import time
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from bench.titles import title_of
from bench.worker import PUBLIC

COMMON = "cải cách hành chính"


class Visits:
    """Times one act; an answer that is not the page asked for ends the run."""

    admin = ""
    section_path = ""

    def __init__(self, items: int) -> None:
        self.items = items
        self.visitor = Client()
        self.clients: dict[str, Client] = {}
        # A word of a title that one item alone has: its number.
        self.rare = title_of(items // 2).rsplit("tại", 1)[1].strip()

    def time(self, act: str) -> float:
        if act == "approval":
            return self.time_approval()
        client, address = self.address_of(act)
        if act in PUBLIC:
            return self.time_public(address, is_kept=act.endswith("kept"))
        return self._timed(lambda: client.get(address), expected=200)

    def time_public(self, address: str, *, is_kept: bool) -> float:
        """Stock keeps no pages: it draws each visit's."""
        return self._timed(lambda: self.visitor.get(address), expected=200)

    def address_of(self, act: str) -> tuple[Client, str]:
        reader = self.as_user(self.board_member)
        explorer = f"{self.admin}/pages/{self.section_pk()}/"
        search = f"{self.admin}/pages/search/?q="
        return {
            "explorer": (reader, explorer),
            "explorer by title": (reader, f"{explorer}?ordering=title"),
            "search, common": (reader, search + quote(COMMON)),
            "search, rare": (reader, search + quote(self.rare)),
            "queue": (reader, self.queue),
            "listing": (self.visitor, self.section_path),
            "item": (self.visitor, f"{self.section_path}muc-do-{self.items // 2}/"),
        }[act.split(",")[0] if act in PUBLIC else act]

    def as_user(self, username: str) -> Client:
        if username not in self.clients:
            self.clients[username] = Client()
            self.clients[username].force_login(get_user_model().objects.get(username=username))
        return self.clients[username]

    @staticmethod
    def _timed(visit, *, expected: int) -> float:
        started = time.perf_counter()
        response: HttpResponse = visit()
        elapsed = time.perf_counter() - started
        if response.status_code != expected:
            raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")
        return elapsed


class SiteVisits(Visits):
    admin = "/quan-tri"
    section_path = "/tin-tuc/hoat-dong/"
    queue = "/quan-tri/hang-cho/"
    board_member = "thanhvien"

    def time_public(self, address: str, *, is_kept: bool) -> float:
        from django.core.cache import caches

        caches["pages"].clear()
        drawn = self._timed(lambda: self.visitor.get(address), expected=200)
        if not is_kept:
            return drawn
        kept: list[HttpResponse] = []
        elapsed = self._timed(lambda: kept.append(self.visitor.get(address)) or kept[0], expected=200)
        if not getattr(kept[0], "is_kept_copy", False):
            raise SystemExit(f"{address} was not kept")
        return elapsed

    def section_pk(self) -> int:
        from home.models import SectionPage

        return SectionPage.objects.values_list("pk", flat=True).get(slug="hoat-dong")

    def time_approval(self) -> float:
        from editorial.models import PublicationRecord, Submission

        submission = Submission.objects.awaiting_approval().by_due_date().select_related("page").first()
        form = {"act": "phe-duyet", "seen_revision_id": submission.page.latest_revision_id}
        client = self.as_user("truongban")
        elapsed = self._timed(lambda: client.post(f"/quan-tri/ho-so/{submission.pk}/", form), expected=302)
        if not PublicationRecord.objects.filter(submission=submission).exists():
            raise SystemExit("the approval published nothing")
        return elapsed


class StockVisits(Visits):
    admin = "/admin"
    section_path = "/hoat-dong/"
    queue = "/admin/"
    board_member = "moderator"

    def section_pk(self) -> int:
        from bench.stock.models import StockSection

        return StockSection.objects.values_list("pk", flat=True).get()

    def time_approval(self) -> float:
        from wagtail.models import TaskState

        from bench.stock.models import StockItem

        task_state = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk").first()
        page_id = int(task_state.workflow_state.object_id)
        address = f"/admin/pages/workflow/action/{page_id}/approve/{task_state.pk}/"
        client = self.as_user("moderator")
        elapsed = self._timed(lambda: client.post(address), expected=302)
        if not StockItem.objects.get(pk=page_id).live:
            raise SystemExit("the approval published nothing")
        return elapsed
