"""Figures that a recogniser took for letters, where a paper's head can hold nothing but figures.

Numbers and days are written by hand into printed papers: "Số: Q8/BC-UBND", "ngày 1 Ì tháng 10 năm 2023".
"""

import re

_FIGURES = str.maketrans(
    {
        **dict.fromkeys("QOoDÒÓÔÖØƠƯơÐ", "0"),
        **dict.fromkeys("IlJjiÌÍÎÏìíîï|]![", "1"),
        **dict.fromkeys("Zz", "2"),
        **dict.fromkeys("SsŠš§", "5"),
        **dict.fromkeys("Bß", "8"),
        **dict.fromkeys(" .", ""),
    }
)
_LIKE = r"[\dQOoDÒÓÔÖØƠƯơÐIlJjiÌÍÎÏìíîï|\]!\[ZzSsŠš§Bß .]"
_NUMBER = re.compile(rf"(?P<before>\bs[ốôóo0]\s*[:;]\s*)(?P<figures>{_LIKE}{{1,7}}?)(?=\s*[/-])", re.IGNORECASE)
_DATE = re.compile(
    rf"(?P<before>\bng[àa]y\s+)(?P<figures>{_LIKE}{{1,4}}?)(?P<then>\s+th[áa]ng\s*)(?P<others>{_LIKE}{{1,4}}?)(?=\s*n[ăãa]m\b)",
    re.IGNORECASE,
)


def with_figures(text: str) -> str:
    """Return a line of a scan with figures where its number, day and month have letters that look like them."""
    text = _NUMBER.sub(lambda found: found["before"] + _figures(found["figures"]), text, count=1)
    return _DATE.sub(
        lambda found: f"{found['before']}{_figures(found['figures'])}{found['then']}{_figures(found['others'])}",
        text,
        count=1,
    )


def _figures(letters: str) -> str:
    """Return the figures; letters that stay as they are where not all of them become figures, or nothing is left."""
    made = letters.translate(_FIGURES)
    return made if made.isdigit() else letters
