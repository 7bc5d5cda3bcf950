"""A small newsroom for tests: three agencies, one person per role, and the steps of an item, each through the real verbs.

Time never comes from the clock: `MOMENT` is Monday 23 November 2026, 09:00 in Vietnam.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wagtail.models import Page

from agencies.models import Agency, Appointment, Post, User
from editorial import submissions
from editorial.categories import InformationCategory
from editorial.grounds import ChecklistItem
from editorial.models import ApprovalDelegation, MemberAssignment, Submission
from home.models import SectionPage
from home.structure import ensure_site
from news.models import ActivityPage

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
TODAY = MOMENT.date()
PASSWORD = "mat-khau-thu-nghiem"
FROM = date(2020, 1, 1)


@dataclass
class Newsroom:
    """The people and the tree; every attribute is a saved row."""

    home_page: Page
    department: Agency
    health: Agency
    finance: Agency
    officer: User
    other_officer: User
    unit_head: User
    other_unit_head: User
    member: User
    other_member: User
    deputy: User
    head: User
    administrator: User
    superuser: User
    section: SectionPage
    counter: list[int] = field(default_factory=lambda: [0])

    def draft(
        self, *, by: User | None = None, agency: Agency | None = None, page_type=ActivityPage, section=None, **values
    ) -> Page:
        """Create a draft as its owner would; `values` override the fields."""
        self.counter[0] += 1
        owner = by or self.officer
        defaults = {
            "title": f"Kiểm tra cải cách hành chính lần {self.counter[0]}",
            "summary": "Đoàn kiểm tra làm việc với các đơn vị.",
            "happened_on": TODAY,
            "place": "Sở Y tế",
            "level": "department",
            "body": [("paragraph", "<p>Nội dung kiểm tra gồm sáu lĩnh vực.</p>")],
        }
        if page_type is not ActivityPage:
            defaults = {name: defaults[name] for name in ("title", "summary", "body")}
        page = page_type(live=False, owner=owner, agency=agency or self.health, **{**defaults, **values})
        (section or self.section).add_child(instance=page)
        page.save_revision(user=owner)
        return page

    def submitted(self, page: Page | None = None, *, by: User | None = None, at: datetime = MOMENT) -> Submission:
        """A round that waits for the unit's head."""
        page = page or self.draft(by=by)
        return submissions.submit(page, by=by or page.owner, at=at)

    def checking(self, page: Page | None = None, *, at: datetime = MOMENT) -> Submission:
        """A round confirmed by the unit's head, on its member's table."""
        submission = self.submitted(page, at=at)
        if submission.state == Submission.State.AWAITING_CONFIRMATION:
            submissions.confirm(submission, by=self.unit_head, at=at)
        submission.refresh_from_db()
        return submission

    def approving(self, page: Page | None = None, *, at: datetime = MOMENT) -> Submission:
        """A round that waits for the Head."""
        submission = self.checking(page, at=at)
        self.classify(submission, at=at)
        submissions.pass_on(submission, by=self.member, at=at)
        submission.refresh_from_db()
        return submission

    def classify(self, submission: Submission, *, by: User | None = None, at: datetime = MOMENT) -> None:
        submissions.classify(
            submission,
            by=by or self.member,
            at=at,
            origin="own",
            content="news",
            purpose="information",
            checklist=ChecklistItem.values,
        )

    def published(self, page: Page | None = None, *, at: datetime = MOMENT) -> Page:
        """A public item; returns its page, fresh from the database."""
        submission = self.approving(page, at=at)
        submissions.approve(submission, by=self.head, at=at)
        return submission.page.specific_class.objects.get(pk=submission.page_id)

    def delegate(
        self, *, starts_on: date = TODAY, ends_on: date = TODAY + timedelta(days=6), **values
    ) -> ApprovalDelegation:
        return ApprovalDelegation.objects.create(
            deputy=self.deputy,
            granted_by=self.head,
            signed_on=starts_on,
            starts_on=starts_on,
            ends_on=ends_on,
            **{"document_number": "15/UQ-BBT", **values},
        )


def build_newsroom() -> Newsroom:
    """Create the site's structure, the agencies and the people."""
    home_page = ensure_site()
    department = Agency.objects.create(name="Sở Nội vụ", slug="so-noi-vu", kind="department")
    health = Agency.objects.create(name="Sở Y tế", slug="so-y-te", kind="department")
    finance = Agency.objects.create(name="Sở Tài chính", slug="so-tai-chinh", kind="department")
    people = {
        "officer": _person("canbo", "Lê Thị", "Mai", health, Post.FOCAL_OFFICER),
        "other_officer": _person("canbo2", "Trần Văn", "Bình", finance, Post.FOCAL_OFFICER),
        "unit_head": _person("thutruong", "Phạm Văn", "Đức", health, Post.UNIT_HEAD),
        "other_unit_head": _person("thutruong2", "Đỗ Thị", "Hà", finance, Post.UNIT_HEAD),
        "member": _person("thanhvien", "Nguyễn Văn", "An", department, Post.BOARD_MEMBER),
        "other_member": _person("thanhvien2", "Võ Thị", "Lan", department, Post.BOARD_MEMBER),
        "deputy": _person("photruongban", "Lý Văn", "Sơn", department, Post.BOARD_DEPUTY),
        "head": _person("truongban", "Hồ Thị", "Thu", department, Post.BOARD_HEAD),
        "administrator": _person("quantri", "Ngô Văn", "Minh", department, Post.ADMINISTRATOR),
    }
    superuser = User.objects.create_superuser("kythuat", password=PASSWORD, last_name="Bùi Văn", first_name="Kỹ")
    MemberAssignment.objects.create(
        member=people["member"], category=InformationCategory.ACTIVITY, document_number="01/PC-BBT", starts_on=FROM
    )
    return Newsroom(
        home_page=home_page,
        department=department,
        health=health,
        finance=finance,
        superuser=superuser,
        section=SectionPage.objects.get(slug="hoat-dong"),
        **people,
    )


def _person(username: str, last_name: str, first_name: str, agency: Agency, post: Post) -> User:
    user = User.objects.create_user(username, password=PASSWORD, last_name=last_name, first_name=first_name)
    Appointment.objects.create(
        user=user, agency=agency, post=post, decision_number=f"{username}/QĐ-SNV", decided_on=FROM, starts_on=FROM
    )
    return user
