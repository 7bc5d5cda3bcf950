"""Dates as registers write them: day first, ISO, a spreadsheet's own dates, or words."""

import re
from datetime import date, datetime
from functools import lru_cache

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})(?: \d{1,2}:\d\d.*)?")
_WORDS = re.compile(
    r"(?:.*,\s*)?(?:ngày\s*)?(?P<day>\d{1,2})\s*tháng\s*(?P<month>\d{1,2})\s*năm\s*(?P<year>\d{4})", re.IGNORECASE
)
NOTHING = ("", "-", "--", "null", "none", "không", "chưa xác định", "không xác định", "đang cập nhật")


def day_of(value: object) -> date | None:
    """Return the day that a cell holds; None for an empty one. Raises ValueError where it is no day that can be read."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return None if value is None else _day_in_words(str(value))


@lru_cache(maxsize=4096)
def _day_in_words(words: str) -> date | None:
    text = " ".join(words.split())
    if text.casefold() in NOTHING:
        return None
    for form in (_ISO, _DAY_FIRST, _WORDS):
        if match := form.fullmatch(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
    raise ValueError(text)
