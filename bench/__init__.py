"""How fast the newsroom is with 100,000 items under one section, beside stock Wagtail. See README.md."""
