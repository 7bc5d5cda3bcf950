"""What an address of a search asks for: /tim-kiem/?q=cải+cách&loai=quyet-dinh&nam=2026&trang=2. Every state has one.

Pure: an address is read into a value, and a value writes the addresses that are one step from it. What an address asks in
vain is left out and said in Vietnamese; it is never an error.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict

# The facets in the order in which they are shown: the name in the address, and its heading.
FACETS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "category": ("muc", "Mục"),
        "type": ("loai", "Loại văn bản"),
        "issuer": ("co-quan", "Cơ quan ban hành"),
        "field": ("linh-vuc", "Lĩnh vực"),
        "year": ("nam", "Năm"),
        "effect": ("hieu-luc", "Hiệu lực"),
        "agency": ("don-vi", "Cơ quan cung cấp"),
    }
)
TEXT, ORDER, PAGE, DAY = "q", "sap-xep", "trang", "ngay"
BY_RELEVANCE, NEWEST_FIRST, OLDEST_FIRST = "lien-quan", "moi-nhat", "cu-nhat"
ORDER_LABELS = {BY_RELEVANCE: "Liên quan nhất", NEWEST_FIRST: "Mới nhất", OLDEST_FIRST: "Cũ nhất"}

LONGEST_TEXT = 400
LONGEST_VALUE = 120
MOST_VALUES = 20
MOST_PAGES = 500
FIRST_DAY, LAST_DAY = date(1945, 9, 2), date(2100, 12, 31)


@dataclass(frozen=True)
class SearchAddress:
    """What one address asks for. `typed_day` keeps a day that could not be read, to be mended where it was typed."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    page: int = 1
    on: date | None = None
    typed_day: str = ""
    complaints: tuple[str, ...] = ()

    @property
    def order_in_force(self) -> str:
        """What the results are sorted by: without words there is nothing to be relevant to."""
        if not self.text:
            return self.order if self.order == OLDEST_FIRST else NEWEST_FIRST
        return self.order or BY_RELEVANCE

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.chosen or self.on)

    def toggled(self, facet: str, value: str) -> "SearchAddress":
        """Return the address with one value more, or one less where it was chosen; on its first page."""
        values = self.chosen.get(facet, ())
        values = tuple(old for old in values if old != value) if value in values else (*values, value)
        chosen = {**self.chosen, facet: values}
        return replace(self, chosen={name: those for name, those in chosen.items() if those}, page=1)

    def without_facets(self) -> "SearchAddress":
        return replace(self, chosen={}, page=1)

    def asking(self, text: str) -> "SearchAddress":
        return replace(self, text=text, page=1)

    def sorted_by(self, order: str) -> "SearchAddress":
        return replace(self, order=order, page=1)

    def on_page(self, page: int) -> "SearchAddress":
        return replace(self, page=page)

    def without_day(self) -> "SearchAddress":
        return replace(self, on=None, typed_day="", page=1)

    def parameters(self) -> list[tuple[str, str]]:
        """Return name and value of each part, always in the same order: one state, one address."""
        parts = [(TEXT, self.text)] if self.text else []
        for facet, (name, _) in FACETS.items():
            parts += [(name, value) for value in self.chosen.get(facet, ())]
        if self.on:
            parts.append((DAY, self.on.isoformat()))
        if self.order and self.order != replace(self, order="").order_in_force:
            parts.append((ORDER, self.order))
        if self.page > 1:
            parts.append((PAGE, str(self.page)))
        return parts

    def query(self) -> str:
        """Return the part of the address from its question mark on; empty where nothing is asked."""
        parts = self.parameters()
        return f"?{urlencode(parts)}" if parts else ""


def read_address(data: QueryDict, *, facets: Iterable[str] = FACETS) -> SearchAddress:
    """Return what `data` asks for, of these facets; what cannot be meant is passed over and complained of."""
    complaints: list[str] = []
    text = _text(data.get(TEXT, ""), complaints)
    chosen = {}
    for facet in facets:
        if values := _values(facet, data.getlist(FACETS[facet][0]), complaints):
            chosen[facet] = values
    typed_day = data.get(DAY, "").strip()[:40]
    on = _day(typed_day, complaints)
    return SearchAddress(
        text=text,
        chosen=chosen,
        order=_order(data.get(ORDER, ""), complaints),
        page=_page(data.get(PAGE, ""), complaints),
        on=on,
        typed_day="" if on else typed_day,
        complaints=tuple(complaints),
    )


def tidy(text: str) -> str:
    """Return what was typed as one line in one form of Unicode, without signs that cannot be seen."""
    text = unicodedata.normalize("NFC", text)
    seen = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return " ".join(seen.split())


def _text(typed: str, complaints: list[str]) -> str:
    text = tidy(typed)
    if len(text) <= LONGEST_TEXT:
        return text
    complaints.append(f"Câu tìm dài hơn {LONGEST_TEXT} ký tự; Trang tìm theo phần đầu.")
    return text[:LONGEST_TEXT].rpartition(" ")[0] or text[:LONGEST_TEXT]


def _values(facet: str, typed: list[str], complaints: list[str]) -> tuple[str, ...]:
    heading = FACETS[facet][1]
    values = list(dict.fromkeys(value for value in map(tidy, typed) if value))
    kept = [value for value in values if _may_be_value(value)]
    for value in values:
        if value not in kept:
            complaints.append(f"Bỏ qua “{value[:40]}”: không phải giá trị của bộ lọc {heading}.")
    if len(kept) > MOST_VALUES:
        complaints.append(f"Bộ lọc {heading} chỉ nhận {MOST_VALUES} giá trị một lần; các giá trị sau được bỏ qua.")
    return tuple(kept[:MOST_VALUES])


def _may_be_value(value: str) -> bool:
    return len(value) <= LONGEST_VALUE and value.replace("-", "").replace("_", "").isalnum()


def _day(typed: str, complaints: list[str]) -> date | None:
    if not typed:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            day = datetime.strptime(typed, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    complaints.append(
        f"Không đọc được ngày “{typed}”. Ghi ngày/tháng/năm, ví dụ 01/07/2026. Đang tính hiệu lực đến hôm nay."
    )
    return None


def _order(typed: str, complaints: list[str]) -> str:
    if not typed or typed in ORDER_LABELS:
        return typed
    complaints.append("Không có cách sắp xếp này; kết quả được sắp xếp như thường lệ.")
    return ""


def _page(typed: str, complaints: list[str]) -> int:
    if not typed:
        return 1
    if typed.isascii() and typed.isdecimal() and len(typed) < 9:
        if 1 <= int(typed) <= MOST_PAGES:
            return int(typed)
        if int(typed) > MOST_PAGES:
            complaints.append(f"Chỉ xem được {MOST_PAGES} trang đầu của kết quả. Hãy thêm từ hoặc bộ lọc để thu hẹp.")
            return 1
    complaints.append(f"Không có trang “{typed[:20]}”; đây là trang đầu.")
    return 1
