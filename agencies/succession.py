"""Who speaks for a body that has ended: its successors, and theirs."""

from datetime import date

from agencies.models import Agency, AgencySuccession
from agencies.standing import Standing


def successors_of(agency: Agency, *, on: date) -> set[int]:
    """Return the ids of all bodies that took over from `agency` by `on`, directly or through others."""
    found: set[int] = set()
    frontier = {agency.pk}
    while frontier:
        rows = AgencySuccession.objects.filter(predecessor_id__in=frontier, happened_on__lte=on)
        frontier = set(rows.values_list("successor_id", flat=True)) - found
        found |= frontier
    return found


def speaks_for(own_agency: Agency | None, agency: Agency, *, on: date) -> bool:
    """Say whether people of `own_agency` speak for `agency`: it is theirs, or theirs succeeded it after it ended."""
    if own_agency is None:
        return False
    if own_agency.pk == agency.pk:
        return True
    return not agency.exists_on(on) and own_agency.pk in successors_of(agency, on=on)


def heads_agency(standing: Standing, agency: Agency):
    """Return the appointment by which the person heads `agency` or, once it ended, a body that succeeded it."""
    appointment = standing.heads(agency.pk)
    if appointment is None and not agency.exists_on(standing.on):
        for successor_id in successors_of(agency, on=standing.on):
            appointment = appointment or standing.heads(successor_id)
    return appointment


def agencies_spoken_for(agency: Agency, *, on: date) -> set[int]:
    """Return the ids of the bodies that people of `agency` speak for: its own, and ended ones whose tasks came to it."""
    found = {agency.pk}
    frontier = {agency.pk}
    while frontier:
        rows = AgencySuccession.objects.filter(
            successor_id__in=frontier, happened_on__lte=on, predecessor__valid_to__lt=on
        )
        frontier = set(rows.values_list("predecessor_id", flat=True)) - found
        found |= frontier
    return found
