"""What Wagtail asks to search with (WAGTAILSEARCH_BACKENDS)."""
