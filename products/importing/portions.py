"""How many rows one transaction takes.

PostgreSQL takes all of them. SQLite lets one writer in at a time, and a patient who hands in
answers would wait for the whole file: there a transaction takes some rows, and others get a turn
before the next. Rows of one key stay together, so that each portion is whole in itself.
"""

from collections.abc import Hashable, Iterable, Iterator
from time import sleep
from typing import TypeVar

from django.db import connection

# Less than a second's writing; whoever waits for SQLite looks every tenth of a second.
ROWS_BEFORE_OTHERS = 100
SECONDS_FOR_OTHERS = 0.15

Item = TypeVar("Item")


def rows_at_once() -> int | None:
    """None: all."""
    return ROWS_BEFORE_OTHERS if connection.vendor == "sqlite" else None


def in_portions(items: Iterable[tuple[Hashable, Item]], most: int | None) -> Iterator[list[Item]]:
    """Items with their keys, in the order in which their keys first appear."""
    by_key: dict[Hashable, list[Item]] = {}
    for key, item in items:
        by_key.setdefault(key, []).append(item)
    portion: list[Item] = []
    for alike in by_key.values():
        portion += alike
        if most is not None and len(portion) >= most:
            yield portion
            portion = []
    if portion:
        yield portion


def taking_turns(portions: Iterable[Item]) -> Iterator[Item]:
    """With a pause for others between two portions; not inside a transaction."""
    for number, portion in enumerate(portions):
        if number:
            sleep(SECONDS_FOR_OTHERS)
        yield portion
