"""Read a file in a process of its own, with limits on time and memory: a hostile file ends that process, not the site.

`python -m documents.reading.isolation KIND` reads bytes from its input and writes JSON; the site calls `extract_apart` and
`recognise_apart`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from documents.reading.extraction import extract
from documents.reading.pages import Line, Page, ReadText
from documents.reading.pieces import UnreadableFileError
from documents.reading.recognising import SECONDS_PER_PAGE, recognise_page
from editorial.legacy_text import LegacyEncoding

SECONDS_TO_EXTRACT = 60
MEMORY_BYTES = 2 * 1024**3
_ROOT = Path(__file__).resolve().parents[2]
_TOO_LONG = "tệp quá phức tạp, đọc quá thời gian cho phép"
_ENDED = "tệp làm chương trình đọc dừng đột ngột, có thể tệp bị hỏng hoặc quá lớn khi mở ra"


def extract_apart(content: bytes, extension: str) -> ReadText:
    """Return what `extract` returns, or raise UnreadableFileError, whatever the file does."""
    return _read_text(_asked(["extract", extension], content, SECONDS_TO_EXTRACT))


def recognise_apart(content: bytes, number: int, *, with_head: bool = False) -> Page:
    """Return what `recognise_page` returns, or raise UnreadableFileError, whatever the file does."""
    arguments = ["recognise", str(number), "head" if with_head else "page"]
    return as_page(_asked(arguments, content, SECONDS_PER_PAGE * 3))


def _asked(arguments: list[str], content: bytes, seconds: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "documents.reading.isolation", *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, cwd=_ROOT, check=False)
        answer = json.loads(done.stdout) if done.returncode == 0 else {"unreadable": _ENDED}
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_TOO_LONG) from error
    except ValueError as error:
        raise UnreadableFileError(_ENDED) from error
    if sentence := answer.get("unreadable"):
        raise UnreadableFileError(sentence)
    return answer


def _read_text(answer: dict[str, Any]) -> ReadText:
    return ReadText(
        pages=tuple(map(as_page, answer["pages"])),
        page_count=answer["page_count"],
        encodings=frozenset(map(LegacyEncoding, answer["encodings"])),
        converted_sample=tuple((old, new) for old, new in answer["converted_sample"]),
    )


def as_page(answer: dict[str, Any]) -> Page:
    """Return the page that `asdict` has spread, as JSON brings it back."""
    columns = tuple(tuple(Line(**line) for line in column) for column in answer["head_columns"])
    return Page(**{**answer, "lines": tuple(Line(**line) for line in answer["lines"]), "head_columns": columns})


def _limit_itself() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system: the time limit alone holds
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def main(arguments: list[str]) -> None:
    """Answer one question in JSON on the standard output."""
    content = sys.stdin.buffer.read()
    try:
        if arguments[0] == "extract":
            text = extract(content, arguments[1])
            answer: dict[str, Any] = {**asdict(text), "encodings": sorted(text.encodings)}
        else:
            answer = asdict(recognise_page(content, int(arguments[1]), with_head=arguments[2] == "head"))
    except UnreadableFileError as error:
        answer = {"unreadable": str(error)}
    except Exception:
        # The door of this process: whatever a library meets in a hostile file becomes a sentence, never a traceback.
        answer = {"unreadable": _ENDED}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    _limit_itself()
    main(sys.argv[1:])
