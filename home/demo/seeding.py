"""Fills the site with the demo: the structure, the agencies, the people, then each item through its story, in time order."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from agencies.seeding import ensure_agencies
from documents.models import ImportBatch
from documents.seeding import ensure_vocabularies
from editorial.calendars import working_calendar
from feedback.models import ErrorReport
from home.about_site import ensure_about_pages
from home.demo import building
from home.demo.about import ensure_about
from home.demo.facts import moment, open_items, published_items, read
from home.demo.people import ensure_people
from home.demo.stories import OLD_REGISTER, Newsroom
from home.structure import ensure_site


@transaction.atomic
def seed(*, now: datetime, password: str) -> int:
    """Seed what is missing and return how many items were added; all of it or, on an error, nothing.

    Items with fixed dates later than `now` are left out. A second run adds nothing, whatever became of the items since.
    """
    today = timezone.localdate(now)
    home_page = ensure_site()
    ensure_about(home_page)
    ensure_about_pages(home_page)
    ensure_agencies()
    ensure_vocabularies()  # again: each agency is an issuing body
    ensure_people(password=password, today=today)
    people = {user.username: user for user in User.objects.filter(username__in=logins())}
    room = Newsroom(people=people, calendar=working_calendar(), now=now)
    acts = _fixed_acts(room, today)
    added = len([act for act in acts if act[1] == "publish"])
    for _at, _name, act in sorted(acts, key=lambda entry: entry[0]):
        act()
    return added + _tell_open_stories(room)


def logins() -> list[str]:
    return [person["username"] for person in read("people")["people"]]


def _fixed_acts(room: Newsroom, today: date) -> list[tuple[datetime, str, Callable[[], None]]]:
    """Return the acts of fixed dates that are missing: each publication, and what came of an item added now."""
    acts: list[tuple[datetime, str, Callable[[], None]]] = []
    for item in published_items():
        if date.fromisoformat(item["approved"]) >= today or building.find(item["key"]):
            continue
        acts.append((moment(item["approved"], 15), "publish", lambda item=item: room.publish(item)))
        if item.get("withdrawal"):
            acts.append((moment(item["withdrawal"]["on"], 9), "withdraw", lambda item=item: room.withdraw(item)))
        if item.get("correction") and date.fromisoformat(item["correction"]["approved"]) < today:
            acts.append((moment(item["correction"]["approved"], 15), "correct", lambda item=item: room.correct(item)))
    return acts


def _tell_open_stories(room: Newsroom) -> int:
    missing = [item for item in open_items() if building.find(item["key"]) is None]
    for item in sorted(missing, key=lambda item: -item["event_workdays_ago"]):
        room.tell(item)
    change = read("people")["change"]
    changed = next(item for item in published_items() if item["key"] == change["of"])
    page = building.find(changed["key"])
    if missing and page is not None and not page.submissions.exclude(round_number=1).exists():
        room.change_public_item(change, changed)
    if not ImportBatch.objects.filter(file_name=OLD_REGISTER.name).exists():
        room.import_old_register()
    _report_an_error(room)
    return len(missing)


def _report_an_error(room: Newsroom) -> None:
    """A reader's report that nobody has answered yet."""
    facts = read("people")["open_report"]
    page = building.find(facts["of"])
    if page is not None and page.live and not ErrorReport.objects.filter(page_id=page.pk).exists():
        room.report_error(page, facts, at=room.not_later(moment(room.working_days_ago(1), 20)))
