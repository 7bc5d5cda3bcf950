"""Effect on a day: the cases an officer meets, and any graph at all against an oracle that walks day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.contradictions import contradictions
from documents.validity import ACTING_KINDS, EffectGraph, EffectState, Instrument, Link

BASE = date(2026, 1, 1)
SPAN = 24


def day(number: int) -> date:
    return BASE + timedelta(days=number)


def graph(instruments, *links) -> EffectGraph:
    return EffectGraph({instrument.key: instrument for instrument in instruments}, tuple(links))


def paper(key, issued, effective=None, expires=None) -> Instrument:
    return Instrument(
        key,
        f"Quyết định {key}",
        day(issued),
        day(effective) if effective is not None else None,
        day(expires) if expires is not None else None,
    )


def states(graph, key, *days) -> list[EffectState]:
    return [graph.effect(key, day(number)).state for number in days]


def test_a_document_takes_effect_on_its_day_and_lapses_on_its_day():
    asked = graph([paper("a", 0, 5, 10)])
    assert states(asked, "a", -3, 4, 5, 9, 10) == [
        *(EffectState.NOT_YET, EffectState.NOT_YET),
        *(EffectState.IN_FORCE, EffectState.IN_FORCE),
        EffectState.EXPIRED,
    ]


def test_a_replacement_acts_from_the_day_its_document_does():
    asked = graph([paper("a", 0), paper("b", 5, 8)], Link("b", "a", "replaces"))
    assert states(asked, "a", 7, 8) == [EffectState.IN_FORCE, EffectState.EXPIRED]
    [_before, _during, ended] = asked.history("a")
    assert ended.causes[0].words == "bị thay thế bởi Quyết định b"


def test_what_was_repealed_before_it_took_effect_replaces_nothing():
    asked = graph(
        [paper("a", 0), paper("b", 5, 20), paper("c", 6, 7)], Link("b", "a", "replaces"), Link("c", "b", "repeals")
    )
    assert states(asked, "a", 22) == [EffectState.IN_FORCE]
    assert states(asked, "b", 6, 7, 22) == [EffectState.NOT_YET, EffectState.EXPIRED, EffectState.EXPIRED]


def test_what_was_replaced_does_not_revive_when_its_successor_is_repealed():
    asked = graph([paper("a", 0), paper("b", 5), paper("c", 10)], Link("b", "a", "replaces"), Link("c", "b", "repeals"))
    assert states(asked, "a", 6, 11) == [EffectState.EXPIRED, EffectState.EXPIRED]


def test_an_amendment_and_a_part_repealed_leave_the_rest_in_force():
    asked = graph(
        [paper("a", 0), paper("b", 5), paper("c", 8)],
        Link("b", "a", "amends", "khoản 2 Điều 7"),
        Link("c", "a", "repeals", "Điều 9"),
    )
    assert states(asked, "a", 4, 5, 8) == [EffectState.IN_FORCE, *[EffectState.PARTLY_EXPIRED] * 2]
    assert [span.first_day for span in asked.history("a")] == [None, day(0), day(5), day(8)]


def test_a_suspension_ends_by_its_date_and_with_the_document_that_ordered_it():
    dated = graph([paper("a", 0), paper("b", 5)], Link("b", "a", "suspends", until_day=day(8)))
    assert states(dated, "a", 5, 8, 9) == [EffectState.SUSPENDED, EffectState.SUSPENDED, EffectState.IN_FORCE]
    lifted = graph([paper("a", 0), paper("b", 5), paper("c", 9)], Link("b", "a", "suspends"), Link("c", "b", "repeals"))
    assert states(lifted, "a", 8, 9) == [EffectState.SUSPENDED, EffectState.IN_FORCE]


def test_a_part_suspended_is_called_a_part():
    asked = graph([paper("a", 0), paper("b", 5)], Link("b", "a", "suspends", "Điều 5"))
    assert asked.effect("a", day(6)).label == "Ngưng hiệu lực một phần"


def test_a_document_declared_outdated_is_neither_in_force_nor_expired():
    asked = graph([paper("a", 0), paper("b", 5)], Link("b", "a", "outdates"))
    assert states(asked, "a", 4, 5) == [EffectState.IN_FORCE, EffectState.OUTDATED]


def test_a_document_says_that_its_basis_has_lapsed():
    outside = Instrument("64/2007", "Nghị định 64/2007/NĐ-CP")
    asked = graph(
        [outside, paper("517", 0), paper("224", 10)], Link("517", "64/2007", "basis"), Link("224", "64/2007", "repeals")
    )
    assert asked.lapsed_bases("517", day(9)) == []
    [(link, span)] = asked.lapsed_bases("517", day(10))
    assert (link.target, span.first_day, span.state) == ("64/2007", day(10), EffectState.EXPIRED)


@pytest.mark.parametrize(
    ("asked", "key", "words"),
    [
        (graph([paper("a", 5, 3)]), "a", "không thể trước ngày ban hành"),
        (graph([paper("a", 5, 6, 6)]), "a", "phải sau ngày có hiệu lực"),
        (graph([paper("a", 0), paper("b", 5)], Link("a", "b", "replaces")), "a", "ban hành sau"),
        (graph([paper("a", 0), paper("b", 5)], Link("a", "b", "basis")), "a", "ban hành sau"),
        (
            graph([paper("a", 0), paper("b", 5, 9)], Link("b", "a", "replaces", from_day=day(6))),
            "b",
            "không thể trước ngày Quyết định b có hiệu lực",
        ),
        (
            graph([paper("a", 0), paper("b", 5), paper("c", 6)], Link("b", "a", "replaces"), Link("c", "a", "repeals")),
            "c",
            "hai ngày khác nhau: Quyết định b thay thế từ 06/01/2026; Quyết định c bãi bỏ từ 07/01/2026",
        ),
        (
            graph([paper("a", 0), paper("b", 5)], Link("b", "a", "repeals"), Link("b", "a", "repeals")),
            "b",
            "ghi hai lần",
        ),
        (graph([paper("a", 0), paper("b", 5)], Link("b", "a", "amends", until_day=day(9))), "b", "Chỉ đình chỉ"),
        (graph([paper("a", 0), paper("b", 5)], Link("b", "a", "basis", from_day=day(9))), "b", "không có ngày bắt đầu"),
        (graph([paper("a", 0)], Link("a", "a", "amends")), "a", "không thể sửa đổi, bổ sung chính nó"),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_reason(asked, key, words):
    assert any(words in sentence for sentence in contradictions(asked, key))


def test_a_circle_is_refused_with_its_path():
    asked = graph(
        [paper("a", 0), paper("b", 0), paper("c", 0)],
        Link("a", "b", "replaces"),
        Link("b", "c", "basis"),
        Link("c", "a", "amends"),
    )
    [sentence] = contradictions(asked, "a")
    assert (
        "Quyết định a thay thế Quyết định b; Quyết định b căn cứ Quyết định c; Quyết định c sửa đổi, bổ sung Quyết định a"
        in sentence
    )
    assert asked.effect("a", day(3)) is not None  # and asking for the effect still answers


def test_two_documents_may_end_a_third_on_one_day():
    asked = graph([paper("a", 0), paper("b", 5), paper("c", 5)], Link("b", "a", "replaces"), Link("c", "a", "repeals"))
    assert contradictions(asked, "b") == contradictions(asked, "c") == []


# Any documents and links, the later acting on the earlier, against a walk through the days.

numbers = st.integers(0, SPAN)
maybe = st.none() | numbers


@st.composite
def graphs(draw) -> EffectGraph:
    count = draw(st.integers(1, 5))
    instruments = [
        Instrument(
            key,
            f"số {key}",
            day(draw(numbers)),
            *(day(value) if value is not None else None for value in (draw(maybe), draw(maybe))),
        )
        for key in range(count)
    ]
    links = []
    for _ in range(draw(st.integers(0, 7))) if count > 1 else ():
        source = draw(st.integers(1, count - 1))
        from_day, until_day = draw(maybe), draw(maybe)
        links.append(
            Link(
                source,
                draw(st.integers(0, source - 1)),
                draw(st.sampled_from(ACTING_KINDS)),
                draw(st.sampled_from(["", "Điều 5"])),
                day(from_day) if from_day is not None else None,
                day(until_day) if until_day is not None else None,
            )
        )
    return graph(instruments, *links)


def walked(asked: EffectGraph, last: int) -> dict[int, list[tuple[EffectState, bool]]]:
    """The oracle: each day in turn, later documents first, remembering what has happened."""
    happened = {key: set() for key in asked.instruments}
    states = {key: [] for key in asked.instruments}
    for number in range(-1, last + 1):
        today, alive = day(number), {}
        for key in sorted(asked.instruments, reverse=True):
            paper = asked.instruments[key]
            suspended = set()
            for link in (link for link in asked.links if link.target == key and alive[link.source]):
                wanted = link.from_day or asked.instruments[link.source].starts_on
                if today < wanted:
                    continue
                part = bool(link.provision) or link.kind == "amends"
                if link.kind == "suspends":
                    if link.until_day is None or today <= link.until_day:
                        suspended.add("part" if part else "whole")
                else:
                    happened[key].add("part" if part else "outdated" if link.kind == "outdates" else "ended")
            if paper.expires_on and today >= paper.expires_on:
                happened[key].add("ended")
            state, is_part = EffectState.IN_FORCE, False
            if "ended" in happened[key]:
                state = EffectState.EXPIRED
            elif today < paper.starts_on:
                state = EffectState.NOT_YET
            elif "outdated" in happened[key]:
                state = EffectState.OUTDATED
            elif "whole" in suspended:
                state = EffectState.SUSPENDED
            elif "part" in happened[key]:
                state = EffectState.PARTLY_EXPIRED
            elif suspended:
                state, is_part = EffectState.SUSPENDED, True
            alive[key] = state in (EffectState.IN_FORCE, EffectState.PARTLY_EXPIRED) or is_part
            states[key].append((state, is_part))
    return states


@settings(max_examples=150)
@given(graphs())
def test_the_history_of_any_graph_is_what_a_walk_through_the_days_finds(asked):
    last = SPAN + 3
    for key, expected in walked(asked, last).items():
        found = [asked.effect(key, day(number)) for number in range(-1, last + 1)]
        assert [(span.state, span.is_partial) for span in found] == expected
        history = asked.history(key)
        assert history[0].first_day is None and history[-1].last_day is None
        for earlier, later in pairwise(history):
            assert later.first_day - earlier.last_day == timedelta(days=1)
            assert later.causes  # every change has its reason
