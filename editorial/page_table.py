"""The rows of the explorer and of the admin's search, drawn by this module: to the browser the same HTML as Wagtail's.

Wagtail draws a row by some forty small templates, which is most of what its screen costs. Here are the rows that there are by
the thousand; what is rare (the root of the site, a lock by hand, a column or a button that somebody adds) is left to Wagtail's
own templates. A test draws the same pages both ways and compares.
"""

from collections.abc import Callable
from functools import cached_property
from html import escape

from django.forms.utils import flatatt
from django.template.defaultfilters import capfirst
from django.template.defaultfilters import date as formatted
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import template_localtime
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.templatetags.wagtailadmin_tags import test_page_is_public, timesince_simple
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, Table
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    NavigateToChildrenColumn,
    PageStatusColumn,
    PageTable,
    PageTitleColumn,
    PageTypeColumn,
    ParentPageColumn,
)
from wagtail.admin.widgets.button import BaseButton, ButtonWithDropdownFromHook, ListingButton
from wagtail.models import Page, Site


def escaped(value: object) -> str:
    """Return it as HTML may hold it: what Django's `conditional_escape` does, without a wrapper and a type for each."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


class DrawnPageTable(PageTable):
    """Wagtail's table of pages, whose rows cost a tenth."""

    def render_html(self, parent_context=None) -> SafeString:
        if self.reorder_url:
            return super().render_html(parent_context)
        context = {"perms": None, **self.get_context_data(parent_context)}
        heads = "".join(column.render_header_html(context) for column in self.columns.values())
        rows = RowDrawing(self, context)
        body = "".join(rows.drawn(page, place) for place, page in enumerate(self.data))
        return mark_safe(  # noqa: S308 -- parts that are escaped where they are made
            f"<table{flatatt(self.attrs)}>{self._caption()}{self._widths()}"
            f"<thead><tr{_class(self.header_row_classname)}>{heads}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _caption(self) -> str:
        caption = self.get_caption()
        return f'<caption class="w-sr-only">{escaped(caption)}</caption>' if caption else ""

    def _widths(self) -> str:
        if not self.has_column_widths():
            return ""
        widths = (flatatt({"width": column.width} if column.width else {}) for column in self.columns.values())
        return "".join(f"<col{width} />" for width in widths)


class RowDrawing:
    """Draws the cells of each page; what is the same for all of them is made once."""

    def __init__(self, table: DrawnPageTable, context: dict) -> None:
        self.table, self.context = table, context
        self.request = context["request"]
        self.user = self.request.user
        self.can_draw_titles = not table.show_locale_labels and not hooks.get_hooks("construct_page_listing_buttons")
        self.buttons = ButtonDrawing(self.user, context)

    def drawn(self, page: Page, place: int) -> str:
        cells = "".join(self._cell(column, page, place) for column in self.table.columns.values())
        return f"<tr{flatatt(self.table.get_row_attrs(page))}>{cells}</tr>"

    def _cell(self, column: BaseColumn, page: Page, place: int) -> str:
        draw = DRAWN.get(type(column))
        cell = draw(self, column, page) if draw else None
        if cell is None:
            row = Table.Row(self.table, page, place)
            return column.render_cell_html(page, {**self.context, "row": row})
        return cell

    def checkbox(self, column: BulkActionsColumn, page: Page) -> str:
        state = "live" if page.live else "draft"
        return (
            f'<td class="bulk-action-checkbox-cell"><input type="checkbox" data-page-status="{state}"'
            f' data-object-id="{page.pk}" data-bulk-action-checkbox class="bulk-action-checkbox"'
            f' aria-label="{self.words["select"]}" aria-describedby="page_{page.pk}_title" /></td>'
        )

    def title(self, column: PageTitleColumn, page: Page) -> str | None:
        if not self.can_draw_titles or page.is_site_root() or page.locked or not self._is_public(page):
            return None
        folder = "" if page.is_leaf() else icon("folder", "initial")
        title = f'<span id="page_{page.pk}_title">{folder} {escaped(page.get_admin_display_title())}</span>'
        if page.permissions_for_user(self.user).can_edit():
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            title = f'<a href="{address}" title="{self.words["edit"]}">{title}</a>'
        return (
            f'<td{_class(column.classname)} data-listing-page-title><div class="title-wrapper">{title}</div>'
            f'<ul class="actions">{self.buttons.of(page)}</ul>{self._place_of(page)}</td>'
        )

    def _place_of(self, page: Page) -> str:
        parent = getattr(page, "annotated_parent_page", None)
        if not parent:
            return ""
        address = reverse("wagtailadmin_explore", args=[parent.pk])
        title = escaped(parent.get_admin_display_title())
        return f'<div><a href="{address}">{icon("arrow-right", "default")}{title}</a></div>'

    def parent(self, column: ParentPageColumn, page: Page) -> str:
        parent = column.get_value(page)
        link = ""
        if parent:
            address = reverse("wagtailadmin_explore", args=[parent.pk])
            link = f'<a href="{address}">{escaped(parent.specific_deferred.get_admin_display_title())}</a>'
        return f"<td{_class(column.classname)}>{link}</td>"

    def date(self, column: DateColumn, page: Page) -> str:
        moment = column.get_value(page)
        button = ""
        if moment:
            here = template_localtime(moment)
            button = (
                '<button type="button" class="w-human-readable-date" data-controller="w-tooltip"'
                f' data-w-tooltip-content-value="{formatted(here, self.words["date format"])}"'
                ' data-w-tooltip-placement-value="top">'
                f'<time class="w-human-readable-date__date" datetime="{formatted(here, "c")}">'
                f"{escaped(capfirst(timesince_simple(moment)))}</time></button>"
            )
        return f"<td{_class(column.classname)}>{button}</td>"

    def words_of(self, column: Column, page: Page) -> str:
        value = column.get_value(page)
        return f"<td{_class(column.classname)}>{'' if value is None else escaped(value)}</td>"

    def status(self, column: PageStatusColumn, page: Page) -> str:
        address = page.get_url(request=self.asking) if page.live else None
        label = f'<span class="w-sr-only">{self.words["status"]}</span> {escaped(page.status_string)}'
        if address is None:
            kind = " w-status--primary" if page.live else ""
            tag = f'<span class="w-status{kind}">{label}</span>'
        else:
            tag = (
                f'<a href="{escaped(address)}" class="w-status w-status--primary" title="{self.words["visit"]}"'
                f' target="_blank" rel="noreferrer">{label}</a>'
            )
        return f"<td{_class(column.classname)}>{tag}</td>"

    def navigation(self, column: NavigateToChildrenColumn, page: Page) -> str:
        if page.is_navigable():
            return f'<td class="children">{self._way(page, "wagtailadmin_explore", "explore", "arrow-right")}</td>'
        way = ""
        if page.permissions_for_user(self.user).can_add_subpage():
            way = self._way(page, "wagtailadmin_pages:add_subpage", "add", "plus-inverse")
        return f'<td class="no-children">{way}</td>'

    def _way(self, page: Page, view: str, words: str, picture: str) -> str:
        says = self.words[words] % {"title": escaped(page.get_admin_display_title())}
        address = reverse(view, args=[page.pk])
        return f'<a href="{address}" title="{says}" aria-label="{says}">{icon(picture, "default")}</a>'

    def _is_public(self, page: Page) -> bool:
        return test_page_is_public(self.context, page)

    @cached_property
    def asking(self):
        """The request, where Wagtail needs it to tell one site's addresses from another's; with one site it looks in vain."""
        only_one = len({root.site_id for root in Site.get_site_root_paths()}) == 1
        return None if only_one else self.request

    @cached_property
    def words(self) -> dict[str, str]:
        """Wagtail's words, as its templates say them; those with a title in them are completed in each row."""
        return {
            "select": escaped(gettext("Select")),
            "edit": escaped(gettext("Edit this page")),
            "status": escaped(gettext("Current page status:")),
            "visit": escaped(gettext("Visit the live page")),
            "explore": gettext("Explore child pages of '%(title)s'"),
            "add": gettext("Add a child page to '%(title)s'"),
            "date format": get_format("DATETIME_FORMAT"),
        }


DRAWN: dict[type[BaseColumn], Callable[..., str | None]] = {
    BulkActionsColumn: RowDrawing.checkbox,
    PageTitleColumn: RowDrawing.title,
    ParentPageColumn: RowDrawing.parent,
    DateColumn: RowDrawing.date,
    PageTypeColumn: RowDrawing.words_of,
    PageStatusColumn: RowDrawing.status,
    NavigateToChildrenColumn: RowDrawing.navigation,
}


class ButtonDrawing:
    """Draws what Wagtail's hooks offer for a row; a button with a template of its own is drawn by that."""

    def __init__(self, user, context: dict) -> None:
        self.user, self.context = user, context
        self.next_url = context.get("actions_next_url") or context["request"].path
        self.hooks = hooks.get_hooks("register_page_listing_buttons")

    def of(self, page: Page) -> str:
        offered = [button for hook in self.hooks for button in hook(page=page, next_url=self.next_url, user=self.user)]
        buttons: list[BaseButton] = []
        for button in offered:
            if not isinstance(button, MenuItem):
                buttons.append(button)
            elif button.is_shown(self.user):
                buttons.append(ListingButton.from_menu_item(button))
        return "".join(f"<li>{self.drawn(button)}</li>" for button in sorted(buttons) if button.show)

    def drawn(self, button: BaseButton) -> str:
        if type(button) is ButtonWithDropdownFromHook:
            return self._dropdown(button)
        if button.template_name == BaseButton.template_name:
            return _link(button)
        return button.render_html(self.context)

    def _dropdown(self, button: ButtonWithDropdownFromHook) -> str:
        inside = "".join(self.drawn(each) for each in sorted(button.dropdown_buttons))
        without_words = "" if button.label else " w-dropdown__toggle--icon"
        says = f' aria-label="{escaped(button.aria_label)}"' if button.aria_label else ""
        classes = f"w-dropdown__toggle{without_words} {button.classname}".strip()
        return (
            f'<div data-controller="w-dropdown" class="w-dropdown"{button.base_attrs_string}>'
            f'<button type="button" class="{classes}" data-w-dropdown-target="toggle"{says}>{escaped(button.label)}'
            f"{icon(button.icon_name or 'arrow-down', 'w-dropdown__toggle-icon')}</button>"
            f'<div data-w-dropdown-target="content" class="w-dropdown__content" hidden>{inside}</div></div>'
        )


def _link(button: BaseButton) -> str:
    words = f"{icon(button.icon_name) if button.icon_name else ''} {escaped(button.label)}"
    attributes = f'class="{escaped(button.classname)}"{_attributes(button)}'
    if button.url:
        return f'<a href="{escaped(button.url)}" {attributes}>{words}</a>'
    return f"<button {attributes}>{words}</button>"


def _attributes(button: BaseButton) -> str:
    """Return the button's other attributes; a truth has no value, as Django writes it."""
    if any(isinstance(value, bool) or value is None for value in button.attrs.values()):
        return button.base_attrs_string
    return "".join([f' {name}="{escaped(value)}"' for name, value in sorted(button.attrs.items())])


def icon(name: str, classname: str = "icon") -> str:
    return f'<svg class="icon icon-{name} {classname}" aria-hidden="true"><use href="#icon-{name}"></use></svg>'


def _class(classname: str | None) -> str:
    return f' class="{escaped(classname)}"' if classname else ""
