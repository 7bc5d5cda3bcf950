"""The demo: every state of the newsroom, made by the real verbs, and nothing added by a second run."""

import json
import unicodedata
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from wagtail.models import Page, Revision

from agencies.models import Agency, Appointment, User
from documents.models import ImportBatch
from editorial import deadlines, verification
from editorial.approved_version import for_judging, version_of
from editorial.calendars import working_calendar
from editorial.categories import InformationCategory
from editorial.deadlines import Urgency
from editorial.file_contents import identify
from editorial.file_kinds import kind_of
from editorial.grounds import RefusalGround
from editorial.models import (
    PublicationRecord,
    SiteDocument,
    SiteImage,
    Submission,
    SubmissionBatch,
    SubmissionStep,
    VerificationRequest,
)
from editorial.models.archive import RecordKind, WithdrawalDisplay
from editorial.models.batches import BatchState
from editorial.models.pages import contributed_page_types
from editorial.published_content import content_of
from feedback.models import ErrorReport, ReportState
from home.demo import building
from home.demo.facts import HERE, VIETNAM, open_items, published_items, read
from home.demo.seeding import seed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
TODAY = NOW.date()
PASSWORD = "mat-khau-thu"
State = Submission.State


def rows() -> dict[str, int]:
    newsroom = (
        Page,
        Revision,
        Submission,
        SubmissionStep,
        SubmissionBatch,
        PublicationRecord,
        User,
        Appointment,
        Agency,
    )
    models = (*newsroom, ErrorReport, ImportBatch, SiteImage, SiteDocument)
    return {model.__name__: model.objects.count() for model in models}


class TestSeededNewsroom(TestCase):
    """One seeding, read by many questions."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.added = seed(now=NOW, password=PASSWORD)

    def test_all_items_are_there(self) -> None:
        assert self.added == len(published_items()) + len(open_items())
        for item in [*published_items(), *open_items()]:
            assert building.find(item["key"]) is not None, item["key"]

    @pytest.mark.clause("R3.1")
    def test_every_category_has_at_least_five_public_items(self) -> None:
        for category in InformationCategory:
            records = PublicationRecord.objects.filter(category=category, kind=RecordKind.PUBLICATION)
            assert Page.objects.filter(live=True, publication_records__in=records).distinct().count() >= 5, category

    def test_every_state_of_a_round_occurs(self) -> None:
        assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)

    @pytest.mark.clause("R10.1c")
    def test_open_rounds_are_on_time_due_soon_and_late(self) -> None:
        calendar = working_calendar()
        seen = {
            deadlines.urgency(submission.due_on, on=TODAY, calendar=calendar)
            for submission in Submission.objects.filter(state=State.CHECKING)
        }
        assert seen == set(Urgency)

    @pytest.mark.clause("R6.3b")
    def test_refusals_name_ground_and_sentence_and_one_came_back_for_a_second_round(self) -> None:
        refused = Submission.objects.filter(state=State.RETURNED).exclude(refusal_ground="")
        assert set(refused.values_list("refusal_ground", flat=True)) == {
            RefusalGround.OUT_OF_SCOPE,
            RefusalGround.UNCLEAR_ORIGIN,
            RefusalGround.NOT_YET_PUBLIC,
        }
        assert all(submission.refusal_sentence for submission in refused)
        assert Submission.objects.filter(previous__in=refused, round_number=2, state=State.CHECKING).exists()

    @pytest.mark.clause("R6.2a")
    def test_items_approved_by_the_deputy_name_the_delegation_of_that_day(self) -> None:
        records = PublicationRecord.objects.exclude(delegation=None)
        assert records.count() == 2
        for record in records:
            assert record.delegation.is_in_force(on=record.at.astimezone(VIETNAM).date())
            assert record.delegation.document_number in record.authority

    @pytest.mark.clause("R10.4")
    def test_one_item_was_withdrawn_with_a_notice_and_one_without(self) -> None:
        withdrawals = PublicationRecord.objects.filter(kind=RecordKind.WITHDRAWAL)
        assert {record.display for record in withdrawals} == set(WithdrawalDisplay.values)
        assert not Page.objects.filter(pk__in=withdrawals.values("page_id"), live=True).exists()

    @pytest.mark.clause("R10.3b")
    def test_the_old_text_stays_public_while_its_change_is_checked(self) -> None:
        page = building.find(read("people")["change"]["of"])
        submission = Submission.objects.get(page_id=page.pk, round_number=2)
        assert submission.state == State.CHECKING
        assert page.live
        assert "Ứng dụng định danh quốc gia" not in str(page.body)
        assert "Ứng dụng định danh quốc gia" in str(page.get_latest_revision_as_object().body)

    @pytest.mark.clause("R8.4")
    def test_pages_of_results_hold_figures_that_can_be_read_and_drawn(self) -> None:
        pages = [building.find(item["key"]) for item in read("items_results")]
        figures = [block.value for page in pages for block in page.figures]
        assert len(figures) > len(pages)
        assert all(figure.table is not None and "<svg" in figure.chart for figure in figures)
        assert any(figure["data_file"] for figure in figures)

    @pytest.mark.clause("R10.1b")
    def test_pictures_sound_and_video_come_with_their_words(self) -> None:
        blocks = [block for key in ("activity-bo-anh", "activity-nghe-xem") for block in building.find(key).body]
        (gallery,) = [block.value for block in blocks if block.block_type == "gallery"]
        assert len(gallery) == 4
        assert all(picture["image"].alt_text and picture["caption"] for picture in gallery)
        sound, video = [block.value for block in blocks if block.block_type == "recording"]
        assert sound["transcript"] and video["transcript"] and video["captions"]
        for document in (sound["document"], video["document"], video["captions"]):
            with document.file.open() as stream:
                assert kind_of(document.filename).contents >= {identify(stream)}
        assert "lưu trữ vĩnh viễn" in video["captions"].file.open().read().decode()

    def test_a_reported_error_was_put_right_and_another_waits(self) -> None:
        page = building.find("activity-nghe-xem")
        report = ErrorReport.objects.get(page_id=page.pk)
        assert report.state == ReportState.CORRECTED and report.quote not in str(page.body)
        shown = self.client.get(page.url).content.decode()
        assert report.answer in shown
        difference = self.client.get(f"/dinh-chinh/{report.correction.sequence}/").content.decode()
        assert "<del>" in difference and "<ins>" in difference
        assert ErrorReport.objects.filter(state=ReportState.OPEN).count() == 1

    def test_an_imported_register_waits_for_its_member(self) -> None:
        batch = SubmissionBatch.objects.get()
        assert batch.state == BatchState.CHECKING and batch.items.count() == 4
        assert ImportBatch.objects.get().rows.count() == 4

    @pytest.mark.clause("R7.2d")
    def test_an_agency_was_asked_to_verify(self) -> None:
        assert VerificationRequest.objects.filter(answered_at=None, submission__state=State.CHECKING).exists()

    @pytest.mark.clause("R10.4")
    def test_the_archive_proves_itself_and_runs_in_the_order_of_time(self) -> None:
        checks = (verification.verify_chain, verification.verify_files, verification.verify_public_pages)
        assert [finding.sentence for check in checks for finding in check()] == []
        moments = list(PublicationRecord.objects.order_by("sequence").values_list("at", flat=True))
        assert moments == sorted(moments)

    def test_a_version_read_for_approval_is_the_one_that_wagtail_reads(self) -> None:
        seen = set()
        for page in Page.objects.filter(submissions__isnull=False).distinct():
            for revision in page.revisions.all():
                provider = Agency.objects.get(pk=revision.content["agency"])
                ours, wagtails = version_of(revision, page, agency=provider), revision.as_object()
                assert type(ours) is type(wagtails)
                for field in ours._meta.concrete_fields:
                    if field.name != "live_revision":  # which version is public is not for a version to say
                        assert field.value_to_string(ours) == field.value_to_string(wagtails), (page, field)
                assert content_of(for_judging(ours)) == content_of(wagtails)
                seen.add(type(ours))
        assert seen == set(contributed_page_types())

    def test_acts_stand_in_order_and_none_lies_in_the_future(self) -> None:
        for submission in Submission.objects.prefetch_related("steps"):
            moments = [step.at for step in submission.steps.order_by("pk")]
            assert moments == sorted(moments), submission.title
            assert moments[-1] <= NOW, submission.title

    @pytest.mark.clause("R4.6")
    def test_quoted_items_state_author_source_and_link(self) -> None:
        quoted = [building.find(item["key"]) for item in published_items() if item.get("is_quoted")]
        assert quoted
        assert all(page.author_name and page.source_name and page.source_url for page in quoted)

    def test_officers_are_marked_as_fictional(self) -> None:
        assert all("(demo)" in user.get_full_name() for user in User.objects.all())
        assert all("(demo)" in appointment.decision_number for appointment in Appointment.objects.all())

    def test_a_second_run_on_another_day_changes_nothing_even_after_a_rename(self) -> None:
        page = building.find("open-draft-tap-huan")
        page.title = "Tên đã đổi"
        page.save()
        before = rows()
        assert seed(now=NOW + timedelta(days=3), password="mat-khau-khac") == 0
        assert rows() == before
        assert User.objects.get(username="canbo").check_password(PASSWORD)


@pytest.mark.django_db
def test_the_demo_can_be_seeded_on_any_day() -> None:
    """On a Sunday just after midnight, say, before some of its items were approved."""
    now = datetime(2025, 9, 21, 0, 10, tzinfo=VIETNAM)
    if connection.vendor != "sqlite":
        pytest.skip("Ngày nào gieo cũng như nhau trên mọi cơ sở dữ liệu: chỉ thử trên SQLite.")
    seed(now=now, password=PASSWORD)
    assert set(Submission.objects.values_list("state", flat=True)) == set(State.values)
    assert not SubmissionStep.objects.filter(at__gt=now).exists()


@pytest.mark.django_db
def test_a_running_site_refuses_the_demo_and_its_well_known_password(settings, monkeypatch) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="đang vận hành"):
        call_command("seed_demo")
    monkeypatch.setenv("CCHC_DEMO_PASSWORD", "cchc-demo-2026")
    with pytest.raises(CommandError, match="mật khẩu riêng"):
        call_command("seed_demo", "--force")
    assert not User.objects.exists()


def test_every_cited_source_is_described() -> None:
    described = (HERE / "SOURCES.md").read_text(encoding="utf-8")
    cited = {source for item in [*published_items(), *open_items()] for source in item["sources"]}
    assert [source for source in sorted(cited) if f"| {source} |" not in described] == []


def test_the_data_is_unicode_in_composed_form() -> None:
    for path in sorted((HERE / "data").glob("*.json")):
        text = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        assert text == unicodedata.normalize("NFC", text), path.name


@pytest.mark.django_db
def test_fixed_days_of_sending_and_approval_are_worked() -> None:
    calendar = working_calendar()
    days = {item[name] for item in published_items() for name in ("submitted", "approved")}
    assert [day for day in sorted(days) if not calendar.is_working_day(date.fromisoformat(day))] == []
