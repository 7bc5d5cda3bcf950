from django import template

from editorial import admin_shell

register = template.Library()


@register.simple_tag
def kept_filters(filters):
    """Draw what a list of the admin may be narrowed by."""
    return admin_shell.kept_filters(filters)
