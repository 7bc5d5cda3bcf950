"""Wagtail as it comes: a section, an item, the tutorial's templates, the moderation that a new project has."""
