"""Pages by the hundred: copies of one that Django's own constructor made, with values of their own."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from django.db.models import Field
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.signals import post_init, pre_init
from wagtail.models import Page

_P = TypeVar("_P", bound=Page)
# What two objects may share: nobody can change it.
_UNCHANGING = (str, int, float, bool, bytes, type(None))


def new_page(page_type: type[_P], values: Mapping[str, Any]) -> _P:
    """Return what `page_type(**values)` does, the values by their attribute's name, as `agency_id` for a key.

    For pages that have a key, or are given their type and their place in menus: those Wagtail's constructor would look up.
    Whoever listens to objects being made is told by the constructor itself.
    """
    if pre_init.has_listeners(page_type) or post_init.has_listeners(page_type):
        return page_type(**values)
    blank, own_defaults, set_by_name = _pattern(page_type)
    page = page_type.__new__(page_type)
    state = page.__dict__
    state.update(blank)
    state["_state"] = ModelState()
    for field in own_defaults:
        if field.attname not in values:
            setattr(page, field.attname, field.get_default())
    for name, value in values.items():
        if name in set_by_name:
            setattr(page, name, value)
        else:
            state[name] = value
    return page


@cache
def _pattern(page_type: type[Page]) -> tuple[dict[str, Any], list[Field], frozenset[str]]:
    """Return what every new page holds, the fields whose default each makes anew, and the names that are more than stored."""
    one = page_type(id=-1)
    fields = page_type._meta.concrete_fields
    blank = {name: value for name, value in vars(one).items() if isinstance(value, _UNCHANGING)} | {"id": None}
    own_defaults = [field for field in fields if callable(field.default) or field.attname not in blank]
    set_by_name = frozenset(field.attname for field in fields if _is_more_than_stored(page_type, field.attname))
    return blank, own_defaults, set_by_name


def _is_more_than_stored(page_type: type[Page], name: str) -> bool:
    descriptor = getattr(page_type, name)
    # A key that is set forgets the object it led to; a new page has none.
    return hasattr(type(descriptor), "__set__") and not isinstance(descriptor, ForeignKeyDeferredAttribute)
