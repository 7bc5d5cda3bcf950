"""Where uploaded files lie."""

from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string


class GivenNameStorage(FileSystemStorage):
    """Keeps the name that a file was given: a second file of that name lies in a folder of its own, not under another name.

    Offices send many a "bao-cao.docx"; readers and refusals see the name, and "bao-cao_x7Yz.docx" is nobody's.
    """

    def get_alternative_name(self, file_root: str, file_ext: str) -> str:
        return f"{get_random_string(7)}/{file_root}{file_ext}"
