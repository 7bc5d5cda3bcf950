"""What stands against documents becoming public, asked for hundreds at once: the questions of `documents.checks`."""

from collections import defaultdict
from collections.abc import Sequence

from documents.checks import same_issuer
from documents.contradictions import contradictions
from documents.graph import proposed_graph, register_pages
from documents.numbers import key_of
from documents.vocabulary import Vocabulary


def batch_objections(pages: Sequence) -> dict[int, list[str]]:
    """Return, by page, why a document may not become public; those that are a twin of an earlier one of `pages` included."""
    found: dict[int, list[str]] = defaultdict(list)
    # All of them as if they were public together: two of one batch may contradict each other.
    graph = proposed_graph(*pages)
    for page in pages:
        found[page.pk] += contradictions(graph, page.pk)
    _say_twins(pages, found)
    return found


def _say_twins(pages: Sequence, found: dict[int, list[str]]) -> None:
    vocabulary = Vocabulary.load()
    keys, days = {key_of(page.number) for page in pages}, {page.issued_on for page in pages}
    public = register_pages().live().filter(number_key__in=keys, issued_on__in=days).defer_streamfields()
    same_number = defaultdict(list)
    for other in public.select_related("issuer"):
        same_number[other.number_key, other.issued_on].append(other)
    for page in pages:
        others = same_number[key_of(page.number), page.issued_on]
        twins = [other for other in others if other.pk != page.pk and same_issuer(page, other, vocabulary)]
        found[page.pk] += [f"{other.label} đã có trong sổ và đang công khai." for other in twins if other.live]
        found[page.pk] += [f"{other.label} có hai lần trong đợt này." for other in twins if not other.live]
        others.append(page)
