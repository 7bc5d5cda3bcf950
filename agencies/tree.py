"""The tree of agencies as it stood on a day: bodies change parents, so there is one tree for each day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Collate

from agencies.models import Agency, AgencyParentage
from agencies.periods import covers

# PostgreSQL's own order of Vietnamese words, from ICU; SQLite is taught it in `search.vietnamese_order`.
VIETNAMESE_ORDER = "vi-x-icu"


@dataclass(frozen=True)
class Place:
    """Where an agency stands: its place in reading order, how deep, and under whom (None at the top)."""

    order: int
    depth: int
    parent_id: int | None


@dataclass(frozen=True)
class AgencyTree:
    """Every agency's place on one day. An agency without a parent that day stands at the top."""

    on: date
    names: dict[int, str]
    places: dict[int, Place]

    @classmethod
    def standing_on(cls, on: date) -> "AgencyTree":
        """Read the tree of the day `on`, in two queries; among equals, agencies at work that day come first."""
        agencies = sorted(
            Agency.objects.order_by(Collate("name", VIETNAMESE_ORDER), "pk"),
            key=lambda agency: not agency.exists_on(on),
        )
        names = {agency.pk: agency.name for agency in agencies}
        parent_of = {
            row.agency_id: row.parent_id
            for row in AgencyParentage.objects.all()
            if covers(row.starts_on or date.min, row.ends_on, on)
        }
        return cls(on=on, names=names, places=dict(_places(list(names), parent_of)))

    def parent_name(self, agency_id: int) -> str:
        parent_id = self.places[agency_id].parent_id
        return self.names[parent_id] if parent_id else ""

    def ancestors(self, agency_id: int) -> list[int]:
        """Return the ids above an agency, the topmost first."""
        found: list[int] = []
        parent_id = self.places[agency_id].parent_id
        while parent_id and parent_id not in found:
            found.insert(0, parent_id)
            parent_id = self.places[parent_id].parent_id
        return found

    def children(self, agency_id: int) -> list[int]:
        return [pk for pk in self.in_order() if self.places[pk].parent_id == agency_id]

    def in_order(self) -> list[int]:
        return sorted(self.places, key=lambda pk: self.places[pk].order)


def _places(agency_ids: list[int], parent_of: dict[int, int]) -> Iterator[tuple[int, Place]]:
    """Walk the tree from the top, children in the order given; whatever hangs in a ring is read as if at the top."""
    children: dict[int | None, list[int]] = {}
    for pk in agency_ids:
        children.setdefault(parent_of.get(pk), []).append(pk)
    seen: set[int] = set()

    def walk(pk: int, depth: int) -> Iterator[tuple[int, Place]]:
        if pk in seen:
            return
        seen.add(pk)
        yield pk, Place(order=len(seen), depth=depth, parent_id=parent_of.get(pk))
        for child in children.get(pk, []):
            yield from walk(child, depth + 1)

    for pk in [*children.get(None, []), *agency_ids]:
        yield from walk(pk, 0)


def ring_through(agency_id: int, parent_id: int, starts_on: date, ends_on: date | None) -> list[str]:
    """Return the names along the ring that standing under `parent_id` in that period would close; empty means none.

    The tree is read on the first day of every parentage that begins in the period: no ring begins on another day.
    """
    rows = list(AgencyParentage.objects.exclude(agency_id=agency_id).select_related("agency", "parent"))
    starts = {max(row.starts_on or date.min, starts_on) for row in rows} | {starts_on}
    for day in sorted(start for start in starts if covers(starts_on, ends_on, start)):
        parent_of = {row.agency_id: row for row in rows if covers(row.starts_on or date.min, row.ends_on, day)}
        path, at = [], parent_id
        while at in parent_of and at != agency_id and len(path) <= len(parent_of):
            path.append(parent_of[at].agency.name)
            at = parent_of[at].parent_id
        if at == agency_id:
            return [*path, Agency.objects.get(pk=agency_id).name]
    return []
