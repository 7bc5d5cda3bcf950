from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

# Wagtail's admin catches every PermissionDenied and answers with a sentence of its own; ours is kept for the middleware.
_last: ContextVar[tuple[str, ...]] = ContextVar("cchc_last_refusal", default=())


class Refused(PermissionDenied):
    """An act that the rules refuse. `sentences` says why, in Vietnamese, as the screen shows it."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        _last.set(tuple(sentences))
        super().__init__(" ".join(sentences))


def refuse_if(sentences: list[str]) -> None:
    """Raise `Refused` when anything stands in the way."""
    if sentences:
        raise Refused(sentences)


def forget_refusals() -> None:
    """Begin a request: what was refused before is not this person's business."""
    _last.set(())


def last_refusal() -> list[str]:
    """Return the sentences of the last refusal since `forget_refusals`."""
    return list(_last.get())
