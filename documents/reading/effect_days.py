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
    r"(?:(?:ke )?tu\s+(?=ngay)|"
    r"sau\s+(?P<wait>\d{1,3}|[a-z]+(?: [a-z]+){0,2})\s*(?:\([^)]{0,40}\)\s*)?ngay,?\s+(?:ke )?tu\s+(?=ngay))"
)
_SIGNED = re.compile(r"ngay\s+(?:duoc\s+)?(?:ky|ban hanh|thong qua)\b")
# Until some years ago most papers counted from their printing in the gazette; a copy of the gazette has that day at its head.
_GAZETTED = re.compile(r"ngay\s+(?:duoc\s+)?dang\s+(?:tren\s+|trong\s+)?cong bao\b")
_GAZETTE_HEAD = re.compile(r"\bcong bao\s*/\s*so\b[^/]{1,30}/\s*(?=ngay)")
_WAITS_IN_WORDS = {
    "bay": 7,
    "muoi": 10,
    "muoi lam": 15,
    "hai muoi": 20,
    "ba muoi": 30,
    "bon muoi lam": 45,
    "sau muoi": 60,
}


@dataclass(frozen=True)
class EffectDay:
    """The day, and the words that say it; `is_clear` where the paper names that day and no other.

    Words without a day: the paper counts from a printing in the gazette of which it does not say when it was.
    """

    day: date | None = None
    is_clear: bool = False
    evidence: str = ""


def effect_day(text: str, *, issued_on: date | None) -> EffectDay:
    """Return from which day a text says that it has effect; nothing where it leaves that to the law."""
    text = one_line(text)
    plain = bare(text)
    clauses = list(_CLAUSE.finditer(plain))
    found = [(day, clause) for clause in clauses if (day := _day(plain, clause, issued_on))]
    if not found:
        open_ones = [clause for clause in clauses if _GAZETTED.match(plain, clause.end())]
        return EffectDay(evidence=_evidence(text, open_ones[0])) if open_ones else EffectDay()
    day, clause = found[0]
    is_likely = issued_on is None or issued_on <= day <= issued_on + LONGEST_WAIT
    # Days that are counted from the signing are counted by the law, not by the paper.
    is_clear = is_likely and not clause["wait"] and all(other == day for other, _ in found)
    return EffectDay(day, is_clear, _evidence(text, clause))


def _evidence(text: str, clause: re.Match[str]) -> str:
    return text[clause.start() : clause.start() + _AROUND].split(". ")[0]


def _day(plain: str, clause: re.Match[str], issued_on: date | None) -> date | None:
    wait = _wait(clause["wait"] or "0")
    start = _start(plain, clause.end(), issued_on)
    return None if start is None or wait is None else start + timedelta(days=wait)


def _start(plain: str, place: int, issued_on: date | None) -> date | None:
    """Return the day that stands at this place of the text, or that its words mean."""
    if printed := DATE.match(plain, place):
        return day_of(printed)
    if _SIGNED.match(plain, place):
        return issued_on
    if _GAZETTED.match(plain, place):
        heads = {
            day_of(printed) for head in _GAZETTE_HEAD.finditer(plain) if (printed := DATE.match(plain, head.end()))
        }
        return heads.pop() if len(heads) == 1 else None
    return None


def _wait(words: str) -> int | None:
    return int(words) if words.isdigit() else _WAITS_IN_WORDS.get(words)
