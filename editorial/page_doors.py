"""Wagtail's bulk actions on pages: what is left out is said, and "0 pages" is never called a success."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from editorial import clock, door_sentences


@hooks.register("before_bulk_action")
def name_what_is_left_out(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    if action.model is not Page:
        return None
    taken = {page.pk for page in objects}
    asked = [int(value) for value in request.GET.getlist("id") if value.isdigit()]
    left_out = list(Page.objects.filter(pk__in=asked).exclude(pk__in=taken)[:100])
    for sentence in door_sentences.bulk_sentences(action_type, left_out, request.user, on=clock.today()):
        messages.error(request, sentence)
    return redirect(action.next_url) if left_out and not objects else None
