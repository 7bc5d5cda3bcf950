"""What cannot be true of documents and their relations: said in Vietnamese, with the path that makes it. Pure."""

from datetime import date

from documents.validity import (
    ACTING_KINDS,
    BASIS_KINDS,
    ENDING_KINDS,
    SUSPENDS,
    EffectGraph,
    Instrument,
    Key,
    Link,
    wanted_day,
)

# A document with one of these relations comes after the other: going along them can never lead back.
FOLLOWING_KINDS = (*ACTING_KINDS, *BASIS_KINDS, "corrects", "consolidates")
ACTIVE = {
    "basis": "căn cứ",
    "guides": "hướng dẫn",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "suspends": "đình chỉ",
    "outdates": "công bố không còn phù hợp",
    "corrects": "đính chính",
    "consolidates": "hợp nhất",
    "refers": "dẫn chiếu",
    "related": "liên quan đến",
}


def day_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def date_contradictions(instrument: Instrument) -> dict[str, str]:
    """Return, by field, what cannot be true of a document's own dates."""
    found = {}
    issued, starts, expires = instrument.issued_on, instrument.effective_on, instrument.expires_on
    if issued and starts and starts < issued:
        found["effective_on"] = (
            f"Ngày có hiệu lực ({day_words(starts)}) không thể trước ngày ban hành ({day_words(issued)})."
        )
    begins = instrument.starts_on
    if begins and expires and expires <= begins:
        word = "ngày có hiệu lực" if starts else "ngày ban hành"
        found["expires_on"] = f"Ngày hết hiệu lực ({day_words(expires)}) phải sau {word} ({day_words(begins)})."
    return found


def contradictions(graph: EffectGraph, key: Key) -> list[str]:
    """Return what cannot be true of a document and of its links; empty means all of it can."""
    instrument = graph.instruments[key]
    found = list(date_contradictions(instrument).values())
    links = graph.outgoing(key)
    found += [sentence for link in links for sentence in link_contradictions(graph, link)]
    found += _repetitions(graph, links)
    circle = circle_through(graph, key)
    if circle:
        return [*found, circle_words(graph, circle)]
    for ended in dict.fromkeys([key, *(link.target for link in links if link.kind in ENDING_KINDS)]):
        found += _two_ends(graph, ended)
    return found


def link_contradictions(graph: EffectGraph, link: Link) -> list[str]:
    """Return what cannot be true of one link: its days, and the order of the two documents."""
    source, target = graph.instruments[link.source], graph.instruments[link.target]
    deed = ACTIVE[link.kind]
    found = []
    if link.source == link.target:
        return [f"{source.label} không thể {deed} chính nó."]
    is_earlier = source.issued_on and target.issued_on and source.issued_on < target.issued_on
    if link.kind in FOLLOWING_KINDS and is_earlier:
        found.append(
            f"{source.label} không thể {deed} {target.label}: văn bản đó ban hành sau, ngày {day_words(target.issued_on)}."
        )
    if link.kind in ACTING_KINDS:
        if link.from_day and source.starts_on and link.from_day < source.starts_on:
            found.append(
                f"Ngày {deed} {target.label} ({day_words(link.from_day)}) không thể trước ngày {source.label} có hiệu lực "
                f"({day_words(source.starts_on)})."
            )
    elif link.from_day:
        found.append(f"Quan hệ “{deed}” không có ngày bắt đầu: bỏ trống ngày ở dòng {target.label}.")
    if link.until_day and link.kind != SUSPENDS:
        found.append(f"Chỉ đình chỉ, ngưng hiệu lực mới có ngày cuối: bỏ trống ngày đó ở dòng {target.label}.")
    wanted = wanted_day(graph, link)
    if link.kind == SUSPENDS and link.until_day and wanted and link.until_day < wanted:
        found.append(f"Ngày cuối ngưng hiệu lực {target.label} phải sau ngày đầu ({day_words(wanted)}).")
    return found


def circle_through(graph: EffectGraph, key: Key) -> list[Link]:
    """Return the links that lead from the document back to itself; empty where none do."""
    came_by: dict[Key, Link] = {}
    frontier = [key]
    while frontier:
        found = []
        for link in (link for here in frontier for link in graph.outgoing(here, FOLLOWING_KINDS)):
            if link.target == key:
                return _path(came_by, key, link)
            if link.target not in came_by:
                came_by[link.target] = link
                found.append(link.target)
        frontier = found
    return []


def _path(came_by: dict[Key, Link], key: Key, last: Link) -> list[Link]:
    path = [last]
    while path[0].source != key:
        path.insert(0, came_by[path[0].source])
    return path


def circle_words(graph: EffectGraph, circle: list[Link]) -> str:
    steps = "; ".join(
        f"{graph.instruments[link.source].label} {ACTIVE[link.kind]} {graph.instruments[link.target].label}"
        for link in circle
    )
    return f"Các quan hệ tạo thành vòng, không thể cùng đúng: {steps}. Bỏ hoặc sửa một quan hệ trong đó."


def _repetitions(graph: EffectGraph, links: list[Link]) -> list[str]:
    seen: set[tuple] = set()
    found = []
    for link in links:
        line = (link.target, link.kind, link.provision.strip().casefold())
        if line in seen:
            found.append(f"Quan hệ “{ACTIVE[link.kind]}” với {graph.instruments[link.target].label} được ghi hai lần.")
        seen.add(line)
    return list(dict.fromkeys(found))


def _two_ends(graph: EffectGraph, key: Key) -> list[str]:
    """Say where two documents end a third as a whole, from different days."""
    days: dict[date, Link] = {}
    for link in graph.incoming(key, ENDING_KINDS):
        day = graph.first_day_of(link) if link.is_whole else None
        if day is not None:
            days.setdefault(day, link)
    if len(days) < 2:
        return []
    sides = "; ".join(
        f"{graph.instruments[link.source].label} {ACTIVE[link.kind]} từ {day_words(day)}"
        for day, link in sorted(days.items())
    )
    return [f"{graph.instruments[key].label} không thể hết hiệu lực toàn bộ từ hai ngày khác nhau: {sides}."]
