"""docs/regulation.md tells the truth: its modules exist, its tests carry the markers, and no marker is missing from it."""

import pytest

from tests.architecture import regulation_map


def test_the_map_is_written_from_the_markers():
    assert regulation_map.written() == regulation_map.MAP.read_text(encoding="utf-8"), (
        "Run: python -m tests.architecture.regulation_map --write"
    )


def test_every_marker_names_a_clause_of_the_map():
    known = {clause.id for clause in regulation_map.clauses()}
    assert set(regulation_map.markers()) <= known


@pytest.mark.parametrize("clause", regulation_map.clauses(), ids=lambda clause: clause.id)
def test_a_clause_said_to_be_kept_names_modules_that_exist_and_tests(clause: regulation_map.Clause):
    for module in clause.modules:
        assert (regulation_map.ROOT / module).exists(), module
    if clause.state != "later":
        assert clause.modules
        assert clause.tests, f"{clause.id} has no test that keeps it"
