"""The page tree that administrators arrange: the front page, sections, and plain pages about the site."""

from home.models.identity import SiteIdentity
from home.models.pages import HomePage, PlainPage
from home.models.sections import SectionPage

__all__ = ["HomePage", "PlainPage", "SectionPage", "SiteIdentity"]
