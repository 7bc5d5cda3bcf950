"""The registers in the admin: who reads, who writes, what is refused, and what the log keeps."""

import io
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency, AgencyParentage, AgencySuccession, Appointment, Post, User
from editorial import clock, submissions
from editorial.models import ApprovalDelegation, CalendarException, MemberAssignment
from tests.newsroom import FROM, MOMENT, TODAY, Newsroom

REGISTERS = (
    "agencies_agency",
    "agencies_appointment",
    "editorial_approvaldelegation",
    "editorial_memberassignment",
    "editorial_calendarexception",
    "search_synonym",
)


@pytest.fixture(autouse=True)
def held_clock():
    with clock.held_at(MOMENT):
        yield


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(register: str, action: str, pk=None) -> str:
    return reverse(f"{register}_modeladmin_{action}", args=[pk] if pk else [])


def page_text(response) -> str:
    return response.content.decode()


def appointment_form(**values) -> dict[str, str]:
    return {
        "user": "",
        "agency": "",
        "post": "focal_officer",
        "decision_number": "99/QĐ-SYT",
        "decided_on": "20/11/2026",
        "starts_on": "01/12/2026",
        "ends_on": "",
        **{name: str(value) for name, value in values.items()},
    }


def delegation_form(newsroom: Newsroom, **values) -> dict:
    return {
        "deputy": str(newsroom.deputy.pk),
        "granted_by": str(newsroom.head.pk),
        "document_number": "21/UQ-BBT",
        "signed_on": "23/11/2026",
        "categories": ["activity"],
        "starts_on": "01/12/2026",
        "ends_on": "05/12/2026",
        "revoked_on": "",
        "revocation_number": "",
        **values,
    }


def empty_parts() -> dict[str, str]:
    parts = ("parentages", "successions", "mail_domains")
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {f"{part}-{name}": value for part in parts for name, value in counts.items()}


def agency_form(agency: Agency, **values) -> dict[str, str]:
    fields = {
        "name": agency.name,
        "abbreviation": agency.abbreviation,
        "slug": agency.slug,
        "kind": agency.kind,
        "valid_from": "",
        "valid_to": "",
        "legal_basis": "Quyết định số 01",
    }
    return {**fields, **empty_parts(), **values}


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("person", ["officer", "unit_head", "member", "deputy", "head"])
def test_everybody_in_the_admin_reads_the_registers(newsroom: Newsroom, register: str, person: str):
    response = signed_in(getattr(newsroom, person)).get(address(register, "index"))
    assert response.status_code == 200


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("person", ["officer", "unit_head", "member", "deputy"])
def test_nobody_else_writes_into_a_register(newsroom: Newsroom, register: str, person: str):
    client = signed_in(getattr(newsroom, person))
    for response in (client.get(address(register, "create")), client.post(address(register, "create"), {})):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("register", REGISTERS)
def test_an_administrator_opens_list_form_and_spreadsheet_of_every_register(newsroom: Newsroom, register: str):
    newsroom.delegate()
    client = signed_in(newsroom.administrator)
    assert client.get(address(register, "index")).status_code == 200
    assert client.get(address(register, "create")).status_code == 200
    export = client.get(address(register, "index"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(export.streaming_content))).active
    assert sheet.max_row >= 2


def test_the_menu_holds_all_registers(newsroom: Newsroom):
    page = page_text(signed_in(newsroom.administrator).get(reverse("wagtailadmin_home")))
    assert json.dumps("Sổ đăng ký") in page or "Sổ đăng ký" in page
    assert address("editorial_approvaldelegation", "index") in page


@pytest.mark.clause("R7.1")
def test_an_administrator_enters_an_appointment_and_the_log_says_who(newsroom: Newsroom):
    person = User.objects.create_user("moi", password="x", last_name="Trịnh Thị", first_name="Hoa")
    client = signed_in(newsroom.administrator)
    client.post(address("agencies_appointment", "create"), appointment_form(user=person.pk, agency=newsroom.health.pk))
    appointment = Appointment.objects.get(user=person)
    assert appointment.starts_on == date(2026, 12, 1)
    page = page_text(client.get(address("agencies_appointment", "inspect", appointment.pk)))
    assert "Ngô Văn Minh" in page
    assert "99/QĐ-SYT" in page


@pytest.mark.clause("R5")
def test_a_contradicting_appointment_is_refused_with_the_others_number_and_what_was_typed_stays(newsroom: Newsroom):
    client = signed_in(newsroom.administrator)
    typed = appointment_form(user=newsroom.member.pk, agency=newsroom.health.pk, post="unit_head")
    response = client.post(address("agencies_appointment", "create"), typed)
    assert response.status_code == 200
    assert "thutruong/QĐ-SNV" in page_text(response)
    assert "99/QĐ-SYT" in page_text(response)
    assert not Appointment.objects.filter(decision_number="99/QĐ-SYT").exists()


@pytest.mark.parametrize("year", ["2026", "0", "99999999999999999999", "x"])
def test_a_year_that_the_calendar_has_not_is_passed_over(newsroom: Newsroom, year):
    response = signed_in(newsroom.administrator).get(address("editorial_calendarexception", "index"), {"nam": year})
    assert response.status_code == 200
    assert "22/08/2026" in page_text(response)


@pytest.mark.parametrize(
    ("register", "field"),
    [
        ("agencies_appointment", "starts_on"),
        ("editorial_approvaldelegation", "ends_on"),
        ("editorial_memberassignment", "starts_on"),
        ("editorial_calendarexception", "day"),
    ],
)
def test_a_year_that_no_paper_bears_is_refused_at_its_field(newsroom: Newsroom, register, field):
    form = {**appointment_form(), **delegation_form(newsroom), field: "31/12/9999"}
    response = signed_in(newsroom.administrator).post(address(register, "create"), form)
    errors = response.context["form"].errors[field]
    assert errors == ["Năm 9999 không hợp lý. Ghi ngày từ 01/01/1901 đến 31/12/2100."]


def test_ending_an_appointment_is_logged_with_the_old_and_the_new_day(newsroom: Newsroom):
    client = signed_in(newsroom.administrator)
    appointment = newsroom.other_officer.appointments.get()
    form = appointment_form(
        user=newsroom.other_officer.pk,
        agency=newsroom.finance.pk,
        decision_number=appointment.decision_number,
        decided_on="01/01/2020",
        starts_on="01/01/2020",
        ends_on="30/11/2026",
    )
    client.post(address("agencies_appointment", "edit", appointment.pk), form)
    appointment.refresh_from_db()
    assert appointment.ends_on == date(2026, 11, 30)
    page = page_text(client.get(address("agencies_appointment", "inspect", appointment.pk)))
    assert "(trống) → 30/11/2026" in page


@pytest.mark.clause("R5")
def test_an_appointment_that_was_acted_under_keeps_all_but_its_last_day(newsroom: Newsroom):
    newsroom.submitted()
    appointment = newsroom.officer.appointments.get()
    form = appointment_form(
        user=newsroom.member.pk, agency=newsroom.finance.pk, decision_number="khác", ends_on="31/12/2026"
    )
    signed_in(newsroom.administrator).post(address("agencies_appointment", "edit", appointment.pk), form)
    appointment.refresh_from_db()
    assert appointment.user == newsroom.officer
    assert appointment.agency == newsroom.health
    assert appointment.decision_number == "canbo/QĐ-SNV"
    assert appointment.ends_on == date(2026, 12, 31)


@pytest.mark.clause("R10.4")
def test_an_appointment_that_was_acted_under_is_not_deleted_and_the_page_says_why(newsroom: Newsroom):
    newsroom.submitted()
    appointment = newsroom.officer.appointments.get()
    response = signed_in(newsroom.administrator).post(address("agencies_appointment", "delete", appointment.pk))
    assert "hồ sơ trình duyệt" in page_text(response)
    assert Appointment.objects.filter(pk=appointment.pk).exists()


def test_an_appointment_entered_by_mistake_can_be_deleted(newsroom: Newsroom):
    appointment = Appointment.objects.create(
        user=newsroom.officer,
        agency=newsroom.health,
        post=Post.ADMINISTRATOR,
        decision_number="nhầm",
        decided_on=TODAY,
        starts_on=date(2027, 1, 1),
    )
    client = signed_in(newsroom.administrator)
    assert "Chỉ xóa dòng ghi nhầm" in page_text(client.get(address("agencies_appointment", "delete", appointment.pk)))
    client.post(address("agencies_appointment", "delete", appointment.pk))
    assert not Appointment.objects.filter(pk=appointment.pk).exists()


def test_an_agency_in_use_is_not_deleted_and_the_page_says_why(newsroom: Newsroom):
    response = signed_in(newsroom.superuser).post(address("agencies_agency", "delete", newsroom.health.pk))
    assert response.status_code == 200
    assert "phân công nhiệm vụ" in page_text(response)
    assert Agency.objects.filter(pk=newsroom.health.pk).exists()


def test_an_agency_does_not_end_while_somebody_holds_a_post_in_it(newsroom: Newsroom):
    form = agency_form(newsroom.health, valid_to="31/12/2026")
    response = signed_in(newsroom.administrator).post(address("agencies_agency", "edit", newsroom.health.pk), form)
    assert "canbo/QĐ-SNV" in page_text(response)
    newsroom.health.refresh_from_db()
    assert newsroom.health.valid_to is None


def test_an_agency_is_entered_with_parent_successor_and_mail_domain(newsroom: Newsroom):
    draft = Agency(name="Chi cục Dân số", slug="chi-cuc-dan-so", kind="unit")
    form = agency_form(
        draft,
        **{
            "valid_to": "31/12/2025",
            "parentages-TOTAL_FORMS": "1",
            "parentages-0-parent": str(newsroom.health.pk),
            "parentages-0-starts_on": "01/01/2020",
            "parentages-0-ends_on": "31/12/2025",
            "successions-TOTAL_FORMS": "1",
            "successions-0-successor": str(newsroom.health.pk),
            "successions-0-kind": "merged",
            "successions-0-happened_on": "01/01/2026",
            "successions-0-legal_basis": "Quyết định số 07",
            "mail_domains-TOTAL_FORMS": "1",
            "mail_domains-0-domain": "soctrang.gov.vn",
            "mail_domains-0-is_official": "on",
        },
    )
    client = signed_in(newsroom.administrator)
    response = client.post(address("agencies_agency", "create"), form)
    assert response.status_code == 302, page_text(response)
    agency = Agency.objects.get(slug="chi-cuc-dan-so")
    assert agency.parentages.get().parent == newsroom.health
    page = page_text(client.get(address("agencies_agency", "inspect", agency.pk), {"ngay": "01/06/2025"}))
    assert "Sở Y tế" in page
    assert "soctrang.gov.vn" in page
    assert "Quyết định số 07" in page


def test_two_parents_on_one_day_are_refused(newsroom: Newsroom):
    draft = Agency(name="Chi cục", slug="chi-cuc", kind="unit")
    form = agency_form(
        draft,
        **{
            "parentages-TOTAL_FORMS": "2",
            "parentages-0-parent": str(newsroom.health.pk),
            "parentages-0-ends_on": "31/12/2025",
            "parentages-1-parent": str(newsroom.finance.pk),
            "parentages-1-starts_on": "31/12/2025",
        },
    )
    response = signed_in(newsroom.administrator).post(address("agencies_agency", "create"), form)
    assert "Hai cơ quan cấp trên cùng lúc" in page_text(response)


def test_a_ring_of_parents_is_refused(newsroom: Newsroom):
    AgencyParentage.objects.create(agency=newsroom.finance, parent=newsroom.health, starts_on=date(2024, 1, 1))
    form = agency_form(
        newsroom.health,
        **{
            "parentages-TOTAL_FORMS": "1",
            "parentages-0-parent": str(newsroom.finance.pk),
            "parentages-0-starts_on": "01/01/2023",
        },
    )
    response = signed_in(newsroom.administrator).post(address("agencies_agency", "edit", newsroom.health.pk), form)
    assert "lại đang trực thuộc" in page_text(response)


def test_the_list_of_agencies_is_a_tree_on_the_day_asked(newsroom: Newsroom):
    AgencyParentage.objects.create(
        agency=newsroom.department, parent=newsroom.health, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    client = signed_in(newsroom.member)
    during = client.get(address("agencies_agency", "index"), {"ngay": "2024-06-01"})
    names = [agency.name for agency in during.context["object_list"]]
    assert names == ["Sở Tài chính", "Sở Y tế", "Sở Nội vụ"]
    assert during.context["object_list"][2].place.depth == 1
    after = client.get(address("agencies_agency", "index"), {"ngay": "2025-01-01"})
    assert all(agency.place.depth == 0 for agency in after.context["object_list"])


def test_the_list_of_agencies_does_not_ask_more_for_more_agencies(newsroom: Newsroom, django_assert_max_num_queries):
    for number in range(60):
        unit = Agency.objects.create(name=f"Xã {number}", slug=f"xa-{number}", kind="commune")
        AgencyParentage.objects.create(agency=unit, parent=newsroom.department)
    client = signed_in(newsroom.member)
    client.get(address("agencies_agency", "index"))
    with django_assert_max_num_queries(30):
        client.get(address("agencies_agency", "index"))


def test_agencies_are_found_without_marks(newsroom: Newsroom):
    response = signed_in(newsroom.member).get(address("agencies_agency", "index"), {"q": "so y te"})
    assert [agency.name for agency in response.context["object_list"]] == ["Sở Y tế"]


def test_agencies_are_filtered_by_kind_and_by_existing(newsroom: Newsroom):
    Agency.objects.create(name="UBND huyện", slug="huyen", kind="district", valid_to=date(2025, 6, 30))
    client = signed_in(newsroom.member)
    ended = client.get(address("agencies_agency", "index"), {"ngay": "2025-07-01", "hoat_dong": "khong"})
    assert [agency.name for agency in ended.context["object_list"]] == ["UBND huyện"]
    districts = client.get(address("agencies_agency", "index"), {"kind__exact": "district"})
    assert [agency.name for agency in districts.context["object_list"]] == ["UBND huyện"]


@pytest.mark.parametrize("query", [{"khong_co": "1"}, {"kind__exact": "x"}, {"kind__nonsense": "1"}, {"ngay": "32/13"}])
def test_an_address_that_asks_nonsense_is_passed_over(newsroom: Newsroom, query):
    response = signed_in(newsroom.member).get(address("agencies_agency", "index"), query, follow=True)
    assert response.status_code == 200


def test_appointments_are_filtered_by_post_and_by_being_in_force(newsroom: Newsroom):
    newsroom.other_officer.appointments.update(ends_on=date(2025, 12, 31))
    client = signed_in(newsroom.member)
    query = {"post__exact": "focal_officer", "hieu_luc": "het", "ngay": "2026-01-01"}
    response = client.get(address("agencies_appointment", "index"), query)
    assert [row.user for row in response.context["object_list"]] == [newsroom.other_officer]
    response = client.get(address("agencies_appointment", "index"), {**query, "ngay": "2025-12-31", "hieu_luc": "dang"})
    assert newsroom.other_officer in [row.user for row in response.context["object_list"]]


def test_an_ended_agency_shows_what_became_of_it(newsroom: Newsroom):
    old = Agency.objects.create(name="Sở cũ", slug="so-cu", kind="department", valid_to=date(2025, 6, 30))
    AgencySuccession.objects.create(
        predecessor=old,
        successor=newsroom.health,
        kind="merged",
        happened_on=date(2025, 7, 1),
        legal_basis="Nghị quyết số 202",
    )
    client = signed_in(newsroom.member)
    assert "Nghị quyết số 202" in page_text(client.get(address("agencies_agency", "inspect", old.pk)))
    page = page_text(client.get(address("agencies_agency", "inspect", newsroom.health.pk)))
    assert "Sở cũ" in page
    assert "Lê Thị Mai" in page


def test_the_head_finds_their_own_name_on_a_new_delegation_and_nothing_of_revoking(newsroom: Newsroom):
    screen = signed_in(newsroom.head).get(address("editorial_approvaldelegation", "create"))
    assert screen.context["form"]["granted_by"].value() == newsroom.head.pk
    assert "Thu hồi trước hạn" not in page_text(screen)


@pytest.mark.clause("R6.2a")
def test_the_head_grants_a_delegation_by_categories(newsroom: Newsroom):
    client = signed_in(newsroom.head)
    response = client.post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom, categories=["activity", "policy"])
    )
    assert response.status_code == 302, page_text(response)
    delegation = ApprovalDelegation.objects.get()
    assert delegation.categories == ["policy", "activity"] or delegation.categories == ["activity", "policy"]
    page = page_text(client.get(address("editorial_approvaldelegation", "inspect", delegation.pk)))
    assert "Chủ trương, chính sách" in page
    assert "Hồ Thị Thu" in page


def test_an_administrator_copies_the_heads_paper_and_the_record_says_who_entered_it(newsroom: Newsroom):
    client = signed_in(newsroom.administrator)
    client.post(address("editorial_approvaldelegation", "create"), delegation_form(newsroom, categories=["all"]))
    delegation = ApprovalDelegation.objects.get()
    assert delegation.categories == []
    assert delegation.granted_by == newsroom.head
    page = page_text(client.get(address("editorial_approvaldelegation", "inspect", delegation.pk)))
    assert "Ngô Văn Minh" in page


@pytest.mark.parametrize("categories", [[], ["all", "policy"], ["khong-co"]])
def test_a_delegation_without_a_clear_scope_is_refused(newsroom: Newsroom, categories):
    response = signed_in(newsroom.head).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom, categories=categories)
    )
    assert response.status_code == 200
    assert not ApprovalDelegation.objects.exists()
    assert "21/UQ-BBT" in page_text(response)


@pytest.mark.clause("R6.2a")
def test_a_contradicting_delegation_is_refused_with_the_others_number(newsroom: Newsroom):
    newsroom.delegate(starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 9), categories=["activity"])
    response = signed_in(newsroom.head).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom)
    )
    assert "15/UQ-BBT" in page_text(response)
    assert ApprovalDelegation.objects.count() == 1


@pytest.mark.clause("R6.2a")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"granted_by": "deputy"}, "hợp lệ"),
        ({"deputy": "member"}, "hợp lệ"),
        ({"signed_on": "31/12/2019", "starts_on": "01/01/2020"}, "không giữ nhiệm vụ Trưởng ban"),
        ({"starts_on": "22/11/2026"}, "không có hiệu lực trước ngày đó"),
        ({"ends_on": "30/11/2026"}, "phải sau ngày đầu"),
    ],
)
def test_a_delegation_that_could_not_be_given_is_refused(newsroom: Newsroom, changes, sentence):
    values = {
        name: str(getattr(newsroom, value).pk) if hasattr(newsroom, value) else value for name, value in changes.items()
    }
    response = signed_in(newsroom.administrator).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom, **values)
    )
    assert response.status_code == 200
    assert sentence in page_text(response)
    assert not ApprovalDelegation.objects.exists()


def test_a_delegation_may_not_outlive_the_deputys_post(newsroom: Newsroom):
    newsroom.deputy.appointments.update(ends_on=date(2026, 12, 3))
    response = signed_in(newsroom.head).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom)
    )
    assert "không giữ nhiệm vụ Phó Trưởng ban Biên tập ngày 04/12/2026" in page_text(response)


def test_nobody_enters_a_delegation_to_themselves(newsroom: Newsroom):
    Appointment.objects.create(
        user=newsroom.deputy,
        agency=newsroom.department,
        post=Post.ADMINISTRATOR,
        decision_number="QT",
        decided_on=FROM,
        starts_on=FROM,
    )
    response = signed_in(newsroom.deputy).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom)
    )
    assert "không tự ghi ủy quyền cho mình" in page_text(response)


def approved_under(newsroom: Newsroom) -> ApprovalDelegation:
    delegation = newsroom.delegate()
    submissions.approve(newsroom.approving(), by=newsroom.deputy, at=MOMENT)
    return delegation


@pytest.mark.clause("R6.2a")
def test_a_delegation_that_was_used_can_only_be_revoked(newsroom: Newsroom):
    delegation = approved_under(newsroom)
    form = delegation_form(
        newsroom, ends_on="31/12/2026", categories=["policy"], revoked_on="24/11/2026", revocation_number="16/TH-BBT"
    )
    response = signed_in(newsroom.head).post(address("editorial_approvaldelegation", "edit", delegation.pk), form)
    assert response.status_code == 302, page_text(response)
    before = (delegation.document_number, delegation.ends_on, delegation.categories)
    delegation.refresh_from_db()
    assert (delegation.document_number, delegation.ends_on, delegation.categories) == before
    assert delegation.revoked_on == date(2026, 11, 24)


@pytest.mark.clause("R6.2a")
def test_a_revocation_before_the_last_use_is_refused(newsroom: Newsroom):
    delegation = newsroom.delegate(starts_on=date(2026, 11, 20))
    submissions.approve(newsroom.approving(), by=newsroom.deputy, at=MOMENT)
    form = delegation_form(newsroom, revoked_on="22/11/2026", revocation_number="16/TH-BBT")
    response = signed_in(newsroom.head).post(address("editorial_approvaldelegation", "edit", delegation.pk), form)
    assert "đã có quyết định theo văn bản này" in page_text(response)


def test_a_revocation_needs_its_number(newsroom: Newsroom):
    delegation = approved_under(newsroom)
    form = delegation_form(newsroom, revoked_on="24/11/2026")
    response = signed_in(newsroom.head).post(address("editorial_approvaldelegation", "edit", delegation.pk), form)
    assert "phải có cả ngày và số văn bản thu hồi" in page_text(response)


@pytest.mark.clause("R6.2a")
def test_a_delegation_is_never_deleted_and_the_address_says_why(newsroom: Newsroom):
    delegation = newsroom.delegate()
    for person in (newsroom.head, newsroom.administrator, newsroom.superuser):
        response = signed_in(person).post(address("editorial_approvaldelegation", "delete", delegation.pk))
        assert "được giữ mãi trong sổ" in page_text(response)
    assert ApprovalDelegation.objects.filter(pk=delegation.pk).exists()


def test_a_head_of_yesterday_grants_nothing(newsroom: Newsroom):
    newsroom.head.appointments.update(ends_on=date(2026, 11, 22))
    response = signed_in(newsroom.head).post(
        address("editorial_approvaldelegation", "create"), delegation_form(newsroom)
    )
    assert response.status_code == 302
    assert not ApprovalDelegation.objects.exists()


@pytest.mark.clause("R6.1b")
def test_an_assignment_names_a_category_or_an_agency_and_contradictions_are_refused(newsroom: Newsroom):
    client = signed_in(newsroom.administrator)
    form = {
        "member": str(newsroom.other_member.pk),
        "category": "",
        "agency": str(newsroom.finance.pk),
        "document_number": "05/PC-BBT",
        "starts_on": "01/12/2026",
        "ends_on": "",
    }
    client.post(address("editorial_memberassignment", "create"), form)
    assert MemberAssignment.objects.get(document_number="05/PC-BBT").agency == newsroom.finance
    again = client.post(address("editorial_memberassignment", "create"), {**form, "agency": "", "category": "activity"})
    assert "01/PC-BBT" in page_text(again)
    both = client.post(address("editorial_memberassignment", "create"), {**form, "category": "policy"})
    assert "không chọn cả hai" in page_text(both)


def test_an_assignment_in_force_is_ended_not_deleted(newsroom: Newsroom):
    assignment = newsroom.member.assignments.get()
    response = signed_in(newsroom.administrator).post(address("editorial_memberassignment", "delete", assignment.pk))
    assert "Ghi ngày cuối thay vì xóa" in page_text(response)
    assert MemberAssignment.objects.filter(pk=assignment.pk).exists()


def test_a_day_already_in_the_calendar_is_refused_with_the_row_that_has_it(newsroom: Newsroom):
    client = signed_in(newsroom.administrator)
    form = {"day": "24/11/2026", "kind": "ordinary", "name": "Ngày thường", "legal_basis": "Công văn 1"}
    response = client.post(address("editorial_calendarexception", "create"), form)
    assert "Ngày Văn hóa Việt Nam" in page_text(response)
    assert CalendarException.objects.filter(day=date(2026, 11, 24)).count() == 1
