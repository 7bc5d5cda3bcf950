"""A press on the form of a new item that the editor has just saved by itself: it goes to the saved copy."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from modelcluster.models import get_all_child_relations
from wagtail.admin.views.pages.edit import EditView

from editorial.models.pages import ContributedPage


def take_over_saved_copy(request: HttpRequest, parent, page_class) -> HttpResponse | None:
    """Answer the press as the editor of the copy that this very form has left; None where it has left none.

    Only a copy that has one version, by the same person, and was never sent: what somebody wrote later is not overwritten.
    """
    if request.method != "POST" or not request.accepts("text/html") or not issubclass(page_class, ContributedPage):
        return None
    copy = page_class.objects.child_of(parent).filter(translation_key=_form_key(request), owner=request.user).first()
    if copy is None or copy.submissions.exists():
        return None
    if list(copy.revisions.values_list("user_id", flat=True)[:2]) != [request.user.pk]:
        return None
    return SavedCopyView.as_view()(request, copy.pk)


def _form_key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


class SavedCopyView(EditView):
    """Wagtail's editor, asked by a form that does not know yet that its item has been saved."""

    def get_object(self):
        page = super().get_object()
        for relation in get_all_child_relations(page):
            # The form lists the rows as new ones; the copy's own are the same rows from a second before.
            setattr(page, relation.get_accessor_name(), [])
        return page
