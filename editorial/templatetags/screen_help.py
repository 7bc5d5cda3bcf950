"""The help beside each screen of the admin: a section of the user guide, found by the screen's name."""

from functools import cache

from django import template

from editorial import guide
from editorial.views.guide import address_in_admin, address_of

register = template.Library()
EDITORS = ("wagtailadmin_pages:add", "wagtailadmin_pages:edit")


@register.inclusion_tag("editorial/admin/includes/help.html", takes_context=True)
def screen_help(context) -> dict:
    section = guide.help_for(names_of_screen(context))
    return {} if section is None else {**_help_of(section)}  # a copy: the template's context writes into it


@cache
def _help_of(section: guide.Section) -> dict:
    """Draw a section once in each process: it stands on every screen of its name."""
    return {
        "title": section.title,
        "text": guide.drawn(section, address=address_in_admin),
        "address": address_of(section),
    }


def names_of_screen(context) -> list[str]:
    """Return what the screen at hand is called in the guide, the nearest name first."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or not match.view_name:
        return []
    names = [_type_edited(context)] if match.view_name in EDITORS else []
    register_name, is_register, _ = match.view_name.partition("_modeladmin_")
    names += [f"{register_name}_modeladmin"] if is_register else []
    return [*names, match.view_name, match.namespace]


def _type_edited(context) -> str:
    kwargs = context["request"].resolver_match.kwargs
    if "content_type_model_name" in kwargs:
        return f"{kwargs['content_type_app_name']}.{kwargs['content_type_model_name']}"
    page = context.get("page")
    return page.specific_class._meta.label_lower if page is not None and page.specific_class else ""
