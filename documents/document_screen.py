"""What the public page of a document shows: its effect on the day asked, why, its relations both ways, its articles."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from wagtail.models import Page

from documents.articles import articles, cut
from documents.full_text import body_is_the_text, body_lines, file_lines, marked_body, paragraphs
from documents.graph import NEW, address_of, effect_graph, is_meant_by
from documents.models.relations import DocumentRelation, RelationKind
from documents.validity import PASSIVE, EffectGraph, EffectState, Span
from editorial import clock
from search.addresses import DAY, read_address

# What others do to this document, where validity has no words for it.
PASSIVE_WORDS = {
    **PASSIVE,
    "basis": "là căn cứ của",
    "guides": "được hướng dẫn bởi",
    "corrects": "được đính chính bởi",
    "consolidates": "được hợp nhất trong",
    "refers": "được dẫn chiếu trong",
    "related": "liên quan đến",
}


@dataclass(frozen=True)
class ShownRelation:
    """One line: what, with which document, where that stands, and which part from when."""

    label: str
    title: str = ""
    address: str = ""
    details: str = ""
    state: str = ""


@dataclass(frozen=True)
class RelationGroup:
    heading: str
    lines: tuple[ShownRelation, ...]


def document_context(page, request) -> dict:
    """Return what the template of a document shows for this address."""
    address = read_address(request.GET, facets=())
    today = clock.today()
    on = address.on or today
    graph = effect_graph([page])
    key = page.pk or NEW
    body, file = body_lines(page), file_lines(page)
    is_body = body_is_the_text(body, file)
    pieces = cut(body if is_body else file)
    return {
        "on": on,
        "is_today": on == today,
        "typed_day": address.typed_day,
        "day_name": DAY,
        "day_complaints": address.complaints,
        "effect": graph.effect(key, on),
        "history": _history(graph, key),
        "lapsed": _lapsed(graph, key, on),
        "relation_groups": [*_outgoing(page, graph, on), *_incoming(page)],
        "contents": articles(pieces),
        "marked_body": marked_body(page),
        "file_pieces": [] if is_body else [(piece, paragraphs(piece.lines)) for piece in pieces],
    }


def _history(graph: EffectGraph, key) -> list[Span]:
    """Return the spans to tell: from the first that has a beginning; before it, nothing was said of the document."""
    return [span for span in graph.history(key) if span.first_day or span.state != EffectState.NOT_YET]


def _lapsed(graph: EffectGraph, key, on: date) -> list[tuple]:
    found = []
    for link, span in graph.lapsed_bases(key, on):
        target = graph.instruments[link.target]
        causes = [(cause, address_of(cause.source) if cause.source else "") for cause in span.causes]
        found.append((link, target, address_of(target), span, causes))
    return found


def _outgoing(page, graph: EffectGraph, on: date) -> list[RelationGroup]:
    """Group the document's own lines by what they do, in the order of the kinds."""
    links = graph.outgoing(page.pk or NEW)
    titles = _titles(link.target for link in links)
    groups = []
    for kind in RelationKind:
        lines = tuple(
            _line(graph, link, line, titles, on)
            for link, line in zip(links, page.relations.all(), strict=True)
            if link.kind == kind
        )
        if lines:
            groups.append(RelationGroup(str(kind.label), lines))
    return groups


def _line(graph: EffectGraph, link, line: DocumentRelation, titles: dict, on: date) -> ShownRelation:
    target = graph.instruments[link.target]
    return ShownRelation(
        label=target.label[:1].upper() + target.label[1:],
        title=titles.get(link.target) or line.target_title,
        address=address_of(target),
        details=_details(line),
        state=graph.effect(link.target, on).label if isinstance(link.target, int) else "",
    )


def _incoming(page) -> list[RelationGroup]:
    """Group what other public documents say of this one."""
    if page.pk is None:
        return []
    rows = DocumentRelation.objects.filter(page__live=True).exclude(page_id=page.pk)
    rows = rows.filter(Q(target_id=page.pk) | Q(target=None, target_key=page.number_key) & ~Q(target_key=""))
    found = [row for row in rows.select_related("page") if row.target_id or is_meant_by(row, page)]
    found.sort(key=lambda row: (row.page.issued_on or date.min, row.pk), reverse=True)
    groups = []
    for kind in RelationKind:
        lines = tuple(
            ShownRelation(row.page.label, row.page.title, row.page.url or "", _details(row))
            for row in found
            if row.kind == kind
        )
        if lines:
            groups.append(RelationGroup(PASSIVE_WORDS[kind].capitalize(), lines))
    return groups


def _details(line: DocumentRelation) -> str:
    parts = [line.provision]
    if line.from_day:
        parts.append(f"từ ngày {line.from_day:%d/%m/%Y}")
    if line.until_day:
        parts.append(f"đến hết ngày {line.until_day:%d/%m/%Y}")
    return ", ".join(part for part in parts if part)


def _titles(keys) -> dict[int, str]:
    page_ids = [key for key in keys if isinstance(key, int)]
    return dict(Page.objects.filter(pk__in=page_ids, live=True).values_list("pk", "title")) if page_ids else {}
