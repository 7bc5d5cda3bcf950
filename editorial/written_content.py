"""What a person wrote into an item, gathered from its fields and blocks for the checks of `editorial.checks`."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from editorial.checks import ContentWarning, WrittenContent, warnings_about
from editorial.models.media import SiteImage
from editorial.published_content import PAGE_CONTENT_FIELDS, housekeeping_fields

HEADINGS = {f"h{level}": level for level in range(1, 7)}


def warnings_of(page) -> list[ContentWarning]:
    """Return the warnings about a page, saved or taken from a revision."""
    return warnings_about(written_content_of(page))


def written_content_of(page) -> WrittenContent:
    written = WrittenContent(
        title=page.title,
        is_quoted=page.is_quoted,
        has_whole_source=bool(page.author_name and page.source_name and page.source_url),
        has_given_title=page.title_is_given,
    )
    hidden = housekeeping_fields() | set(page.private_fields) | PAGE_CONTENT_FIELDS
    for field in page._meta.concrete_fields:
        is_picture = field.is_relation and issubclass(field.related_model, SiteImage)
        if field.name not in hidden and not field.choices and (is_picture or not field.is_relation):
            _add(getattr(page, field.name), written)
    return written


def _add(value, written: WrittenContent) -> None:
    """Put what `value` holds, a field's or a block's, into `written`."""
    if isinstance(value, RichText):
        _add_rich_text(value.source, written)
    elif isinstance(value, SiteImage):
        written.picture_words.append(value.alt_text)
    elif isinstance(value, str):
        written.texts.append(value)
    else:
        for part in _parts(value):  # nothing for a number or a day
            _add(part, written)


def _parts(value) -> Iterator:
    if isinstance(value, StreamValue):
        yield from (child.value for child in value)
    elif isinstance(value, StructValue):
        yield from value.values()
    elif isinstance(value, ListValue):
        yield from value


def _add_rich_text(source: str, written: WrittenContent) -> None:
    soup = BeautifulSoup(source, "html.parser")
    written.headings.extend((HEADINGS[tag.name], tag.get_text(" ")) for tag in soup.find_all(list(HEADINGS)))
    written.links.extend(tag.get_text(" ") for tag in soup.find_all("a"))
    written.texts.append(soup.get_text("\n"))
