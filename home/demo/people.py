"""The demo's people: fictional officers, each with posts held from a date to a date by a (demo) decision."""

from datetime import date, timedelta

from agencies.models import Agency, Appointment, User
from editorial.models import ApprovalDelegation, MemberAssignment
from home.demo.facts import read

FIRST_DAY = date(2023, 1, 3)


def ensure_people(*, password: str, today: date) -> None:
    """Create the people that are missing, with their posts, assignments and delegations; safe to run again."""
    facts = read("people")
    for number, person in enumerate(facts["people"], start=1):
        if not User.objects.filter(username=person["username"]).exists():
            _create_person(number, person, password=password)
    users = {user.username: user for user in User.objects.filter(username__in=[p["username"] for p in facts["people"]])}
    for username, category in facts["assignments"]:
        MemberAssignment.objects.get_or_create(
            member=users[username],
            category=category,
            defaults={"document_number": "02/PC-BBT (demo)", "starts_on": FIRST_DAY},
        )
    for delegation in facts["delegations"]:
        _ensure_delegation(delegation, deputy=users["photruongban"], head=users["truongban"], today=today)


def _create_person(number: int, person: dict, *, password: str) -> None:
    user = User.objects.create_user(
        person["username"], password=password, last_name=person["last_name"], first_name=person["first_name"]
    )
    for turn, (post, agency, starts_on, ends_on) in enumerate(person["posts"], start=1):
        Appointment.objects.create(
            user=user,
            agency=Agency.objects.get(slug=agency),
            post=post,
            decision_number=f"{number:02}.{turn}/QĐ-SNV (demo)",
            decided_on=starts_on,
            starts_on=starts_on,
            ends_on=ends_on,
        )


def _ensure_delegation(facts: dict, *, deputy: User, head: User, today: date) -> None:
    if facts.get("signed_today"):
        days = {"signed_on": today, "starts_on": today, "ends_on": today + timedelta(days=facts["days"])}
    else:
        days = {name: facts[name] for name in ("signed_on", "starts_on", "ends_on")}
    ApprovalDelegation.objects.get_or_create(
        document_number=facts["document_number"],
        defaults={"deputy": deputy, "granted_by": head, "categories": facts["categories"], **days},
    )
