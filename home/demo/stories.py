"""Takes the demo's items through the newsroom's real verbs: every act has its person and its moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, Revision

from agencies.models import Agency, User
from agencies.standing import standing_of
from documents.importing import importing
from editorial import archiving, clock, submissions, verifying
from editorial.grounds import ChecklistItem
from editorial.models import ContributedPage, Submission
from editorial.working_days import WorkingCalendar
from feedback import error_reports
from feedback.models import ErrorReport
from home.demo import building
from home.demo.facts import HERE, moment

OLD_REGISTER = HERE / "data" / "so-van-ban-cu.csv"
UNIT_HEADS = {"canbo": "thutruong", "canbo2": "thutruong2", "canbo3": "thutruong3"}
CONTENTS = {
    "policy": ("guidance", "explanation"),
    "activity": ("news", "information"),
    "steering": ("news", "direction"),
    "results": ("statistics", "information"),
    "initiative": ("experience", "exchange"),
    "petition": ("answer", "reply"),
    "document": ("document", "direction"),
}


@dataclass
class Newsroom:
    """The people by their account names, and the days that stories with relative dates count by."""

    people: dict[str, User]
    calendar: WorkingCalendar
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def working_days_ago(self, count: int) -> date:
        """Return the working day that lies `count` working days before today."""
        day = self.today
        while count:
            day -= timedelta(days=1)
            count -= self.calendar.is_working_day(day)
        return day

    def not_later(self, at: datetime) -> datetime:
        return min(at, self.now)

    # What happens to one item, in the order in which it happens.

    def draft(self, item: dict, *, at: datetime, counted_from: date | None = None) -> ContributedPage:
        owner = self.people[item["officer"]]
        agency = standing_of(owner, on=timezone.localdate(at)).agency
        with clock.held_at(at):
            page = building.build(item, owner=owner, agency=agency, counted_from=counted_from)
            building.section_for(item).add_child(instance=page)
            self.save_version(page, by=owner, at=at)
        return page

    def save_version(self, page: ContributedPage, *, by: User, at: datetime) -> Revision:
        """Save a version and date it: Wagtail would date it with the day of seeding."""
        revision = page.save_revision(user=by)
        Revision.objects.filter(pk=revision.pk).update(created_at=at)
        Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
        return revision

    def send(self, page: ContributedPage, item: dict, *, at: datetime) -> Submission:
        return submissions.submit(page, by=self.people[item["officer"]], at=at)

    def confirm(self, submission: Submission, item: dict, *, at: datetime) -> Submission:
        if submission.state == Submission.State.AWAITING_CONFIRMATION:
            submissions.confirm(submission, by=self.people[UNIT_HEADS[item["officer"]]], at=at)
            submission.refresh_from_db()
        return submission

    def check(self, submission: Submission, item: dict, *, at: datetime) -> Submission:
        """The member answers the checklist, sorts, and passes the item to the Head."""
        member = submission.assigned_to
        content, purpose = CONTENTS[item["category"]]
        origin = "citizen" if item["category"] == "petition" else "quoted" if item.get("is_quoted") else "own"
        submissions.classify(
            submission,
            by=member,
            at=at,
            origin=origin,
            content=content,
            purpose=purpose,
            checklist=ChecklistItem.values,
        )
        submission.refresh_from_db()
        submissions.pass_on(submission, by=member, at=at + timedelta(minutes=20))
        submission.refresh_from_db()
        return submission

    # Whole stories.

    def publish(self, item: dict) -> None:
        day = item["submitted"]
        page = self.draft(item, at=moment(day, 8, 30))
        submission = self.send(page, item, at=moment(day, 9))
        self.confirm(submission, item, at=moment(day, 10))
        self.check(submission, item, at=moment(day, 14))
        approver = self.people[item.get("by", "truongban")]
        submissions.approve(submission, by=approver, at=moment(item["approved"], 15))

    def withdraw(self, item: dict) -> None:
        facts = item["withdrawal"]
        archiving.withdraw(
            building.find(item["key"]),
            by=self.people["truongban"],
            at=moment(facts["on"], 9),
            decision_number=facts["decision_number"],
            reason=facts["reason"],
            display=facts["shows"],
        )

    def correct(self, item: dict) -> None:
        """A reader reports an error, the agency agrees, and the item goes through the two steps again."""
        facts = item["correction"]
        page = building.find(item["key"])
        self.report_error(page, facts, at=moment(facts["received"], 8, 30))
        report = ErrorReport.objects.get(page_id=page.pk)
        officer = self.people[item["officer"]]
        error_reports.accept(report, by=officer, at=moment(facts["received"], 15), answer=facts["answer"])
        draft = page.get_latest_revision_as_object()
        body = [part.replace(facts["from"], facts["to"]) if isinstance(part, str) else part for part in item["body"]]
        draft.body = building.body_of({**item, "body": body}, owner=page.owner)
        at = moment(facts["submitted"], 8, 30)
        with clock.held_at(at):
            self.save_version(draft, by=officer, at=at)
        submission = self.confirm(self.send(draft, item, at=at), item, at=moment(facts["submitted"], 10))
        self.check(submission, item, at=moment(facts["submitted"], 14))
        submissions.approve(submission, by=self.people["truongban"], at=moment(facts["approved"], 15))

    def report_error(self, page: ContributedPage, facts: dict, *, at: datetime) -> None:
        error_reports.receive(page, quote=facts["quote"], message=facts["message"], contact="", at=at)

    def import_old_register(self) -> None:
        """The administrator brings in a few rows of an old register: a batch that waits for its member."""
        at = self.not_later(moment(self.working_days_ago(1), 9))
        with clock.held_at(at):
            importing.import_file(OLD_REGISTER, by=self.people["quantri"], at=at)

    def tell(self, item: dict) -> None:
        """Take an open item as far as its story goes."""
        day = self.working_days_ago(item["event_workdays_ago"])
        next_day = self.calendar.next_working_day(day)
        page = self.draft(item, at=self.not_later(moment(day, 14)), counted_from=day)
        if item["story"] == "draft":
            return
        submission = self.send(page, item, at=self.not_later(moment(day, 15)))
        STORIES[item["story"]](
            self, submission, item, self.not_later(moment(day, 16)), self.not_later(moment(next_day, 9))
        )

    def change_public_item(self, facts: dict, item: dict) -> None:
        """Send a change to a public item: the old text stays public while the new one is checked."""
        day = self.working_days_ago(1)
        at = self.not_later(moment(day, 15))
        page = building.find(item["key"]).get_latest_revision_as_object()
        page.body = building.body_of(item, owner=page.owner, added=facts["added"])
        setattr(page, page.deadline_field, day)
        with clock.held_at(at):
            self.save_version(page, by=self.people[item["officer"]], at=at)
        submission = self.send(page, item, at=at)
        self.confirm(submission, item, at=at)


Tell = Callable[[Newsroom, Submission, dict, datetime, datetime], None]


def _awaiting(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    """The unit's head has not answered yet."""


def _checking(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    room.confirm(submission, item, at=same_day)


def _forwarded(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    room.confirm(submission, item, at=same_day)
    receiver = room.people[item["forward_to"]]
    submissions.forward(submission, by=submission.assigned_to, to=receiver, at=next_day, note=item["forward_note"])
    submission.refresh_from_db()
    agency = Agency.objects.get(slug=item["verify_agency"])
    verifying.request_verification(
        submission, by=receiver, agency=agency, question=item["verify_question"], at=next_day
    )


def _approving(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    room.check(room.confirm(submission, item, at=same_day), item, at=next_day)


def _returned(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    room.confirm(submission, item, at=same_day)
    submissions.refuse(
        submission, by=submission.assigned_to, at=next_day, ground=item["ground"], sentence=item["sentence"]
    )


def _returned_by_head(
    room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime
) -> None:
    _approving(room, submission, item, same_day, next_day)
    submissions.refuse(
        submission,
        by=room.people["truongban"],
        at=next_day + timedelta(hours=5),
        ground=item["ground"],
        sentence=item["sentence"],
    )


def _second_round(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    _returned(room, submission, item, same_day, next_day)
    page = building.find(item["key"]).get_latest_revision_as_object()
    page.body = building.body_of({**item, "body": item["second_body"]}, owner=page.owner)
    again = next_day + timedelta(hours=5)
    with clock.held_at(again):
        room.save_version(page, by=room.people[item["officer"]], at=again)
    room.confirm(room.send(page, item, at=again), item, at=again)


def _declined(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    submissions.decline(submission, by=room.people[UNIT_HEADS[item["officer"]]], at=same_day, sentence=item["sentence"])


def _taken_back(room: Newsroom, submission: Submission, item: dict, same_day: datetime, next_day: datetime) -> None:
    submissions.take_back(submission, by=room.people[item["officer"]], at=same_day)


STORIES: dict[str, Tell] = {
    "awaiting": _awaiting,
    "checking": _checking,
    "forwarded": _forwarded,
    "approving": _approving,
    "returned": _returned,
    "returned_by_head": _returned_by_head,
    "second_round": _second_round,
    "declined": _declined,
    "taken_back": _taken_back,
}
