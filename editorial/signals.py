"""What the newsroom announces to the rooms above it, which it does not know."""

from django.dispatch import Signal

# Items of one type have become public, with their records, in a transaction that is still open. Sent once for all that were
# published together: `sender` is the type, `pages` are the items. A receiver asks its questions for all of them at once.
# `are_new`, where it is said, tells whether they are public for the first time.
items_published = Signal()
