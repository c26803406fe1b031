"""What is left in English on a page that should be in Spanish."""

import re
from collections.abc import Iterator
from functools import cache

from django.test.html import Element, parse_html

from herbology.language_guess import guess
from recommendations.guideline import load_texts
from recommendations.information.words import load_words
from tests import messages

PARAM = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|\n")
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "content", "label"}
CODE = re.compile("[A-Z0-9-]+")  # of a rule, such as FIRST-TO-EXPIRE
SHORTEST = 3  # words of a piece that can be nothing but our English


def english_on(html: str) -> list[str]:
    """Texts of the page that are ours in English, or look English; not what is marked as English."""
    return [text for text in _texts(parse_html(html)) if _is_english(text)]


def _is_english(text: str) -> bool:
    if text in whole_texts() or (guess(text) == "en" and not CODE.fullmatch(text)):
        return True
    return any(piece in text for piece in pieces())


@cache
def whole_texts() -> frozenset[str]:
    """Everything that has a translation which is another."""
    entries = messages.read(messages.CATALOG.read_text(encoding="utf-8"))[1:]
    spoken = {entry.msgid for entry in entries} | {entry.msgid_plural for entry in entries}
    spanish = {text for entry in entries for text in entry.translations}
    for load in (load_texts, load_words):
        spoken |= set(_lines(load("en").entries.values()))
        spanish |= set(_lines(load("es").entries.values()))
    return frozenset(spoken - spanish - {""})


@cache
def pieces() -> tuple[str, ...]:
    """What stands between the parameters of longer texts."""
    split = (piece.strip() for text in whole_texts() for piece in PARAM.split(text))
    return tuple({piece for piece in split if len(piece.split()) >= SHORTEST})


def _lines(values) -> Iterator[str]:
    for value in values:
        yield from [value] if isinstance(value, str) else value


def _texts(element: Element) -> Iterator[str]:
    attributes = dict(element.attributes) if element.name else {}
    if attributes.get("lang") == "en" or element.name in ("script", "style", "textarea"):
        return
    if "http-equiv" in attributes:
        return
    for name, value in attributes.items():
        if name in SPOKEN_ATTRIBUTES or name.startswith("data-"):
            yield " ".join((value or "").split())
    run = ""
    for child in element.children:
        if isinstance(child, str):
            run += child
        else:
            yield from _texts(child)
    yield " ".join(run.split())
