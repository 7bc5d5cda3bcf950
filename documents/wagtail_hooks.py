"""What Wagtail asks of this app: doorways only."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from documents.modeladmin import VocabulariesGroup
from documents.views.prefilled import fill_from_file

modeladmin_register(VocabulariesGroup)


@hooks.register("register_admin_urls")
def addresses_of_files():
    return [path("", include("documents.admin_urls"))]


# After the editor's own: a press goes to the saved copy first.
@hooks.register("before_create_page", order=10)
def form_filled_from_file(request, parent_page, page_class):
    return fill_from_file(request, parent_page, page_class)
