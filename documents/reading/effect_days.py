"""From which day a paper says that it has effect: "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from documents.reading.heads import DATE, day_of
from documents.reading.marks import bare, one_line

# A law waits half a year or a whole one; a day further off is misread or is another paper's.
LONGEST_WAIT = timedelta(days=3 * 366)
_AROUND = 220
_CLAUSE = re.compile(
    r"\b(?:luat|phap lenh|nghi quyet|lenh|nghi dinh|quyet dinh|chi thi|thong tu(?: lien tich)?|quy che|quy dinh|ke hoach|"
    r"van ban|dieu le|noi quy|huong dan)\s+nay\s+(?:bat dau\s+)?co hieu luc(?:\s+thi hanh)?,?\s+"
    r"(?:(?:ke )?tu\s+(?=ngay)|sau\s+(?P<wait>\d{1,3})\s*(?:\([^)]{0,40}\)\s*)?ngay,?\s+(?:ke )?tu\s+(?=ngay))"
)
_SIGNED = re.compile(r"ngay\s+(?:duoc\s+)?(?:ky|ban hanh|thong qua)\b")


@dataclass(frozen=True)
class EffectDay:
    """The day, and the words that say it; `is_clear` where the paper names that day and no other."""

    day: date | None = None
    is_clear: bool = False
    evidence: str = ""


def effect_day(text: str, *, issued_on: date | None) -> EffectDay:
    """Return from which day a text says that it has effect; nothing where it leaves that to the law."""
    text = one_line(text)
    plain = bare(text)
    found = [(day, clause) for clause in _CLAUSE.finditer(plain) if (day := _day(plain, clause, issued_on))]
    if not found:
        return EffectDay()
    day, clause = found[0]
    is_likely = issued_on is None or issued_on <= day <= issued_on + LONGEST_WAIT
    # Days that are counted from the signing are counted by the law, not by the paper.
    is_clear = is_likely and not clause["wait"] and all(other == day for other, _ in found)
    return EffectDay(day, is_clear, text[clause.start() : clause.start() + _AROUND].split(". ")[0])


def _day(plain: str, clause: re.Match[str], issued_on: date | None) -> date | None:
    signed_on = issued_on if _SIGNED.match(plain, clause.end()) else None
    printed = DATE.match(plain, clause.end())
    start = day_of(printed) if printed else signed_on
    return start + timedelta(days=int(clause["wait"] or 0)) if start else None
