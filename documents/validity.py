"""Whether a document is in force on a day: computed from its own dates and from what other documents do to it.

Pure. A link acts when the document that carries it is itself in force: what was repealed before it took effect replaces
nothing; a suspension ends when the document that ordered it ends. What was once replaced does not revive.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import TextChoices

Key = Hashable
ONE_DAY = timedelta(days=1)


class EffectState(TextChoices):
    """The states of effect that law and registers know; the values stand in addresses."""

    NOT_YET = "chua-co-hieu-luc", "Chưa có hiệu lực"
    IN_FORCE = "con-hieu-luc", "Còn hiệu lực"
    PARTLY_EXPIRED = "het-hieu-luc-mot-phan", "Hết hiệu lực một phần"
    EXPIRED = "het-hieu-luc-toan-bo", "Hết hiệu lực toàn bộ"
    SUSPENDED = "ngung-hieu-luc", "Ngưng hiệu lực"
    OUTDATED = "khong-con-phu-hop", "Không còn phù hợp"


AMENDS, REPLACES, REPEALS, SUSPENDS, OUTDATES = "amends", "replaces", "repeals", "suspends", "outdates"
ACTING_KINDS = (AMENDS, REPLACES, REPEALS, SUSPENDS, OUTDATES)
ENDING_KINDS = (REPLACES, REPEALS)
BASIS_KINDS = ("basis", "guides")
ALIVE = (EffectState.IN_FORCE, EffectState.PARTLY_EXPIRED)
LAPSED = (EffectState.EXPIRED, EffectState.OUTDATED, EffectState.SUSPENDED)

PASSIVE = {
    AMENDS: "được sửa đổi, bổ sung bởi",
    REPLACES: "bị thay thế bởi",
    REPEALS: "bị bãi bỏ bởi",
    SUSPENDS: "bị đình chỉ, ngưng hiệu lực bởi",
    OUTDATES: "được công bố không còn phù hợp bởi",
}


@dataclass(frozen=True)
class Instrument:
    """A document as far as its effect goes. One outside the register is known by its number alone."""

    key: Key
    label: str
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    address: str = ""

    @property
    def starts_on(self) -> date | None:
        return self.effective_on or self.issued_on


@dataclass(frozen=True)
class Link:
    """What `source` does to `target`; `provision` names the part, and is empty for the whole."""

    source: Key
    target: Key
    kind: str
    provision: str = ""
    from_day: date | None = None
    until_day: date | None = None

    @property
    def is_whole(self) -> bool:
        return not self.provision and self.kind != AMENDS


@dataclass(frozen=True)
class Cause:
    """Why the effect changes on a day: a link, or the document's own date where there is none."""

    words: str
    source: Instrument | None = None
    link: Link | None = None


@dataclass(frozen=True)
class Span:
    """Days of one state, both ends included; None is without end. `causes` say why it began."""

    first_day: date | None
    last_day: date | None
    state: EffectState
    causes: tuple[Cause, ...] = ()
    is_partial: bool = False

    @property
    def label(self) -> str:
        return f"{self.state.label} một phần" if self.is_partial else str(self.state.label)

    def covers(self, on: date) -> bool:
        return (self.first_day or date.min) <= on <= (self.last_day or date.max)


@dataclass
class EffectGraph:
    """Documents and the links between them; enough of the register to answer for the documents asked about."""

    instruments: dict[Key, Instrument]
    links: tuple[Link, ...]
    _incoming: dict[Key, list[Link]] = field(default_factory=dict, init=False)
    _outgoing: dict[Key, list[Link]] = field(default_factory=dict, init=False)
    _spans: dict[Key, tuple[Span, ...]] = field(default_factory=dict, init=False)
    _being_read: set[Key] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        for link in self.links:
            self._incoming.setdefault(link.target, []).append(link)
            self._outgoing.setdefault(link.source, []).append(link)

    def incoming(self, key: Key, kinds: Iterable[str] = ACTING_KINDS) -> list[Link]:
        return [link for link in self._incoming.get(key, []) if link.kind in kinds]

    def outgoing(self, key: Key, kinds: Iterable[str] | None = None) -> list[Link]:
        return [link for link in self._outgoing.get(key, []) if kinds is None or link.kind in kinds]

    def history(self, key: Key) -> tuple[Span, ...]:
        """Return the document's effect over all time, one span after another."""
        if key not in self._spans:
            if key in self._being_read:
                return ()  # a circle: `contradictions` names it, and what runs through it has no effect
            self._being_read.add(key)
            try:
                self._spans[key] = _spans_of(self, self.instruments[key])
            finally:
                self._being_read.discard(key)
        return self._spans[key]

    def effect(self, key: Key, on: date) -> Span:
        return next(span for span in self.history(key) if span.covers(on))

    def lapsed_bases(self, key: Key, on: date) -> list[tuple[Link, Span]]:
        """Return what the document is based on, or details, that has no effect on `on`."""
        found = [(link, self.effect(link.target, on)) for link in self.outgoing(key, BASIS_KINDS)]
        return [(link, span) for link, span in found if span.state in LAPSED and not span.is_partial]

    def first_day_of(self, link: Link) -> date | None:
        """Return the day on which a link takes hold: the first on which its document is in force; None if it never is."""
        wanted = wanted_day(self, link)
        if wanted is None:
            return None
        days = [max(span.first_day or date.min, wanted) for span in self._alive(link.source) if _reaches(span, wanted)]
        return min(days, default=None)

    def days_held(self, link: Link) -> list[tuple[date, date | None]]:
        """Return the days on which a suspension holds: those asked for on which its document is in force."""
        wanted = wanted_day(self, link)
        if wanted is None:
            return []
        found = []
        for span in self._alive(link.source):
            first = max(span.first_day or date.min, wanted)
            last = min(span.last_day or date.max, link.until_day or date.max)
            if first <= last:
                found.append((first, None if last == date.max else last))
        return found

    def _alive(self, key: Key) -> list[Span]:
        return [span for span in self.history(key) if span.state in ALIVE or span.is_partial]


def wanted_day(graph: EffectGraph, link: Link) -> date | None:
    """Return the day from which a link is meant to act: the one written, else the first day of its document."""
    return link.from_day or graph.instruments[link.source].starts_on


def _reaches(span: Span, day: date) -> bool:
    return span.last_day is None or span.last_day >= day


@dataclass
class _Fate:
    """What happens to one document: from which day, why, and for suspensions until when."""

    ends: list[tuple[date, Cause]] = field(default_factory=list)
    outdated: list[tuple[date, Cause]] = field(default_factory=list)
    parts: list[tuple[date, Cause]] = field(default_factory=list)
    suspensions: list[tuple[date, date | None, Cause, bool]] = field(default_factory=list)


def _fate_of(graph: EffectGraph, instrument: Instrument) -> _Fate:
    fate = _Fate()
    if instrument.expires_on:
        fate.ends.append((instrument.expires_on, Cause("hết thời hạn có hiệu lực ghi trong văn bản")))
    for link in graph.incoming(instrument.key):
        cause = _cause(graph, link)
        if link.kind == SUSPENDS:
            fate.suspensions += [(first, last, cause, link.is_whole) for first, last in graph.days_held(link)]
            continue
        day = graph.first_day_of(link)
        if day is None:
            continue
        if not link.is_whole:
            fate.parts.append((day, cause))
        elif link.kind == OUTDATES:
            fate.outdated.append((day, cause))
        else:
            fate.ends.append((day, cause))
    return fate


def _cause(graph: EffectGraph, link: Link) -> Cause:
    source = graph.instruments[link.source]
    part = f" ({link.provision})" if link.provision else ""
    return Cause(f"{PASSIVE[link.kind]} {source.label}{part}", source=source, link=link)


def _spans_of(graph: EffectGraph, instrument: Instrument) -> tuple[Span, ...]:
    fate = _fate_of(graph, instrument)
    start = instrument.starts_on
    days = {day for day, _cause in [*fate.ends, *fate.outdated, *fate.parts]}
    for first, last, _cause_of, _whole in fate.suspensions:
        days |= {first} | ({last + ONE_DAY} if last and last < date.max else set())
    if start:
        days.add(start)
    edges = [None, *sorted(day for day in days if day > date.min)]
    spans: list[Span] = []
    for first, following in zip(edges, [*edges[1:], None], strict=True):
        state, is_partial = _state_on(fate, start, first or date.min)
        causes = _causes_on(fate, start, first, instrument)
        last = following - ONE_DAY if following else None
        if spans and not causes and (spans[-1].state, spans[-1].is_partial) == (state, is_partial):
            spans[-1] = Span(spans[-1].first_day, last, state, spans[-1].causes, is_partial)
        else:
            spans.append(Span(first, last, state, causes, is_partial))
    return tuple(_without_echoes(spans))


def _state_on(fate: _Fate, start: date | None, on: date) -> tuple[EffectState, bool]:
    held = [whole for first, last, _cause, whole in fate.suspensions if first <= on <= (last or date.max)]
    if any(day <= on for day, _cause in fate.ends):
        return EffectState.EXPIRED, False
    if start and on < start:
        return EffectState.NOT_YET, False
    if any(day <= on for day, _cause in fate.outdated):
        return EffectState.OUTDATED, False
    if any(held):
        return EffectState.SUSPENDED, False
    if any(day <= on for day, _cause in fate.parts):
        return EffectState.PARTLY_EXPIRED, False
    return (EffectState.SUSPENDED, True) if held else (EffectState.IN_FORCE, False)


def _causes_on(fate: _Fate, start: date | None, day: date | None, instrument: Instrument) -> tuple[Cause, ...]:
    if day is None:
        return ()
    causes = [cause for when, cause in [*fate.ends, *fate.outdated, *fate.parts] if when == day]
    causes += [cause for first, _last, cause, _whole in fate.suspensions if first == day]
    causes += [
        Cause("hết thời gian ngưng hiệu lực", source=cause.source, link=cause.link)
        for _first, last, cause, _whole in fate.suspensions
        if last and last < date.max and last + ONE_DAY == day
    ]
    if start == day:
        dated = "ghi trong văn bản" if instrument.effective_on else "ban hành, văn bản không ghi ngày có hiệu lực"
        causes.insert(0, Cause(f"có hiệu lực từ ngày {dated}"))
    return tuple(causes)


def _without_echoes(spans: list[Span]) -> list[Span]:
    """Join what changes nothing any more: after its end, or before its start, a document has one span."""
    kept: list[Span] = []
    for span in spans:
        same = kept and (kept[-1].state, kept[-1].is_partial) == (span.state, span.is_partial)
        if same and span.state in (EffectState.EXPIRED, EffectState.NOT_YET, EffectState.OUTDATED):
            kept[-1] = Span(kept[-1].first_day, span.last_day, span.state, kept[-1].causes, span.is_partial)
        else:
            kept.append(span)
    return kept
