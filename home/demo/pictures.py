"""Draws the demo's pictures, so that none has to be borrowed: flat shapes, no text, no faces."""

import math
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 720
SKY, GROUND, INK = "#e8f0f4", "#d9e2cf", "#31485a"
BRICK, WOOD, LEAF, RIVER = "#b5523b", "#c79a5b", "#5d8a5a", "#7fb0c9"
GREENS = ("#a9c48a", "#8fb573", "#c3d39b", "#7da65f")


def draw_picture(name: str) -> bytes:
    """Return the picture called `name` as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    PAINTERS[name](ImageDraw.Draw(image))
    stream = BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, colour: str) -> None:
    draw.ellipse((x - 28, y - 150, x + 28, y - 94), fill=WOOD)
    draw.rounded_rectangle((x - 48, y - 88, x + 48, y), 24, fill=colour)


def _counters(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 560, WIDTH, HEIGHT), fill="#cfd8de")
    for centre in (230, 640, 1050):
        draw.rectangle((centre - 160, 90, centre + 160, 190), fill=INK)
        _person(draw, centre, 410, "#3f6f8f")
        draw.rectangle((centre - 180, 390, centre + 180, 540), fill=WOOD)
        draw.rectangle((centre - 190, 376, centre + 190, 398), fill=INK)
        draw.rectangle((centre - 40, 352, centre + 60, 376), fill="white")
        _person(draw, centre, 660, BRICK)


def _building(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 560, WIDTH, HEIGHT), fill=GROUND)
    draw.rectangle((260, 210, 1020, 590), fill="#efe3c8")
    draw.rectangle((230, 180, 1050, 220), fill=BRICK)
    for row in (260, 400):
        for column in range(6):
            left = 300 + column * 118
            draw.rectangle((left, row, left + 70, row + 90), fill=RIVER, outline=INK, width=3)
    draw.rectangle((590, 470, 690, 590), fill=INK)
    draw.line((160, 590, 160, 120), fill=INK, width=8)
    draw.polygon([(164, 120), (250, 120), (250, 176), (164, 176)], fill=BRICK)
    for x in (80, 1110, 1200):
        draw.rectangle((x - 10, 470, x + 10, 590), fill=WOOD)
        draw.ellipse((x - 56, 350, x + 56, 490), fill=LEAF)


def _steps(draw: ImageDraw.ImageDraw) -> None:
    colours = ("#3f6f8f", WOOD, BRICK, LEAF)
    for index, colour in enumerate(colours):
        left = 70 + index * 300
        draw.rounded_rectangle((left, 260, left + 220, 460), 28, fill=colour)
        for line in range(3):
            draw.rectangle((left + 40, 310 + line * 40, left + 180 - line * 30, 324 + line * 40), fill="white")
        if index < len(colours) - 1:
            draw.line((left + 228, 360, left + 276, 360), fill=INK, width=10)
            draw.polygon([(left + 272, 338), (left + 298, 360), (left + 272, 382)], fill=INK)


def _fields(draw: ImageDraw.ImageDraw) -> None:
    for row in range(6):
        for column in range(8):
            top, left = 260 + row * 80, column * 170 - row * 24
            draw.polygon(
                [(left, top), (left + 166, top), (left + 140, top + 76), (left - 26, top + 76)],
                fill=GREENS[(row * 3 + column) % len(GREENS)],
            )
    bank = [(640 + 170 * math.sin(y / 95), y) for y in range(256, HEIGHT + 1, 8)]
    draw.polygon(bank + [(x + 60 + (y - 256) / 4, y) for x, y in reversed(bank)], fill=RIVER)
    draw.line((0, 256, WIDTH, 256), fill=LEAF, width=8)
    draw.ellipse((1020, 70, 1120, 170), fill="#f0c36a")


PAINTERS = {"mot-cua": _counters, "tru-so": _building, "quy-trinh": _steps, "ban-do": _fields}
