"""The nightly files: written beside those in use, kept on when interrupted, put in their place all at once.

    open-data/building/    the run under way: its files, and how far each has come
    open-data/<moment>/    a finished release
    open-data/current.json which release is in use, and what is in it; replaced in one step

A run that finds a withdrawal made meanwhile starts again: what was taken off must not be given away by a file.
"""

import csv
import fcntl
import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from editorial.metadata import REUSE_LINE
from editorial.models import PublicationRecord, RecordKind
from home.open_data import changes
from home.open_data.datasets import DATA_SETS, DataSet

FORMATS = ("csv", "json")
# An interrupted run older than this is begun anew: too much has changed since.
STALE_AFTER = timedelta(hours=6)
Told = Callable[[str], None]


class AnotherRun(Exception):
    """A run is under way in another process."""


def export(folder: Path, home_page: Page, *, at: datetime, tell: Told) -> dict[str, Any]:
    """Write every data set and put the release in use; returns its manifest. Raises `AnotherRun`."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        building = folder / "building"
        while True:
            progress = _begin(building, at=at, tell=tell)
            for data_set in DATA_SETS:
                _write(building, data_set, progress, home_page, tell=tell)
            if not _withdrawn_since(progress["last_record"]):
                return _put_in_use(folder, building, progress, at=at)
            tell("Có tin bài bị thu hồi trong lúc xuất: xuất lại từ đầu.")
            shutil.rmtree(building)


def current(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of the release in use; None before the first."""
    try:
        return json.loads((folder / "current.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRun from error
        yield


def _begin(building: Path, *, at: datetime, tell: Told) -> dict[str, Any]:
    """Take up the run that was interrupted, or begin one."""
    state = building / "progress.json"
    if state.exists():
        progress = json.loads(state.read_text(encoding="utf-8"))
        if at - datetime.fromisoformat(progress["begun_at"]) < STALE_AFTER:
            tell("Tiếp tục lần xuất đang dở.")
            return progress
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    return {"begun_at": at.isoformat(), "last_record": changes.last_sequence(), "sets": {}}


def _write(building: Path, data_set: DataSet, progress: dict, home_page: Page, *, tell: Told) -> None:
    state = progress["sets"].setdefault(data_set.name, {"after": 0, "rows": 0, "sizes": {}, "done": False})
    if state["done"]:
        return
    paths = {kind: building / f"{data_set.name}.{kind}" for kind in FORMATS}
    for kind, path in paths.items():
        path.touch()
        with path.open("r+b") as file:
            file.truncate(state["sizes"].get(kind, 0))  # what was written after the last mark is written again
            if not state["sizes"]:
                file.write(_head(kind, data_set))
    for rows, after in data_set.batches(home_page, state["after"]):
        for kind, path in paths.items():
            with path.open("ab") as file:
                file.write(_body(kind, data_set, rows, is_first=state["rows"] == 0))
        state |= {"after": after, "rows": state["rows"] + len(rows)}
        state["sizes"] = {kind: path.stat().st_size for kind, path in paths.items()}
        _mark(building, progress)
        tell(f"{data_set.title}: {state['rows']} dòng")
    with paths["json"].open("ab") as file:
        file.write(b"\n]}\n")
    state["done"] = True
    _mark(building, progress)


def _head(kind: str, data_set: DataSet) -> bytes:
    if kind == "json":
        return (json.dumps({"attribution": REUSE_LINE}, ensure_ascii=False)[:-1] + ', "items": [').encode()
    # The mark lets Excel read the letters; the source stands in a column, since a CSV file has no place for remarks.
    return ("\ufeff" + _line([*data_set.columns, "attribution"])).encode()


def _body(kind: str, data_set: DataSet, rows: list[dict], *, is_first: bool) -> bytes:
    if kind == "csv":
        return "".join(_line([*(_cell(row[name]) for name in data_set.columns), REUSE_LINE]) for row in rows).encode()
    ordered = ({name: row[name] for name in data_set.columns} for row in rows)
    texts = [json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False) for row in ordered]
    return (("\n" if is_first else ",\n") + ",\n".join(texts)).encode() if texts else b""


def _line(cells: list) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return "; ".join(item["slug"] if isinstance(item, dict) else str(item) for item in value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _mark(building: Path, progress: dict) -> None:
    _replace(building / "progress.json", progress)


def _replace(path: Path, value: dict) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def _withdrawn_since(sequence: int) -> bool:
    return PublicationRecord.objects.filter(sequence__gt=sequence, kind=RecordKind.WITHDRAWAL).exists()


def _put_in_use(folder: Path, building: Path, progress: dict, *, at: datetime) -> dict[str, Any]:
    files = {}
    for data_set in DATA_SETS:
        for kind in FORMATS:
            path = building / f"{data_set.name}.{kind}"
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            rows = progress["sets"][data_set.name]["rows"]
            files[path.name] = {"size": path.stat().st_size, "sha256": digest, "rows": rows}
    (building / "progress.json").unlink()
    release = folder / f"{at:%Y%m%dT%H%M%S%f}"
    building.rename(release)
    before = current(folder)
    manifest = {
        "made_at": at.isoformat(),
        "release": release.name,
        "last_record": progress["last_record"],
        "files": files,
    }
    _replace(folder / "current.json", manifest)
    kept = {release.name, before["release"] if before else ""}  # a reader may be half way through the one before
    for old in folder.iterdir():
        if old.is_dir() and old.name not in kept:
            shutil.rmtree(old)
    return manifest
