"""How well files are read: `python -m bench.reading DATA [--ocr]`, with a folder laid out as its manifest says.

Prints the share of letters right in legacy files, and of fields right in text files, scans and plain texts; last a line of JSON.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

from documents.numbers import key_of
from documents.reading.extraction import extract, is_readable
from documents.reading.fields import read_fields
from documents.reading.marks import key
from documents.reading.pages import Line, Page
from documents.reading.recognising import recognise_page
from editorial.legacy_text import converted

_WORDS = re.compile(r"[^\W_]+")
# The name of a field, its name in the manifests, and what two spellings of it share.
COMPARED = (
    ("number", "so_ky_hieu", key_of),
    ("document_type", "loai", key),
    ("issuing_body", "co_quan", key),
    ("issued_on", "ngay_ban_hanh", str),
)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def letters_right(truth: str, text: str) -> tuple[int, int]:
    """Return the letters of words that stand as in the transcript, and all; words moved as a block count as right."""
    wanted, found = _WORDS.findall(unicodedata.normalize("NFC", truth)), _WORDS.findall(text)
    right = wrong = 0
    missing, extra = Counter(), Counter()
    for act, i1, i2, j1, j2 in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if act == "equal":
            right += sum(map(len, wanted[i1:i2]))
        else:
            missing.update(wanted[i1:i2])
            extra.update(found[j1:j2])
    moved = missing & extra
    right += sum(len(word) * count for word, count in moved.items())
    # A word that differs in one letter has the others right.
    for word, count in (missing - moved).items():
        near = difflib.get_close_matches(word, list(extra - moved), n=1, cutoff=0.5)
        same = (
            sum(block.size for block in difflib.SequenceMatcher(None, word, near[0]).get_matching_blocks())
            if near
            else 0
        )
        right += same * count
        wrong += (len(word) - same) * count
    return right, right + wrong


def measure_legacy(folder: Path) -> dict[str, float]:
    right = all_letters = 0
    for row in _manifest(folder):
        path = folder / row["file"]
        if not row["kind"].startswith("legacy") or not is_readable(path.suffix[1:]):
            continue
        read = extract(path.read_bytes(), path.suffix[1:])
        good, total = letters_right((folder / row["truth"]).read_text(encoding="utf-8"), read.text)
        say(f"{path.name:55} {good / total:8.3%} {', '.join(sorted(read.encodings))}")
        right, all_letters = right + good, all_letters + total
    return {"letters": all_letters, "right": right / all_letters}


def measure_files(folder: Path, *, scans: bool) -> dict[str, float]:
    tally: Counter[str] = Counter()
    for row in _manifest(folder):
        path = folder / row["file"]
        if row["kind"].startswith("legacy") or not row.get("so_ky_hieu"):
            continue
        text = extract(path.read_bytes(), path.suffix[1:])
        if text.is_scan is not scans:
            continue
        pages = _first_and_last(path, text.page_count) if scans else text.pages
        _score(tally, read_fields(pages, on=date(2026, 11, 23)), row, path.name)
    return _shares(tally)


def _first_and_last(path: Path, count: int) -> list[Page]:
    content = path.read_bytes()
    first = recognise_page(content, 0, with_head=True)
    return [first, recognise_page(content, count - 1)] if count > 1 else [first]


def measure_texts(folder: Path, *, every: int) -> dict[str, float]:
    """Score plain texts whose metadata a portal typed: where the two differ, the paper is often right."""
    tally: Counter[str] = Counter()
    with gzip.open(folder / "vbpl_fulltext.jsonl.gz", "rt", encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            row = json.loads(line)
            tally["touched"] += bool(converted(row["text"]).encodings)
            if index % every == 0:
                page = Page(tuple(map(Line, row["text"].split("\n"))))
                _score(tally, read_fields([page], on=date(2026, 11, 23)), row, "")
    return {**_shares(tally), "unicode_texts_touched": tally["touched"]}


def _score(tally: Counter[str], fields, row: dict, name: str) -> None:
    for field, labelled, same in COMPARED:
        if not (truth := row.get(labelled)):
            continue
        read = fields[field]
        is_right = same(read.value) == same(truth)
        tally[f"{field} all"] += 1
        tally[f"{field} right"] += is_right
        tally["wrong and certain"] += read.is_certain and not is_right
        tally["certain"] += read.is_certain
        if name and not is_right:
            say(
                f"  {name}: {field} read as {read.value!r} ({'certain' if read.is_certain else 'uncertain'}), is {truth!r}"
            )


def _shares(tally: Counter[str]) -> dict[str, float]:
    shares = {
        field: tally[f"{field} right"] / tally[f"{field} all"] for field, _, _ in COMPARED if tally[f"{field} all"]
    }
    total = sum(tally[f"{field} all"] for field, _, _ in COMPARED)
    right = sum(tally[f"{field} right"] for field, _, _ in COMPARED)
    if not total:
        return {}
    return {**shares, "fields": total, "right": right / total, "wrong_and_certain": tally["wrong and certain"] / total}


def _manifest(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--ocr", action="store_true", help="scans too: some ten seconds each")
    parser.add_argument("--every", type=int, default=1, help="score every Nth plain text")
    options = parser.parse_args()
    started = time.perf_counter()
    result = {
        "legacy": measure_legacy(options.data / "files"),
        "text_files": measure_files(options.data / "files", scans=False),
    }
    if options.ocr:
        result["scans"] = measure_files(options.data / "files", scans=True)
    result["plain_texts"] = measure_texts(options.data / "docs", every=options.every)
    for name, shares in result.items():
        say(f"{name} { {field: round(share, 4) for field, share in shares.items()} }")
    say(json.dumps({**result, "seconds": round(time.perf_counter() - started)}))


if __name__ == "__main__":
    main()
