"""Who issued a paper: the lines over its number, put together and written as the body is officially named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.reading.heads import Cell
from documents.reading.known_names import CENTRAL_BODIES, CITIES_OF_PROVINCE_LEVEL, FIELDS_OF_DEPARTMENTS, PROVINCES
from documents.reading.marks import bare, key, one_line
from documents.reading.types import type_of_words

_CENTRAL_KEYS = {key(name) for name in CENTRAL_BODIES}
# What the name of a body begins with. One word is not enough: "văn hóa", "thủ tục", "kiểm lâm", "ngân sách" go on with a name.
_BEGINS = re.compile(
    r"^(?:bo|uy ban|ubnd|hoi(?! nhap)|hdnd|so|ban|cuc|vu|tong(?! hop)|chi (?:cuc|nhanh|bo|uy)|van phong|thu tuong|chinh phu|"
    r"quoc hoi|chu (?:tich|nhiem)|toa an|vien|kiem toan|thanh (?:tra|uy|doan|pho)|ngan hang|bao hiem|dai(?! hoc)|thong tan|"
    r"trung (?:tam|uong (?:doan|hoi))|phong(?! chay| chong)|truong|cong (?:an|ty|doan)|tinh|dang|lien|mat tran|kho bac|doan|"
    r"benh vien|dai hoc)\b"
)
# "Huyện ủy", "Tỉnh đoàn" are bodies, not places; "xã Đoàn Kết" is a place.
_PARTY = re.compile(r"^(?:tinh|thanh|huyen|quan|thi|dang) (?:uy|doan)\b")
_PLACE = re.compile(
    rf"^(?!{_PARTY.pattern[1:]})(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\b"
)
# What acts for a body of the Party or of the masses stands under its name.
_ACTING = re.compile(r"^ban (?:chap hanh|thuong vu|thuong truc)(?= (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)\b|$)")
_SUBORDINATE = re.compile(
    r"^(?:so|ban|cuc|vu|tong cuc|chi cuc|trung tam|phong|van phong|vien|truong|thanh tra|cong an|hoi dong|bao hiem|kho bac|doi|"
    r"benh vien)\b"
)
_COUNCIL = re.compile(r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\b")
_SHORT = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân", "tp": "thành phố", "tp.": "thành phố"}
_PARTY_KINDS = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Tỉnh đoàn", "Huyện đoàn")
_KINDS = (
    *_PARTY_KINDS,
    *(
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Thành phố",
        "Tỉnh",
        "Huyện",
        "Quận",
        "Thị xã",
        "Xã",
        "Phường",
        "Thị trấn",
        "Đặc khu",
    ),
    *(
        "Sở",
        "Ban",
        "Cục",
        "Vụ",
        "Tổng cục",
        "Chi cục",
        "Trung tâm",
        "Phòng",
        "Văn phòng",
        "Viện",
        "Trường",
        "Thanh tra",
    ),
)
_NAMES = (*FIELDS_OF_DEPARTMENTS, "Mặt trận Tổ quốc Việt Nam")
_PLACE_KINDS = {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"}
_JOINED = re.compile(r"\s+[-–]\s+(?=B[OỘ]\b|TÒA|TOÀ|VIỆN|NGÂN HÀNG|THANH TRA|ỦY BAN|UỶ BAN|S[ỞƠ] )", re.IGNORECASE)


def issuer_lines(cells: Sequence[Cell]) -> list[Cell]:
    """Return the lines of the left column that name the issuer, among the cells over the number."""
    found: list[Cell] = []
    for cell in cells:
        words = _without_noise(cell.text)
        if (
            cell.is_title
            or cell.is_rule
            or type_of_words(words)
            or not words
            or not cell.is_capital
            or re.search(r"\d", words)
        ):
            continue
        starts = _BEGINS.match(bare(words)) or _PLACE.match(bare(words))
        # A body printed twice: the running head of a gazette names it before the paper does.
        is_repeated = bool(found) and key(found[-1].text) == key(words)
        if (starts or found) and not is_repeated:
            found.append(Cell(words, cell.line, cell.confidence))
    return found[:5]


def issuer_of(lines: Sequence[Cell], body: str, *, place: str = "") -> str:
    """Return the issuer's name as it is officially written; "" where the lines name none."""
    names = _joined_lines([one_line(line.text) for line in lines])
    if not names:
        return ""
    name, superior = names[-1], names[-2] if len(names) > 1 else ""
    plain = bare(name)
    if superior and (acting := _ACTING.match(plain)):
        place_of_acting = official_name(name[acting.end() :].strip(), body)
        whole = official_name(superior, body)
        return f"{whole.removesuffix(' Việt Nam')} {_small_first(place_of_acting)}" if place_of_acting else whole
    written = official_name(name, body)
    if superior and (plain == "van phong" or _PARTY.match(bare(superior))) and not _PARTY.match(plain):
        return f"{written} {official_name(superior, body)}"
    if plain.startswith("ban ") and bare(superior).startswith(("hoi dong nhan dan", "hdnd")):
        return f"{written} {official_name(superior, body)}"
    if _COUNCIL.match(plain):
        return written if _names_place(written) else f"{written} {_place_words(place)}".strip()
    if not _SUBORDINATE.match(plain) or not superior or plain.startswith("so "):
        home = _place_of(official_name(superior, body)) if superior and plain.startswith("so ") else ""
        return f"{written} {home}" if home and not _names_place(written) else _with_home(written, body, place)
    home = _place_of(official_name(superior, body)) or _home_of_department(superior, place)
    if written.endswith(" tỉnh"):  # "Bệnh viện Đa khoa tỉnh"
        return f"{written} {home.removeprefix('tỉnh ')}".strip()
    return written if not home or bare(home) in bare(written) else f"{written} {home}"


def _home_of_department(superior: str, place: str) -> str:
    """Return the province of a department that leads a paper's issuer: "SỞ Y TẾ SÓC TRĂNG", or as its place of issue says."""
    if not bare(superior).startswith("so "):
        return ""
    words = key(superior).split()
    named = next((province for province in PROVINCES if words[-len(province.split()) :] == key(province).split()), "")
    return _place_words(named or place)


def _small_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def _with_home(written: str, body: str, place: str) -> str:
    """Return a province's department with its province, as the text or the line of place and date says it."""
    if not written.startswith("Sở ") or _names_place(written):
        return written
    found = re.search(
        rf"{re.escape(bare(written))} (?P<home>(?:tinh|thanh pho) (?:[a-z]+ ?){{1,3}})", one_line(bare(body))
    )
    if found:
        words = found["home"].split()
        start = 2 if words[0] == "thanh" else 1
        for province in PROVINCES:
            if words[start : start + len(province.split())] == key(province).split():
                return f"{written} {'thành phố' if start == 2 else 'tỉnh'} {province}"
    return f"{written} {_place_words(place)}".strip()


def is_central(name: str) -> bool:
    return key(name) in _CENTRAL_KEYS


def joint_issuers(name: str) -> list[str]:
    return [part for part in _JOINED.split(name) if part]


def _joined_lines(lines: list[str]) -> list[str]:
    """Join lines that go on with the name before them: a place, "và …", the second line of a long name."""
    names: list[str] = []
    for line in lines:
        plain = bare(line)
        begins = bool(_PARTY.match(plain)) or bool(_BEGINS.match(plain))
        goes_on = _PLACE.match(plain) or not begins
        is_place_of_council = names and _PLACE.match(plain) and _PLACE.search(bare(names[-1]).split(" nhan dan ")[-1])
        is_one_name = bool(names) and key(f"{names[-1]} {line}") in _CENTRAL_KEYS
        is_cut = bool(names) and bare(names[-1]).endswith(("uy ban trung uong", "truong"))
        if names and (is_one_name or is_cut or (goes_on and not is_place_of_council)):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return names


def official_name(name: str, body: str = "") -> str:
    """Return a body's name as it is officially written, given as capitals print it or a scan reads it."""
    name = _expanded(one_line(name).strip(" .:-_"))
    plain = key(name)
    for known in CENTRAL_BODIES:
        if key(known) == plain:
            return known
    if len(joined := joint_issuers(name)) > 1:
        return "; ".join(official_name(part, body) for part in joined)
    built = _built(name)
    return _as_in_body(plain, body) or built


def _expanded(name: str) -> str:
    words = name.split()
    return " ".join(_SHORT.get(bare(word), word) for word in words)


def _built(name: str) -> str:
    """Write a name part by part: kinds small, fields and places as they are known, or else a capital to begin with."""
    words, parts, previous = name.split(), [], ""
    while words:
        count, part = _known_part(words, previous)
        parts.append(part)
        previous, words = part.lower(), words[count:]
    written = " ".join(parts)
    return written[:1].upper() + written[1:]


def _known_part(words: list[str], previous: str) -> tuple[int, str]:
    after_place = previous in _PLACE_KINDS or previous in map(str.lower, _PARTY_KINDS)
    if after_place:
        for province in PROVINCES:
            size = len(province.split())
            if key(" ".join(words[:size])) == key(province):
                return size, province
        return len(words), " ".join(word.capitalize() for word in words)
    for known in sorted((*_KINDS, *_NAMES), key=lambda text: -len(text.split())):
        size = len(known.split())
        if key(" ".join(words[:size])) == key(known) and (known in _KINDS or previous):
            return size, known if known in _NAMES else known.lower()
    word = words[0].lower()
    return 1, word.capitalize() if previous in {kind.lower() for kind in _KINDS} else word


def _as_in_body(plain: str, body: str) -> str:
    """Return the name as the paper's own text writes it, where it does so otherwise than in capitals."""
    if not body or len(plain) < 6:
        return ""
    pattern = r"[\s,.\-–]+".join(map(re.escape, plain.split()))
    for found in re.finditer(rf"\b{pattern}\b", bare(body)):
        printed = one_line(body[found.start() : found.end()])
        is_written = all(word[1:] == word[1:].lower() for word in re.findall(r"\w+", printed))
        if is_written and printed[:1].isupper() and key(printed) == plain:
            return re.sub(r" (Thành phố|Tỉnh|Huyện|Thị xã|Quận|Phường|Xã) ", _small, printed.replace("Uỷ", "Ủy"))
    return ""


def _small(found: re.Match[str]) -> str:
    return found[0].lower()


def _names_place(name: str) -> bool:
    # "và Xã hội" names none.
    found = re.finditer(rf"\b(?:{'|'.join(_PLACE_KINDS)}) (\w)", name, re.IGNORECASE)
    return any(place[1].isupper() for place in found)


def _place_of(superior: str) -> str:
    """Return the place that a superior's name ends with: "tỉnh Phú Thọ" of "Ủy ban nhân dân tỉnh Phú Thọ"."""
    found = re.search(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) .+$", superior)
    return found[0] if found else ""


def _place_words(place: str) -> str:
    for province in PROVINCES:
        if key(province) == key(place):
            return f"{'thành phố' if province in CITIES_OF_PROVINCE_LEVEL else 'tỉnh'} {province}"
    return ""


def _without_noise(text: str) -> str:
    return one_line(re.sub(r"^[^\w]+|[^\w)]+$", "", text))
