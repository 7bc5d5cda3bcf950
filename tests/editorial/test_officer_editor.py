"""A focal officer's work in the editor, through Wagtail's real create and edit views."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from agencies.models import Appointment
from documents.models import DocumentRegisterPage, LegalDocumentPage
from editorial import clock, submissions
from editorial.models import ContributedPage, SiteDocument, Submission
from feedback.models import PetitionAnswerPage
from home.models import SectionPage
from news.models import ActivityPage, InitiativePage, PolicyPage, ResultsPage, SteeringCommitteePage
from tests.newsroom import MOMENT, TODAY, Newsroom

BODY = streamfield([("paragraph", rich_text("<p>Nội dung 25-4-2026.</p>"))])
EMPTY = streamfield([])
OWN_FIELDS = {
    PolicyPage: {"issuing_body": "Chính phủ", "document_cited": "Nghị quyết số 76/NQ-CP", "issued_on": "23/11/2026"},
    ActivityPage: {"happened_on": "23/11/2026", "place": "Hội trường UBND tỉnh", "level": "province"},
    SteeringCommitteePage: {
        "kind": "meeting",
        "happened_on": "23/11/2026",
        "chaired_by": "Chủ tịch UBND tỉnh",
        "attached_documents": inline_formset([]),
    },
    ResultsPage: {"level": "province", "period": "Quý III năm 2026", "issued_on": "23/11/2026", "figures": EMPTY},
    InitiativePage: {
        "field": "Một cửa",
        "unit": "UBND phường",
        "applied_at": "Toàn tỉnh",
        "outcome": "Giảm một nửa thời gian chờ.",
        "recognised_on": "23/11/2026",
    },
    PetitionAnswerPage: {
        "question": "Thủ tục cấp đổi giấy phép kéo dài.",
        "received_on": "20/11/2026",
        "answered_on": "23/11/2026",
    },
    LegalDocumentPage: {
        "number": "517/QĐ-SNV",
        "document_type": "Quyết định",
        "issuing_body": "Sở Nội vụ",
        "issued_on": "23/11/2026",
        "relations": inline_formset([]),
    },
}
QUOTED = {"is_quoted": "on"}


def form_of(page_type: type[ContributedPage] = ActivityPage, **values) -> dict[str, str]:
    """What the browser sends for a filled form; `values` override the fields."""
    data = {"title": "Tin của Sở Y tế", "summary": "Một câu tóm tắt.", "body": BODY, **OWN_FIELDS[page_type]}
    if page_type is PetitionAnswerPage:
        data["answering_agency"] = str(Appointment.objects.first().agency_id)
    return nested_form_data({**data, **values})


def place_of(page_type: type[ContributedPage]) -> Page:
    if page_type is LegalDocumentPage:
        return DocumentRegisterPage.objects.get()
    return SectionPage.objects.filter(category=page_type.category).order_by("path").first()


def create_address(page_type: type[ContributedPage], parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=[page_type._meta.app_label, page_type._meta.model_name, parent.pk])


def create(client: Client, page_type: type[ContributedPage] = ActivityPage, *, data=None, press="", **headers):
    """Press a button of the create form: "" saves a draft, "action-submit" is Trình duyệt."""
    data = data or form_of(page_type)
    with clock.held_at(MOMENT):
        return client.post(
            create_address(page_type, place_of(page_type)), {**data, press: "1"} if press else data, headers=headers
        )


def edit(client: Client, page: Page, *, data, press="", **headers):
    with clock.held_at(MOMENT):
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, press: "1"} if press else data, headers=headers
        )


@pytest.fixture
def officer(newsroom: Newsroom, client: Client) -> Client:
    client.force_login(newsroom.officer)
    return client


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("31/02/2026", "Nhập một ngày có thật"), ("31/12/9999", "Năm 9999 không hợp lý"), ("01/01/0026", "Năm 0026")],
)
def test_a_day_that_cannot_be_is_refused_at_its_field_and_stays_as_typed(officer: Client, typed, sentence):
    # The year 9999 saved as a draft would end the working days, and with them the officer's desk.
    response = create(officer, data=form_of(happened_on=typed), press="action-submit")

    form = response.context["form"]
    assert [error for error in form.errors["happened_on"] if sentence in error] == form.errors["happened_on"]
    assert form["happened_on"].value() == typed
    assert not ActivityPage.objects.exists()


def test_whoever_was_logged_out_in_the_middle_finds_what_they_typed(newsroom: Newsroom):
    response = create(Client(), data=form_of(title='Viết dở "khi hết phiên"'))

    assert response.status_code == 403
    assert ("title", 'Viết dở "khi hết phiên"') in response.context["typed"]
    assert "Viết dở &quot;khi hết phiên&quot;" in response.content.decode()
    saved_by_itself = create(Client(), accept="application/json")
    assert saved_by_itself.json()["error_message"].startswith("Phiên làm việc đã hết")


@pytest.mark.clause("R8.1")
@pytest.mark.clause("R8.2")
@pytest.mark.clause("R8.3")
@pytest.mark.clause("R8.4")
@pytest.mark.clause("R8.5")
@pytest.mark.parametrize("page_type", OWN_FIELDS, ids=lambda page_type: page_type.__name__)
def test_an_officer_opens_fills_and_sends_an_item_of_each_category(newsroom: Newsroom, officer: Client, page_type):
    with clock.held_at(MOMENT):
        opened = officer.get(create_address(page_type, place_of(page_type)))
    assert opened.status_code == 200
    response = create(officer, page_type, press="action-submit")
    assert response.status_code == 302
    page = page_type.objects.get(title="Tin của Sở Y tế")
    assert not page.live
    assert page.agency == newsroom.health
    submission = Submission.objects.get(page_id=page.pk)
    assert submission.state == Submission.State.AWAITING_CONFIRMATION
    assert submission.category == page_type.category


@pytest.mark.clause("R4.5")
def test_the_agency_comes_from_the_appointment_whatever_the_form_says(newsroom: Newsroom, officer: Client):
    data = {**form_of(), "agency": str(newsroom.finance.pk), "agency_id": str(newsroom.finance.pk), "owner": "1"}
    create(officer, data=data)
    page = ActivityPage.objects.get()
    assert page.agency == newsroom.health
    assert page.owner == newsroom.officer
    edit(officer, page, data=data)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().agency == newsroom.health


@pytest.mark.clause("R4.6")
def test_a_quoted_item_without_its_source_is_refused_at_the_fields_with_everything_still_there(officer: Client):
    data = form_of(title="Tin trích dẫn", place="Hội trường 25/4", **QUOTED)
    response = create(officer, data=data, press="action-submit")
    assert response.status_code == 200
    errors = response.context["form"].errors
    for field in ("author_name", "source_name", "source_url"):
        assert "Điều 4 khoản 6" in errors[field][0]
    text = response.content.decode()
    assert text.count("Tin bài trích dẫn phải") >= 3
    for typed in ("Tin trích dẫn", "Hội trường 25/4", "25-4-2026", "Một câu tóm tắt."):
        assert typed in text
    assert not ActivityPage.objects.exists()
    assert not Submission.objects.exists()


@pytest.mark.clause("R4.6")
def test_the_same_on_an_item_saved_before(newsroom: Newsroom, officer: Client):
    page = newsroom.draft()
    response = edit(officer, page, data=form_of(title="Tiêu đề đang sửa dở", **QUOTED), press="action-submit")
    assert response.status_code == 200
    assert "source_name" in response.context["form"].errors
    assert "Tiêu đề đang sửa dở" in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.clause("R4.6")
def test_a_quoted_item_with_author_source_and_link_is_sent(officer: Client):
    source = {"author_name": "Minh Anh", "source_name": "Báo Sóc Trăng", "source_url": "https://baosoctrang.org.vn/1"}
    assert create(officer, data=form_of(**QUOTED, **source), press="action-submit").status_code == 302
    assert Submission.objects.count() == 1


def test_a_quoted_draft_may_be_saved_without_its_source(officer: Client):
    assert create(officer, data=form_of(**QUOTED)).status_code == 302
    assert ActivityPage.objects.count() == 1


def test_an_incomplete_form_is_kept_as_a_draft_and_refused_at_its_fields_when_sent(officer: Client):
    incomplete = nested_form_data({"title": "Mới có tiêu đề", "body": EMPTY})
    assert create(officer, data=incomplete).status_code == 302
    page = ActivityPage.objects.get()
    response = edit(officer, page, data={**incomplete, "place": "Sở Y tế"}, press="action-submit")
    assert response.status_code == 200
    assert {"summary", "happened_on", "level"} <= set(response.context["form"].errors)
    assert "Sở Y tế" in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("page_type", OWN_FIELDS, ids=lambda page_type: page_type.__name__)
def test_the_editor_saves_incomplete_drafts_by_itself(officer: Client, page_type):
    empty_parts = {
        name: value
        for name, value in OWN_FIELDS[page_type].items()
        if name in ("attached_documents", "figures", "relations")
    }
    data = nested_form_data({"title": "Đang gõ", "body": EMPTY, **empty_parts})
    answer = create(officer, page_type, data=data, accept="application/json")
    saved = json.loads(answer.content)
    assert saved["success"]
    page = page_type.objects.get()
    data = {**data, "title": "Đang gõ thêm", "overwrite_revision_id": str(saved["revision_id"])}
    answer = edit(officer, page, data=data, accept="application/json")
    assert json.loads(answer.content)["success"]
    assert page.get_latest_revision_as_object().title == "Đang gõ thêm"
    assert page_type.objects.count() == 1


def saves_by_itself(officer: Client, page_type: type[ContributedPage], data: dict) -> None:
    """The editor saves a new item while its form still believes that there is none."""
    assert json.loads(create(officer, page_type, data=data, accept="application/json").content)["success"]


def test_a_press_while_the_editor_saves_a_new_item_sends_the_saved_copy(newsroom: Newsroom, officer: Client):
    key = str(uuid4())
    saves_by_itself(officer, ActivityPage, {**form_of(title="Tin đang gõ"), "form_key": key})
    assert create(officer, data={**form_of(), "form_key": key}, press="action-submit").status_code == 302
    page = ActivityPage.objects.get()
    assert page.get_latest_revision_as_object().title == "Tin của Sở Y tế"
    assert Submission.objects.get().page_id == page.pk


def test_what_the_saved_copy_held_is_not_doubled(newsroom: Newsroom, officer: Client):
    paper = SiteDocument(title="Thông báo kết luận", uploaded_by_user=newsroom.officer)
    paper.file.save("ket-luan.pdf", ContentFile(b"%PDF-1.4\n%%EOF\n"), save=False)
    paper.save()
    rows = inline_formset([{"title": "Thông báo kết luận", "document": str(paper.pk)}])
    data = {**form_of(SteeringCommitteePage, attached_documents=rows), "form_key": str(uuid4())}
    saves_by_itself(officer, SteeringCommitteePage, data)
    assert create(officer, SteeringCommitteePage, data=data).status_code == 302
    page = SteeringCommitteePage.objects.get().get_latest_revision_as_object()
    assert [row.title for row in page.attached_documents.all()] == ["Thông báo kết luận"]


def test_an_old_form_does_not_overwrite_what_was_written_since(newsroom: Newsroom, officer: Client):
    data = {**form_of(), "form_key": str(uuid4())}
    saves_by_itself(officer, ActivityPage, data)
    assert edit(officer, ActivityPage.objects.get(), data=form_of(title="Viết tiếp ở máy khác")).status_code == 302
    response = create(officer, data=data)
    assert "không tạo thêm bản thứ hai" in response.content.decode()
    assert ActivityPage.objects.get().get_latest_revision_as_object().title == "Viết tiếp ở máy khác"


def test_pressing_send_twice_on_a_saved_item_sends_it_once(newsroom: Newsroom, officer: Client):
    page = newsroom.draft()
    assert edit(officer, page, data=form_of(), press="action-submit").status_code == 302
    response = edit(officer, page, data=form_of(), press="action-submit")
    assert response.status_code == 200
    assert "đã có một hồ sơ trình duyệt đang xử lý" in response.content.decode()
    assert Submission.objects.count() == 1


def test_pressing_send_twice_on_a_new_item_makes_one_item(newsroom: Newsroom, officer: Client):
    with clock.held_at(MOMENT):
        form = officer.get(create_address(ActivityPage, newsroom.section)).context["form"]
    data = {**form_of(), "form_key": str(form["form_key"].value())}
    assert create(officer, data=data, press="action-submit").status_code == 302
    response = create(officer, data=data, press="action-submit")
    assert response.status_code == 200
    assert "không tạo thêm bản thứ hai" in response.content.decode()
    assert ActivityPage.objects.count() == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_new", [True, False])
def test_two_presses_at_the_same_moment_make_one_submission(newsroom: Newsroom, is_new: bool):
    page = None if is_new else newsroom.draft()
    data = {**form_of(), "form_key": str(uuid4())}
    start = Barrier(2)

    def press() -> int:
        try:
            client = Client()
            client.force_login(newsroom.officer)
            start.wait()
            if is_new:
                return create(client, data=data, press="action-submit").status_code
            return edit(client, page, data=data, press="action-submit").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = [result.result() for result in [pool.submit(press), pool.submit(press)]]
    assert sorted(statuses) == [200, 302]
    assert ActivityPage.objects.count() == 1
    assert Submission.objects.count() == 1


def test_two_items_of_the_same_title_are_two_items(officer: Client):
    create(officer)
    create(officer)
    assert ActivityPage.objects.count() == 2


@pytest.mark.clause("R7.2a")
def test_a_scanned_confirmation_takes_the_item_straight_to_the_board(newsroom: Newsroom, officer: Client):
    Appointment.objects.filter(user=newsroom.unit_head).update(ends_on=TODAY.replace(day=1))
    response = create(officer, press="action-submit")
    assert "đính kèm bản quét giấy xác nhận" in response.context["form"].errors["confirmation_paper"][0]
    paper = SiteDocument(title="Giấy xác nhận", uploaded_by_user=newsroom.officer)
    paper.file.save("giay-xac-nhan.pdf", ContentFile(b"%PDF-1.4\n%%EOF\n"), save=False)
    paper.save()
    create(officer, data=form_of(confirmation_paper=str(paper.pk)), press="action-submit")
    submission = Submission.objects.get()
    assert submission.state == Submission.State.CHECKING
    assert submission.confirmation == "paper"
    assert submission.confirmation_paper == paper


def test_an_officer_whose_post_ended_creates_nothing(newsroom: Newsroom, officer: Client):
    Appointment.objects.filter(user=newsroom.officer).update(ends_on=TODAY.replace(day=22))
    response = create(officer, press="action-submit")
    assert response.status_code == 302
    assert not ActivityPage.objects.exists()


@pytest.mark.parametrize("role", ["unit_head", "administrator", "superuser"])
def test_who_contributes_for_no_agency_reads_why_nothing_is_created(newsroom: Newsroom, client: Client, role: str):
    client.force_login(getattr(newsroom, role))
    response = create(client)
    assert not ActivityPage.objects.exists()
    assert response.status_code == 302 or "không thể tạo, sửa tin bài" in response.content.decode()


@pytest.mark.clause("R6.3b")
def test_an_item_that_came_back_is_corrected_and_sent_as_the_next_round(newsroom: Newsroom, officer: Client):
    submission = newsroom.checking()
    submissions.refuse(submission, by=newsroom.member, at=MOMENT, ground="poor_quality", sentence="Viết lại.")
    response = edit(officer, submission.page, data=form_of(title="Đã viết lại"), press="action-submit")
    assert response.status_code == 302
    again = Submission.objects.get(previous=submission)
    assert again.round_number == 2
    assert again.title == "Đã viết lại"


@pytest.mark.clause("R10.3b")
def test_a_change_to_a_public_item_keeps_the_old_text_public(newsroom: Newsroom, officer: Client):
    page = newsroom.published(newsroom.draft(title="Bản đang đăng"))
    response = edit(officer, page, data=form_of(title="Bản sửa"), press="action-submit")
    assert response.status_code == 302
    page.refresh_from_db()
    assert page.live
    assert page.title == "Bản đang đăng"
    assert Submission.objects.get(page_id=page.pk, state="awaiting_confirmation").title == "Bản sửa"
