"""What the catalogue says that is not a fact of a product: how a way of taking acts, and sources.

That knowledge stands in the guideline, which is above and must not be looked up to. So the settings
name the module that has it (`CATALOGUE_KNOWLEDGE`), and this is what it must offer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """In words: `times` are lines on how soon it acts and how long it lasts, `sources` theirs."""

    route: str
    name: str
    how: str
    watch: str
    times: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    title: str
    text: str


class Knowledge(Protocol):
    def route_facts(self, route: str) -> RouteFacts: ...

    def references(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Whole references, in this order. Raises KeyError for one that nobody has read."""
        ...

    def keep_safe(self) -> Advice:
        """How to keep a product from children and animals."""
        ...


def knowledge() -> Knowledge:
    return cast(Knowledge, import_module(settings.CATALOGUE_KNOWLEDGE))
