"""Every text that enters is stored in one form of Unicode, NFC (Quy chế 517, Điều 9 khoản 1; TCVN 6909:2001).

The same Vietnamese letter can be typed as one character or as a letter and its marks: unless they are made one, a search
for the one does not find the other, and two equal texts have two digests.
"""

import unicodedata
from typing import Any

from django.http import QueryDict


def nfc(value: Any) -> Any:
    """Return the text in NFC; in lists and dicts, every text in them, keys included. Other values stay as they are."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {nfc(key): nfc(item) for key, item in value.items()}
    if isinstance(value, list):
        return [nfc(item) for item in value]
    return value


def nfc_form(data: QueryDict) -> QueryDict:
    """Return what a form sent, in NFC, without the zero that no database keeps in a text. Passwords stay as typed: they are
    compared by their bytes."""
    result = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        result.setlist(name, values if "password" in name else [nfc(value.replace("\x00", "")) for value in values])
    result._mutable = False
    return result
