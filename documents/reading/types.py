"""The types of documents by name and by the abbreviation in their numbers (NĐ 30/2020, Điều 7 and phụ lục III; Law 64/2025)."""

from collections.abc import Mapping
from types import MappingProxyType

from documents.reading.marks import key

OFFICIAL_LETTER = "Công văn"
CONSOLIDATED = "Văn bản hợp nhất"

TYPE_BY_CODE: Mapping[str, str] = MappingProxyType(
    {
        "NQ": "Nghị quyết",
        "QĐ": "Quyết định",
        "CT": "Chỉ thị",
        "QC": "Quy chế",
        "QyĐ": "Quy định",
        "TC": "Thông cáo",
        "TB": "Thông báo",
        "HD": "Hướng dẫn",
        "CTr": "Chương trình",
        "KH": "Kế hoạch",
        "PA": "Phương án",
        "ĐA": "Đề án",
        "DA": "Dự án",
        "BC": "Báo cáo",
        "BB": "Biên bản",
        "TTr": "Tờ trình",
        "HĐ": "Hợp đồng",
        "CĐ": "Công điện",
        "BGN": "Bản ghi nhớ",
        "BTT": "Bản thỏa thuận",
        "GUQ": "Giấy ủy quyền",
        "GM": "Giấy mời",
        "GGT": "Giấy giới thiệu",
        "GNP": "Giấy nghỉ phép",
        "PG": "Phiếu gửi",
        "PC": "Phiếu chuyển",
        "PB": "Phiếu báo",
        "NĐ": "Nghị định",
        "TT": "Thông tư",
        "TTLT": "Thông tư liên tịch",
        "NQLT": "Nghị quyết liên tịch",
        "VBHN": CONSOLIDATED,
        "PL": "Pháp lệnh",
        "L": "Lệnh",
    }
)
OTHER_TYPES = ("Hiến pháp", "Bộ luật", "Luật", "Thư công", "Kết luận", "Quyết định liên tịch", "Điều lệ", "Nội quy")

_BY_KEY = {key(name): name for name in (*TYPE_BY_CODE.values(), *OTHER_TYPES)}
_BY_LENGTH = sorted(_BY_KEY, key=len, reverse=True)


def type_of_words(text: str) -> str:
    """Return the type that a line is the name of, "" if it is none: "QUYẾT ĐỊNH:" is Quyết định."""
    return _BY_KEY.get(key(text), "")


def type_at_start(text: str) -> tuple[str, str]:
    """Return the type a line begins with and what follows it, both "" where it begins with none."""
    plain = key(text)
    for name in _BY_LENGTH:
        if plain.startswith(name + " "):
            return _BY_KEY[name], " ".join(text.split()[len(name.split()) :])
    return "", ""


def type_at_end(text: str) -> str:
    """Return the type a line ends with, where a stamp's words were printed before it."""
    plain = key(text)
    return next((_BY_KEY[name] for name in _BY_LENGTH if plain.endswith(" " + name)), "")
