"""Turns an item of the demo's data into a page as its officer would have typed it."""

from datetime import date

from django.utils.html import format_html, format_html_join
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.models import Page

from documents.models import DocumentField, DocumentRegisterPage, DocumentRelation, LegalDocumentPage
from editorial.blocks import BodyBlocks, FigureBlocks
from editorial.models import ContributedPage
from feedback.models import PetitionAnswerPage
from home.about_site import regulation_html, regulation_lines
from home.demo import library
from home.demo.attachments import csv_file
from home.demo.facts import identity, read
from home.models import SectionPage
from news.models import ActivityPage, InitiativePage, PolicyPage, ResultsPage, SteeringCommitteePage

PAGE_TYPES: dict[str, type[ContributedPage]] = {
    "policy": PolicyPage,
    "activity": ActivityPage,
    "steering": SteeringCommitteePage,
    "results": ResultsPage,
    "initiative": InitiativePage,
    "petition": PetitionAnswerPage,
    "document": LegalDocumentPage,
}
SECTIONS = {
    "policy": "chu-truong-chinh-sach",
    "activity": "hoat-dong",
    "steering": "ban-chi-dao",
    "results": "ket-qua",
    "initiative": "sang-kien",
    "petition": "phan-anh-kien-nghi",
}
ACTIVITY_SECTIONS = {"department": "so-ban-nganh", "district": "dia-phuong", "commune": "dia-phuong"}
WHOLE_REGULATION = "@quy-che-517"


def find(key: str) -> ContributedPage | None:
    page = Page.objects.filter(translation_key=identity(key)).first()
    return page.specific if page else None


def section_for(item: dict) -> Page:
    if item["category"] == "document":
        return DocumentRegisterPage.objects.get()
    slug = SECTIONS[item["category"]]
    if item["category"] == "activity":
        slug = ACTIVITY_SECTIONS.get(item["fields"].get("level"), slug)
    return SectionPage.objects.get(slug=slug)


def build(item: dict, *, owner, agency, counted_from: date | None = None) -> ContributedPage:
    """Return the page, not yet in the tree; `counted_from` is its date where the data gives none."""
    page_type = PAGE_TYPES[item["category"]]
    page = page_type(
        title=item["title"],
        summary=item["summary"],
        translation_key=identity(item["key"]),
        live=False,
        owner=owner,
        agency=agency,
        author_name=item.get("author_name", str(owner)),
        is_quoted=item.get("is_quoted", False),
        source_name=item.get("source_name", ""),
        source_url=item.get("source_url", ""),
        body=body_of(item, owner=owner),
        **{name: _day(value) if name.endswith("_on") else value for name, value in item["fields"].items()},
    )
    if counted_from is not None:
        setattr(page, page.deadline_field, counted_from)
    _add_what_the_type_needs(page, item, owner=owner, agency=agency)
    return page


def _add_what_the_type_needs(page: ContributedPage, item: dict, *, owner, agency) -> None:
    if item.get("image"):
        page.lead_image = library.ensure_image(item["image"], owner=owner)
    if item.get("paper"):
        page.confirmation_paper = library.ensure_confirmation_paper(owner=owner)
    if isinstance(page, PetitionAnswerPage):
        page.answering_agency = agency
    if isinstance(page, ResultsPage):
        page.figures = figures_of(item, owner=owner)
    if isinstance(page, LegalDocumentPage):
        _add_what_a_document_needs(page, item, owner=owner)


def _add_what_a_document_needs(page: LegalDocumentPage, item: dict, *, owner) -> None:
    if item.get("documents"):
        page.file = library.ensure_regulation_file(owner=owner)
    page.fields = DocumentField.objects.filter(slug__in=item.get("field_slugs", []))
    page.relations = [
        DocumentRelation(sort_order=place, **{**line, "target_issued_on": _day(line.get("target_issued_on"))})
        for place, line in enumerate(item.get("relations", []))
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def body_of(item: dict, *, owner, added: list | None = None) -> StreamValue:
    """Return the body: headings, paragraphs and lists as one text, then the attachments."""
    parts = [*item["body"], *(added or [])]
    if item.get("demo_event"):
        parts.append(read("people")["demo_note"])
    html = "".join(_html(part) for part in parts if not isinstance(part, dict))
    blocks = [{"type": "paragraph", "value": html}] if html else []
    blocks += [block for part in parts if isinstance(part, dict) for block in _media(part, owner=owner)]
    if item.get("documents") and item["category"] != "document":
        blocks.append({"type": "attachment", "value": {"document": library.ensure_regulation_file(owner=owner).pk}})
    return _cleaned(BodyBlocks(), blocks)


def _media(part: dict, *, owner) -> list[dict]:
    """Return the blocks of a gallery or of a recording; figures stand in a field of their own."""
    if "gallery" in part:
        pictures = [{**one, "image": library.ensure_image(one["image"], owner=owner).pk} for one in part["gallery"]]
        return [{"type": "gallery", "value": pictures}]
    if "recording" in part:
        facts = part["recording"]
        files = {"document": facts["file"], "captions": facts.get("captions")}
        keys = {name: library.ensure_media(file, owner=owner).pk for name, file in files.items() if file}
        return [{"type": "recording", "value": {"title": facts["title"], "transcript": facts["transcript"], **keys}}]
    return []


def figures_of(item: dict, *, owner) -> StreamValue:
    """Return the figures: pasted as an officer pastes them, or read from an uploaded CSV file."""
    figures = [part["figures"] for part in item["body"] if isinstance(part, dict) and "figures" in part]
    return _cleaned(
        FigureBlocks(), [{"type": "figure", "value": _figure(facts, item, owner=owner)} for facts in figures]
    )


def _figure(facts: dict, item: dict, *, owner) -> dict:
    value = {name: facts[name] for name in ("title", "unit", "chart_kind", "source")}
    filename = item.get("figures_from_file")
    if filename:
        content = csv_file(facts["header"], facts["rows"])
        return {**value, "data_file": library.ensure_figures_file(facts["title"], filename, content, owner=owner).pk}
    return {**value, "data": "\n".join("\t".join(row) for row in [facts["header"], *facts["rows"]])}


def _cleaned(stream_block: StreamBlock, raw: list[dict]) -> StreamValue:
    """Return the stream as the editing form would accept it."""
    value = stream_block.to_python(raw)
    return stream_block.clean(value) if raw else value


def _html(part: str | list[str]) -> str:
    if isinstance(part, list):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in part)))
    if part == WHOLE_REGULATION:
        return "".join(regulation_html(line) for line in regulation_lines())
    if part.startswith("## "):
        return format_html("<h2>{}</h2>", part[3:])
    return format_html("<p>{}</p>", part)
