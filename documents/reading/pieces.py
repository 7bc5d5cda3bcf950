"""What every reader of files hands on: paragraphs of runs, each run with the font that the file names for it."""

from __future__ import annotations

from dataclasses import dataclass, field


class UnreadableFileError(Exception):
    """A file cannot be read. The message says why, in Vietnamese, as it follows "không đọc được"."""


@dataclass(frozen=True)
class Run:
    """Letters in one font. `font` is empty where the format names none; `confidence` (0-100) is a recogniser's own.

    `is_capitals` says that they are drawn as capitals, whatever was typed.
    """

    text: str
    font: str = ""
    is_capitals: bool = False
    confidence: float | None = None


@dataclass
class Paragraph:
    """A line or paragraph as the file has it. `is_new_page` says that a page begins with it."""

    runs: list[Run] = field(default_factory=list)
    is_new_page: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def confidence(self) -> float | None:
        """The least confidence of its words; None where the file itself names the letters."""
        known = [run.confidence for run in self.runs if run.confidence is not None]
        return min(known) if known else None


@dataclass(frozen=True)
class RawPage:
    """A page before its encoding is looked at. `image_share` is the part of its area that pictures cover."""

    paragraphs: tuple[Paragraph, ...]
    image_share: float = 0.0
