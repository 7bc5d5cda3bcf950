from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """Return a count as Vietnam writes it: 1.234. Asked for by name, for ids and addresses must stay as they are."""
    return number_format(number, force_grouping=True)
