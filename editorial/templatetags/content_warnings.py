from django import template

from editorial.checks import ContentWarning
from editorial.written_content import warnings_of

register = template.Library()


@register.simple_tag
def content_warnings(page) -> list[ContentWarning]:
    """Return what the checks say of a contributed page; nothing for a page that nobody contributes."""
    return warnings_of(page) if getattr(page, "is_contributed", False) else []
