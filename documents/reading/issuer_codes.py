"""The body that the code in a number abbreviates: CP, TTg, QH13, UBND, BNV (NĐ 30/2020, phụ lục III)."""

from __future__ import annotations

import re

from documents.reading.known_names import CENTRAL_BODIES
from documents.reading.marks import key

# Codes in numbers that are not the initials of the body's name.
BODY_BY_CODE = {
    "CP": "Chính phủ",
    "TTg": "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    "HĐTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "BBCVT": "Bộ Bưu chính, Viễn thông",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BVHTT": "Bộ Văn hóa - Thông tin",
    "BKHCNMT": "Bộ Khoa học, Công nghệ và Môi trường",
    "BGTVT": "Bộ Giao thông vận tải",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "UBDT": "Ủy ban Dân tộc",
    "BHXH": "Bảo hiểm xã hội Việt Nam",
}
_BY_BARE_CODE = {key(code): name for code, name in BODY_BY_CODE.items()}


def agrees_with(name: str, code: str) -> bool | None:
    """Whether the issuer's code in a number is this body's; None where the code tells nothing."""
    first = code.split("-")[0].strip() if code else ""
    if not first:
        return None
    if re.fullmatch(r"QH\d*", first):
        return key(name) == "quoc hoi"
    if re.fullmatch(r"UBTVQH\d*", first):
        return key(name) == "uy ban thuong vu quoc hoi"
    plain_code = re.sub(r"\d+$", "", key(first).replace(" ", ""))
    if plain_code in _BY_BARE_CODE:
        return key(_BY_BARE_CODE[plain_code]) == key(name)
    words = [word for word in key(name).split() if word != "va"]
    initials = "".join(word[0] for word in words)
    with_and = "".join(word[0] for word in key(name).split())
    # "UB" stood for the People's Committee until 2003; "TC" for Bộ Tài chính until 1999.
    return any(full.startswith(plain_code) or full[1:].startswith(plain_code) for full in (initials, with_and))


def body_of_code(code: str) -> str:
    """Return the central body that a number's code names by itself, "" where it names none."""
    parts = code.split("-")
    if len(parts) != 1:
        return ""
    if re.fullmatch(r"QH\d*", code):
        return "Quốc hội"
    if re.fullmatch(r"UBTVQH\d*", code):
        return "Ủy ban Thường vụ Quốc hội"
    plain = key(code)
    if plain in _BY_BARE_CODE:
        return _BY_BARE_CODE[plain]
    matching = [
        name
        for name in CENTRAL_BODIES
        if name.startswith("Bộ ") and agrees_with(name, code) and _has_initials(name, plain)
    ]
    return matching[0] if len(matching) == 1 else ""


def _has_initials(name: str, plain_code: str) -> bool:
    return "".join(word[0] for word in key(name).split() if word != "va") == plain_code
