"""What Wagtail asks of this app: doorways only."""

from django.urls import include, path
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from editorial import (
    action_menu,
    clock,
    content_checker,
    editing,
    edits,
    file_doors,  # noqa: F401  (its hooks stand before Wagtail's deletion of files)
    menus,
    page_doors,  # noqa: F401  (its hook speaks for the pages that a bulk action leaves out)
)
from editorial.explorer import explorer_viewset
from editorial.modeladmin import RegistersGroup
from editorial.views.desk import DeskPanel
from editorial.views.page_views import views_item
from editorial.views.saved_copy import take_over_saved_copy

modeladmin_register(RegistersGroup)


@hooks.register("register_admin_urls")
def newsroom_addresses():
    return [path("", include("editorial.admin_urls"))]


@hooks.register("register_admin_viewset")
def explorer_before_wagtails():
    return explorer_viewset


@hooks.register("construct_homepage_panels")
def desk_is_the_front_page(request, panels):
    panels[:] = [DeskPanel()]


@hooks.register("register_admin_menu_item")
def queue_in_menu():
    return menus.queue_item()


@hooks.register("construct_main_menu")
def menu_of_the_newsroom(request, menu_items):
    menus.leave_out_what_is_not_theirs(request, menu_items)


@hooks.register("construct_page_action_menu")
def actions_of_the_editor(menu_items, request, context):
    action_menu.arrange(menu_items, request, context)


@hooks.register("after_edit_page")
def edit_in_the_history(request, page):
    edits.record_edit(page, by=request.user, at=clock.now())


@hooks.register("register_admin_menu_item")
def batches_in_menu():
    return menus.batches_item()


@hooks.register("register_admin_menu_item")
def archive_in_menu():
    return menus.archive_item()


@hooks.register("register_admin_menu_item")
def page_views_in_menu():
    return views_item()


@hooks.register("register_admin_menu_item")
def guide_in_menu():
    return menus.guide_item()


@hooks.register("construct_help_menu")
def guide_is_the_help(request, menu_items):
    menus.leave_out_pages_in_english(menu_items)


@hooks.register("insert_global_admin_css")
def looks_of_the_help():
    return menus.help_style()


@hooks.register("insert_global_admin_js")
def fields_keep_what_is_typed():
    return menus.as_typed_script()


@hooks.register("register_page_listing_more_buttons")
def history_in_listing(page, user, next_url=None):
    return menus.history_buttons(page)


@hooks.register("register_page_header_buttons")
def history_in_header(page, user, view_name, next_url=None):
    return menus.history_buttons(page)


@hooks.register("before_create_page")
def save_what_is_not_moderated(request, parent_page, page_class):
    editing.save_what_is_not_moderated(request, page_class)


@hooks.register("before_create_page")
def press_goes_to_the_saved_copy(request, parent_page, page_class):
    return take_over_saved_copy(request, parent_page, page_class)


@hooks.register("before_edit_page")
def say_why_nothing_is_saved(request, page):
    editing.say_why_nothing_is_saved(request, page)


@hooks.register("construct_wagtail_userbar")
def checks_of_the_newsroom(request, items, page):
    content_checker.use_newsroom_checks(items)


@hooks.register("insert_editor_js")
def addresses_from_vietnamese_titles():
    return menus.slug_script()


@hooks.register("insert_editor_js")
def pastes_from_word():
    return menus.paste_script()


@hooks.register("insert_editor_js")
def last_words_typed():
    return menus.last_words_script()
