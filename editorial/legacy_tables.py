"""The letters of the two encodings that Vietnamese offices wrote in before Unicode.

TCVN3 ("ABC"): TCVN 5712:1993, third table; one byte a letter, capitals with tones drawn by fonts of their own (".VnTimeH").
VNI: the VNI-Windows table of VNI Software; a base letter, then a byte for what stands on it.
Both are written here as cp1252 shows their bytes, which is how files and pastes bring them.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TCVN3_ROWS = (
    ("µ¶·¸¹", "àảãáạ"),
    ("»¼½¾Æ", "ằẳẵắặ"),
    ("ÇÈÉÊË", "ầẩẫấậ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ÒÓÔÕÖ", "ềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("åæçèé", "ồổỗốộ"),
    ("êëìíî", "ờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("õö÷øù", "ừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
    ("¨©ª«¬\xad®", "ăâêôơưđ"),
    ("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ"),
)
# What a PDF calls the glyphs that an ABC font draws at the places of a soft hyphen, a middle dot and a micro sign.
_TCVN3_GLYPHS = {"−": "ư", "∙": "ã", "•": "ã", "μ": "à", "Ð": "é", "Ë": "ậ"}

TCVN3: Mapping[str, str] = MappingProxyType(
    {old: new for olds, news in _TCVN3_ROWS for old, new in zip(olds, news, strict=True)} | _TCVN3_GLYPHS
)

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ON_A = {"ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}

# Letters that stand alone; those that tell the tone of i, and the horned vowels.
VNI_ALONE: Mapping[str, str] = MappingProxyType({"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"})
VNI_TONES: Mapping[str, str] = MappingProxyType(_VNI_TONES)
VNI_ON_A: Mapping[str, str] = MappingProxyType(_VNI_ON_A)
VNI_CIRCUMFLEX: Mapping[str, str] = MappingProxyType(_VNI_CIRCUMFLEX)
