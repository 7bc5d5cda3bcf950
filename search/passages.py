"""Cutting a long text into passages, where nothing of its own (articles, pages of a file) cuts it."""

from search.entries import PassageText

# As long as an article of a document is on the average: short enough to be shown, long enough to answer.
LENGTH = 1_000


def cut(text: str, *, heading: str = "", anchor: str = "", file_page: int | None = None) -> tuple[PassageText, ...]:
    """Return passages of whole lines, each of some `LENGTH` letters; a longer line is cut at a space."""
    pieces: list[list[str]] = [[]]
    length = 0
    for line in _short_lines(text):
        if length and length + len(line) > LENGTH:
            pieces.append([])
            length = 0
        pieces[-1].append(line)
        length += len(line)
    texts = ["\n".join(lines) for lines in pieces if lines]
    return tuple(PassageText(anchor=anchor, heading=heading, text=piece, file_page=file_page) for piece in texts)


def _short_lines(text: str):
    for line in text.splitlines():
        rest = line.strip()
        while len(rest) > 2 * LENGTH:
            end = rest.rfind(" ", 0, LENGTH) + 1 or LENGTH
            yield rest[:end].strip()
            rest = rest[end:]
        if rest:
            yield rest
