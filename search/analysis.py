"""How Vietnamese is folded and cut into words; every engine is given its words from here."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` in small letters without marks: "Đề án 517/QĐ-SNV" becomes "de an 517/qd-snv"."""
    # đ is a letter of its own to Unicode: taking marks off does not make a d of it.
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    """Return the words people type, in order: letters and digits, each run one word."""
    return WORD.findall(fold(text))


def words_of(*texts: str) -> str:
    """Return the words of several texts as they are stored: each once, one space between."""
    return " ".join(dict.fromkeys(word for text in texts for word in folded_words(text)))
