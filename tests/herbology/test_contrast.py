"""Colours are read from tokens.css, so that a changed token cannot lose its contrast unseen."""

import re

import pytest
from django.contrib.staticfiles import finders

GROUNDS = ("paper", "surface", "sunk")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "clay", "error") for ground in GROUNDS),
    *(("ink", tint) for tint in ("leaf-tint", "clay-tint", "error-tint")),
    ("ink-soft", "leaf-tint"),
    ("link", "leaf-tint"),
    ("link-hover", "paper"),
    ("leaf", "leaf-tint"),
    ("leaf", "paper"),
    ("clay", "clay-tint"),
    ("error", "error-tint"),
    ("on-leaf", "leaf"),
    ("on-leaf", "leaf-deep"),
    ("on-emergency", "emergency"),
    ("on-urgent", "urgent"),
    ("on-soon", "soon"),
    ("on-routine", "routine"),
    ("on-footer", "footer"),
]
SHAPES = [
    *(("line-strong", ground) for ground in GROUNDS),
    *(("leaf", ground) for ground in GROUNDS),
    ("error", "surface"),
    ("focus-far", "paper"),
    ("focus-far", "focus-near"),
    ("focus-far", "surface"),
]


def scheme(name: str) -> dict[str, str]:
    with open(finders.find("herbology/tokens.css"), encoding="utf-8") as file:
        light, dark = file.read().split("@media (prefers-color-scheme: dark)", maxsplit=1)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return (
        colours | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))
        if name == "dark"
        else colours
    )


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, of #rrggbb."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 3) == 21


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_contrast_text_is_readable(name: str, front: str, ground: str) -> None:
    colours = scheme(name)

    assert contrast(colours[front], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_contrast_shape_can_be_told_apart(name: str, front: str, ground: str) -> None:
    colours = scheme(name)

    assert contrast(colours[front], colours[ground]) >= 3
