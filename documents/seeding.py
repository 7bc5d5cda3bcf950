"""The words the register starts with (`documents/data/`), and the issuing bodies that the register of agencies knows.

Only what is missing is created: a row that an administrator has corrected stays as corrected. The models are passed in,
so that a migration can seed with the models of its own day.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps as current_apps
from django.db import transaction

from editorial.slugs import vietnamese_slug

DATA = Path(__file__).parent / "data"
SHORT_NAMES = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))
# Who signs for a body of this kind, by the first words of its name.
_SIGNERS = (
    ("Ủy ban nhân dân ", "Chủ tịch "),
    ("Sở ", "Giám đốc "),
    ("Thanh tra ", "Chánh "),
    ("Ban ", "Trưởng "),
)


@dataclass(frozen=True)
class VocabularyReport:
    """What a run added, by name."""

    types: list[str]
    bodies: list[str]
    fields: list[str]

    def __bool__(self) -> bool:
        return bool(self.types or self.bodies or self.fields)


def read_vocabularies() -> dict:
    return json.loads((DATA / "vocabularies.json").read_text(encoding="utf-8"))


@transaction.atomic
def ensure_vocabularies(*, apps=current_apps) -> VocabularyReport:
    """Create the types, bodies and fields that are missing, and a body for each agency; safe to run again."""
    facts = read_vocabularies()
    types = _create(apps.get_model("documents.DocumentType"), facts["types"])
    fields = _create(apps.get_model("documents.DocumentField"), facts["fields"])
    bodies = [*_ensure_bodies(apps, facts["bodies"]), *_ensure_bodies_of_agencies(apps)]
    return VocabularyReport(*([row.name for row in rows] for rows in (types, bodies, fields)))


def _create(model, rows: list[dict], **details) -> list:
    """Create the rows whose address is not taken; the keys of a row that the model has no column for are passed over."""
    columns = {column.name for column in model._meta.concrete_fields}
    taken = set(model.objects.values_list("slug", flat=True))
    rows = [{"slug": vietnamese_slug(row["name"]), **row, **details} for row in rows]
    return model.objects.bulk_create(
        model(**{name: value for name, value in row.items() if name in columns})
        for row in rows
        if row["slug"] not in taken
    )


def _ensure_bodies(apps, rows: list[dict]) -> list:
    bodies = apps.get_model("documents.IssuingBody")
    added = _create(bodies, [{**row, "aliases": "\n".join(row["aliases"])} for row in rows])
    if added:
        by_name = {body.name: body for body in bodies.objects.all()}
        before = {row["name"]: row["predecessors"] for row in rows}
        # A relation is seeded with its body: one that an administrator took away must not come back.
        _join(bodies, [(body, by_name[name]) for body in added for name in before[body.name] if name in by_name])
    return added


def _ensure_bodies_of_agencies(apps) -> list:
    """Give each agency of the register its issuing body, with what it succeeded, as the register of agencies has it."""
    bodies, agencies = apps.get_model("documents.IssuingBody"), apps.get_model("agencies.Agency")
    rows = [
        {
            "name": agency.name,
            "slug": agency.slug,
            "code": code_of(agency.name, agency.abbreviation),
            "aliases": "\n".join(aliases_of(agency.name)),
            "valid_from": agency.valid_from,
            "valid_to": agency.valid_to,
            "legal_basis": agency.legal_basis,
            "agency": agency,
        }
        for agency in agencies.objects.filter(issuing_body=None).order_by("pk")
    ]
    added = {body.agency_id: body for body in _create(bodies, rows)}
    if added:
        successions = apps.get_model("agencies.AgencySuccession").objects.filter(successor_id__in=added)
        by_agency = {body.agency_id: body for body in bodies.objects.exclude(agency=None)}
        pairs = {(each.successor_id, each.predecessor_id) for each in successions}
        _join(bodies, [(added[after], by_agency[before]) for after, before in pairs if before in by_agency])
    return list(added.values())


def _join(bodies, pairs: list[tuple]) -> None:
    through = bodies.predecessors.through
    through.objects.bulk_create(
        [through(from_issuingbody_id=after.pk, to_issuingbody_id=before.pk) for after, before in pairs],
        ignore_conflicts=True,
    )


def code_of(name: str, abbreviation: str) -> str:
    """Return how the body's documents name it in their notation: every People's Committee is UBND."""
    return "UBND" if name.startswith("Ủy ban nhân dân") else abbreviation.replace(" ", "")


def aliases_of(name: str) -> list[str]:
    """Return the other names under which documents of this body are issued: its head, and the short form of its name."""
    found = [title + name for start, title in _SIGNERS if name.startswith(start)]
    for long, short in SHORT_NAMES:
        found += [text.replace(long, short) for text in (name, *found) if long in text]
    return list(dict.fromkeys(found))
