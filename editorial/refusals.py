from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """An act that the rules refuse. `sentences` says why, in Vietnamese, as the screen shows it."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


def refuse_if(sentences: list[str]) -> None:
    """Raise `Refused` when anything stands in the way."""
    if sentences:
        raise Refused(sentences)
