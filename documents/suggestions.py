"""Relations that a document's own text suggests: what it cites and no line of it names yet. The officer confirms."""

from dataclasses import dataclass

from documents.citations import Citation, citations
from documents.full_text import body_lines, file_lines, paragraphs
from documents.graph import address_of, instrument_of, register_pages
from documents.models.relations import RelationKind
from documents.numbers import key_of

MOST = 60


@dataclass(frozen=True)
class Suggestion:
    """A citation as the editor offers it; `address` leads to the document where the register has it."""

    citation: Citation
    kind_label: str
    title: str
    address: str = ""


def suggestions_for(page) -> list[Suggestion]:
    """Return the documents that the text of `page`, its body or its file, cites and its relations do not name."""
    lines = [*body_lines(page), *file_lines(page)]
    if not lines:
        return []
    named = set()
    for line in page.relations.select_related("target") if page.pk else page.relations.all():
        named.add(key_of(line.target.number if line.target else line.target_number))
    cited = citations("\n".join(paragraphs(tuple(lines))), own_number=page.number or "")
    offered = [citation for citation in cited if citation.key not in named][:MOST]
    known = _known(offered)
    return [
        Suggestion(
            citation,
            str(RelationKind(citation.kind).label),
            _title(citation),
            known.get((citation.key, citation.issued_on)) or known.get((citation.key, None), ""),
        )
        for citation in offered
    ]


def _title(citation: Citation) -> str:
    return f"{citation.type_name} {citation.title}".strip()[:500]


def _known(offered: list[Citation]) -> dict[tuple, str]:
    rows = register_pages().live().filter(number_key__in={citation.key for citation in offered}).defer_streamfields()
    found = {}
    for page in rows:
        address = address_of(instrument_of(page))
        found[page.number_key, page.issued_on] = address
        found[page.number_key, None] = address
    return found
