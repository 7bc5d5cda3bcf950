"""Judged sets: a corpus of passages and questions of which it is known which passages answer.

A corpus is JSON lines, compressed or not: `_id`, `title`, `text`, and where it has them `so_ky_hieu` (the document's number or
name), `dieu`, and the columns a list of procedures has. Rows of one document are passages of one page. Questions have `_id`,
`text` and `rel`, the ids of what answers.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from search.entries import EntryTexts, PassageText
from search.passages import cut

_WHOLE_DOCUMENT = 4_000  # letters: a row longer than this, of no article, is cut into passages


@dataclass
class JudgedCorpus:
    """Pages with their passages, and which row of the corpus each passage is of."""

    pages: list[tuple[int, EntryTexts]] = field(default_factory=list)
    row_of: dict[tuple[int, int], str] = field(default_factory=dict)  # (page, place) -> id
    page_of: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class JudgedQuestion:
    id: str
    text: str
    answers: frozenset[str]


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_questions(path: Path) -> list[JudgedQuestion]:
    return [
        JudgedQuestion(str(row["_id"]), normalize("NFC", row["text"]), frozenset(map(_key, row.get("rel") or ())))
        for row in rows(path)
    ]


def read_corpus(path: Path, *, documents: Path | None = None) -> JudgedCorpus:
    """Read a corpus; `documents` lists the names of its documents by `so_ky_hieu`."""
    listed = {_key(row["so_ky_hieu"]): row for row in rows(documents)} if documents else {}
    gathered: dict[str, list[dict]] = {}
    for row in rows(path):
        gathered.setdefault(_key(row.get("so_ky_hieu") or row["_id"]), []).append(row)
    corpus = JudgedCorpus()
    for page_id, (key, of_document) in enumerate(gathered.items(), 1):
        _add(corpus, page_id, of_document, listed.get(key, {}))
    return corpus


def documents_beside(corpus: Path) -> Path | None:
    """Return the list of documents that belongs to a corpus: NAME_docs.jsonl for NAME_corpus, beside it or in ../docs."""
    name = corpus.name.split("_corpus")[0] + "_docs.jsonl"
    return next((path for path in (corpus.parent / name, corpus.parent.parent / "docs" / name) if path.is_file()), None)


def _add(corpus: JudgedCorpus, page_id: int, of_document: list[dict], listed: Mapping) -> None:
    passages: list[PassageText] = []
    for row in of_document:
        for piece in _passages(row):
            corpus.row_of[page_id, len(passages)] = _key(row["_id"])
            passages.append(piece)
        corpus.page_of[_key(row["_id"])] = page_id
    first = of_document[0]
    number = first.get("so_ky_hieu") or first.get("so_quyet_dinh") or ""
    is_one_row = len(of_document) == 1 and "so_ky_hieu" not in first
    title = _joined(listed.get("loai"), listed.get("trich_yeu")) or (first.get("title") if is_one_row else "") or number
    summary = _joined(*(first.get(name) for name in ("linh_vuc", "co_quan"))) if is_one_row else ""
    texts = EntryTexts(title=title, number=number, summary=summary, passages=tuple(passages))
    corpus.pages.append((page_id, texts))


def _passages(row: dict) -> Iterable[PassageText]:
    heading, text = row.get("title") or "", row.get("text") or ""
    if "dieu" not in row and len(text) > _WHOLE_DOCUMENT:
        return cut(text, heading=heading, anchor=str(row["_id"])) or [PassageText(text=heading)]
    return [PassageText(anchor=str(row["_id"]), heading=heading, text=text)]


def _joined(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)


def _key(value) -> str:
    """Return an id as ids are compared: questions and corpus do not always agree on capitals."""
    return normalize("NFC", str(value)).casefold()
