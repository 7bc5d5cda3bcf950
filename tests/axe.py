"""What axe-core finds wrong on a page, for every reader who comes: in light and dark, at a desk and on a phone.

    problems = axe.problems(window)            # the page as the window shows it now
    problems = axe.problems_in_every_look(window)   # light and dark, 1280 and 360 px wide: one load, four looks

Each returns sentences, one for each element that fails a rule; none is what a page should give.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

WIDTHS = (1280, 360)
# `target-size` is part of WCAG 2.2 AA, but axe leaves it off unless it is asked for.
OPTIONS = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
# A theme changes colours and nothing else, so the second theme of a width is asked about colours alone.
ABOUT_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN = """async (options) => {
  const {violations} = await axe.run(document, options);
  return violations.flatMap(({id, help, nodes}) => nodes.map(({target, html}) => `${id}: ${help} | ${target} | ${html}`));
}"""


def problems(window: Any, *, ignoring: Iterable[str] = ()) -> list[str]:
    """Return what axe finds on the page that `window`, a Playwright page, shows. `ignoring` names rules that are not asked."""
    return _run(window, OPTIONS | {"rules": OPTIONS["rules"] | {rule: {"enabled": False} for rule in ignoring}})


def problems_in_every_look(window: Any, *, ignoring: Iterable[str] = ()) -> list[str]:
    """Return what axe finds in each theme and width; each sentence begins with the look it was found in."""
    found = []
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        window.emulate_media(color_scheme="light")
        found += [f"[light {width}] {problem}" for problem in problems(window, ignoring=ignoring)]
        window.emulate_media(color_scheme="dark")
        found += [f"[dark {width}] {problem}" for problem in _run(window, OPTIONS | ABOUT_COLOURS)]
    return found


def _run(window: Any, options: dict[str, Any]) -> list[str]:
    if not window.evaluate("typeof axe !== 'undefined'"):
        window.evaluate(_script())
    return window.evaluate(RUN, options)


@cache
def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
