"""Whether a written syllable can be Vietnamese: an onset, a vowel with its mark, a coda that may follow it.

The pattern is that of quốc ngữ itself. Foreign names fail it: it serves to compare two readings of a text, not to refuse words.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOPPED_TONES = {"\u0301", "\u0323"}

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_OPEN = (
    "oai|oay|oeo|uai|uây|uya|uyu|uêu|uơ|iêu|yêu|uôi|ươi|ươu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|ưa|ui|ưi|ưu|uê|uy|[aeêioôơuưy]"
)
_CLOSED = "oă|oa|oo|oe|uâ|uê|uyê|uy|iê|yê|uô|ươ|[aăâeêioôơuư]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:(?:{_OPEN})|(?:{_CLOSED})(?P<coda>ch|nh|ng|[cmnpt]))")


@lru_cache(maxsize=65536)
def is_vietnamese_syllable(word: str) -> bool:
    """Whether one run of letters, whatever its capitals, is spelled as a Vietnamese syllable with at most one tone."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in spread if letter in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(letter for letter in spread if letter not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if not found:
        return False
    # A syllable that ends in a stop carries the sharp or the heavy tone, or is not of the language.
    return found["coda"] not in ("c", "ch", "p", "t") or (bool(tones) and tones[0] in _STOPPED_TONES)
