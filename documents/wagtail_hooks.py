"""What Wagtail asks of this app: doorways only."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from documents import import_menus
from documents.modeladmin import VocabulariesGroup
from documents.views.prefilled import fill_from_file

modeladmin_register(VocabulariesGroup)


@hooks.register("register_admin_urls")
def addresses_of_files():
    return [path("", include("documents.admin_urls")), path("", include("documents.import_urls"))]


@hooks.register("register_admin_menu_item")
def imports_in_menu():
    return import_menus.imports_item()


@hooks.register("batch_links")
def files_of_batch(batch):
    return import_menus.links_of_batch(batch)


# After the editor's own: a press goes to the saved copy first.
@hooks.register("before_create_page", order=10)
def form_filled_from_file(request, parent_page, page_class):
    return fill_from_file(request, parent_page, page_class)
