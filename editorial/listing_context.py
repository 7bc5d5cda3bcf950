"""What an address of a listing asks for: ?coquan=so-y-te&cap=department&truoc=… ; each answer has an address of its own."""

from django.http import Http404, HttpRequest

from agencies.models import Agency, AgencyKind
from editorial.browsing import Edge, agencies_listed, levels_listed, listing_of, slice_of


def listing_context(section, request: HttpRequest) -> dict:
    """Return what the listing of a section shows for this address; an address that means nothing is not found."""
    agency, level = _agency(request.GET.get("coquan", "")), _level(request.GET.get("cap", ""))
    rows = listing_of(section.pk, agency=agency, level=level)
    before, after = _edge(request.GET.get("truoc", "")), _edge(request.GET.get("sau", ""))
    return {
        "listing": slice_of(rows, before=before, after=after),
        "agency": agency,
        "level": level,
        "agencies": agencies_listed(section.pk),
        "levels": levels_listed(section.pk),
        "is_newest": not before and not after,
    }


def _agency(slug: str) -> Agency | None:
    if not slug:
        return None
    agency = Agency.objects.filter(slug=slug).first()
    if agency is None:
        raise Http404("Không có cơ quan này.")
    return agency


def _level(value: str) -> AgencyKind | str:
    if value and value not in AgencyKind.values:
        raise Http404("Không có cấp này.")
    return AgencyKind(value) if value else ""


def _edge(text: str) -> Edge | None:
    edge = Edge.read(text) if text else None
    if text and edge is None:
        raise Http404("Không có phần danh sách này.")
    return edge
