"""What a counselor did to an assessment, as far as it overrode rules. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Why = tuple[str, str]  # a rule that was overridden, and the coded reason


class Amended(NamedTuple):
    """An amendment; the latest of a place counts."""

    key: int
    place: int
    kind: str
    reason: str


class Opened(NamedTuple):
    """Rules set aside, {route: [rule ids]}, from this assessment on."""

    assessment: int
    routes: Mapping[str, list[str]]
    reason: str


OVERRIDING = ("replace", "withhold")


def overridden(
    suggested: Mapping[int, frozenset[str]], amended: Iterable[Amended], until: int
) -> frozenset[Why]:
    """`suggested` are the rules behind each place; amendments after `until` were not published.

    What a counselor had added is nobody's suggestion, and what was restored stands.
    """
    latest = {each.place: each for each in sorted(amended) if each.key <= until}
    return frozenset(
        (rule, each.reason)
        for place, each in latest.items()
        if each.kind in OVERRIDING
        for rule in suggested.get(place, ())
    )


def opened(openings: Iterable[Opened], assessment: int) -> frozenset[Why]:
    """What had been opened by the time of this assessment."""
    return frozenset(
        (rule, each.reason)
        for each in openings
        if each.assessment <= assessment
        for rules in each.routes.values()
        for rule in rules
    )


def rules_in(whys: Iterable[Why]) -> Iterator[str]:
    return (rule for rule, _reason in whys)
