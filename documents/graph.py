"""Reads from the register as much of the graph of documents as a question needs, a level at a time.

A link acts when its document is public. A document outside the register is known by its number: where exactly one public
document of the register has that number (and, for a number without year, that day of issue), it is that document.
"""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

from documents.models.relations import DocumentRelation
from documents.numbers import DocumentNumber, key_of
from documents.reading.types import TYPE_BY_CODE
from documents.validity import ACTING_KINDS, BASIS_KINDS, EffectGraph, Instrument, Key, Link

_PAGE_COLUMNS = ("number", "number_key", "document_type", "issued_on", "effective_on", "expires_on", "url_path")
_RELATION_COLUMNS = (
    *("pk", "page_id", "kind", "provision", "from_day", "until_day", "target_id"),
    *("target_number", "target_key", "target_title", "target_issued_on"),
)
NEW = "mới"  # the key of a document that has no row yet
FOLLOWED = (*ACTING_KINDS, *BASIS_KINDS, "corrects", "consolidates")


def register_pages():
    return DocumentRelation._meta.get_field("target").related_model.objects


def instrument_of(page) -> Instrument:
    """Return a page, saved or proposed, as validity sees it."""
    return Instrument(
        key=page.pk or NEW,
        label=page.label,
        issued_on=page.issued_on,
        effective_on=page.effective_on,
        expires_on=page.expires_on,
        address=page.url_path if page.live else "",
    )


def effect_graph(pages: Iterable, *, with_bases: bool = True) -> EffectGraph:
    """Return the graph that answers for the effect of `pages`, with their lines as they stand on these objects."""
    reader = _GraphReader()
    pages = list(pages)
    for page in pages:
        reader.add_page(page)
    if with_bases:
        reader.add_own_lines(pages)
    reader.read_incoming()
    return reader.graph()


def proposed_graph(*pages, lines: list[DocumentRelation] | None = None) -> EffectGraph:
    """Return the graph as it would be with `pages` public: also all that their lines lead to, to see whether they lead back.

    `lines` are the relations of a single page as a form has them, where they are not on the page yet.
    """
    reader = _GraphReader()
    for page in pages:
        reader.add_page(page)
    reader.add_own_lines(pages, lines)
    reader.read_outgoing()
    reader.read_incoming()
    return reader.graph()


def acted_on(page_ids: Iterable[int]) -> set[int]:
    """Return the documents of the register that these act on, and those that they act on: their effect hangs on them."""
    found: set[int] = set()
    frontier = set(page_ids)
    while frontier:
        lines = DocumentRelation.objects.filter(page_id__in=frontier, kind__in=ACTING_KINDS)
        rows = list(lines.values_list("target_id", "target_key"))
        numbers = {key for target, key in rows if target is None and key}
        named = register_pages().live().filter(number_key__in=numbers).values_list("pk", flat=True) if numbers else ()
        frontier = ({target for target, _key in rows if target} | set(named)) - found
        found |= frontier
    return found


class _GraphReader:
    """Collects documents and links; each level is one query, whatever its width."""

    def __init__(self) -> None:
        self.instruments: dict[Key, Instrument] = {}
        self.links: dict[object, Link] = {}
        self.number_keys: dict[Key, str] = {}  # how each document is named in lines that know only its number
        self.own: set[Key] = set()  # documents whose lines come from the objects at hand, not from the database

    def graph(self) -> EffectGraph:
        return EffectGraph(self.instruments, tuple(self.links.values()))

    def add_page(self, page) -> None:
        instrument = instrument_of(page)
        self.instruments[instrument.key] = instrument
        self.number_keys[instrument.key] = key_of(page.number or "")
        self.own.add(instrument.key)

    def add_own_lines(self, pages: Iterable, lines: list[DocumentRelation] | None = None) -> None:
        rows = []
        for page in pages:
            for place, line in enumerate(page.relations.all() if lines is None else lines):
                row = {name: getattr(line, name) for name in _RELATION_COLUMNS}
                row |= {"page_id": page.pk or NEW, "place": place, "target_key": key_of(line.target_number or "")}
                rows.append(row)
        self._add_lines(rows)

    def read_outgoing(self) -> None:
        """Follow the lines from document to document, as far as they lead."""
        done = set(self.own)
        frontier = {key for key in self.instruments if isinstance(key, int)} - done
        while frontier:
            done |= frontier
            rows = DocumentRelation.objects.filter(page_id__in=frontier, page__live=True, kind__in=FOLLOWED)
            self._add_lines(list(rows.values(*_RELATION_COLUMNS)))
            frontier = {key for key in self.instruments if isinstance(key, int)} - done

    def read_incoming(self) -> None:
        """Follow backwards what acts on the documents collected, and on those that act."""
        done: set[Key] = set()
        frontier = set(self.instruments)
        while frontier:
            done |= frontier
            rows = self._lines_acting_on(frontier)
            sources = {row["page_id"] for row in rows} - set(self.instruments)
            self._add_pages(sources)
            self._add_lines(rows)
            frontier = set(self.instruments) - done

    def _lines_acting_on(self, keys: set[Key]) -> list[dict]:
        page_ids = [key for key in keys if isinstance(key, int)]
        numbers = {self.number_keys[key] for key in keys} - {""}
        rows = DocumentRelation.objects.filter(page__live=True, kind__in=ACTING_KINDS)
        rows = rows.exclude(page_id__in=[key for key in self.own if isinstance(key, int)])
        rows = rows.filter(Q(target_id__in=page_ids) | Q(target=None, target_key__in=numbers))
        return list(rows.values(*_RELATION_COLUMNS))

    def _add_pages(self, page_ids: Iterable[int]) -> None:
        page_ids = list(page_ids)
        if not page_ids:
            return
        for row in register_pages().filter(pk__in=page_ids).values("pk", "live", *_PAGE_COLUMNS):
            self._add_row(row)

    def _add_row(self, row: dict) -> None:
        issued = f" ngày {row['issued_on']:%d/%m/%Y}" if row["issued_on"] else ""
        self.instruments[row["pk"]] = Instrument(
            key=row["pk"],
            label=f"{row['document_type']} số {row['number']}{issued}",
            issued_on=row["issued_on"],
            effective_on=row["effective_on"],
            expires_on=row["expires_on"],
            address=row["url_path"] if row["live"] else "",
        )
        self.number_keys[row["pk"]] = row["number_key"]

    def _add_lines(self, rows: list[dict]) -> None:
        """Add lines, and the documents they name that are not here yet."""
        registered = self._registered(rows)
        self._add_pages({row["target_id"] for row in rows if row["target_id"]} - set(self.instruments))
        for row in rows:
            target = row["target_id"] or registered.get(_outside_key(row)) or self._outside(row)
            line = row.get("pk") or ("line", row["page_id"], row.get("place"))
            self.links[line] = Link(
                source=row["page_id"],
                target=target,
                kind=row["kind"],
                provision=row["provision"],
                from_day=row["from_day"],
                until_day=row["until_day"],
            )

    def _registered(self, rows: list[dict]) -> dict[Key, int]:
        """Return the public documents of the register that lines name by number alone."""
        outside = {row["target_key"] for row in rows if not row["target_id"]} - {""}
        if not outside:
            return {}
        found = list(register_pages().live().filter(number_key__in=outside).values("pk", "live", *_PAGE_COLUMNS))
        answer: dict[Key, int] = {}
        for row in rows:
            if row["target_id"]:
                continue
            same = [page for page in found if _is_meant(row, page)]
            if len(same) == 1:
                if same[0]["pk"] not in self.instruments:
                    self._add_row(same[0])
                answer[_outside_key(row)] = same[0]["pk"]
        return answer

    def _outside(self, row: dict) -> Key:
        key = _outside_key(row)
        # A page that is not public yet, or the one being proposed, may be meant by its number too.
        for here in self.own:
            instrument = self.instruments[here]
            if self.number_keys[here] == row["target_key"] and _same_day(row, instrument.issued_on):
                return here
        if key not in self.instruments:
            issued = f" ngày {row['target_issued_on']:%d/%m/%Y}" if row["target_issued_on"] else ""
            self.instruments[key] = Instrument(
                key=key,
                label=f"{_type_named_by(row['target_number'])} số {row['target_number']}{issued}",
                issued_on=row["target_issued_on"],
            )
            self.number_keys[key] = row["target_key"]
        return key


def _type_named_by(number: str) -> str:
    parsed = DocumentNumber.parse(number)
    return TYPE_BY_CODE.get(parsed.type_code, "văn bản") if parsed else "văn bản"


def _has_year(number: str) -> bool:
    parsed = DocumentNumber.parse(number)
    return parsed is not None and parsed.year is not None


def _same_day(row: dict, issued_on) -> bool:
    if row["target_issued_on"]:
        return row["target_issued_on"] == issued_on
    return _has_year(row["target_number"])


def is_meant_by(line: DocumentRelation, page) -> bool:
    """Say whether a line that names a document by number alone means this page."""
    row = {"target_number": line.target_number, "target_issued_on": line.target_issued_on}
    return line.target_key == page.number_key and _same_day(row, page.issued_on)


def _is_meant(row: dict, page: dict) -> bool:
    return row["target_key"] == page["number_key"] and _same_day(row, page["issued_on"])


def _outside_key(row: dict) -> Key:
    """Return how a document outside is told apart: a number with a year by itself, one without by its day as well."""
    if _has_year(row["target_number"]):
        return ("ngoài sổ", row["target_key"])
    if row["target_issued_on"]:
        return ("ngoài sổ", row["target_key"], row["target_issued_on"])
    return ("ngoài sổ", row["target_key"], row.get("pk") or ("dòng", row["page_id"], row.get("place")))


def address_of(instrument: Instrument) -> str:
    """Return the public address of a document of the register; "" for one outside it."""
    return Page(pk=instrument.key, url_path=instrument.address).get_url() or "" if instrument.address else ""
