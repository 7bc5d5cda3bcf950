"""Wagtail's doors for deleting files, with ours before them: a file that must stay is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.urls.resolvers import URLPattern
from wagtail import hooks
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as multiple_documents
from wagtail.images.views import bulk_actions as image_actions
from wagtail.images.views import images
from wagtail.images.views import multiple as multiple_images
from wagtail.permissions import policy_registry

from editorial import clock
from editorial.files import moderation_obstacles
from editorial.models.media import SiteDocument, SiteImage, StoredFile

View = Callable[..., HttpResponseBase]


def deletion_obstacles(file: StoredFile, request: HttpRequest) -> list[str]:
    return file.deletion_obstacles() or moderation_obstacles(file, request.user, on=clock.today())


def deletion_door(model: type[StoredFile], view: View, *, edit_url_name: str, answers_json: bool = False) -> View:
    """Return Wagtail's view with our question before it: whoever may delete is told why this file may not go."""

    def door(request: HttpRequest, **kwargs: int) -> HttpResponseBase:
        (pk,) = kwargs.values()
        file = model._base_manager.filter(pk=pk).first()
        policy = policy_registry.get_by_type(model)
        if file is None or not policy.user_has_permission_for_instance(request.user, "delete", file):
            return view(request, **kwargs)
        sentences = deletion_obstacles(file, request)
        if not sentences:
            return view(request, **kwargs)
        if answers_json:
            return JsonResponse({"success": False, "error_message": " ".join(sentences)})
        for sentence in sentences:
            messages.error(request, sentence)
        return redirect(edit_url_name, pk)

    return door


@hooks.register("register_admin_urls", order=-1)
def file_deletion_urls() -> list[URLPattern]:
    """The addresses of Wagtail's own deletion views: ours stand first, and its names still lead to them."""
    image_page, document_page = "wagtailimages:edit", "wagtaildocs:edit"
    delete_image = deletion_door(SiteImage, images.DeleteView.as_view(), edit_url_name=image_page)
    delete_document = deletion_door(SiteDocument, documents.DeleteView.as_view(), edit_url_name=document_page)
    drop_image = deletion_door(
        SiteImage, multiple_images.DeleteView.as_view(), edit_url_name=image_page, answers_json=True
    )
    drop_document = deletion_door(
        SiteDocument, multiple_documents.DeleteView.as_view(), edit_url_name=document_page, answers_json=True
    )
    return [
        path("images/<int:image_id>/delete/", delete_image),
        path("images/multiple/<int:image_id>/delete/", drop_image),
        path("documents/delete/<int:document_id>/", delete_document),
        path("documents/multiple/<int:doc_id>/delete/", drop_document),
    ]


class RefusingDeletion:
    """Refuse a deletion of many files whole where one of them must stay, and say which and why."""

    def prepare_action(self, objects: Iterable[StoredFile], objects_without_access: object) -> HttpResponseBase | None:
        sentences = [sentence for file in objects for sentence in deletion_obstacles(file, self.request)]
        for sentence in sentences:
            messages.error(self.request, sentence)
        return redirect(self.next_url) if sentences else super().prepare_action(objects, objects_without_access)


# Registered after Wagtail's own, whose place they take.
@hooks.register("register_bulk_action", order=1)
class DeleteImages(RefusingDeletion, image_actions.DeleteBulkAction):
    pass


@hooks.register("register_bulk_action", order=1)
class DeleteDocuments(RefusingDeletion, document_actions.DeleteBulkAction):
    pass
