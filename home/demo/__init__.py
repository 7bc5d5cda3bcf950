"""The demo: a newsroom in the middle of its work, made of official facts and fictional officers (see SOURCES.md)."""
