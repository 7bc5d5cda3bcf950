"""Numbers of other documents cited in a text, and what the text seems to do with them: offered, for the officer to confirm.

Pure. The guess reads the clause that the number stands in: "Căn cứ …", "thay thế …", "bãi bỏ khoản 2 Điều 7 …".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from documents.numbers import DocumentNumber, key_of

_LETTER = "A-ZĐÐÀ-Ỹ"
_NUMBER = re.compile(
    rf"(?<![\w/.])(?P<number>\d{{1,5}}[a-zđ]?(?:\s?/\s?(?:19|20)\d\d)?\s?/\s?[{_LETTER}][{_LETTER}a-zđ\d&]*"
    rf"(?:\s?[-–]\s?[{_LETTER}][{_LETTER}a-zđ\d&]*)*)"
)
# "Công báo số 849 + 850/Ngày …" and a number that the end of a line has cut off name no document.
_ISSUER = re.compile(r"[A-ZĐ]{2}")
_DAY = re.compile(
    r"^[\s,]*(?:\([^)]{0,40}\)\s*)?ngày\s+(?P<day>\d{1,2})\s*(?:tháng\s*|[/.-]\s*)(?P<month>\d{1,2})\s*(?:năm\s*|[/.-]\s*)"
    r"(?P<year>\d{4})",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"(?P<type>Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch"
    r"|Thông tư|Chỉ thị|Kế hoạch|Công văn|Công điện|Thông báo|Hướng dẫn|Văn bản hợp nhất|Quy chế|Quy định|Chương trình"
    r"|Đề án|Báo cáo|Tờ trình)\s+(?:[\w ,]{0,60}\s)?(?:số:?\s*)?$"
)
_PROVISION = re.compile(
    r"(?P<provision>(?:(?:điểm|khoản|Điều|Chương|Mục|Phụ lục)\s+[\w,; ]{1,60}?)+?)\s*(?:của\s+|tại\s+|ban hành kèm theo\s+)*$",
    re.IGNORECASE,
)
_END = re.compile(r"[;\n]|\.(?=\s+[A-ZĐÀ-Ỹ]|\s*$)")
# The last of these words before a number says what is done with it. Longer ones first.
_DEEDS = (
    ("amends", re.compile(r"\bsửa đổi", re.IGNORECASE)),
    ("replaces", re.compile(r"\bthay thế", re.IGNORECASE)),
    ("repeals", re.compile(r"\b(?:bãi bỏ|hủy bỏ|huỷ bỏ)", re.IGNORECASE)),
    ("suspends", re.compile(r"\b(?:đình chỉ|ngưng hiệu lực)", re.IGNORECASE)),
    ("corrects", re.compile(r"\bđính chính", re.IGNORECASE)),
    ("consolidates", re.compile(r"\bhợp nhất (?=các |nội dung|Nghị|Thông|Quyết|Luật|Pháp)", re.IGNORECASE)),
    ("guides", re.compile(r"\b(?:quy định chi tiết|hướng dẫn (?:thi hành|thực hiện|một số))", re.IGNORECASE)),
)
_BASIS = re.compile(r"^\W*(?:Căn cứ|Thực hiện|Theo)\b", re.IGNORECASE)
_ENDS_AFTER = re.compile(r"^[^;.]{0,160}?\b(?:hết hiệu lực|bị bãi bỏ)\b", re.IGNORECASE)
# Said of one document several times, the weightiest word counts.
_WEIGHT = (*("replaces", "repeals", "suspends", "amends", "corrects", "consolidates", "guides"), "basis", "refers")
LONGEST = 300


@dataclass(frozen=True)
class Citation:
    """A document cited, as the text has it. `evidence` is the clause, for the officer to judge by."""

    kind: str
    number: str
    type_name: str = ""
    issued_on: date | None = None
    title: str = ""
    provision: str = ""
    evidence: str = ""

    @property
    def key(self) -> str:
        return key_of(self.number)


def citations(text: str, *, own_number: str = "") -> list[Citation]:
    """Return the documents that a text cites, each once, in the order of the text; without the document itself."""
    found: dict[str, Citation] = {}
    for citation in _every(text):
        if citation.key == key_of(own_number):
            continue
        known = found.get(citation.key)
        found[citation.key] = _weightier(known, citation) if known else citation
    return list(found.values())


def _every(text: str) -> Iterable[Citation]:
    for match in _NUMBER.finditer(text):
        # A scan runs the number and the words after it together.
        number = DocumentNumber.parse(match["number"].removesuffix("ngày"))
        if number is None or not (number.type_code or _ISSUER.match(number.issuer_code)):
            continue
        before, after = _clause_before(text, match.start()), _clause_after(text, match.end())
        day = _DAY.match(after)
        type_name = _TYPE.search(before)
        kind = _kind(before, after)
        head = before[: type_name.start()] if type_name else before
        provision = _PROVISION.search(head) if kind not in ("basis", "refers", "guides") else None
        yield Citation(
            kind=kind,
            number=number.text,
            type_name=type_name["type"] if type_name else "",
            issued_on=_date(day),
            title=" ".join((after[day.end() :] if day else after).split())[:LONGEST].strip(" ,.()/"),
            provision=" ".join(provision["provision"].split()) if provision else "",
            evidence=" ".join(f"{before}{match[0]}{after}".split())[: 2 * LONGEST],
        )


def _clause_before(text: str, place: int) -> str:
    ends = [match.end() for match in _END.finditer(text, max(0, place - 600), place)]
    return text[ends[-1] if ends else max(0, place - 600) : place]


def _clause_after(text: str, place: int) -> str:
    end = _END.search(text, place, place + 600)
    return text[place : end.start() if end else min(len(text), place + 600)]


def _kind(before: str, after: str) -> str:
    if _BASIS.match(before) and not re.match(r"^\W*Theo\b", before, re.IGNORECASE):
        return "basis" if re.match(r"^\W*Căn cứ\b", before, re.IGNORECASE) else "refers"
    last, kind = -1, "refers"
    for name, words in _DEEDS:
        for match in words.finditer(before):
            is_passive = re.search(r"(?:được|bị|đã)\s+$", before[: match.start()])
            if match.start() > last and not is_passive:
                last, kind = match.start(), name
    if kind == "refers" and _ENDS_AFTER.match(after):
        return "repeals"
    return kind


def _date(match: re.Match | None) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _weightier(known: Citation, other: Citation) -> Citation:
    first, second = sorted((known, other), key=lambda each: _WEIGHT.index(each.kind))
    if first.issued_on:
        return first
    return Citation(
        first.kind,
        first.number,
        first.type_name or second.type_name,
        second.issued_on,
        first.title or second.title,
        first.provision,
        first.evidence,
    )
