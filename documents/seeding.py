"""The words the register starts with (`documents/data/`), and the issuing bodies that the register of agencies knows.

Only what is missing is created: a row that an administrator has corrected stays as corrected. The models are passed in,
so that a migration can seed with the models of its own day.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps as current_apps
from django.db import transaction

from editorial.slugs import vietnamese_slug

DATA = Path(__file__).parent / "data"
SHORT_NAMES = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))
_DATED = ("valid_from", "valid_to", "legal_basis")
# Who signs for a body of this kind, by the first words of its name.
_SIGNERS = (
    ("Ủy ban nhân dân ", "Chủ tịch "),
    ("Sở ", "Giám đốc "),
    ("Thanh tra ", "Chánh "),
    ("Ban ", "Trưởng "),
)


@dataclass
class VocabularyReport:
    """What a run added, by name."""

    types: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.types or self.bodies or self.fields)


def read_vocabularies() -> dict:
    return json.loads((DATA / "vocabularies.json").read_text(encoding="utf-8"))


@transaction.atomic
def ensure_vocabularies(*, apps=current_apps) -> VocabularyReport:
    """Create the types, bodies and fields that are missing, and a body for each agency; safe to run again."""
    facts = read_vocabularies()
    report = VocabularyReport()
    types, fields = apps.get_model("documents.DocumentType"), apps.get_model("documents.DocumentField")
    for row in facts["types"]:
        if _create(types, row, abbreviation=row["abbreviation"], **_flags(row)):
            report.types.append(row["name"])
    for position, row in enumerate(facts["fields"], start=1):
        if _create(fields, row, position=position):
            report.fields.append(row["name"])
    _ensure_bodies(apps, facts["bodies"], report)
    _ensure_bodies_of_agencies(apps, report)
    return report


def _flags(row: dict) -> dict:
    return {name: row.get(name, False) for name in ("is_normative", "is_normative_with_year")}


def _create(model, row: dict, **details):
    slug = row.get("slug") or vietnamese_slug(row["name"])
    if model.objects.filter(slug=slug).exists():
        return None
    dated = {name: row[name] for name in _DATED if row.get(name)}
    return model.objects.create(name=row["name"], slug=slug, **dated, **details)


def _ensure_bodies(apps, rows: list[dict], report: VocabularyReport) -> None:
    bodies = apps.get_model("documents.IssuingBody")
    for row in rows:
        body = _create(bodies, row, code=row["code"], aliases="\n".join(row["aliases"]))
        if body:
            # A relation is seeded with its body: one that an administrator took away must not come back.
            body.predecessors.set(bodies.objects.filter(name__in=row["predecessors"]))
            report.bodies.append(body.name)


def _ensure_bodies_of_agencies(apps, report: VocabularyReport) -> None:
    """Give each agency of the register its issuing body, with what it succeeded, as the register of agencies has it."""
    bodies, agencies = apps.get_model("documents.IssuingBody"), apps.get_model("agencies.Agency")
    successions = apps.get_model("agencies.AgencySuccession")
    added = {}
    for agency in agencies.objects.filter(issuing_body=None).order_by("pk"):
        slug = agency.slug
        if bodies.objects.filter(slug=slug).exists():
            continue
        added[agency.pk] = bodies.objects.create(
            name=agency.name,
            slug=slug,
            code=code_of(agency.name, agency.abbreviation),
            aliases="\n".join(aliases_of(agency.name)),
            valid_from=agency.valid_from,
            valid_to=agency.valid_to,
            legal_basis=agency.legal_basis,
            agency=agency,
        )
        report.bodies.append(agency.name)
    for succession in successions.objects.filter(successor_id__in=added):
        before = bodies.objects.filter(agency_id=succession.predecessor_id).first()
        if before:
            added[succession.successor_id].predecessors.add(before)


def code_of(name: str, abbreviation: str) -> str:
    """Return how the body's documents name it in their notation: every People's Committee is UBND."""
    return "UBND" if name.startswith("Ủy ban nhân dân") else abbreviation.replace(" ", "")


def aliases_of(name: str) -> list[str]:
    """Return the other names under which documents of this body are issued: its head, and the short form of its name."""
    found = [title + name for start, title in _SIGNERS if name.startswith(start)]
    for long, short in SHORT_NAMES:
        found += [text.replace(long, short) for text in (name, *found) if long in text]
    return list(dict.fromkeys(found))
