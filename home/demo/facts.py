"""Reads the demo's data: people, items and the days on which things happen to them."""

import json
import uuid
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CATEGORY_FILES = ("policy", "activity", "steering", "results", "initiative", "petition", "document")
# Items of the demo keep this identity whatever happens to their titles and places.
DEMO_NAMESPACE = uuid.UUID("0d5c3d5e-517a-4e2b-9c1f-20221230cc0c")


@cache
def read(name: str):
    return json.loads((HERE / "data" / f"{name}.json").read_text(encoding="utf-8"))


def published_items() -> list[dict]:
    """Return the items with fixed dates, in the order of their approval: the record is a chain in time."""
    items = [item for name in CATEGORY_FILES for item in read(f"items_{name}")]
    return sorted([*items, *read("items_withdrawn")], key=lambda item: (item["approved"], item["key"]))


def open_items() -> list[dict]:
    """Return the items whose dates count back from the day of seeding."""
    return read("items_open")


def identity(key: str) -> uuid.UUID:
    return uuid.uuid5(DEMO_NAMESPACE, key)


def moment(day: date | str, hour: int, minute: int = 0) -> datetime:
    """Return an aware moment on a day in Vietnam."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(day, time(hour, minute), tzinfo=VIETNAM)
