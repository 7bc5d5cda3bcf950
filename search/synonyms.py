"""Short forms that mean the same as their long ones, both ways: CCHC and cải cách hành chính.

The register `Synonym` holds them; an administrator edits it, and the next search goes by what it says then.
"""

import re
from collections.abc import Iterable

from search.analysis import folded_words
from search.models import Synonym

# A Vietnamese syllable without its marks: an onset, vowels, a coda. "da" and "tu" are syllables, "cchc" and "ubnd" are not.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    r"(?:(?:uye|uya|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|ye|uy|[aeiou]{1,2})(?:ch|nh|ng|[cmnpt])?|[aeou]?y)"
)


def pairs_in_force() -> tuple[tuple[str, str], ...]:
    """Return the pairs (short, long) that searching goes by now, as written in the register."""
    return tuple(Synonym.objects.filter(is_active=True).order_by("short", "long").values_list("short", "long"))


def short_form_objections(short: str) -> list[str]:
    """Return, in Vietnamese, why `short` may not stand as a short form; empty means it may."""
    words = folded_words(short)
    if not words:
        return ["Viết tắt phải có ít nhất một chữ cái hoặc chữ số."]
    if len(words) == 1 and len(words[0]) == 1:
        return ["Viết tắt một chữ cái có ở quá nhiều văn bản, tìm theo nó không ra điều cần tìm."]
    if len(words) == 1 and _SYLLABLE.fullmatch(words[0]):
        return [
            f"Bỏ dấu đi, “{short}” thành “{words[0]}”, trùng với một tiếng thường dùng: người gõ tiếng ấy sẽ nhận kết quả "
            "không liên quan. Không ghi được từ viết tắt này."
        ]
    return []


def pair_objections(short: str, long: str, *, others: Iterable[tuple[str, str]]) -> list[str]:
    """Return, in Vietnamese, why the pair may not be entered beside `others`; empty means it may."""
    pair = _folded(short), _folded(long)
    if not pair[1]:
        return ["Phần viết đầy đủ phải có ít nhất một chữ cái."]
    if pair[0] == pair[1]:
        return ["Viết tắt và viết đầy đủ giống nhau: khi tìm, dấu và chữ hoa vốn không phân biệt."]
    return [
        f"Sổ đã có “{other_short} = {other_long}”, khi tìm thì như cặp này. Mở dòng đó để sửa."
        for other_short, other_long in others
        if (_folded(other_short), _folded(other_long)) == pair
    ][:1]


def _folded(text: str) -> str:
    return " ".join(folded_words(text))
