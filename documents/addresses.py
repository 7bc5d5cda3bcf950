"""Where a document stands: /van-ban/<year>/<number>/, from its day of issue and its number.

Wagtail keeps one slug for each child of the register; ours is "<year>-<number>", which the address writes with a slash. So
Wagtail's own check of slugs keeps addresses apart, whatever door a page comes through.
"""

import re
from datetime import date

from documents.numbers import slug_of

_SLUG = re.compile(r"^(?P<year>\d{4})-(?P<name>.+)$")
MAX_SLUG = 200


def slug_for(number: str, issued_on: date | None) -> str:
    """Return "2022-517-qd-snv", or "" where number or day is not known yet."""
    name = slug_of(number or "")
    return f"{issued_on.year:04}-{name}"[:MAX_SLUG].rstrip("-") if name and issued_on else ""


def is_slug_for(slug: str, base: str) -> bool:
    """Say whether `slug` is `base`, or `base` with the suffix that tells documents of one number apart."""
    return bool(re.fullmatch(re.escape(base) + r"(?:-\d+)?", slug or ""))


def address_in_register(slug: str) -> str:
    """Return the part of an address under the register: "2022/517-qd-snv/"; a draft without number stands by its title."""
    match = _SLUG.match(slug)
    return f"{match['year']}/{match['name']}/" if match else f"{slug}/"


def slug_at(year: str, name: str) -> str:
    return f"{year}-{name}"


def free_slug(base: str, taken: set[str]) -> str:
    """Return `base`, or `base` with the first suffix that is not among `taken`; for writing many at once."""
    slug, suffix = base, 1
    while slug in taken:
        suffix += 1
        slug = f"{base}-{suffix}"
    return slug
