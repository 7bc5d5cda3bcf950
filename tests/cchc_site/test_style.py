"""The stylesheet: Times New Roman first, a face of the same widths behind it, nothing from outside, enough contrast."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

CSS = Path(finders.find("cchc/site.css")).read_text(encoding="utf-8")
LIGHT = CSS[CSS.index(":root {") : CSS.index("@media (prefers-color-scheme: dark)")]
DARK = LIGHT + CSS[CSS.index("@media (prefers-color-scheme: dark)") : CSS.index("*, *::before")]
ON_PAPER = ["ink", "ink-soft", "link", "link-visited"]
ENOUGH = 4.5  # WCAG 2.2, 1.4.3, level AA


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.clause("R9.1")
def test_times_new_roman_stands_first_and_a_bundled_face_of_its_widths_second():
    assert 'font-family: "Times New Roman", Tinos,' in CSS
    files = set(re.findall(r'url\("(fonts/[^"]+)"\)', CSS))
    assert len(files) == 4
    assert all(finders.find(f"cchc/{file}") for file in files)
    faces = re.findall(r"@font-face \{([^}]+)\}", CSS)
    named = [face for face in faces if 'font-family: "Times New Roman"' in face]
    assert len(named) == 4  # the face itself, by its own name, and only where it is not there a file
    assert all(re.search(r'src: local\("Times New Roman[^"]*"\).*url\(', face) for face in named)
    assert all("font-display: swap" in face for face in faces if "url(" in face)  # no text waits for its face


def test_nothing_is_fetched_from_elsewhere():
    assert not re.search(r"@import|https?://|url\(\"?//", CSS)


@pytest.mark.parametrize("css", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(css: str):
    palette = colours(css)
    pairs = [(ink, ground) for ink in ON_PAPER for ground in ("paper", "ground")]
    pairs += [("ink", "note"), ("on-navy", "navy"), ("on-navy-soft", "navy"), ("on-navy-soft", "navy-deep")]
    assert [pair for pair in pairs if contrast(palette[pair[0]], palette[pair[1]]) < ENOUGH] == []
