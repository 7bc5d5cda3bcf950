"""What an item tells its readers of the errors that were put right."""

from django import template

from feedback.models import ErrorReport

register = template.Library()


@register.simple_tag
def corrections(page) -> list[ErrorReport]:
    return list(ErrorReport.objects.corrections_of(page.pk)) if page.pk and page.live else []
