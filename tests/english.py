"""Which texts of a screen are English: sentences that the packages say and the catalogue says otherwise, and telltale words."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.utils.translation import gettext
from lxml.etree import strip_elements
from lxml.html import HtmlElement

from home.management.commands.catalogue_gaps import texts_of

SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt", "aria-description")
# The label, for screen readers alone, of one field of Wagtail's group form: made from the field's name, in no catalogue;
# and the title of the page that Wagtail's first migration made, in the log of its deletion.
OUT_OF_REACH = {"Page", "Welcome to your new Wagtail site!"}
# English words that stand all over Wagtail's own screens; none of them is also a Vietnamese word. In an address, "the-che" is
# thể chế; a dotted name is a name of code.
WORDS = """
    about action actions add administrator after ago all already and any apply approve approved are assign audio
    available back been before blocks browse bulk cancel cannot change changes character characters child choose close
    collection collections comment comments compare confirm content copy could create created current date deadline
    delete deleted description details disable document documents download draft drag due duplicate edit edited editing
    enable error errors expand explore explorer export field fields filter filters first for format found from group
    groups has have height help hide history image images import insert is issue items language last link live loading
    locale locked main match message minute minutes missing moderation moderators modified more move multiple name new
    next not notification notifications of once or open option options order page pages parent password permission
    permissions phone please preview previous privacy private profile publish published recent redirect redirects reject remove
    replace report reports request required reset results retry review revision role root row rows save saved saving
    schedule search section select settings show showing sign sites size slug snippet snippets sort sorry started status
    subject submit submitted table tag tags task tasks text the there this time title toggle type unlock unpublish update
    updated upload usage user users value version versions view visibility visible warning was welcome width will with
    workflow workflows yes you your
"""
TELLTALES = re.compile(rf"(?<![\w.-])(?:{'|'.join(WORDS.split())})(?![\w-]|\.\w)", re.IGNORECASE)


@cache
def english_sentences() -> frozenset[str]:
    """What Django, Wagtail and the other packages say in English and the catalogue says otherwise."""
    folders = [
        Path(django.__file__).parent / "conf/locale",
        *(Path(app.path) / "locale" for app in apps.get_app_configs()),
    ]
    texts = {text for folder in folders for _, text in texts_of(folder, "django")}
    return frozenset(text for text in texts if re.search("[A-Za-z]{3}", text) and gettext(text) != text)


def spoken(page: HtmlElement) -> Iterator[str]:
    """Everything that the screen shows or reads aloud, and what its menu will say."""
    yield from menu_texts(page, "label")
    strip_elements(page, "script", "style", "code", "pre", with_tail=False)
    for counter in page.xpath("//*[@data-side-panel-toggle-counter]"):
        counter.drop_tree()
    yield from (" ".join(text.split()) for text in page.xpath("//text()"))
    for name in SPOKEN_ATTRIBUTES:
        yield from (" ".join(value.split()) for value in page.xpath(f"//@{name}"))
    yield from page.xpath("//input[@type='submit' or @type='button']/@value")


def menu_texts(page: HtmlElement, *names: str) -> Iterator[str]:
    """Return what the admin's menu, which a script draws, is told under these names: labels, addresses."""
    waiting = [json.loads(props) for props in page.xpath("//script[@id='wagtail-sidebar-props']/text()")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[name] for name in names if isinstance(value.get(name), str))
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def english_on(page: HtmlElement) -> set[str]:
    return {text for text in set(spoken(page)) - OUT_OF_REACH if is_english(text)}


@cache
def is_english(text: str) -> bool:
    return text in english_sentences() or bool(TELLTALES.search(text))
