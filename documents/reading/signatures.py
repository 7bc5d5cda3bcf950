"""The foot of an official paper: in whose name it is signed, by whom, and who is to receive it (NĐ 30/2020, Điều 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.reading.known_names import FAMILY_NAMES
from documents.reading.marks import bare, capital_end, is_capital, one_line
from documents.reading.pages import Line

_FAMILY_NAMES = frozenset(map(bare, FAMILY_NAMES))
_CAPACITY = re.compile(r"^\W*(?P<capacity>tm|kt|tl|tuq|q|t/m|k/t|t/l)[.\s]\s*(?P<of>[a-z].*)$")
_POST = re.compile(
    r"^(?:quyen |pho |thu |thuong truc )*(?:chu tich|thu tuong|bo truong|thu truong|giam doc|cuc truong|vu truong|bi thu|"
    r"tong cuc truong|chanh van phong|chu nhiem|truong ban|truong phong|vien truong|chanh an|tong giam doc|thong doc|tong bi thu|"
    r"chanh thanh tra|tong thanh tra|tong kiem toan|hieu truong|chi cuc truong|truong doan|kiem toan truong)\b"
)
_RECIPIENTS = re.compile(r"^\W{0,3}noi\s*nhan\s*[:;.]?")
_ITEM = re.compile(r"^\s*[-–+*•]\s*\S")
_LOOKED_FOR_NAME = 14
_LONGEST_LIST = 60
_SITE = re.compile(
    r"\b(?:trang|tang|cong|website|trang tin|trang thong tin(?: dien tu)?)\s+(?:ve\s+)?(?:cchc|cai cach hanh chinh)\b"
)
_GAP = re.compile(r"\t+|\s{3,}")


@dataclass(frozen=True)
class Signature:
    """Who signed, and as what: "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", as printed over the name."""

    name: str = ""
    capacity: str = ""
    evidence: str = ""
    is_clear: bool = False


@dataclass(frozen=True)
class Recipients:
    """Nơi nhận as printed, an item a line. `names_the_site` is None where the paper has no such list."""

    text: str = ""
    names_the_site: bool | None = None
    evidence: str = ""


def signature_of(lines: Sequence[Line]) -> Signature:
    """Return the first signature after the text: annexes that follow have their own."""
    cells = [(part, line.text) for line in lines for part in _parts(line)]
    for index, (text, _) in enumerate(cells):
        if not _in_capacity(text) and not _is_post(text):
            continue
        said, name, evidence = _below(cells, index)
        if name:
            return Signature(
                name=name, capacity=", ".join(map(one_line, said)), evidence=one_line(evidence), is_clear=True
            )
    return Signature()


def _parts(line: Line) -> list[str]:
    """Return what a line has of two columns; a scan gives no gap between the list of recipients and the post beside it."""
    parts = [part.strip() for part in _GAP.split(line.as_drawn) if part.strip()]
    if line.confidence is None or len(parts) != 1:
        return parts
    said = _RECIPIENTS.match(bare(parts[0]))
    beside = parts[0][said.end() :].strip() if said else capital_end(parts[0]) if _ITEM.match(parts[0]) else ""
    return [parts[0][: -len(beside)].strip(), beside] if len(beside.split()) > 1 else parts


def recipients_of(lines: Sequence[Line]) -> Recipients:
    """Return the first list of recipients."""
    start = next((index for index, line in enumerate(lines) if _is_recipients(line.text)), None)
    if start is None:
        return Recipients()
    items, evidence = [], lines[start].text
    said = _RECIPIENTS.match(bare(lines[start].text))
    head = _GAP.split(lines[start].text[said.end() if said else 0 :].strip())[0].strip()
    if head and not is_capital(head):
        items.append(head)
    for line in lines[start + 1 : start + _LONGEST_LIST]:
        text = _GAP.split(line.text.strip())[0].strip()
        if not text:
            continue
        if not _ITEM.match(text) and (not items or _ends_list(text, items[-1])):
            if items:
                break
            continue
        items = [*items, text] if _ITEM.match(text) else [*items[:-1], f"{items[-1]} {text}"]
        evidence = line.text if _SITE.search(_spoken(text)) else evidence
        if re.search(r"^\W*l[uư]u\b", bare(text)):
            break
    names_it = any(_SITE.search(_spoken(item)) for item in items)
    return Recipients("\n".join(map(one_line, items)), names_it if items else None, one_line(evidence))


def _is_recipients(text: str) -> bool:
    return bool(_RECIPIENTS.match(bare(text)))


def _ends_list(text: str, before: str) -> bool:
    """Whether a line without a dash of its own is no continuation of the item before it."""
    return before.rstrip().endswith((".", "./.")) or is_capital(text) or bool(_name_in(text)) or len(text) > 90


def _spoken(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", bare(text)))


def _in_capacity(text: str) -> bool:
    """Whether a line says in whose stead one signs: TM., KT., TL., TUQ."""
    return is_capital(text) and bool(_CAPACITY.match(bare(text)))


def _is_post(text: str) -> bool:
    return is_capital(text) and len(text) < 90 and bool(_POST.match(bare(text).strip(" .,-_[]()")))


def _below(cells: list[tuple[str, str]], index: int) -> tuple[list[str], str, str]:
    """Return the capital lines from `index` on, and the name under them with the line it was printed in."""
    posts = [cells[index][0]]
    for text, line in cells[index + 1 : index + 1 + _LOOKED_FOR_NAME * 3]:
        if name := _name_in(text):
            return posts, name, line
        if _in_capacity(text) or _is_post(text):
            posts.append(text)
        elif len(text) > 120:
            break
    return posts, "", ""


def _name_in(text: str) -> str:
    """Return the person's name that a cell is, "" where it is none; titles before it are left out."""
    plain = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    plain = re.sub(
        r"^(?:(?:GS|PGS|TS|ThS|BS|CN|KS|CKI|CKII|TSKH|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá)[.,\s]+)+",
        "",
        plain,
    )
    words = plain.split()
    if not 2 <= len(words) <= 6 or bare(words[0]) not in _FAMILY_NAMES:
        return ""
    shaped = all(word.isalpha() and word[0].isupper() and (len(word) == 1 or word[1:].islower()) for word in words)
    return one_line(plain) if shaped else ""
