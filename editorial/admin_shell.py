"""What screens of the admin have round their content (menu, shortcuts, filters, words for scripts), made once and kept a while.

Wagtail makes it anew for each screen: for the menu alone four queries, and a fifth of the time of a small screen. What is kept
here are ways and words. It opens nothing: each view asks for itself who may enter.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import wagtail.admin
from django.core.cache import cache
from django.middleware.csrf import get_token
from django.template import Context, Engine, Template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.admin.search import Search, SearchArea, admin_search_areas
from wagtail.admin.templatetags import wagtailadmin_tags as wagtails

from agencies.standing import standing_of
from editorial import clock

# A post or a permission given shows at once, for it is in the key. What a technician changes of a group's collections or
# pages shows in the menu within this time.
SECONDS_KEPT = 60


def install() -> None:
    """Put our tags in the place of Wagtail's, under their names."""
    wagtails.register.simple_tag(kept_menu, takes_context=True, name="sidebar_props")
    wagtails.register.simple_tag(kept_shortcuts, takes_context=True, name="keyboard_shortcuts_dialog")
    wagtails.register.simple_tag(kept_config, takes_context=True, name="wagtail_config")
    wagtails.register.simple_tag(lru_cache(maxsize=256)(wagtails.versioned_static), name="versioned_static")
    admin_search_areas.search_items_for_request = kept_search_areas


def kept_menu(context) -> SafeString:
    """Wagtail's menu for whoever reads, kept for a person with these posts and permissions."""
    key = _key_of_menu(context["request"].user)
    menu = cache.get(key)
    if menu is None:
        menu = wagtails.sidebar_props(context)
        cache.set(key, menu, SECONDS_KEPT)
    return mark_safe(menu)  # noqa: S308 -- JSON that Wagtail escaped for its script element


def _key_of_menu(user) -> str:
    on = clock.today()
    profile = getattr(user, "wagtail_userprofile", None)
    facts = (
        get_language(),
        user.pk,
        user.get_username(),
        user.get_full_name(),
        user.is_superuser or sorted(user.get_all_permissions()),
        [(held.pk, held.post, held.agency_id) for held in standing_of(user, on=on).appointments],
        (str(profile.avatar), sorted(profile.dismissibles.items())) if profile else (),
    )
    return "cchc-menu-" + hashlib.sha256(repr(facts).encode()).hexdigest()


def kept_shortcuts(context) -> SafeString:
    """The list of keys, which differs with the reader's keyboard and language."""
    request = context["request"]
    key = f"cchc-shortcuts-{_words_of(request)}-{wagtails.get_keyboard_key_labels_from_request(request).MOD}"
    dialog = cache.get(key)
    if dialog is None:
        template = get_template("wagtailadmin/shared/keyboard_shortcuts_dialog.html")
        dialog = template.render(wagtails.keyboard_shortcuts_dialog(context))
        cache.set(key, dialog, SECONDS_KEPT)
    return mark_safe(dialog)  # noqa: S308 -- a drawn template


def _words_of(request) -> str:
    profile = getattr(request.user, "wagtail_userprofile", None)
    return f"{get_language()}-{profile is None or profile.keyboard_shortcuts}"


def kept_config(context) -> dict:
    """What Wagtail's scripts are told; the token against forgery is each reader's own."""
    if context.get("locale"):
        return wagtails.wagtail_config(context)
    request = context["request"]
    key = f"cchc-admin-config-{_words_of(request)}"
    config = cache.get(key)
    if config is None:
        config = wagtails.wagtail_config(context)
        cache.set(key, {name: value for name, value in config.items() if name != "CSRF_TOKEN"}, SECONDS_KEPT)
    return {"CSRF_TOKEN": get_token(request), **config}


def kept_search_areas(request) -> list[SearchArea]:
    """What else the reader may search beside pages."""
    key = f"{_key_of_menu(request.user)}-areas"
    names = cache.get(key)
    if names is None:
        names = {area.name for area in Search.search_items_for_request(admin_search_areas, request)}
        cache.set(key, names, SECONDS_KEPT)
    return [area for area in admin_search_areas.registered_search_areas if area.name in names]


def kept_filters(filters) -> SafeString:
    """What a list may be narrowed by, kept where `kept_as` of the filters names it, and as long as nothing is chosen."""
    name = getattr(filters, "kept_as", "")
    if not name or any(key.startswith(tuple(filters.form.fields)) for key in filters.data):
        return _drawn(filters)
    key = f"cchc-filters-{name}-{get_language()}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = _drawn(filters)
        cache.set(key, drawn, SECONDS_KEPT)
    return mark_safe(drawn)  # noqa: S308 -- a drawn template


def _drawn(filters) -> SafeString:
    return _template_of_filters().render(Context({"filters": filters}))


@lru_cache(maxsize=1)
def _template_of_filters() -> Template:
    """Wagtail's own template, in whose place ours stands."""
    text = Path(wagtail.admin.__file__).parent / "templates/wagtailadmin/shared/headers/_filters.html"
    return Engine.get_default().from_string(text.read_text(encoding="utf-8"))
