from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

DOMAINS = ("django", "djangojs")
Key = tuple[str | None, str]


class Command(BaseCommand):
    help = "In những câu chữ của các gói đã cài mà chưa danh mục tiếng Việt nào dịch."

    def handle(self, *args, **options) -> None:
        count = 0
        for domain in DOMAINS:
            for package, (context, text) in gaps(domain):
                count += 1
                self.stdout.write(f"{package}\t{domain}\t{f'[{context}] ' if context else ''}{text!r}")
        self.stderr.write(f"Còn {count} câu chữ chưa dịch." if count else "Không còn câu chữ nào chưa dịch.")


def gaps(domain: str) -> list[tuple[str, Key]]:
    """Return package and text of everything that the site would say in English; `domain` tells pages from scripts."""
    packages = [("django.conf", Path(django.__file__).parent / "conf/locale")]
    packages += [(app.name, Path(app.path) / "locale") for app in apps.get_app_configs()]
    said = {key for folder in settings.LOCALE_PATHS for key in _translated(Path(folder), domain)}
    said.update(key for _, folder in packages for key in _translated(folder, domain))
    missing: dict[Key, str] = {}
    for package, folder in packages:
        for key in texts_of(folder, domain):
            if key not in said:
                missing.setdefault(key, package)
    return [(package, key) for key, package in missing.items()]


def texts_of(folder: Path, domain: str) -> Iterator[Key]:
    """Yield what a package says: as its English catalogue lists it, or all the others where it has none."""
    english = folder / f"en/LC_MESSAGES/{domain}.po"
    for path in [english] if english.exists() else sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield entry.msgctxt, entry.msgid


def _translated(folder: Path, domain: str) -> Iterator[Key]:
    path = folder / f"vi/LC_MESSAGES/{domain}.po"
    for entry in polib.pofile(str(path)) if path.exists() else ():
        if entry.translated() and not entry.obsolete:
            yield entry.msgctxt, entry.msgid
