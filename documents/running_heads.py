"""What stands on every page of a file and is no part of the text: running heads, running feet, the pages' own numbers.

Pure, over the texts of pages. "CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021" between two clauses would be read, and found, as text.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

LOOKED_AT = 2  # lines at either end of a page
FEWEST_PAGES = 3
_FIGURES = re.compile(r"\d+")
_GAZETTE = re.compile(r"\W*(?:\d+\s+)?CÔNG BÁO\s*/\s*Số\b.{1,30}/\s*Ngày\s*[\d./-]+(?:\s+\d+)?\W*", re.IGNORECASE)
_ONLY_A_NUMBER = re.compile(r"^\W*(\d{1,4})\W*$")


def without_running_heads(pages: Mapping[int, str]) -> dict[int, str]:
    """Return each page's text, by its number, without what runs through the file; words that do so stay where they are first."""
    lines = {number: text.splitlines() for number, text in pages.items()}
    running = _running_words(list(lines.values()))
    shift = _shift_of_numbers(lines)
    seen: set[str] = set()
    found = {}
    for number, page in lines.items():
        left_out = {place for place, line in enumerate(page) if _GAZETTE.fullmatch(line.strip())}
        left_out.update(place for place in _ends(page) if _is_own_number(page[place].strip(), number, shift))
        repeated = [place for place in _ends(page) if _words(page[place]) in running]
        left_out.update(place for place in repeated if _words(page[place]) in seen)
        seen.update(_words(page[place]) for place in repeated)
        found[number] = "\n".join(line for place, line in enumerate(page) if place not in left_out)
    return found


def _is_own_number(line: str, page: int, shift: int | None) -> bool:
    printed = _ONLY_A_NUMBER.match(line)
    return printed is not None and shift is not None and int(printed[1]) == page + shift


def _ends(page: Sequence[str]) -> list[int]:
    """Return the places of the first and last lines that are not blank."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    return filled if len(filled) <= 2 * LOOKED_AT else [*filled[:LOOKED_AT], *filled[-LOOKED_AT:]]


def _words(line: str) -> str:
    return " ".join(_FIGURES.sub(" ", line).split()).casefold()


def _running_words(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the lines, but for their figures, that begin or end most pages."""
    counts = Counter(
        words
        for page in pages
        for words in {_words(page[place]) for place in _ends(page)}
        if any(letter.isalpha() for letter in words)
    )
    return frozenset(words for words, count in counts.items() if count >= FEWEST_PAGES and count * 2 > len(pages))


def _shift_of_numbers(pages: Mapping[int, Sequence[str]]) -> int | None:
    """Return by how much the printed page numbers differ from the counted ones; None where pages bear none."""
    shifts: Counter[int] = Counter()
    for number, page in pages.items():
        found = (_ONLY_A_NUMBER.match(page[place].strip()) for place in _ends(page))
        shifts.update({int(match[1]) - number for match in found if match})
    if not shifts:
        return None
    shift, count = shifts.most_common(1)[0]
    # NĐ 30/2020: the first page bears no number.
    return shift if count * 2 >= len(pages) and (count >= FEWEST_PAGES - 1 or shift == 0) else None
