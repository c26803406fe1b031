"""A file that was applied before, and again after a later one."""

from datetime import timedelta

import pytest

from products.importing.again import tell_if_old
from products.importing.apply import Source, apply_plan
from tests.products.importing.material import NOW, plan, row, stock_layout

pytestmark = pytest.mark.django_db
LAYOUT = stock_layout()


def applied_file(name, on_hand, store, at=NOW):
    made = plan(row(on_hand=on_hand), layout=LAYOUT, store=store)
    return apply_plan(made, Source(f"{name}.csv", name * 64), by=None, at=at)


def told(store, sha256):
    made = plan(row(on_hand="10"), layout=LAYOUT, store=store)
    tell_if_old(made, sha256, header_row=1)
    return [(found.row, found.reason) for found in made.of_the_file]


def test_file_after_which_another_came_is_flagged_as_a_whole(store):
    first = applied_file("a", "10", store)
    second = applied_file("b", "6", store, at=NOW + timedelta(days=1))

    reason = (
        f"the file as a whole: it was applied on 2025-04-03 (import {first.pk}), and b.csv came"
        f" after it (import {second.pk}): its quantities are old"
    )
    assert told(store, "a" * 64) == [(1, reason)]


def test_newest_file_is_not_flagged(store):
    applied_file("a", "10", store)
    applied_file("b", "6", store)

    assert told(store, "b" * 64) == []
