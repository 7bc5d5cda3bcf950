"""What an item is found by: what every contributed page gives to the search, and what a page of another kind may use of it."""

from datetime import date

from django.utils import timezone
from wagtail.models import Page

from search.entries import EntryTexts, FacetValue, PassageText
from search.passages import cut


def texts_of(page) -> EntryTexts:
    """Return what a contributed page is found by: its own words, its category, agency and year."""
    dated_on = day_of(page)
    return EntryTexts(
        title=page.title,
        summary=page.summary,
        dated_on=dated_on,
        facets=(
            FacetValue("category", page.category.value, page.category.label),
            FacetValue("agency", page.agency.slug, page.agency.name),
            *year_facets(dated_on),
        ),
        passages=body_passages(page),
    )


def day_of(page) -> date | None:
    """Return the day an item is of: of its event or issue, else of its first publication."""
    own = page.get_deadline_start() if hasattr(page, "get_deadline_start") else None
    return own or (timezone.localdate(page.first_published_at) if page.first_published_at else None)


def year_facets(dated_on: date | None) -> tuple[FacetValue, ...]:
    return (FacetValue("year", str(dated_on.year), str(dated_on.year)),) if dated_on else ()


def body_passages(page: Page, name: str = "body") -> tuple[PassageText, ...]:
    """Return the passages of a page's stream of blocks, as people read it."""
    stream = getattr(page, name)
    return cut("\n".join(stream.stream_block.get_searchable_content(stream)))
