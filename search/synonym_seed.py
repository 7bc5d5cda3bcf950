"""The short forms that searching starts with (`search/data/synonyms.txt`)."""

from pathlib import Path

DATA = Path(__file__).parent / "data" / "synonyms.txt"


def seed_pairs() -> list[tuple[str, str]]:
    """Return the pairs (short, long) of the file, in its order."""
    lines = (line.strip() for line in DATA.read_text(encoding="utf-8").splitlines())
    halves = (line.partition(" = ") for line in lines if line and not line.startswith("#"))
    return [(short, long) for short, _, long in halves]
