"""Sections and agencies as open data: small registers, given whole."""

from typing import Any

from django.db.models import Prefetch

from agencies.models import Agency, AgencyParentage, AgencySuccession
from editorial import clock
from home.navigation import Branch
from search.vietnamese_order import by_name


def section_rows(tree: Branch) -> list[dict[str, Any]]:
    """Return the public structure from the front page down, each with the one above it."""
    rows = [_section(tree, parent=None)]
    pending = [tree]
    while pending:
        branch = pending.pop(0)
        rows += [_section(child, parent=branch.page.pk) for child in branch.children]
        pending += branch.children
    return rows


def _section(branch: Branch, *, parent: int | None) -> dict[str, Any]:
    return {
        "id": branch.page.pk,
        "parent": parent,
        "title": branch.page.title,
        "address": branch.page.full_url,
        "category": str(branch.category),
        "introduction": branch.introduction,
        "is_retired": branch.is_retired,
    }


def agency_rows() -> list[dict[str, Any]]:
    """Return every agency of the register, those that ended included, with what became of them."""
    today = clock.today()
    agencies = Agency.objects.order_by(by_name()).prefetch_related(
        Prefetch("parentages", queryset=AgencyParentage.objects.select_related("parent")),
        Prefetch("successions", queryset=AgencySuccession.objects.select_related("successor")),
    )
    return [_agency(agency, today=today) for agency in agencies]


def _agency(agency: Agency, *, today) -> dict[str, Any]:
    return {
        "slug": agency.slug,
        "name": agency.name,
        "abbreviation": agency.abbreviation,
        "level": agency.kind,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "legal_basis": agency.legal_basis,
        "parents": [
            row.parent.slug
            for row in agency.parentages.all()
            if (row.starts_on is None or row.starts_on <= today) and (row.ends_on is None or row.ends_on >= today)
        ],
        "successors": [
            {
                "slug": row.successor.slug,
                "kind": row.kind,
                "happened_on": row.happened_on,
                "legal_basis": row.legal_basis,
            }
            for row in agency.successions.all()
        ],
    }
