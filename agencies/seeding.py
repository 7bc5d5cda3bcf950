"""The agencies the site starts with: Sóc Trăng's of 2022, and what became of them in 2025 (`agencies/data/`).

Only what is missing is created: a row that an administrator has corrected stays as corrected.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from agencies.models import Agency, AgencyParentage, AgencySuccession, MailDomain

DATA = Path(__file__).parent / "data"


@dataclass
class SeedReport:
    """What a run added, by slug of the agency."""

    agencies: list[str] = field(default_factory=list)
    successions: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.agencies or self.successions)


def read(filename: str) -> dict:
    return json.loads((DATA / filename).read_text(encoding="utf-8"))


@transaction.atomic
def ensure_agencies() -> SeedReport:
    """Create the agencies, parents, mail domains and successions that are missing; safe to run again."""
    report = SeedReport()
    changes = read("changes_2025.json")
    endings = {ending["slug"]: ending for ending in changes["endings"]}
    for facts in [*read("soc_trang_2022.json")["agencies"], *changes["new_agencies"]]:
        if not Agency.objects.filter(slug=facts["slug"]).exists():
            _create_agency({**facts, **endings.get(facts["slug"], {})})
            report.agencies.append(facts["slug"])
    for facts in changes["successions"]:
        # A relation is seeded with its predecessor: one that an administrator took away must not come back.
        if facts["predecessor"] in report.agencies:
            _create_succession(facts)
            report.successions.append(f"{facts['predecessor']} → {facts['successor']}")
    return report


def _create_agency(facts: dict) -> None:
    agency = Agency.objects.create(
        slug=facts["slug"],
        name=facts["name"],
        abbreviation=facts["abbreviation"],
        kind=facts["kind"],
        valid_from=facts["valid_from"],
        valid_to=facts["valid_to"],
        legal_basis=facts["legal_basis"],
    )
    if facts["parent"]:
        AgencyParentage.objects.create(
            agency=agency,
            parent=Agency.objects.get(slug=facts["parent"]),
            starts_on=facts["valid_from"],
            ends_on=facts["valid_to"],
        )
    if facts["mail_domain"]:
        MailDomain.objects.create(agency=agency, domain=facts["mail_domain"])


def _create_succession(facts: dict) -> None:
    AgencySuccession.objects.create(
        predecessor=Agency.objects.get(slug=facts["predecessor"]),
        successor=Agency.objects.get(slug=facts["successor"]),
        kind=facts["kind"],
        happened_on=facts["happened_on"],
        legal_basis=facts["legal_basis"],
    )
