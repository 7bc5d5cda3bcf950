"""What Wagtail asks of this app: doorways only."""

from editorial import file_doors  # noqa: F401  (its hooks stand before Wagtail's deletion of files)
