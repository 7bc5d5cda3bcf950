"""What a page says of itself to machines: Dublin Core (Thông tư 24/2011/TT-BTTTT), schema.org, Open Graph.

A page class says what it is by `get_metadata`, extending its parent's answer with `dataclasses.replace`; the base template
writes it down. Every required element has a value, always: an empty one is refused here, where the class is written.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

REUSE_LINE = "Nguồn: Trang Thông tin"
DESCRIPTION_LENGTH = 300
# Nothing in a JSON text may end the script element it stands in.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class Publisher:
    """Whose site it is, as the foot of each page says; `address` is the front page's full address."""

    department: str
    site_name: str
    address: str

    def as_schema(self) -> dict[str, Any]:
        return {
            "@type": "GovernmentOrganization",
            "@id": f"{self.address}#co-quan-chu-quan",
            "name": self.department,
            "url": self.address,
        }


@dataclass(frozen=True)
class Metadata:
    """The description of one page. `details` are further properties of schema.org, in its names."""

    title: str
    creator: tuple[str, ...]
    date: date | datetime
    description: str
    publisher: str
    identifier: str
    subject: tuple[str, ...] = ()
    contributor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    modified: date | datetime | None = None
    kind: str = "WebPage"
    image: str = ""
    language: str = "vi"
    details: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        required = ("title", "creator", "date", "description", "publisher", "identifier")
        empty = [name for name in required if not getattr(self, name)]
        if empty:
            raise ValueError(f"Metadata of {self.identifier or self.title!r} without {', '.join(empty)}")


def described(*texts: str) -> str:
    """Return the first text that says something, on one line and of a bearable length."""
    for text in texts:
        words = " ".join((text or "").split())
        if len(words) > DESCRIPTION_LENGTH:
            return words[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + "…"
        if words:
            return words
    return ""


def joined(values: Iterable[str]) -> str:
    """Write several values as the circular asks, with ";" between them and so in none of them."""
    return "; ".join(" ".join(value.replace(";", ",").split()) for value in values if value and value.strip())


def moment(value: date | datetime) -> str:
    """Write a day or a moment as ISO 8601, moments in Vietnam's time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat()


def dublin_core(data: Metadata) -> list[tuple[str, str]]:
    """Return the elements in the circular's order: those required, then those recommended that have a value."""
    rows = [
        ("DC.title", data.title),
        ("DC.creator", joined(data.creator)),
        ("DC.date", moment(data.date)),
        ("DC.description", data.description),
        ("DC.publisher", data.publisher),
        ("DC.identifier", data.identifier),
        ("DC.language", data.language),
        ("DC.source", joined(data.source)),
        ("DC.contributor", joined(data.contributor)),
        ("DC.subject", joined(data.subject)),
        ("DC.rights", REUSE_LINE),
    ]
    return [(name, content) for name, content in rows if content]


def open_graph(data: Metadata, publisher: Publisher) -> list[tuple[str, str]]:
    is_article = data.kind not in ("WebPage", "WebSite", "CollectionPage")
    rows = [
        ("og:type", "article" if is_article else "website"),
        ("og:title", data.title),
        ("og:description", data.description),
        ("og:url", data.identifier),
        ("og:site_name", publisher.site_name),
        ("og:locale", "vi_VN"),
        ("og:image", data.image),
    ]
    if is_article:
        rows.append(("article:published_time", moment(data.date)))
        rows.append(("article:modified_time", moment(data.modified) if data.modified else ""))
    return [(name, content) for name, content in rows if content]


def schema_org(data: Metadata, publisher: Publisher, *, trail: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return the JSON-LD of a page: what it is, whose it is, and the pages above it (title and full address)."""
    thing = {
        "@type": data.kind,
        "@id": data.identifier,
        "url": data.identifier,
        "name": data.title,
        "headline": data.title[:110],
        "description": data.description,
        "inLanguage": data.language,
        "datePublished": moment(data.date),
        "dateModified": moment(data.modified) if data.modified else None,
        "author": [{"@type": "Organization", "name": name} for name in data.creator],
        "publisher": publisher.as_schema(),
        "image": data.image,
        "about": [{"@type": "Thing", "name": name} for name in data.subject],
        "isBasedOn": list(data.source),
        "creditText": REUSE_LINE,
        "isAccessibleForFree": True,
        **data.details,
    }
    graph = [{name: value for name, value in thing.items() if value not in ("", None, [], {})}]
    above = list(trail)
    if above:
        graph.append(_breadcrumbs([*above, (data.title, data.identifier)]))
    return {"@context": "https://schema.org", "@graph": graph}


def _breadcrumbs(steps: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, start=1)
        ],
    }


def as_script(value: Mapping[str, Any]) -> SafeString:
    """Return JSON that may stand inside a script element: no text of a page can end the element."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
